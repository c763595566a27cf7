"""Claims that say again what another said, or give a part of it."""

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from itertools import islice

from plugins.model import ClaimKind, Value

from .beside import Beside
from .ledger import Bond, Entry, Ledger, Order, near_value, same_aid, same_value
from .stories import ordinal

RETOLD = {"announced": 7, "delivered": 7, "planned": 7, "cumulative": 30, "estimate": 90, "share": 30}
"""Days for which the same figure of the same donor is taken for the same statement, by kind of claim."""
LOOKED_BACK = 60
"""The same for an announcement that isn't its article's news: "after the $350 million package of March"."""
STEP = math.log(1.05)


class SaidAgain(Value, frozen=True):
    """A claim that says what an earlier one of the same scope said."""

    one: str
    one_order: Order
    one_stated: str
    """The words of its amount."""
    other: str
    other_order: Order
    other_stated: str
    reason: str


class Again(Value, frozen=True):
    """The claims of one scope that say what an earlier one of it said."""

    pairs: tuple[SaidAgain, ...]


def restatements(ledger: Ledger) -> tuple[SaidAgain, ...]:
    """Give what articles say again that others said, by one donor and of one event."""
    by_donor = ledger.each_in_time(
        _longest, Again, lambda entries, since: Again((*_again(entries, since, of_event=False),))
    )
    by_event = ledger.each(ledger.events, Again, lambda entries: Again((*_again(entries, of_event=True),)))
    firsts: dict[str, SaidAgain] = {}
    for pair in (pair for some in (*by_donor, *by_event) for pair in some.pairs):
        # A star for each statement: tied to the first that said the same, so time stays linear.
        held = firsts.get(pair.one)
        if held is None or pair.other_order < held.other_order:
            firsts[pair.one] = pair
    return tuple(sorted(firsts.values(), key=lambda pair: pair.one_order))


def bonds_of(again: Iterable[SaidAgain], besides: Iterable[Beside]) -> tuple[Bond, ...]:
    """Give the bonds of what is said again or is a part, within an article too."""
    within = (bond for some in besides for bond in some.within)
    return (*within, *(Bond(pair.one, "restates", pair.other, pair.reason) for pair in again))


def _again(entries: Iterable[Entry], since: int = 0, *, of_event: bool) -> Iterator[SaidAgain]:
    """Give each claim that says again what one before it said, with the first such one.

    The claims are of one event, or of the same donors: then only those made `since` a day are told.
    """
    earlier = _Earlier(of_event=of_event)
    for entry in sorted(entries, key=lambda entry: entry.order):
        if entry.money is not None and entry.money.euros and entry.money.euros > 0:
            told = of_event or (ordinal(entry.day) or 0) >= since
            like = earlier.like(entry) if told else iter(())
            first = min(like, key=lambda other: other.order, default=None)
            if first is not None:
                yield SaidAgain(
                    entry.id,
                    entry.order,
                    entry.claim.as_stated,
                    first.id,
                    first.order,
                    first.claim.as_stated,
                    _said_again(entry, first),
                )
            earlier.put(entry)


class _Earlier:
    """The claims gone through, in the order of their days, found by what another may share with them."""

    def __init__(self, *, of_event: bool) -> None:
        self._of_event = of_event
        self._equal: defaultdict[Hashable, tuple[list[int], list[Entry]]] = defaultdict(lambda: ([], []))
        """By amount: claims of the same donors with the days that they were made on."""
        self._near: defaultdict[Hashable, list[Entry]] = defaultdict(list)
        """By about what sum, of one event or of one day."""

    def put(self, entry: Entry) -> None:
        """Take in a claim."""
        day = ordinal(entry.day)
        if day is not None and not self._of_event:
            days, claims = self._equal[_equal_key(entry)]
            days.append(day)
            claims.append(entry)
        for key in self._near_keys(entry):
            self._near[key].append(entry)

    def like(self, entry: Entry) -> Iterator[Entry]:
        """Give the first claims that a claim says again, one at most for each way of being like it."""
        day = ordinal(entry.day)
        if day is not None and not self._of_event:
            days, claims = self._equal.get(_equal_key(entry), ((), ()))
            for at in range(bisect_left(days, day - _reach(entry)), len(claims)):
                if claims[at].article != entry.article:
                    yield claims[at]
                    break
        for key in self._near_keys(entry):
            for other in islice(self._near.get(key, ()), MAX_TRIED):
                if other.article != entry.article and _said_again(entry, other):
                    yield other
                    break

    def _near_keys(self, entry: Entry) -> Iterator[Hashable]:
        """Give the shelves of claims near in value to this one, those of its day where no event tells."""
        of_a_day = entry.claim.kind == "announced" and ordinal(entry.day) is not None
        if self._of_event or of_a_day:
            step = math.floor(math.log(entry.money.euros) / STEP) if entry.money and entry.money.euros else 0
            for near in (step, step + 1):
                yield (_scope(entry), near, None if self._of_event else entry.day)


def _said_again(entry: Entry, other: Entry) -> str:
    """Say why a claim is another said again, "" where it isn't."""
    if not entry.events.isdisjoint(other.events) and near_value(entry, other) and _same_voice(entry, other):
        return "reported of the same event, with the same amount"
    if entry.claim.donors == other.claim.donors != () and same_value(entry, other) and _close(entry, other):
        return "the same amount of the same donor, said again soon after"
    if _of_one_day(entry, other) and near_value(entry, other):
        return "an announcement of the same donor on the same day, rounded or in another currency"
    return ""


def _of_one_day(a: Entry, b: Entry) -> bool:
    """Say whether a donor announces both on a day, for aid that may be the same: rarely two alike."""
    return (
        a.claim.kind == b.claim.kind == "announced"
        and a.claim.donors == b.claim.donors != ()
        and a.day is not None
        and a.day == b.day
        and len(a.day) == len("2023-02-08")
        and same_aid(a, b)
    )


MAX_TRIED = 40
"""Claims near in value that one is held against, from the first on: it is the first that counts."""


def _scope(entry: Entry) -> Hashable:
    return (entry.claim.kind, entry.claim.share is None)


def _equal_key(entry: Entry) -> Hashable:
    amount = entry.amount
    return (_scope(entry), amount.low, amount.high, amount.currency)


def _same_voice(a: Entry, b: Entry) -> bool:
    """Say whether two claims of one event are one statement: the same donors, or the same speaker."""
    same_donors = not a.claim.donors or not b.claim.donors or not {*a.claim.donors}.isdisjoint(b.claim.donors)
    return same_donors or (a.claim.speaker is not None and a.claim.speaker == b.claim.speaker)


def _close(a: Entry, b: Entry) -> bool:
    """Say whether a claim was made soon after another."""
    days = ordinal(a.day), ordinal(b.day)
    return days[0] is not None and days[1] is not None and abs(days[0] - days[1]) <= _reach(a)


def _longest(kind: ClaimKind) -> int:
    """Give the most days that may lie between a claim of a kind and what it says again."""
    return max(RETOLD[kind], LOOKED_BACK if kind == "announced" else 0)


def _reach(entry: Entry) -> int:
    """Give the days that may lie between a claim and what it says again."""
    looks_back = entry.claim.kind == "announced" and entry.is_news is False
    return LOOKED_BACK if looks_back else RETOLD[entry.claim.kind]
