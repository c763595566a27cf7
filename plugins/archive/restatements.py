"""Claims that say again what another said, or give a part of it."""

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from itertools import islice

from .ledger import Bond, Entry, near_value, same_aid, same_value
from .stories import ordinal

RETOLD = {"announced": 7, "delivered": 7, "planned": 7, "cumulative": 30, "estimate": 90, "share": 30}
"""Days for which the same figure of the same donor is taken for the same statement, by kind of claim."""
LOOKED_BACK = 60
"""The same for an announcement that isn't its article's news: "after the $350 million package of March"."""
STEP = math.log(1.05)


def restatements(entries: Sequence[Entry]) -> tuple[Bond, ...]:
    """Give what is said again or is a part, within an article, within an event and across the archive."""
    return (*_within_articles(entries), *_across_articles(entries))


def _within_articles(entries: Sequence[Entry]) -> Iterator[Bond]:
    ids = {(entry.article, entry.number): entry.id for entry in entries}
    for entry in entries:
        whole, earlier = entry.claim.part_of, entry.claim.restates
        if whole is not None and (entry.article, whole) in ids:
            reason = "the article gives it as a part of the other amount"
            yield Bond(entry.id, "part-of", ids[entry.article, whole], reason)
        if earlier is not None and (entry.article, earlier) in ids:
            reason = "the article says the same amount again"
            yield Bond(entry.id, "restates", ids[entry.article, earlier], reason)


def _across_articles(entries: Sequence[Entry]) -> Iterator[Bond]:
    """Tie each claim to the first that said the same: a star for each statement, so time stays linear."""
    earlier = _Earlier()
    for entry in sorted(entries, key=lambda entry: entry.order):
        if entry.money is None or not entry.money.euros or entry.money.euros <= 0:
            continue
        keys = (*_near_keys(entry),)
        first = min(earlier.like(entry, keys), key=lambda other: other.order, default=None)
        if first is not None:
            yield Bond(entry.id, "restates", first.id, _said_again(entry, first))
        earlier.put(entry, keys)


class _Earlier:
    """The claims gone through, in the order of their days, found by what another may share with them."""

    def __init__(self) -> None:
        self._equal: defaultdict[Hashable, tuple[list[int], list[Entry]]] = defaultdict(lambda: ([], []))
        """By donors and amount: claims with the days that they were made on."""
        self._near: defaultdict[Hashable, list[Entry]] = defaultdict(list)
        """By about what sum, and by donors and day, or by event."""

    def put(self, entry: Entry, keys: Sequence[Hashable]) -> None:
        """Take in a claim; `keys` are its `_near_keys`."""
        day = ordinal(entry.day)
        if day is not None and entry.claim.donors:
            days, claims = self._equal[_equal_key(entry)]
            days.append(day)
            claims.append(entry)
        for key in keys:
            self._near[key].append(entry)

    def like(self, entry: Entry, keys: Sequence[Hashable]) -> Iterator[Entry]:
        """Give the first claims that a claim says again, one at most for each way of being like it."""
        day = ordinal(entry.day)
        if day is not None and entry.claim.donors:
            days, claims = self._equal.get(_equal_key(entry), ((), ()))
            for at in range(bisect_left(days, day - _reach(entry)), len(claims)):
                if claims[at].article != entry.article:
                    yield claims[at]
                    break
        for key in keys:
            for other in islice(self._near.get(key, ()), MAX_TRIED):
                if other.article != entry.article and _said_again(entry, other):
                    yield other
                    break


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
    return (_scope(entry), entry.claim.donors, amount.low, amount.high, amount.currency)


def _near_keys(entry: Entry) -> Iterator[Hashable]:
    """Give the shelves of claims near in value that are of one day or one event with this one."""
    one_day = entry.claim.kind == "announced" and entry.claim.donors and ordinal(entry.day) is not None
    if not one_day and not entry.events:
        return
    step = math.floor(math.log(entry.money.euros) / STEP) if entry.money and entry.money.euros else 0
    for near in (step, step + 1):
        if one_day:
            yield (_scope(entry), near, entry.claim.donors, entry.day)
        for event in sorted(entry.events):
            yield (_scope(entry), near, event)


def _same_voice(a: Entry, b: Entry) -> bool:
    """Say whether two claims of one event are one statement: the same donors, or the same speaker."""
    same_donors = not a.claim.donors or not b.claim.donors or not {*a.claim.donors}.isdisjoint(b.claim.donors)
    return same_donors or (a.claim.speaker is not None and a.claim.speaker == b.claim.speaker)


def _close(a: Entry, b: Entry) -> bool:
    """Say whether a claim was made soon after another."""
    days = ordinal(a.day), ordinal(b.day)
    return days[0] is not None and days[1] is not None and abs(days[0] - days[1]) <= _reach(a)


def _reach(entry: Entry) -> int:
    """Give the days that may lie between a claim and what it says again."""
    looks_back = entry.claim.kind == "announced" and entry.is_news is False
    return LOOKED_BACK if looks_back else RETOLD[entry.claim.kind]
