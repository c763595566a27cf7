"""Claims that don't agree, and why: what each differs in decides what kind of difference it is."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from plugins.model import Amount, Difference, DifferenceWhy, Notice, Registry, Value

from .beside import Beside
from .donor_groups import Groups
from .impossible import falling_notice, falls, totals_in_turn
from .ledger import Bond, Entry, Ledger, in_time, near_value, same_aid, same_value
from .stories import date_words

MAX_OF_EVENT = 60
"""Claims of one event and kind that are held against each other, pair by pair."""


@dataclass(frozen=True)
class Verdict:
    """Why two claims differ."""

    why: DifferenceWhy
    reason: str


Rule = Callable[[Entry, Entry], Verdict | None]


def by_attribution(a: Entry, b: Entry) -> Verdict | None:
    """Tell an outsider's estimate from what those who give say of themselves."""
    if ("estimate" in (a.claim.kind, b.claim.kind)) and a.claim.kind != b.claim.kind:
        return Verdict("attribution", "one is a third party's estimate, the other is said by another speaker")
    return None


def by_scope(a: Entry, b: Entry) -> Verdict | None:
    """Tell claims about other givers, other receivers or other kinds of aid apart."""
    if {*a.claim.donors} != {*b.claim.donors}:
        return Verdict("scope", "they count other donors")
    if {*a.claim.aid} != {*b.claim.aid} and "unspecified" not in (*a.claim.aid, *b.claim.aid):
        return Verdict("scope", f"one counts {_aid(a)} aid, the other {_aid(b)} aid")
    if a.claim.recipients and b.claim.recipients and {*a.claim.recipients} != {*b.claim.recipients}:
        return Verdict("scope", "they name other recipients")
    return None


def by_period(a: Entry, b: Entry) -> Verdict | None:
    """Tell totals up to different days apart."""
    if a.claim.kind == "cumulative" and a.day and b.day and a.day != b.day:
        return Verdict(
            "period", f"totals as stated on different days, {date_words(a.day)} and {date_words(b.day)}"
        )
    return None


def by_currency(a: Entry, b: Entry) -> Verdict | None:
    """Tell one amount given in two currencies."""
    if a.amount.currency != b.amount.currency and near_value(a, b):
        return Verdict("currency", "the same value in two currencies, at the day's rate")
    return None


def by_rounding(a: Entry, b: Entry) -> Verdict | None:
    """Tell one amount given with fewer digits."""
    if a.amount.currency == b.amount.currency and near_value(a, b):
        return Verdict("rounding", "one rounds the other")
    return None


def by_bound(a: Entry, b: Entry) -> Verdict | None:
    """Tell amounts whose bounds leave room for each other: "over 100" and "around 120"."""
    if a.amount.currency != b.amount.currency or (_bounded(a) and _bounded(b)):
        return None
    if _overlap(a.amount, b.amount):
        return Verdict("bound", "one gives only a bound, and the other lies within it")
    return None


def by_contradiction(_a: Entry, _b: Entry) -> Verdict | None:
    """Say so where nothing else explains it."""
    return Verdict("contradiction", "the same donor, kind and aid, but values that can't both hold")


# The first that fits says why; contradiction is what is left.
RULES: tuple[Rule, ...] = (
    by_attribution,
    by_scope,
    by_currency,
    by_rounding,
    by_bound,
    by_period,
    by_contradiction,
)


class Differing(Value, frozen=True):
    """Claims of one scope that don't agree."""

    pairs: tuple[tuple[str, str, Verdict], ...]
    """By their ids, the earlier one first, each pair with its verdict."""
    notices: tuple[Notice, ...] = ()
    """Of totals that fall."""


def differences_of(
    ledger: Ledger, registry: Registry, besides: Sequence[Beside]
) -> tuple[tuple[Difference, ...], tuple[Bond, ...], tuple[Notice, ...]]:
    """Give all differences, the relations that follow from them, and the sets that can't be.

    Claims of one event are compared with each other; totals of one donor with the one before them, and with
    those of its groups (`besides`).
    """
    groups = Groups(registry)
    of_events = ledger.each(ledger.events, Differing, lambda entries: _of_event(entries, groups))
    totals = [scope for scope in ledger.donors if scope.of == "cumulative"]
    of_donors = ledger.each(totals, Differing, _in_turn)
    noted = _Noted()
    for beside in besides:
        noted.bonds += beside.parts
    apart = {frozenset(pair) for beside in besides for pair in beside.members}
    for one, other in (pair for beside in besides for pair in beside.too_large):
        noted.note(one, other, Verdict("contradiction", "a part that is larger than its whole"))
    for one, other, verdict in (pair for some in of_events for pair in some.pairs):
        if frozenset((one, other)) not in apart:
            noted.note(one, other, verdict)
    for one, other, verdict in (pair for some in of_donors for pair in some.pairs):
        noted.note(one, other, verdict)
    ordered = sorted(noted.found.values(), key=lambda d: (d.why, d.claims))
    notices = [notice for beside in besides for notice in beside.notices]
    notices += [notice for some in of_donors for notice in some.notices]
    notices.sort(key=lambda notice: (notice.where, notice.what))
    return tuple(ordered), tuple(noted.bonds), tuple(notices)


def _in_turn(entries: Sequence[Entry]) -> Differing:
    """Give each total of some donors with the one before it."""
    pairs = [(a, b, _of_totals(a, b)) for a, b in totals_in_turn(entries)]
    return Differing(
        tuple((*in_time(a, b), verdict) for a, b, verdict in pairs),
        tuple(falling_notice(a, b) for a, b, verdict in pairs if verdict.why == "contradiction"),
    )


def _of_totals(a: Entry, b: Entry) -> Verdict:
    early, late = date_words(a.day), date_words(b.day)
    if falls(a, b):
        return Verdict("contradiction", f"a total that falls between {early} and {late}")
    return Verdict("period", f"a later total of the same donor, {late} after {early}")


def _verdict(a: Entry, b: Entry, groups: Groups) -> Verdict:
    """Give why two claims differ; a group and its member are told before any rule is asked."""
    for part, whole in ((a.claim.donors, b.claim.donors), (b.claim.donors, a.claim.donors)):
        if groups.belong(part, whole):
            return Verdict("scope", f"{groups.words(part, whole)}: one counts a member, the other the group")
    return next(verdict for rule in RULES if (verdict := rule(a, b)) is not None)


class _Noted:
    """Differences and the relations that follow from them; of two verdicts on a pair the first counts."""

    def __init__(self) -> None:
        self.found: dict[tuple[str, str], Difference] = {}
        self.bonds: list[Bond] = []

    def note(self, early: str, late: str, verdict: Verdict) -> None:
        """Take in why two claims differ, by their ids."""
        if (early, late) in self.found:
            return
        self.found[early, late] = Difference(verdict.why, (early, late), verdict.reason)
        if verdict.why in ("scope", "attribution"):
            self.bonds.append(Bond(early, "differs-in-scope", late, verdict.reason))
            self.bonds.append(Bond(late, "differs-in-scope", early, verdict.reason))
        elif verdict.why == "contradiction":
            self.bonds.append(Bond(early, "contradicts", late, verdict.reason))
            self.bonds.append(Bond(late, "contradicts", early, verdict.reason))
        elif verdict.why == "period":
            self.bonds.append(Bond(late, "supersedes", early, verdict.reason))


def _of_event(entries: Sequence[Entry], groups: Groups) -> Differing:
    """Give the pairs of one event that speak of the same thing with other values."""
    distinct: dict[object, Entry] = {}
    by_article: defaultdict[str, list[Entry]] = defaultdict(list)
    told = [entry for entry in entries if entry.money is not None and entry.claim.part_of is None]
    for entry in sorted(told, key=lambda entry: entry.order):
        by_article[entry.article].append(entry)
        claim = entry.claim
        key = (claim.amount, claim.donors, claim.aid, claim.kind, claim.recipients)
        distinct.setdefault(key, entry)
    return Differing(
        tuple(
            (*in_time(a, b), _verdict(a, b, groups))
            for a, b in combinations(list(distinct.values())[:MAX_OF_EVENT], 2)
            if not same_value(a, b) and _comparable(a, b, groups) and not _settled(a, b, by_article)
        )
    )


def _settled(a: Entry, b: Entry, by_article: Mapping[str, Sequence[Entry]]) -> bool:
    """Say whether one of two packages stands in the other's article too: that adds one and denies none."""
    return a.claim.kind == "announced" and any(
        near_value(one, other) and one.claim.kind == other.claim.kind
        for one, article in ((a, b.article), (b, a.article))
        for other in by_article[article]
        if other is not a and other is not b
    )


def _comparable(a: Entry, b: Entry, groups: Groups) -> bool:
    """Say whether two claims of one event answer one question: totals with totals, packages with packages."""
    totals = {"cumulative", "estimate"}
    if not same_aid(a, b):
        return False
    ours, theirs = a.claim.donors, b.claim.donors
    same_kind = a.claim.kind == b.claim.kind or {a.claim.kind, b.claim.kind} <= totals
    beside = groups.related(ours, theirs) or groups.belong(ours, theirs) or groups.belong(theirs, ours)
    if not same_kind or not beside:
        return False
    if a.claim.kind == "announced":
        # Two packages of one article are two packages, and one that isn't the news is another day's.
        return a.article != b.article and bool(a.is_news and b.is_news)
    return True


def _overlap(a: Amount, b: Amount) -> bool:
    low = max(value or 0 for value in (a.low, b.low))
    return all(high is None or low <= high for high in (a.high, b.high))


def _bounded(entry: Entry) -> bool:
    return entry.amount.low is not None and entry.amount.high is not None


def _aid(entry: Entry) -> str:
    return " and ".join(entry.claim.aid) or "unspecified"
