"""Who receives: Ukraine unless the words say otherwise."""

from functools import lru_cache

from .naming import Named
from .parties import NEIGHBOURS, UKRAINE, UKRAINIAN
from .scene import Place, Setting

GIVEN_REACH = 8
"""Words from "gave X" to its amount."""


@lru_cache(maxsize=16)
def recipient_names(place: Place) -> tuple[Named, ...]:
    """Give the names that the words about an amount make its recipients: "to X", "gave X $5m"."""
    names = [name for name in place.names if name.donor and name.mention.kind != "person"]
    found = [
        name
        for name in names
        if _after_to(place, name) or _given(place, name) or _receives(place, name) or _benefits(place, name)
    ]
    for name in names:
        # "to Ukraine and Moldova": what is coupled with a recipient is one.
        if name not in found and any(_coupled(place, other, name) for other in found):
            found.append(name)
    return tuple(found)


def recipients(place: Place, setting: Setting) -> tuple[tuple[str, ...], str]:
    """Give the recipients' ids and the evidence."""
    stated = recipient_names(place)
    text, neighbours = place.norms(place.left, place.right), place.turn("neighbours")
    if not neighbours.isdisjoint(text) and any(name.donor == UKRAINE for name in place.names):
        after = text[next(i for i, word in enumerate(text) if word in neighbours) - 1 :]
        return (NEIGHBOURS,), "recipients: " + " ".join(after[:2])
    if any(name.donor == NEIGHBOURS for name in place.names):
        return (NEIGHBOURS,), "recipients: named"
    countries = [name.donor for name in stated if name.donor and setting.parties.is_country(name.donor)]
    if UKRAINE in countries:
        return tuple(dict.fromkeys(countries)), "recipients: named"
    return (UKRAINE,), "recipients: Ukraine by context"


def _after_to(place: Place, name: Named) -> bool:
    i = name.first - 1
    while i > place.left and place.scene.tokens[i].norm in place.turn("before_recipient"):
        i -= 1
    if i < 0 or place.scene.tokens[i].norm not in place.turn("to"):
        return False
    if i > 0 and place.scene.tokens[i - 1].norm in place.turn("no_gift"):
        return False
    # "for Danish organisations", "to a UK-led partnership": an adjective receives nothing.
    following = place.norms(name.end, name.end + 1)
    if (
        following
        and following[0] in ("and", "or")
        and _adjective(place, name)
        and name.donor not in UKRAINIAN
    ):
        return False
    return (
        not following
        or following[0] in place.turn("after_name")
        or (not following[0].isalpha() and following[0] != "-")
        or name.donor in UKRAINIAN
    )


def _adjective(place: Place, name: Named) -> bool:
    """Tell "to Danish and international organisations" from "to Denmark and Norway"."""
    return place.norms(name.end - 1, name.end)[0].endswith(ADJECTIVES)


ADJECTIVES = ("ish", "ian", "ese", "ench", "utch", "ican", "opean")


def _receives(place: Place, name: Named) -> bool:
    """Tell the subject of "Moldova will receive €145m"."""
    verbs = place.scene.of("receive")
    # "8 млрд доларів отримає Тайвань": many languages tell it the other way round.
    if any(tag.end == name.first and 0 <= tag.first - place.end <= 1 for tag in verbs):
        return True
    if not any(0 <= tag.first - name.end <= 2 and tag.end <= place.first for tag in verbs):
        return False
    # "a coalition led by Britain and Latvia has received": who leads receives nothing.
    small = place.turn("from") | place.turn("couple")
    led = [i for i in range(place.left, name.first) if place.scene.tokens[i].norm in place.turn("from")]
    return not (led and name.first and place.scene.tokens[name.first - 1].norm in small)


def _given(place: Place, name: Named) -> bool:
    """Tell the indirect object in "sent Ukraine $5m": right behind a verb of giving, before the amount."""
    if name.end > place.first:
        return False
    gives = [tag for tag in place.scene.of("give_to") if name.first - 2 < tag.end <= name.first]
    if not gives or place.first - name.end > GIVEN_REACH or _new_clause(place, name.end):
        return False
    return all(word in place.turn("before_recipient") for word in place.norms(gives[-1].end, name.first))


def _benefits(place: Place, name: Named) -> bool:
    """Tell the object in "supports Moldova with NOK 1 billion"."""
    if "benefit" not in place.scene.by_kind or name.end >= place.first:
        return False
    if "with" not in place.norms(name.end, min(name.end + 2, place.first)):
        return False
    verbs = [tag for tag in place.scene.of("benefit") if tag.end <= name.first]
    return bool(verbs) and all(
        word in place.turn("before_recipient") for word in place.norms(verbs[-1].end, name.first)
    )


def _new_clause(place: Place, start: int) -> bool:
    words = place.norms(start, place.first)
    return any(
        word in ("that", "has", "have", "had", "will", "would", "is", "was", "by", "to") for word in words
    )


def _coupled(place: Place, one: Named, other: Named) -> bool:
    low, high = (one, other) if one.end <= other.first else (other, one)
    between = place.norms(low.end, high.first)
    if set(between) <= APPOSED and (
        _adjective(place, high) or "and" not in place.norms(high.end, high.end + 2)
    ):
        # "to Ukraine, the Norwegian government said": a comma alone makes no list.
        return False
    return low is one and all(word in place.turn("couple") | place.turn("to") | {"also"} for word in between)


APPOSED = frozenset([",", "the"])
