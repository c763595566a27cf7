"""Why an amount is no support: the answer, what it may rest on, and when a cue is about an amount."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from plugins.model import Value

from .cues import Tag
from .naming import Named
from .parties import UKRAINIAN
from .scene import Place, Setting

NEAR = 4
"""Words from an amount within which a cue is about it and nothing else."""


class Refusal(Value, frozen=True, gc=False):
    """Why an amount is no support."""

    rule: str
    evidence: str


class Seen(Value, frozen=True, gc=False):
    """What the rules decided on earlier amounts of the same text."""

    refused: frozenset[tuple[float, str | None]]
    """Values turned down as needs, losses or budgets."""
    near_claim: bool
    """Whether the paragraph already has a claim, or the sentence before it."""
    just_refused: Refusal | None = None
    """Why the amount before in the same sentence was turned down."""
    with_accepted: bool = False
    """Whether an amount before in the same sentence is support."""
    elsewhere: Mapping[tuple[float, str | None], tuple[int, str]] = MappingProxyType({})
    """Values that the text says are for somebody else, with where it does so and for whom."""


Rule = Callable[[Place, Setting, Seen], Refusal | None]


GIFTS = {"need": ("give",), "holding": ("gift", "aid_strong")}
"""Cues that, between another and the amount, make it a gift still: a court's order to pay is none."""


PURPOSE = frozenset(["to", "for", "help", "on", "of", "first"])
"""Words between an amount and a cue that make the cue its purpose."""
PURPOSES = {"holding": PURPOSE - {"on"}}


def left_or_close(place: Place, kind: str) -> Refusal | None:
    """Find a cue that the amount is about: before it with no giving in between, or right behind it."""
    for tag in reversed(place.before(kind)):
        unsaid = tag.first > 0 and place.scene.tokens[tag.first - 1].norm in ("-", "not", "longer")
        if not unsaid and not within(tag, place.tags("aid_noun")) and not _gives_between(place, tag, kind):
            return Refusal(kind, place.words(tag))
    for tag in place.close_after(kind, 3):
        between = place.norms(place.end, tag.first)
        if within(tag, place.tags("aid_noun")) or (
            kind == "loss" and place.before("give") and between[:1] == ["from"]
        ):
            continue
        if not PURPOSES.get(kind, PURPOSE) & set(between) or between == ["of"]:
            return Refusal(kind, place.words(tag))
    return None


def _gives_between(place: Place, tag: Tag, kind: str) -> bool:
    # "need for assistance" is a need still; "damage repaired with aid of" is aid.
    gifts = GIFTS.get(kind, ("give", "aid_strong"))
    return any(other.first >= tag.end for gift in gifts for other in place.before(gift))


def within(tag: Tag, others: tuple[Tag, ...]) -> bool:
    """Tell whether a cue lies within one of others."""
    return any(other.first <= tag.first and tag.end <= other.end for other in others)


def ukraine_in(place: Place, start: int, end: int) -> bool:
    """Tell whether Ukraine is named between two tokens."""
    return any(name.donor in UKRAINIAN for name in place.scene.names if start <= name.first < end)


def text_of(place: Place, name: Named) -> str:
    """Give a name as the text has it."""
    start = place.scene.start
    return place.scene.text[name.mention.start - start : name.mention.end - start]


def just_given(place: Place, setting: Setting) -> str | None:
    """Give the noun of "It will train soldiers. The training will cost $5m": the cost of what is given."""
    scene = place.scene
    if len(scene.tokens) < 2 or scene.tokens[0].norm not in place.turn("article") or scene.number == 0:
        return None
    if not scene.kinds_before & {"gift", "give_to"}:
        return None
    noun = scene.tokens[1].norm
    before = setting.document.text[slice(*setting.spans[scene.number - 1])]
    return noun if noun in before.casefold().split() else None
