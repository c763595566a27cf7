"""Which amounts are another kind of money: prices, budgets, needs, losses, fortunes, changes, rumours."""

from .cues import Tag
from .giving import may_give
from .parties import UKRAINIAN
from .recipients import recipient_names
from .refusal import NEAR, Refusal, Seen, just_given, left_or_close, ukraine_in, within
from .scene import Place, Setting

SMALLEST = 1000
"""Whole units of money below which an amount is a price, a fee or a wage."""
SMALLEST_BARE = 100_000


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
    found = [tag for tag in place.close_after("unit_price", NEAR) if not _of_each(place, tag)]
    return Refusal("unit-price", place.words(found[0])) if found else None


def _of_each(place: Place, tag: Tag) -> bool:
    """Tell "$75m from each side" from "$5,000 each"."""
    following = place.norms(tag.end, tag.end + 1)
    alone = not following or not following[0].isalpha() or following[0] in place.turn("after_name")
    return place.norms(tag.first, tag.end) == ["each"] and not alone


def loss(place: Place, _setting: Setting, _seen: Seen) -> Refusal | None:
    """Turn down damage, losses, debts, fines and frozen assets."""
    return left_or_close(place, "loss")


def need(place: Place, setting: Setting, _seen: Seen) -> Refusal | None:
    """Turn down what somebody needs or what something would cost."""
    found = left_or_close(place, "need")
    # "covers two thirds of Ukraine's needs with €90bn": a need that is met.
    met = place.before("gift") and "with" in place.norms(place.left, place.first)
    if found and (met or place.close_after("aid_strong", 3) or just_given(place, setting)):
        return None
    return found


def trade(place: Place, _setting: Setting, _seen: Seen) -> Refusal | None:
    """Turn down revenues, exports, prices and purchases from others."""
    return left_or_close(place, "trade") or left_or_close(place, "trade_from_russia")


def bare_price(place: Place, setting: Setting, _seen: Seen) -> Refusal | None:
    """Turn down "an air defence system costs about $1 billion", where nobody gives it to anybody."""
    costs = place.turn("costs") & set(place.norms(place.first - 2, place.first))
    gives = bool(place.scene.of("give", "aid_strong"))
    if costs and not gives and not ukraine_in(place, 0, MANY) and not just_given(place, setting):
        return Refusal("bare-price", min(costs))
    return None


def price(place: Place, _setting: Setting, _seen: Seen) -> Refusal | None:
    """Turn down "sold tanks for $5bn", "a contract worth $5bn", unless somebody pays it for Ukraine."""
    sold = (
        place.before("commerce")
        if set(place.norms(place.first - 1, place.first)) & place.turn("priced")
        else ()
    )
    sold = sold or place.close_after("contract", 2)
    if not sold and not ukraine_in(place, 0, MANY):
        sold = place.close_after("commerce", 2)
    if not sold or place.tags("initiative") or place.tags("gift") or place.tags("aid_noun"):
        return None
    if _paid_by_others(place):
        return None
    to_ukraine = any(name.donor in UKRAINIAN for name in recipient_names(place))
    for_ukraine = to_ukraine and any(may_give(name.donor) for name in place.names)
    sells = [tag for tag in sold if within(tag, tuple(place.scene.of("sell")))]
    return None if for_ukraine and not sells else Refusal("price", place.words(sold[-1]))


def _paid_by_others(place: Place) -> bool:
    """Tell "a sale to Ukraine …, paid for by Norway": what Ukraine is sold, and others pay, is support."""
    if place.scene.words.isdisjoint(place.turn("paid")) or not ukraine_in(place, 0, MANY):
        return False
    payers = [*(name for name in place.scene.names if may_give(name.donor)), *place.scene.groups]
    for i, token in enumerate(place.scene.tokens):
        if token.norm in place.turn("paid"):
            words = place.norms(i + 1, i + PAYER_REACH)
            by = [i + 1 + k for k, word in enumerate(words) if word in place.turn("from")]
            if by and any(by[0] < payer.first <= by[0] + PAYER_REACH for payer in payers):
                return True
    return False


PAYER_REACH = 4
"""Words from "paid" to its "by", and from there to who pays."""


def each_one(place: Place, _setting: Setting, _seen: Seen) -> Refusal | None:
    """Turn down "each package is worth $500m": what one of many is worth."""
    words = place.scene.words
    if words.isdisjoint(place.turn("each")) and words.isdisjoint(place.turn("costs")):
        return None
    norms = place.norms(place.left, place.first)
    each = [i for i, norm in enumerate(norms) if norm in place.turn("each")]
    if place.turn("costs") & set(norms):
        # "one package costs $500m", but not "one of the largest packages".
        each += [
            i for i, norm in enumerate(norms) if norm in place.turn("one") and "of" not in norms[i : i + 2]
        ]
    if (
        not each
        or place.turn("not") & set(norms[: each[-1]])
        or place.tags("give", place.left + each[-1], place.first)
    ):
        return None
    return Refusal("price-of-one", norms[each[-1]])


def denied(place: Place, _setting: Setting, _seen: Seen) -> Refusal | None:
    """Turn down "denied that it would give $5bn", "no plans to give", "did not pledge"."""
    denials = place.before("denied")
    if denials and not place.turn("turn_back") & set(place.norms(denials[-1].end, place.first)):
        return Refusal("denied", place.words(denials[-1]))
    if place.scene.words.isdisjoint(place.turn("not")):
        return None
    for tag in place.before("give"):
        before = place.norms(tag.first - 2, tag.first)
        if place.turn("not") & set(before) and not place.turn("not_only") & set(
            place.norms(tag.first - 2, place.first)
        ):
            return Refusal("denied", " ".join([*before, place.words(tag)]))
    return None


def polled(place: Place, _setting: Setting, _seen: Seen) -> Refusal | None:
    """Turn down what people asked in a poll would give."""
    found = place.scene.of("poll")
    return Refusal("polled", place.words(found[0])) if found else None


def holding(place: Place, _setting: Setting, _seen: Seen) -> Refusal | None:
    """Turn down fortunes, reserves, bonds and capital: money that somebody has or owes."""
    return left_or_close(place, "holding")


SUBJECT = 3
"""Words that a subject may have: "the Munich company"."""


def company(place: Place, setting: Setting, _seen: Seen) -> Refusal | None:
    """Turn down "Baykar is investing $100m in a factory": what a firm puts into its business."""
    if "invest" not in place.scene.kinds and place.scene.words.isdisjoint(place.turn("firm")):
        return None
    opening = place.norms(0, SUBJECT)
    # Where a language has no articles, the noun itself opens the sentence.
    opens = place.turn("article") | place.turn("firm")
    if opening[:1] and opening[0] in opens and place.turn("firm") & set(opening):
        firm = min(place.turn("firm") & set(opening))
        return None if place.tags("gift") or place.tags("aid_strong") else Refusal("company", firm)
    firms = [n for n in place.names if n.end <= place.first and setting.parties.is_company(n.donor or "")]
    if not firms or place.tags("aid_strong") or place.tags("give_to"):
        return None
    invests = [tag for tag in place.before("invest") if tag.first >= firms[-1].end]
    return Refusal("company-invests", place.words(invests[0])) if invests else None


def borrowed(place: Place, _setting: Setting, _seen: Seen) -> Refusal | None:
    """Turn down what somebody borrows, unless Ukraine is to have it."""
    found = place.before("borrow")
    return Refusal("borrowed", place.words(found[0])) if found and not ukraine_in(place, 0, MANY) else None


MANY = 10_000
"""More tokens than any sentence has."""


def change(place: Place, _setting: Setting, _seen: Seen) -> Refusal | None:
    """Turn down "trims foreign aid by $5bn", "will pay $5bn less": by how much, not how much."""
    if place.turn("less") & set(place.norms(place.end, place.end + 1)):
        return Refusal("change", place.norms(place.end, place.end + 1)[0])
    if not set(place.norms(place.first - 1, place.first)) & place.turn("by"):
        return None
    norms = place.norms(place.left, place.first)
    verbs = [
        i for i, norm in enumerate(norms) if norm in place.turn("raised") or norm in place.turn("lowered")
    ]
    if not verbs:
        return None
    grows = norms[verbs[-1]] not in place.turn("lowered")
    aid = place.tags("aid_noun", place.left + verbs[-1], place.first)
    return None if grows and aid else Refusal("change", norms[verbs[-1]])


def compared_with_refused(place: Place, _setting: Setting, seen: Seen) -> Refusal | None:
    """Turn down "a loss of $5bn, up from $3bn": what a refused amount is held against."""
    last = seen.just_refused
    if last is None or last.rule not in WITH_PARTS:
        return None
    opening = place.norms(place.first - 2, place.first)
    return Refusal("compared-with-a-refused", " ".join(opening)) if tuple(opening) in COMPARED else None


COMPARED = frozenset(
    [("up", "from"), ("down", "from"), ("compared", "with"), ("compared", "to"), ("instead", "of")]
)


def withheld(place: Place, _setting: Setting, _seen: Seen) -> Refusal | None:
    """Turn down funds kept from a member state, and private funding that ended."""
    found = place.close_before("withhold", 8) or place.close_after("withhold", 8) or place.tags("stop")
    return Refusal("withheld", place.words(found[0])) if found else None


def budget(place: Place, _setting: Setting, _seen: Seen) -> Refusal | None:
    """Turn down defence budgets, domestic programmes and state aid to firms."""
    near = place.close_after("budget", NEAR + 2) or place.close_before("budget", NEAR)
    meant = any(name.donor in UKRAINIAN and name.first >= place.end for name in recipient_names(place))
    if near and not meant and not (place.tags("aid_strong") and ukraine_in(place, place.left, place.right)):
        return Refusal("budget", place.words(near[0]))
    spent = left_or_close(place, "budget")
    if spent and not meant and not place.close_after("aid_strong", NEAR):
        return spent
    whole = tuple(place.scene.of("budget"))
    if not whole:
        return None
    strong = [tag for tag in place.scene.of("aid_strong") if "package" not in place.words(tag).casefold()]
    own = [tag for tag in strong if not within(tag, whole)]
    if not own and not ukraine_in(place, 0, len(place.scene.tokens)):
        return Refusal("budget", place.words(whole[0]))
    state_aid = [tag for tag in whole if any(within(other, (tag,)) for other in strong)]
    if state_aid and len(own) == 0:
        return Refusal("budget", place.words(state_aid[0]))
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
    joined = place.turn("couple") | {","}
    if last.rule in PRICES and not place.tags("gift") and not place.tags("aid_noun"):
        # "A shell costs $3,000 and a battery about $1bn": one verb for two prices.
        joined |= place.turn("boundary")
    elif last.rule != "part-of-a-refused":
        return None
    return Refusal("part-of-a-refused", opening[0]) if set(opening) & joined else None


PRICES = frozenset(["unit-price", "price-of-one", "bare-price"])
"""Rules that turn down what one thing costs."""


WITH_PARTS = frozenset(
    [
        "unit-price",
        "price-of-one",
        "bare-price",
        "price",
        "loss",
        "holding",
        "need",
        "trade",
        "budget",
        "ukraine-pays",
        "part-of-a-refused",
    ]
)
"""Rules that turn down the parts of a sum along with it."""
