"""What a country buys for its own army, which no article about Ukraine makes support."""

from .giving import may_give
from .parties import UKRAINIAN
from .recipients import recipient_names
from .refusal import Refusal, Seen
from .scene import Place, Setting

OBJECT = 5
"""Words from a sum to the weapons that it buys: "$8 billion on seven new Patriot batteries"."""


def own_arms(place: Place, setting: Setting, seen: Seen) -> Refusal | None:
    """Turn down "Romania planned to spend $8 billion on Patriots": nobody else is said to get them.

    Where the text has just spoken of aid, or Ukraine stands beside the sum, they may be for it.
    """
    spends = [tag for tag in place.before("buys_for_itself") if place.first - tag.end <= VERB_REACH]
    if not spends or not _arms(place) or place.tags("aid_noun") or place.scene.of("gift", "initiative"):
        return None
    if seen.near_claim or seen.with_accepted or setting.title_tags & {"aid_noun", "gift", "give_to"}:
        return None
    if place.scene.kinds_before & {"aid_strong", "gift"} or _ukrainian(place, setting):
        return None
    buyers = [n for n in place.names if n.end <= spends[0].first and may_give(n.donor)]
    country = any(setting.parties.is_country(n.donor or "") for n in buyers)
    return Refusal("own-arms", place.words(spends[0])) if country else None


VERB_REACH = 6
"""Words from the verb to the sum: "spend at least", "buy Patriot missiles for"."""


def _arms(place: Place) -> bool:
    """Tell whether weapons are what the sum buys: right behind it, or between verb and sum."""
    verbs = place.before("buys_for_itself")
    near = [*place.close_after("military", OBJECT), *place.tags("military", verbs[-1].end, place.first)]
    return bool(near)


def _ukrainian(place: Place, setting: Setting) -> bool:
    """Tell whether Ukraine is meant to have them: it receives, or is named in the same clause or before."""
    if any(name.donor in UKRAINIAN for name in recipient_names(place)):
        return True
    clause = place.turn("clause_end") | {","}
    for name in place.names:
        if name.donor in UKRAINIAN:
            words = place.norms(min(name.first, place.end), max(name.first, place.end))
            if not clause & set(words):
                return True
    return (
        any(
            setting.parties.donor_of(m) in UKRAINIAN
            for m in setting.between(*setting.spans[place.scene.number - 1])
        )
        if place.scene.number
        else False
    )
