"""Who gives: each rule reads the donor off one turn of phrase; the first that finds one wins."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from plugins.model import Quote

from .donors_beyond import (
    Found,
    Past,
    goes_on,
    in_title,
    last_claim,
    official_source,
    only_donor,
    spoken_of,
    the_bank,
)
from .giving import (
    blocks,
    can_give,
    coupled,
    givers,
    head,
    in_place,
    is_recipient,
    may_give,
    owns_aid,
    stated,
)
from .naming import Named
from .scene import Place, Setting

__all__ = ["Found", "Past", "find_donors"]

Rule = Callable[[Place, Setting, Past], Found | None]


def respectively(place: Place, _setting: Setting, _past: Past) -> Found | None:
    """Pair "Germany, France and Italy pledged €1bn, €500m and €300m respectively"."""
    places = place.scene.places
    if len(places) < 2:
        return None
    said = bool(place.turn("respectively") & set(place.norms(0, len(place.scene.tokens))))
    listed = all(set(place.norms(one.end, two.first)) <= {",", "and"} for one, two in pairwise(places))
    names = givers(place, 0, places[0].first)
    if len(names) != len(places) or not (said or listed):
        return None
    # Without "respectively", the names have to be a list as the amounts are.
    if not said and len(coupled(place, names[-1])) != len(names):
        return None
    return _found((names[place.index],), "respectively", place)


def who_pays(place: Place, _setting: Setting, _past: Past) -> Found | None:
    """Read "sold by the US and paid for by its allies": who pays gives, whoever sells."""
    paid = place.turn("paid")
    if place.scene.words.isdisjoint(paid):
        return None
    for i in range(place.left, place.right - 1):
        if place.scene.tokens[i].norm not in paid:
            continue
        by = i + 1 + (place.norms(i + 1, i + 2) == ["for"])
        if not set(place.norms(by, by + 1)) & place.turn("from"):
            continue
        payers = [name for name in place.names if name.first > by and head(place, name) == by]
        payers += [name for name in place.scene.groups if by < name.first <= by + GROUP_REACH]
        if payers and (payers[0] in place.scene.groups or can_give(place, payers[0])):
            return _found((payers[0], *_listed(place, payers[0])), "who-pays", place)
    return None


GROUP_REACH = 3
"""Words from "by" to a body of donors: "by its European allies"."""


def _listed(place: Place, first: Named) -> list[Named]:
    """Give the names that go on with a list: "by Norway, Denmark and the Netherlands"."""
    found, end = [], first.end
    for name in place.scene.names:
        if name.first >= end and may_give(name.donor):
            between = set(place.norms(end, name.first))
            if not between or not between <= place.turn("couple"):
                break
            found.append(name)
            end = name.end
    return found


def from_whom(place: Place, setting: Setting, _past: Past) -> Found | None:
    """Read "$5bn from the EU", "was given by Norway", "commitments from the U.S. to $65bn"."""
    for name in place.names:
        at = head(place, name)
        if at < place.left or place.scene.tokens[at].norm not in place.turn("from"):
            continue
        if not can_give(place, name) or _only_a_fund(place, setting, name):
            continue
        given = any(place.left <= tag.first < at for tag in place.scene.of("aid_noun", "give"))
        backed = place.turn("backed") & set(place.norms(at - 1, at))
        revenue = place.turn("revenue") & set(place.norms(name.end, name.end + 4))
        if (given or place.end <= at <= place.end + 3) and not backed and not revenue:
            return _found(coupled(place, name), "from-whom", place)
    return None


def _only_a_fund(place: Place, setting: Setting, fund: Named) -> bool:
    """Tell "allies have funded PURL packages", "we take €6bn from the fund": a purse that others fill."""
    if not setting.parties.is_fund(fund.donor or ""):
        return False
    others = [
        n
        for n in givers(place, 0, place.first)
        if n.donor != fund.donor and not blocks(place, n, place.first)
    ]
    said = any(q.start <= place.money.start < q.end for q in place.scene.quotes)
    return bool(others) or said


def whose_aid(place: Place, setting: Setting, _past: Past) -> Found | None:
    """Read "€18 billion in EU aid", "American assistance worth $5bn": a name before the word for aid."""
    for name in place.names:
        if may_give(name.donor) and name.mention.kind != "person" and owns_aid(place, name):
            # "to the World Bank's fund", "through a NATO fund": whose fund it is, not who gives.
            towards = head(place, name) >= 0 and (
                place.scene.tokens[head(place, name)].norm in place.turn("to") | place.turn("through")
            )
            if not is_recipient(place, name) and not towards and not _only_a_fund(place, setting, name):
                return _found((name,), "whose-aid", place)
    return None


def we(place: Place, setting: Setting, _past: Past) -> Found | None:
    """Read "we are sending $5bn" in a quotation as the speaker's own side."""
    around = [q for q in place.scene.quotes if q.start <= place.money.start and place.money.end <= q.end]
    if not around or givers(place, place.left, place.first):
        return None
    quote = around[0]
    said = place.norms(place.scene.token_at(quote.start), place.scene.token_at(quote.end))
    donor = _speakers_side(quote, setting)
    if donor is None or not may_give(donor) or not place.turn("we") & set(said):
        return None
    return Found((donor,), "we", quote.speaker_as_stated or donor)


def received_by_us(place: Place, setting: Setting, _past: Past) -> Found | None:
    """Leave "we have attracted $37bn" in Ukrainian mouths without a giver: it may be anybody."""
    around = [q for q in place.scene.quotes if q.start <= place.money.start and place.money.end <= q.end]
    said = place.norms(place.left, place.first)
    if not around or not place.turn("we") & set(said) or not place.before("receive"):
        return None
    side = _speakers_side(around[0], setting)
    if side is None or may_give(side) or givers(place, 0, len(place.scene.tokens)):
        return None
    return Found((), "received-by-us", around[0].speaker_as_stated or side)


def blocker(place: Place, setting: Setting, _past: Past) -> Found | None:
    """Read "Hungary has vetoed €18bn" as the union's money, "the House blocks $60bn" as the country's."""
    union = setting.parties.union
    for name in reversed([n for n in place.names if n.donor and n.end <= place.first]):
        if not blocks(place, name, place.first):
            continue
        own = place.turn("chamber") & set(place.norms(name.end, name.end + 3))
        if union and not own and setting.parties.in_union(name.donor or ""):
            return Found((union,), "blocked-by-a-member", stated(place, (name,)))
        others = [
            n for n in place.scene.names if n.first > name.end and n.donor != name.donor and may_give(n.donor)
        ]
        pick = next((n for n in others if not in_place(place, n)), name)
        return _found((pick,), "blocker", place)
    return None


def blocker_behind(place: Place, setting: Setting, _past: Past) -> Found | None:
    """Read "a €50bn package …, following Viktor Orbán's blocking tactics" as the union's money."""
    union = setting.parties.union
    for name in place.scene.names:
        member = name.first >= place.end and setting.parties.in_union(name.donor or "")
        if union and member and blocks(place, name, name.end + 4):
            return Found((union,), "blocked-by-a-member", stated(place, (name,)))
    return None


def who_gives_it(place: Place, _setting: Setting, _past: Past) -> Found | None:
    """Read "the €5bn that the EU provides", "the $2bn Berlin has pledged": a clause right behind."""
    between = place.turn("relative") | place.turn("article")
    for name in place.scene.names:
        if name.first < place.end:
            continue
        direct = set(place.norms(place.end, name.first)) <= between
        at = head(place, name)
        if not direct and not (place.end <= at < place.right and place.scene.tokens[at].norm in RELATIVES):
            continue
        gives = any(name.end <= tag.first <= name.end + 1 for tag in place.scene.of("give"))
        if gives and can_give(place, name):
            return _found((name,), "who-gives-it", place)
    return None


RELATIVES = ("that", "which")


def giver_before(place: Place, setting: Setting, _past: Past) -> Found | None:
    """Read the nearest name before the amount that can give: "Norway will allocate NOK 2 billion"."""
    names = givers(place, place.left, place.first)
    names = [name for name in names if not _only_a_fund(place, setting, name)] or names
    return _found(coupled(place, names[-1]), "giver-before", place) if names else None


def same_as_before(_place: Place, _setting: Setting, past: Past) -> Found | None:
    """Take the donor of the amount before in the same sentence: "…, including $300m"."""
    if not past.in_sentence:
        return None
    return Found(past.in_sentence[-1].donors, "same-as-before", past.in_sentence[-1].evidence)


def giver_earlier(place: Place, _setting: Setting, _past: Past) -> Found | None:
    """Read the nearest name that can give anywhere before the amount in its sentence."""
    names = givers(place, 0, place.first)
    return _found(coupled(place, names[-1]), "giver-earlier", place) if names else None


def group_before(place: Place, _setting: Setting, _past: Past) -> Found | None:
    """Read "partners have already disbursed", "from its partners": donors named as a body."""
    for group in place.scene.groups:
        gives = any(group.end <= tag.first <= group.end + 3 for tag in place.before("give"))
        source = place.turn("from") & set(place.norms(group.first - 3, group.first))
        if (group.end <= place.first and gives) or (source and place.left <= group.first < place.right):
            return _found((group,), "group-before", place)
    return None


def giver_behind(place: Place, _setting: Setting, past: Past) -> Found | None:
    """Read who announces behind the amount: "…, said the UK's defence secretary"."""
    names = [n for n in place.scene.names if n.first >= place.end and can_give(place, n)]
    official = [n for n in names if n.mention.kind == "person" or _speaks(place, n)]
    if past.spoken_of and not official:
        return None
    pick = (official or names)[:1]
    return _found(pick, "giver-behind", place) if pick else None


RULES: tuple[Rule, ...] = (
    respectively,
    who_pays,
    from_whom,
    whose_aid,
    we,
    received_by_us,
    blocker,
    who_gives_it,
    giver_before,
    same_as_before,
    giver_earlier,
    group_before,
    goes_on,
    blocker_behind,
    the_bank,
    giver_behind,
    spoken_of,
    last_claim,
    in_title,
    official_source,
    only_donor,
)


def find_donors(place: Place, setting: Setting, past: Past) -> Found:
    """Give the donors of one amount, with the rule that found them; none where no rule does."""
    return next((found for rule in RULES if (found := rule(place, setting, past))), Found((), "no-donor", ""))


def _speakers_side(quote: Quote, setting: Setting) -> str | None:
    if quote.speaker is None:
        return None
    sides = (setting.parties.donor_by_id(kind, quote.speaker) for kind in ("person", "donor", "organisation"))
    return next((side for side in sides if side), None)


def _speaks(place: Place, name: Named) -> bool:
    around = place.norms(name.first - 2, name.first) + place.norms(name.end, name.end + 2)
    return bool(place.turn("attribution") & set(around))


def _found(names: Sequence[Named], rule: str, place: Place) -> Found:
    donors = tuple(dict.fromkeys(name.donor for name in names if name.donor))
    return Found(donors, rule, stated(place, names))
