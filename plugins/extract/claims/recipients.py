"""Who receives: Ukraine unless the words say otherwise."""

from .parties import UKRAINE
from .scene import Named, Place, Setting

NEIGHBOURS = "ukraine-and-its-neighbours"
TO = frozenset(["to", "for", "towards", "toward", "für", "an", "nach", "pour", "à", "do", "dla", "till", "för", "на", "для", "til", "para", "per", "voor", "aan", "pro"])
THE = frozenset(["the", "a", "an", "die", "der", "das", "den", "la", "le", "les", "l", "'", "people", "of", "government", "armed", "forces", "neighbouring", "neighboring", "war", "-", "torn", "hit", "help",
                 "ravaged", "countries", "like", "such", "as"])  # fmt: skip
NEIGHBOUR_WORDS = ("its", "other", "their")
LATIN_NAMES = frozenset(["neighbors", "neighbours", "neighboring", "neighbouring"])


def recipient_names(place: Place, setting: Setting) -> tuple[Named, ...]:
    """Give the names that the words about an amount make its recipients: "to X", "gave X $5m"."""
    names = [name for name in place.names if name.donor and name.mention.kind != "person"]
    found = [name for name in names if _after_to(place, name) or _given(place, name)]
    for name in names:
        # "to Ukraine and Moldova": what is coupled with a recipient is one.
        if name not in found and any(_coupled(place, other, name) for other in found):
            found.append(name)
    return tuple(found)


def recipients(place: Place, setting: Setting) -> tuple[tuple[str, ...], str]:
    """Give the recipients' ids and the evidence."""
    stated = recipient_names(place, setting)
    text = place.norms(place.left, place.right)
    if any(word in LATIN_NAMES for word in text) and any(name.donor == UKRAINE for name in place.names):
        after = text[next(i for i, word in enumerate(text) if word in LATIN_NAMES) - 1 :]
        return (NEIGHBOURS,), "recipients: " + " ".join(after[:2])
    countries = [name.donor for name in stated if name.donor and setting.parties.is_country(name.donor)]
    if UKRAINE in countries:
        return tuple(dict.fromkeys(countries)), "recipients: named"
    return (UKRAINE,), "recipients: Ukraine by context"


def _after_to(place: Place, name: Named) -> bool:
    i = name.first - 1
    while i > place.left and place.scene.tokens[i].norm in THE:
        i -= 1
    if i < 0 or place.scene.tokens[i].norm not in TO:
        return False
    return not (i > 0 and place.scene.tokens[i - 1].norm in ("according", "due", "thanks", "trip", "visit", "visits", "prior"))


def _given(place: Place, name: Named) -> bool:
    """Tell the indirect object in "sent Ukraine $5m": right behind a verb of giving, before the amount."""
    if name.end > place.first:
        return False
    gives = [tag for tag in place.scene.tags if tag.kind == "give" and name.first - 2 < tag.end <= name.first]
    return bool(gives) and place.first - name.end <= 8 and not _new_clause(place, name.end)


def _new_clause(place: Place, start: int) -> bool:
    words = place.norms(start, place.first)
    return any(word in ("that", "has", "have", "will", "would") for word in words)


def _coupled(place: Place, one: Named, other: Named) -> bool:
    low, high = (one, other) if one.end <= other.first else (other, one)
    return low is one and all(word in {",", "and", "the", "as", "well", "und", "et", "i", "och", "та", "и", "also", "for", "to"} for word in place.norms(low.end, high.first))
