"""Which names in a sentence can be givers: none that receives, opposes, or only says where."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from .naming import Named
from .parties import AGGRESSORS, UKRAINIAN
from .recipients import recipient_names
from .scene import Place, Scene

BLOCK_REACH = 12
"""Words from a name to the verb that makes it one who blocks."""
NOUN_REACH = 3
"""Words from a name to the word for aid that is its own: "EU macro-financial aid"."""
COMPOUNDS = frozenset(["led", "backed", "made", "supplied", "based", "built", "donated", "funded"])
"""What follows a name and a hyphen to make it an adjective: "the US-led bloc"."""


def may_give(donor: str | None) -> bool:
    """Tell whether a donor's id is anybody but Ukraine and the aggressors."""
    return donor is not None and donor not in UKRAINIAN and donor not in AGGRESSORS


def givers(place: Place, start: int, end: int) -> list[Named]:
    """Give the names between two tokens that can give, in order; people in a place only if none else."""
    able = [n for n in place.scene.names if start <= n.first and n.end <= end and can_give(place, n)]
    # "with Belgium, Denmark and Norway": what goes for the last of a list goes for all of it.
    placed = [other for name in able if in_place(place, name) for other in coupled(place, name)]
    plain = [name for name in able if name not in placed]
    return plain or [name for name in able if name.mention.kind == "person"]


def can_give(place: Place, name: Named) -> bool:
    """Tell whether a name stands for a donor that neither receives nor is part of an adjective."""
    if not may_give(name.donor):
        return False
    following = place.norms(name.end, name.end + 2)
    adjective = following[:1] == ["-"] and set(following[1:]) & COMPOUNDS
    kinds = place.scene.by_kind
    if "tracker" in kinds and any(t.first < name.end and name.first < t.end for t in kinds["tracker"]):
        return False
    if "led_by" in kinds and _leads(place, name):
        return False
    return (
        not adjective
        and not is_recipient(place, name)
        and not ("commerce" in kinds and _made_there(place, name))
    )


def _leads(place: Place, name: Named) -> bool:
    """Tell "a coalition led by Britain and Latvia": who leads gives nothing of it."""
    at = head(place, coupled(place, name)[0])
    return any(tag.end == at + 1 for tag in place.scene.of("led_by"))


def _made_there(place: Place, name: Named) -> bool:
    """Tell "buy American weapons": whose make they are, not who gives."""
    bought = any(tag.end == name.first for tag in place.scene.of("commerce"))
    return bought and any(0 <= tag.first - name.end <= 1 for tag in place.scene.of("military"))


def is_recipient(place: Place, name: Named) -> bool:
    """Tell whether any amount of the sentence goes to this name."""
    return name in _recipients(place.scene)


@lru_cache(maxsize=4)
def _recipients(scene: Scene) -> frozenset[Named]:
    return frozenset(name for place in scene.places for name in recipient_names(place))


def head(place: Place, name: Named) -> int:
    """Give the token before a name, its articles and its title: "by" in "by the US president"."""
    skipped = place.turn("article") | place.turn("office")
    i = name.first - 1
    while i >= 0 and place.scene.tokens[i].norm in skipped:
        i -= 1
    return i


def in_place(place: Place, name: Named) -> bool:
    """Tell "in Berlin", "against Russia", "with Denmark" from givers."""
    at = head(place, coupled(place, name)[0])
    if at < 0 or place.scene.tokens[at].norm not in place.turn("place"):
        return False
    # "with Germany alone accounting for $11bn": what is told of it is its own.
    if place.turn("absolute") & set(place.norms(name.end, name.end + 2)):
        return False
    # "an agreement with the World Bank": a partner, no means.
    return not (place.scene.tokens[at].norm == "with" and set(place.norms(at - 1, at)) & place.turn("pact"))


def blocks(place: Place, name: Named, end: int) -> bool:
    """Tell whether a name is followed by a verb of blocking before token `end`."""
    return bool(place.turn("block") & set(place.norms(name.end, min(name.end + BLOCK_REACH, end))))


def owns_aid(place: Place, name: Named) -> bool:
    """Tell "EU aid", "American military assistance": a word for aid behind a name, no verb between."""
    nouns = [tag for tag in place.scene.of("aid_noun") if 0 <= tag.first - name.end <= NOUN_REACH]
    if not nouns:
        return False
    noun = nouns[0]
    verbs = any(name.end <= tag.first < noun.first for tag in place.scene.of("give", "planned"))
    small = (
        place.turn("couple")
        | place.turn("place")
        | place.turn("to")
        | place.turn("article")
        | {"has", "have", "its", "an", "'", "’"}
    )
    plain = all(word.isalpha() and word not in small for word in place.norms(name.end, noun.first))
    # "The institute estimated US aid": whose it is stands nearer.
    nearer = any(name.end <= n.first < noun.first and may_give(n.donor) for n in place.scene.names)
    return plain and not verbs and not nearer and (name.first >= place.end or noun.end <= place.first)


def coupled(place: Place, name: Named) -> tuple[Named, ...]:
    """Give a name with those coupled to it: "Canada and the European members"."""
    group = [name]
    for other in reversed(place.scene.names[: place.scene.names.index(name)]):
        between = set(place.norms(other.end, group[0].first))
        if other.end > group[0].first:
            continue
        if not between or not between <= place.turn("couple") or other.mention.kind != name.mention.kind:
            break
        if not may_give(other.donor):
            break
        group.insert(0, other)
    # "In Norway, Denmark…": a comma alone makes no list.
    conjoined = any(set(place.norms(a.end, b.first)) - {",", "the"} for a, b in pairwise(group[-2:]))
    return tuple(group) if len(group) == 1 or conjoined else (name,)


def stated(place: Place, names: Sequence[Named]) -> str:
    """Give names as the text has them."""
    text, start = place.scene.text, place.scene.start
    return ", ".join(text[name.mention.start - start : name.mention.end - start] for name in names)
