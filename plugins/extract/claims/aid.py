"""What kind of aid: read from the words nearest to the amount first, then from further and further away."""

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from plugins.model import Aid, Claim, Value

from .cues import Tag
from .scene import GOES_ON, Place, Setting

KINDS: tuple[Aid, ...] = ("military", "humanitarian", "financial", "energy", "reconstruction", "refugee")
NEAR = 300
"""Code points behind a claim within which the next is about the same aid."""
ADJECTIVE_REACH = 7
"""Words from an amount to the noun of "in military, humanitarian and financial assistance"."""


class Found(Value, frozen=True, gc=False):
    """Kinds of aid with the rule that found them and its evidence."""

    aid: tuple[Aid, ...]
    rule: str
    evidence: str


class Past(Value, frozen=True, gc=False):
    """What was decided before, for sentences that go on."""

    claims: tuple[Claim, ...]
    in_sentence: tuple[Found, ...]
    donors: tuple[str, ...]
    is_part: bool


Rule = Callable[[Place, Setting, Past], Found | None]


INSTRUMENTS = frozenset(
    ["loan", "loans", "credit", "credits", "grant", "grants", "guarantee", "guarantees", "bond", "bonds"]
)
"""How money is given: it does not say what for."""


def loan_for_a_purpose(place: Place, _setting: Setting, _past: Past) -> Found | None:
    """Read both in "a $100m loan to repair substations": what it is, and what it is for."""
    if not place.close_after("financial", NOUN_REACH):
        return None
    end = _phrase_end(place)
    means = place.tags("financial", place.end, min(end, place.end + NOUN_REACH))
    if not means or place.words(means[0]).casefold() not in INSTRUMENTS:
        return None
    purpose = _kinds(place, means[0].end, end, "loan-for-a-purpose")
    if purpose is None or "financial" in purpose.aid:
        return None
    kinds = tuple(kind for kind in KINDS if kind in purpose.aid or kind == "financial")
    return Found(kinds, purpose.rule, f"{place.words(means[0])}, {purpose.evidence}")


NOUN_REACH = 3
"""Words from an amount to the noun it counts: "$5 million low-interest loan"."""


def phrase_behind(place: Place, _setting: Setting, _past: Past) -> Found | None:
    """Read the phrase right behind: "in military and humanitarian assistance", "worth of weapons"."""
    end = _phrase_end(place)
    nouns = [
        tag for tag in place.tags("aid_noun", place.end, end) if tag.first < place.end + ADJECTIVE_REACH + 3
    ]
    if nouns:
        found = _kinds(place, place.end, nouns[0].end, "phrase-behind")
        if found:
            return found
    return None


def adjective_before(place: Place, _setting: Setting, _past: Past) -> Found | None:
    """Read the phrase right before: "military aid worth $5bn", "a humanitarian package of €2m"."""
    nouns = [tag for tag in place.before("aid_noun") if tag.end > place.first - 6]
    if not nouns:
        return None
    start = max(place.left, nouns[-1].first - 4)
    cut = max(
        (i + 1 for i in range(start, nouns[-1].first) if place.scene.tokens[i].norm in (",", ";", ":")),
        default=start,
    )
    found = _kinds(place, cut, nouns[-1].end, "adjective-before")
    if found and found.aid == ("financial",) and place.words(nouns[-1]).casefold() in INSTRUMENTS:
        # "a grant of ¥15bn to repair the grid": the noun says how, what follows what for.
        purpose = purpose_behind(place, _setting, _past)
        kinds = tuple(kind for kind in KINDS if kind == "financial" or (purpose and kind in purpose.aid))
        return replace(found, aid=kinds)
    return found


def purpose_behind(place: Place, _setting: Setting, _past: Past) -> Found | None:
    """Read what the money is for, up to the end of the clause: "to support Ukraine's energy system"."""
    return _kinds(place, place.end, _phrase_end(place), "purpose-behind")


def clause(place: Place, _setting: Setting, _past: Past) -> Found | None:
    """Read all the words about the amount."""
    return _kinds(place, place.left, place.right, "clause")


def as_the_amount_before(place: Place, _setting: Setting, past: Past) -> Found | None:
    """Take that of the amount before: "$30bn of military aid, while others gave $13bn"."""
    if place.tags("new") and place.tags("aid_noun"):
        return None
    if past.in_sentence and past.in_sentence[-1].aid != ("unspecified",):
        return replace(past.in_sentence[-1], rule="as-the-amount-before")
    return None


def sentence(place: Place, _setting: Setting, _past: Past) -> Found | None:
    """Read the whole sentence, where no other amount's words say what that one is for."""
    behind = place.scene.places[place.index + 1 : place.index + 2]
    if len(place.scene.places) > 1 and (
        place.right - place.end > 1 or any(other.before("part") for other in behind)
    ):
        return None
    # "$5bn and €2bn in weapons" are both weapons; "€110m, plus €200m for energy" are not both energy.
    coupled = all(set(place.norms(place.end, other.first)) <= place.turn("couple") for other in behind)
    if not coupled and any(_kinds(other, other.end, other.right, "") for other in behind):
        return None
    return _kinds(place, 0, len(place.scene.tokens), "sentence")


def equipment(place: Place, setting: Setting, _past: Past) -> Found | None:
    """Read the models of weapons in the sentence: "Slovakia's MiG-29s, valued at $300 million"."""
    return _weapons(setting, place.scene.start, place.scene.end, "equipment")


def _weapons(setting: Setting, start: int, end: int, rule: str) -> Found | None:
    for mention in setting.between(start, end):
        entity = setting.parties.knowledge.equipment.get(mention.id) if mention.kind == "equipment" else None
        if entity and entity.category and entity.category not in CIVIL:
            return Found(("military",), rule, entity.name)
    return None


CIVIL = frozenset(
    [
        "vehicles",
        "energy-equipment",
        "medical-supplies",
        "protective-equipment",
        "engineering-equipment",
        "communications-equipment",
        "vessels",
    ]
)
"""Categories of the registry's equipment that armies and civilians both get."""


def sentence_before(place: Place, setting: Setting, _past: Past) -> Found | None:
    """Read the sentence before, where this one goes on about it: "It is worth $1 million"."""
    if not GOES_ON.match(place.scene.text):
        return None
    kinds = tuple(kind for kind in KINDS if kind in place.scene.kinds_before)
    if kinds:
        return Found(kinds, "sentence-before", place.scene.text[:40])
    start, end = setting.spans[place.scene.number - 1] if place.scene.number else (0, 0)
    return _weapons(setting, start, end, "sentence-before")


def sentence_behind(place: Place, setting: Setting, _past: Past) -> Found | None:
    """Read the next sentence, where it goes on about the money: "The package includes HIMARS rockets"."""
    tags, text = setting.following(place.scene)
    kinds = tuple(kind for kind in KINDS if kind in tags)
    return Found(kinds, "sentence-behind", text) if kinds else None


def as_the_claim_before(place: Place, _setting: Setting, past: Past) -> Found | None:
    """Take the kind of the claim before, where the sentence goes on about it."""
    if not past.claims:
        return None
    last = past.claims[-1]
    near = last.end >= place.scene.start - NEAR
    if place.tags("new") and place.tags("aid_noun") and not past.is_part:
        return None
    if near and last.aid != ("unspecified",):
        return Found(last.aid, "as-the-claim-before", last.as_stated)
    return None


def title(_place: Place, setting: Setting, _past: Past) -> Found | None:
    """Read the headline."""
    kinds = tuple(kind for kind in KINDS if kind in setting.title_tags)
    return Found(kinds, "title", setting.document.title) if kinds else None


def giver(_place: Place, setting: Setting, past: Past) -> Found | None:
    """Guess from who gives: banks and the monetary fund lend, the Red Cross relieves."""
    for donor in past.donors:
        entity = setting.parties.knowledge.donors.get(donor) or setting.parties.knowledge.organisations.get(
            donor
        )
        name = entity.name.casefold() if entity else donor
        if "bank" in name or "monetary" in name:
            return Found(("financial",), "giver", name)
        if "peace facility" in name:
            return Found(("military",), "giver", name)
        if "refugee" in name:
            return Found(("refugee",), "giver", name)
        if any(word in name for word in ("red cross", "humanitarian", "food", "unicef", "health")):
            return Found(("humanitarian",), "giver", name)
    return None


def unspecified(_place: Place, _setting: Setting, _past: Past) -> Found | None:
    """Say that the text doesn't say."""
    return Found(("unspecified",), "unspecified", "")


RULES: tuple[Rule, ...] = (
    loan_for_a_purpose,
    phrase_behind,
    adjective_before,
    purpose_behind,
    clause,
    as_the_amount_before,
    sentence,
    equipment,
    sentence_before,
    sentence_behind,
    giver,
    as_the_claim_before,
    title,
    unspecified,
)


def find_aid(place: Place, setting: Setting, past: Past) -> Found:
    """Give the kinds of aid of one amount, with the rule that found them."""
    return next(found for rule in RULES if (found := rule(place, setting, past)))


def _phrase_end(place: Place) -> int:
    """Give where the phrase behind an amount ends: at a mark, unless its adjectives go on behind it."""
    tokens, closing = place.scene.tokens, place.turn("clause_end")
    i = place.end
    while i < place.right:
        norm = tokens[i].norm
        if norm in closing and i > place.end:
            return i
        if norm in (",", ".") and not any(
            tag.first in (i + 1, i + 2)
            for tag in place.tags("military", i) + place.tags("humanitarian", i) + place.tags("financial", i)
        ):
            return i
        i += 1
    return place.right


def _kinds(place: Place, start: int, end: int, rule: str) -> Found | None:
    tags = [tag for kind in KINDS for tag in place.tags(kind, start, end)]
    tags = _without_nested(tags)
    if not tags:
        return None
    kinds = tuple(kind for kind in KINDS if any(tag.kind == kind for tag in tags))
    if _bare_support(place, start, end, tags):
        kinds = (*kinds, "unspecified")
    return Found(kinds, rule, ", ".join(place.words(tag) for tag in sorted(tags, key=lambda tag: tag.first)))


def _without_nested(tags: Sequence[Tag]) -> list[Tag]:
    """Drop a cue that lies within a longer one of another kind: "gas" in "gas masks"."""
    return [
        tag
        for tag in tags
        if not any(
            other.first <= tag.first
            and tag.end <= other.end
            and other.end - other.first > tag.end - tag.first
            for other in tags
        )
    ]


def _bare_support(place: Place, start: int, end: int, tags: Sequence[Tag]) -> bool:
    """Tell "weapons and support worth…": support that is named beside its kinds."""
    for tag in place.tags("unspecified", start, end):
        words = place.norms(tag.first - 1, tag.first)
        if words == ["and"] and any(other.end == tag.first - 1 for other in tags):
            return True
    return False
