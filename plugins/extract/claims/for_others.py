"""Which amounts are for somebody else than Ukraine, or are spent by Ukraine or its aggressors themselves."""

from collections.abc import Sequence

from .giving import may_give
from .naming import Named
from .parties import AGGRESSORS, UKRAINIAN
from .recipients import recipient_names
from .refusal import NEAR, Refusal, Seen, text_of
from .scene import GOES_ON, Place, Setting


def for_somebody_else(place: Place, setting: Setting, _seen: Seen) -> Refusal | None:
    """Turn down "$14bn to Israel": help whose only stated recipient is another country."""
    stated = recipient_names(place)
    if not stated or any(name.donor in UKRAINIAN for name in stated):
        return None
    others = [
        name for name in stated if name.mention.id == name.donor and setting.parties.is_country(name.donor)
    ]
    if not others:
        return None
    return Refusal("for-somebody-else", text_of(place, others[0]))


def beside_somebody_elses(place: Place, _setting: Setting, seen: Seen) -> Refusal | None:
    """Turn down the second sum of "Moldova will receive $30m from Washington and €64m from Brussels"."""
    last = seen.just_refused
    if last is None or last.rule != "for-somebody-else" or _ukrainian(place.names):
        return None
    coupled = set(place.norms(place.left, place.left + 1)) & (place.turn("couple") | place.turn("boundary"))
    own = place.before("give") or place.before("new") or place.tags("aid_noun")
    return Refusal("for-somebody-else", last.evidence) if coupled and not own else None


def told_later(place: Place, setting: Setting, seen: Seen) -> Refusal | None:
    """Turn down "Germany sends €20m in aid" over "The money is for Moldova.", or over the same sum for it."""
    if _ukrainian(place.scene.names):
        return None
    unit = place.money.unit
    later = seen.elsewhere.get((place.money.value, unit.code or unit.family if unit else None))
    # Only what opens the text can be a headline; further on the same figure is as often another sum.
    if place.scene.number == 0 and later is not None and later[0] > place.money.start:
        return Refusal("for-somebody-else", later[1])
    if recipient_names(place):
        return None
    other = _in_the_next_sentence(place, setting)
    return Refusal("for-somebody-else", other) if other else None


def _in_the_next_sentence(place: Place, setting: Setting) -> str | None:
    """Give the other country that a sentence which goes on about the money is for, as stated."""
    if place.scene.number + 1 >= len(setting.spans):
        return None
    start, end = setting.spans[place.scene.number + 1]
    text = setting.document.text
    found = GOES_ON.match(text, start, end) if start <= place.scene.end + 2 else None
    if found is None:
        return None
    named = [(m, setting.parties.donor_of(m)) for m in setting.between(start, end) if m.kind == "donor"]
    if any(donor in UKRAINIAN for _, donor in named):
        return None
    for mention, donor in named:
        words = text[found.end() : mention.start].casefold().split()
        if donor and setting.parties.is_country(donor) and _is_for(words, place):
            return text[mention.start : mention.end]
    return None


def _is_for(words: Sequence[str], place: Place) -> bool:
    """Tell "is for", "will go to", "helps" from other words between the money and a country."""
    words = [word for word in words if word not in place.turn("article")]
    return 0 < len(words) <= GOING and (words[-1] in place.turn("to") or words[-1] in HELPS)


GOING = 5
"""Words from the money to who gets it: "is meant to go to"."""
HELPS = frozenset(["help", "helps", "support", "supports", "assist", "assists"])


def elsewhere(place: Place, _setting: Setting, _seen: Seen) -> Refusal | None:
    """Turn down "$7 billion to Africa", "In Gaza it spent $1bn": help for other parts of the world."""
    found = place.close_after("elsewhere", NEAR + 2)
    if not found and not _ukrainian(place.scene.names):
        found = place.before("elsewhere")
    return Refusal("for-somebody-else", place.words(found[0])) if found else None


def for_many(place: Place, setting: Setting, _seen: Seen) -> Refusal | None:
    """Turn down the whole of "$95bn, of which $61bn is for Ukraine and $26bn for Israel"."""
    parts = place.scene.places[place.index + 1 :]
    if not parts or not parts[0].before("part") or _ukrainian(recipient_names(place)):
        return None
    for part in parts:
        no = for_somebody_else(part, setting, NOTHING) or elsewhere(part, setting, NOTHING)
        if no:
            return Refusal("for-many", no.evidence)
    return None


NOTHING = Seen(frozenset(), near_claim=False)


def in_hryvnias(place: Place, _setting: Setting, _seen: Seen) -> Refusal | None:
    """Turn down hryvnias that nobody from abroad gives: Ukraine spends them itself."""
    unit = place.money.unit
    if unit is None or unit.code != "UAH" or any(may_give(name.donor) for name in place.scene.names):
        return None
    return Refusal("ukraine-pays", "hryvnias, and no giver named") if not place.scene.groups else None


def ukraine_pays(place: Place, _setting: Setting, _seen: Seen) -> Refusal | None:
    """Turn down "Ukraine plans to spend $5bn": what Ukraine pays out of its own."""
    if "spend" not in place.scene.kinds:
        return None
    before = [name for name in place.names if name.end <= place.first and name.donor]
    if not before or before[-1].donor not in UKRAINIAN or before[-1].mention.kind == "person":
        return None
    if any(may_give(name.donor) for name in place.names) or place.tags("aid_noun") or place.before("receive"):
        return None
    spends = [tag for tag in place.before("spend") if 0 <= tag.first - before[-1].end <= SUBJECT_REACH]
    return Refusal("ukraine-pays", place.words(spends[0])) if spends else None


SUBJECT_REACH = 3
"""Words from a subject to its verb: "Kyiv has so far spent"."""


def _ukrainian(names: Sequence[Named]) -> bool:
    return any(name.donor in UKRAINIAN for name in names)


def aggressor_pays(place: Place, _setting: Setting, _seen: Seen) -> Refusal | None:
    """Turn down what Russia or its allies spend, earn or lose."""
    before = [name for name in place.names if name.end <= place.first and name.donor]
    if before and before[-1].donor in AGGRESSORS and len(before) == 1 and not place.before("aid_strong"):
        word = text_of(place, before[-1])
        follows = [tag for tag in place.before("give") if tag.first >= before[-1].end]
        if follows or place.first - before[-1].end < NEAR:
            return Refusal("aggressor-pays", word)
    return None
