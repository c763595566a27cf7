"""Which amounts are support, and which are prices, budgets, needs, losses or help for somebody else.

Each rule looks at one amount and says why it is none, or nothing. What no rule turns down is support if a
word of giving or aid stands by it.
"""

from collections.abc import Callable

from plugins.model import Value

from .cues import Tag
from .naming import Named
from .parties import AGGRESSORS, UKRAINIAN
from .recipients import recipient_names
from .scene import Place, Setting

NEAR = 4
"""Words from an amount within which a cue is about it and nothing else."""
SMALLEST = 1000
"""Whole units of money below which an amount is a price, a fee or a wage."""
SMALLEST_BARE = 100_000


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


Rule = Callable[[Place, Setting, Seen], Refusal | None]


def too_small(place: Place, _setting: Setting, _seen: Seen) -> Refusal | None:
    """Turn down "$5" and "99 cents"."""
    cent = place.money.unit is not None and place.money.unit.cent
    if (place.money.value < SMALLEST and not place.money.vague) or cent:
        return Refusal("too-small", f"{place.money.value:g} whole units")
    return None


def no_money(place: Place, _setting: Setting, _seen: Seen) -> Refusal | None:
    """Turn down "almost 5 million refugees": a figure without a currency that counts something."""
    if place.money.unit is not None:
        return None
    following = place.norms(place.end, place.end + NEAR)
    if place.money.value < SMALLEST_BARE:
        return Refusal("no-money", "small and without a currency")
    gift = place.close_after("aid_noun", 1)
    if following and following[0].isalnum() and following[0] not in place.turn("counted_next") and not gift:
        return Refusal("no-money", following[0])
    counted = place.turn("people") & set(following)
    return Refusal("no-money", min(counted)) if counted else None


def unit_price(place: Place, _setting: Setting, _seen: Seen) -> Refusal | None:
    """Turn down "$80 a barrel" and "€2,000 each"."""
    found = place.close_after("unit_price", NEAR)
    return Refusal("unit-price", place.words(found[0])) if found else None


def loss(place: Place, _setting: Setting, _seen: Seen) -> Refusal | None:
    """Turn down damage, losses, debts, fines and frozen assets."""
    return _left_or_close(place, "loss")


def need(place: Place, _setting: Setting, _seen: Seen) -> Refusal | None:
    """Turn down what somebody needs or what something would cost."""
    found = _left_or_close(place, "need")
    if found and place.close_after("aid_strong", 3):
        return None
    return found


def trade(place: Place, _setting: Setting, _seen: Seen) -> Refusal | None:
    """Turn down revenues, exports, prices and purchases from others."""
    return _left_or_close(place, "trade") or _left_or_close(place, "trade_from_russia")


def bare_price(place: Place, _setting: Setting, _seen: Seen) -> Refusal | None:
    """Turn down "an air defence system costs about $1 billion", where nobody gives it to anybody."""
    costs = place.turn("costs") & set(place.norms(place.first - 2, place.first))
    gives = bool(place.scene.of("give", "aid_strong"))
    if costs and not gives and not _ukraine_in(place, 0, len(place.scene.tokens)):
        return Refusal("bare-price", min(costs))
    return None


def withheld(place: Place, _setting: Setting, _seen: Seen) -> Refusal | None:
    """Turn down funds kept from a member state, and private funding that ended."""
    found = place.close_before("withhold", 8) or place.close_after("withhold", 8) or place.tags("stop")
    return Refusal("withheld", place.words(found[0])) if found else None


def budget(place: Place, _setting: Setting, _seen: Seen) -> Refusal | None:
    """Turn down defence budgets, domestic programmes and state aid to firms."""
    near = place.close_after("budget", NEAR + 2) or place.close_before("budget", NEAR)
    meant = any(name.donor in UKRAINIAN and name.first >= place.end for name in recipient_names(place))
    if near and not meant and not (place.tags("aid_strong") and _ukraine_in(place, place.left, place.right)):
        return Refusal("budget", place.words(near[0]))
    spent = _left_or_close(place, "budget")
    if spent and not meant and not place.close_after("aid_strong", NEAR):
        return spent
    whole = tuple(place.scene.of("budget"))
    if not whole:
        return None
    strong = [tag for tag in place.scene.of("aid_strong") if "package" not in place.words(tag).casefold()]
    own = [tag for tag in strong if not _within(tag, whole)]
    if not own and not _ukraine_in(place, 0, len(place.scene.tokens)):
        return Refusal("budget", place.words(whole[0]))
    state_aid = [tag for tag in whole if any(_within(other, (tag,)) for other in strong)]
    if state_aid and len(own) == 0:
        return Refusal("budget", place.words(state_aid[0]))
    return None


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
    return Refusal("for-somebody-else", _text(place, others[0]))


def elsewhere(place: Place, _setting: Setting, _seen: Seen) -> Refusal | None:
    """Turn down "$7 billion to Africa": help for a part of the world that is not Ukraine's."""
    found = place.close_after("elsewhere", NEAR + 2)
    return Refusal("for-somebody-else", place.words(found[0])) if found else None


def aggressor_pays(place: Place, _setting: Setting, _seen: Seen) -> Refusal | None:
    """Turn down what Russia or its allies spend, earn or lose."""
    before = [name for name in place.names if name.end <= place.first and name.donor]
    if before and before[-1].donor in AGGRESSORS and len(before) == 1 and not place.before("aid_strong"):
        word = _text(place, before[-1])
        follows = [tag for tag in place.before("give") if tag.first >= before[-1].end]
        if follows or place.first - before[-1].end < NEAR:
            return Refusal("aggressor-pays", word)
    return None


def refused_before(place: Place, _setting: Setting, seen: Seen) -> Refusal | None:
    """Turn down a sum that the same text already gave as a need or a loss."""
    key = (place.money.value, place.money.unit.code or place.money.unit.family if place.money.unit else None)
    return Refusal("same-sum-refused-before", f"{place.money.value:g}") if key in seen.refused else None


def part_of_refused(place: Place, _setting: Setting, seen: Seen) -> Refusal | None:
    """Turn down "costs $1.1bn, including $400m for the launcher and $690m for missiles": parts of a price."""
    last = seen.just_refused
    if last is None or last.rule not in WITH_PARTS or place.before("give") or place.before("new"):
        return None
    parts = place.before("part")
    if parts:
        return Refusal("part-of-a-refused", place.words(parts[0]))
    opening = place.norms(place.left, place.left + 1)
    coupled = last.rule == "part-of-a-refused" and set(opening) & (place.turn("couple") | {","})
    return Refusal("part-of-a-refused", opening[0]) if coupled else None


WITH_PARTS = frozenset(["bare-price", "loss", "need", "trade", "budget", "part-of-a-refused"])
"""Rules that turn down the parts of a sum along with it."""


def nothing_given(place: Place, setting: Setting, seen: Seen) -> Refusal | None:
    """Turn down an amount with no word of giving or aid in its sentence, nor just before it."""
    if seen.near_claim:
        return None
    kinds = place.scene.kinds
    told = kinds | place.scene.kinds_before
    strong = told & {"aid_strong", "military", "humanitarian", "give_to"} or setting.title_tags & {
        "aid_noun",
        *FIELDS,
    }
    given = {"aid_noun", "give"} <= told
    if not (setting.names_ukraine or strong or given):
        return Refusal("no-support", "neither Ukraine nor aid is named")
    if told & {"aid_noun", "give", *FIELDS} or setting.title_tags & FIELDS:
        return None
    return Refusal("no-support", "no word of giving or aid")


FIELDS = frozenset(["military", "humanitarian", "energy", "reconstruction", "refugee", "financial"])


RULES: tuple[Rule, ...] = (
    too_small,
    no_money,
    unit_price,
    loss,
    need,
    trade,
    bare_price,
    withheld,
    budget,
    for_somebody_else,
    elsewhere,
    aggressor_pays,
    refused_before,
    part_of_refused,
    nothing_given,
)
REMEMBERED = frozenset(["loss", "need", "budget", "trade"])
"""Rules whose sums are turned down wherever the text repeats them."""


def refusal(place: Place, setting: Setting, seen: Seen) -> Refusal | None:
    """Give the first rule that turns an amount down, or None for support."""
    return next((found for rule in RULES if (found := rule(place, setting, seen))), None)


def _left_or_close(place: Place, kind: str) -> Refusal | None:
    """Find a cue that the amount is about: before it with no giving in between, or right behind it."""
    for tag in reversed(place.before(kind)):
        unsaid = tag.first > 0 and place.scene.tokens[tag.first - 1].norm in ("-", "not", "longer")
        if not unsaid and not _gives_between(place, tag, kind):
            return Refusal(kind, place.words(tag))
    for tag in place.close_after(kind, 3):
        if not {"to", "for", "help", "on", "of", "first"} & set(
            place.norms(place.end, tag.first)
        ) or place.norms(place.end, tag.first) == ["of"]:
            return Refusal(kind, place.words(tag))
    return None


def _gives_between(place: Place, tag: Tag, kind: str) -> bool:
    # "need for assistance" is a need still; "damage repaired with aid of" is aid.
    gifts = ("give",) if kind == "need" else ("give", "aid_strong")
    return any(other.first >= tag.end for gift in gifts for other in place.before(gift))


def _within(tag: Tag, others: tuple[Tag, ...]) -> bool:
    return any(other.first <= tag.first and tag.end <= other.end for other in others)


def _ukraine_in(place: Place, start: int, end: int) -> bool:
    return any(name.donor in UKRAINIAN for name in place.scene.names if start <= name.first < end)


def _text(place: Place, name: Named) -> str:
    start = place.scene.start
    return place.scene.text[name.mention.start - start : name.mention.end - start]
