"""Who receives: Ukraine unless the words say otherwise."""

from .parties import NEIGHBOURS, UKRAINE, UKRAINIAN
from .naming import Named
from .scene import Place, Setting

TO = frozenset(
    [
        "to",
        "for",
        "towards",
        "toward",
        "für",
        "an",
        "nach",
        "pour",
        "à",
        "do",
        "dla",
        "till",
        "för",
        "на",
        "для",
        "til",
        "para",
        "per",
        "voor",
        "aan",
        "pro",
    ]
)
THE = frozenset(["the", "a", "an", "die", "der", "das", "den", "la", "le", "les", "l", "'", "people", "of", "government", "armed", "forces", "neighbouring", "neighboring", "war", "-", "torn", "hit", "help",
                 "ravaged", "countries", "like", "such", "as"])  # fmt: skip
GIVEN_REACH = 8
"""Words from "gave X" to its amount."""
NO_GIFT = frozenset(["according", "due", "thanks", "trip", "visit", "visits", "visited", "prior", "response", "threat", "owing", "relation", "opposition", "comparison", "ambassador", "envoy", "flown", "transported", "driven", "moved", "airlifted", "trucked", "request",
                     "alternative", "exports", "travel", "travelled", "except", "war", "reaction", "answer"])  # fmt: skip
"""Words whose "to" or "for" leads to no recipient: "in response to Russia"."""
AFTER_NAME = frozenset(["and", "to", "in", "for", "with", "as", "since", "after", "by", "on", "at", "this", "from", "that", "while", "but", "or", "over", "under", "through", "via", "until", "worth", "amid", "because",
                        "during", "before", "which", "who", "following", "next", "last", "itself", "alone", "was", "is", "are", "were", "has", "had", "will", "would", "also", "so", "if", "when", "und", "et", "i", "och",
                        "w", "на", "в", "у", "в", "и", "та", "для"])  # fmt: skip
"""Small words that may follow a recipient's name; any other small word makes the name an adjective."""
NEIGHBOUR_WORDS = frozenset(["neighbors", "neighbours", "neighboring", "neighbouring"])


def recipient_names(place: Place) -> tuple[Named, ...]:
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
    stated = recipient_names(place)
    text = place.norms(place.left, place.right)
    if any(word in NEIGHBOUR_WORDS for word in text) and any(name.donor == UKRAINE for name in place.names):
        after = text[next(i for i, word in enumerate(text) if word in NEIGHBOUR_WORDS) - 1 :]
        return (NEIGHBOURS,), "recipients: " + " ".join(after[:2])
    if any(name.donor == NEIGHBOURS for name in place.names):
        return (NEIGHBOURS,), "recipients: named"
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
    if i > 0 and place.scene.tokens[i - 1].norm in NO_GIFT:
        return False
    # "for Danish organisations", "to a UK-led partnership": an adjective receives nothing.
    following = place.norms(name.end, name.end + 1)
    return (
        not following
        or following[0] in AFTER_NAME
        or not following[0].isalpha()
        and following[0] != "-"
        or name.donor in UKRAINIAN
    )


def _given(place: Place, name: Named) -> bool:
    """Tell the indirect object in "sent Ukraine $5m": right behind a verb of giving, before the amount."""
    if name.end > place.first:
        return False
    gives = [
        tag for tag in place.scene.tags if tag.kind == "give_to" and name.first - 2 < tag.end <= name.first
    ]
    if not gives or place.first - name.end > GIVEN_REACH or _new_clause(place, name.end):
        return False
    return all(word in THE for word in place.norms(gives[-1].end, name.first))


def _new_clause(place: Place, start: int) -> bool:
    words = place.norms(start, place.first)
    return any(
        word in ("that", "has", "have", "had", "will", "would", "is", "was", "by", "to") for word in words
    )


def _coupled(place: Place, one: Named, other: Named) -> bool:
    low, high = (one, other) if one.end <= other.first else (other, one)
    return low is one and all(
        word in {",", "and", "the", "as", "well", "und", "et", "i", "och", "та", "и", "also", "for", "to"}
        for word in place.norms(low.end, high.first)
    )
