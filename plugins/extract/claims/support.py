"""Which amounts are support: what no rule turns down and some construction makes support.

First the rules that turn an amount down (other_money.py, for_others.py), then those that say what makes it
support. The first answer wins; an amount that neither side speaks for is none.
"""

from collections.abc import Callable

from plugins.model import Value

from .armies import own_arms
from .for_others import (
    aggressor_pays,
    beside_somebody_elses,
    elsewhere,
    for_many,
    for_somebody_else,
    in_hryvnias,
    told_later,
    ukraine_pays,
)
from .other_money import (
    bare_price,
    borrowed,
    budget,
    change,
    company,
    compared_with_refused,
    denied,
    each_one,
    holding,
    loss,
    need,
    no_money,
    part_of_refused,
    polled,
    price,
    refused_before,
    too_small,
    trade,
    unit_price,
    withheld,
)
from .parties import UKRAINIAN
from .recipients import recipient_names
from .refusal import Refusal, Rule, Seen, just_given, text_of
from .scene import GOES_ON, Place, Setting

FIELDS = frozenset(["military", "humanitarian", "energy", "reconstruction", "refugee", "financial"])


class Support(Value, frozen=True, gc=False):
    """What makes an amount support: the rule and its evidence."""

    rule: str
    evidence: str


ALWAYS: tuple[str, ...] = ()
AGAINST: tuple[tuple[Rule, tuple[str, ...]], ...] = (
    (too_small, ALWAYS),
    (no_money, ALWAYS),
    (unit_price, ("unit_price",)),
    (each_one, ALWAYS),
    (denied, ("denied", "give")),
    (polled, ("poll",)),
    (loss, ("loss",)),
    (holding, ("holding",)),
    (company, ALWAYS),
    (need, ("need",)),
    (borrowed, ("borrow",)),
    (trade, ("trade", "trade_from_russia")),
    (bare_price, ALWAYS),
    (price, ("commerce", "contract")),
    (change, ALWAYS),
    (own_arms, ("buys_for_itself",)),
    (withheld, ("withhold", "stop")),
    (budget, ("budget",)),
    (for_somebody_else, ALWAYS),
    (beside_somebody_elses, ALWAYS),
    (told_later, ALWAYS),
    (elsewhere, ("elsewhere",)),
    (for_many, ("part",)),
    (aggressor_pays, ALWAYS),
    (ukraine_pays, ("spend",)),
    (in_hryvnias, ALWAYS),
    (refused_before, ALWAYS),
    (part_of_refused, ALWAYS),
    (compared_with_refused, ALWAYS),
)
"""Each rule with the cues of which it needs one in the sentence."""
REMEMBERED = frozenset(["loss", "need", "budget", "trade", "price"])
"""Rules whose sums are turned down wherever the text repeats them."""

InFavour = Callable[[Place, Setting, Seen], Support | None]


def word_of_aid(place: Place, _setting: Setting, _seen: Seen) -> Support | None:
    """Take "$5bn in aid", "a package worth $5bn"."""
    return _told(place, "word-of-aid", "aid_noun")


def gift(place: Place, _setting: Setting, _seen: Seen) -> Support | None:
    """Take "Norway gave $5bn": a verb of giving in its words."""
    return _told(place, "verb-of-giving", "gift", "give_to")


def to_ukraine(place: Place, _setting: Setting, _seen: Seen) -> Support | None:
    """Take "$5bn to Ukraine", with any verb that money goes by."""
    to = [name for name in recipient_names(place) if name.donor in UKRAINIAN]
    return Support("to-ukraine", text_of(place, to[0])) if to and "give" in place.scene.kinds else None


def purpose(place: Place, _setting: Setting, _seen: Seen) -> Support | None:
    """Take "will spend $5bn on ammunition", "approved $5bn for refugees": its use and a verb of spending."""
    use = _told(place, "what-it-is-for", *FIELDS)
    return use if use and "give" in place.scene.kinds else None


def with_the_amount_before(place: Place, _setting: Setting, seen: Seen) -> Support | None:
    """Take "…, $3bn of it grants": an amount beside one that is support."""
    if not seen.with_accepted:
        return None
    before = place.scene.places[place.index - 1].money
    start = place.scene.start
    return Support("beside-support", place.scene.text[before.start - start : before.end - start])


def cost_of_a_gift(place: Place, setting: Setting, _seen: Seen) -> Support | None:
    """Take "It will train soldiers. The training will cost $5m"."""
    noun = just_given(place, setting)
    return (
        Support("cost-of-a-gift", noun)
        if noun and place.turn("costs") & set(place.norms(place.left, place.first))
        else None
    )


def told_around(place: Place, _setting: Setting, seen: Seen) -> Support | None:
    """Take an amount in a sentence that speaks of aid, or goes on about support just told."""
    tags = place.scene.of("aid_noun", "gift", "give_to")
    if not tags and (seen.near_claim or any(name.donor in UKRAINIAN for name in place.scene.names)):
        tags = place.scene.of("give", "planned", *sorted(FIELDS))
    if tags:
        return Support("sentence-of-aid", place.words(tags[0]))
    if seen.near_claim and GOES_ON.match(place.scene.text):
        return Support("goes-on", place.scene.text.split(" ", 1)[0])
    told = place.scene.kinds_before & {"aid_noun", "gift", "give_to"}
    return Support("sentence-before", min(told)) if told else None


def asked_of_donors(place: Place, _setting: Setting, _seen: Seen) -> Support | None:
    """Take "the UN asked donors for $2.6bn"."""
    donors = [group for group in place.scene.groups if group.end <= place.first]
    return (
        Support("asked-of-donors", text_of(place, donors[0])) if donors and place.before("planned") else None
    )


def headline(_place: Place, setting: Setting, _seen: Seen) -> Support | None:
    """Take an amount under a headline about a kind of aid."""
    return Support("headline", setting.document.title) if setting.title_tags & FIELDS else None


IN_FAVOUR: tuple[InFavour, ...] = (
    word_of_aid,
    gift,
    to_ukraine,
    purpose,
    with_the_amount_before,
    cost_of_a_gift,
    told_around,
    asked_of_donors,
    headline,
)


def verdict(place: Place, setting: Setting, seen: Seen) -> Support | Refusal:
    """Give what makes an amount support, or the first rule that turns it down."""
    against = _against(place, setting, seen)
    if against is None and not seen.near_claim:
        against = _unconnected(place, setting)
    if against:
        return against
    favour = next((support for rule in IN_FAVOUR if (support := rule(place, setting, seen))), None)
    return favour or Refusal("no-support", "no word of giving or aid")


def _against(place: Place, setting: Setting, seen: Seen) -> Refusal | None:
    kinds = place.scene.by_kind
    for rule, needs in AGAINST:
        if (not needs or not kinds.keys().isdisjoint(needs)) and (found := rule(place, setting, seen)):
            return found
    return None


def _unconnected(place: Place, setting: Setting) -> Refusal | None:
    """Turn down an amount where neither Ukraine is named nor aid given."""
    told = place.scene.kinds | place.scene.kinds_before
    strong = told & {"aid_strong", "military", "humanitarian", "give_to"}
    named = setting.names_ukraine or strong or setting.title_tags & {"aid_noun", *FIELDS}
    if named or {"aid_noun", "give"} <= told:
        return None
    return Refusal("no-support", "neither Ukraine nor aid is named")


def _told(place: Place, rule: str, *kinds: str) -> Support | None:
    tags = [tag for kind in kinds for tag in place.tags(kind)]
    return (
        Support(rule, place.words(min(tags, key=lambda tag: _distance(place, tag.first)))) if tags else None
    )


def _distance(place: Place, first: int) -> int:
    return first - place.end if first >= place.end else place.first - first
