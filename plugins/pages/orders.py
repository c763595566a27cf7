"""The archive in the orders that lists need: by day, by letter. Each is worked out once for all of them.

To sort the few rows of each day is far less work than to sort all that a large archive holds, and most lists
need no more than the days in their order.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain
from operator import attrgetter
from typing import NamedTuple, TypeVar

from plugins.model import Archive, ArticleRow, ClaimRow, EventRow
from plugins.pages.dates import newest_first, undated_last
from plugins.pages.lists import Letter, by_letter
from plugins.rows import ClaimLine, QuoteLine, claim_table, quote_table

T = TypeVar("T")
ByDay = Mapping[str | None, Sequence[T]]
"""Rows by their day, as precise as it is known, or None; the days are in order, and the rows of each too."""

_id = attrgetter("id")
_article = attrgetter("article")
_start = attrgetter("start")


class _Stated(NamedTuple):
    claims: ByDay[ClaimLine]
    announcements: ByDay[str]
    inferred: frozenset[str]
    others: ByDay[ClaimLine]


class Orders:
    """An archive's rows in order, claims and quotes in short.

    By day means: the newest day first, the undated last.
    """

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    @cached_property
    def articles(self) -> ByDay[ArticleRow]:
        """Articles by the day of publication, within it by id."""
        rows = sorted([entry.row for entry in self._archive.entries], key=_id)
        return by_day(rows, [row.published.date for row in rows])

    @property
    def claims(self) -> ByDay[ClaimLine]:
        """Claims by the day they were stated on, within it by id."""
        return self._stated.claims

    @property
    def announcements(self) -> ByDay[str]:
        """Ids of claims that announce what no earlier one has said, by day as all are; only days with any."""
        return self._stated.announcements

    @property
    def inferred(self) -> frozenset[str]:
        """Ids of those whose day is an event's."""
        return self._stated.inferred

    @property
    def others(self) -> ByDay[ClaimLine]:
        """All other claims, by day; only days that have any."""
        return self._stated.others

    @cached_property
    def _stated(self) -> "_Stated":
        claims, others = (defaultdict[str | None, list[ClaimLine]](list) for _ in range(2))
        new: defaultdict[str | None, list[str]] = defaultdict(list)
        inferred = set()
        # One pass over what may be a million, with no call for most: nearly all of an article have one day,
        # and few stand to any other.
        day: str | None = "none yet"
        for line in claim_table(self._archive.claims).lines:
            if line.day != day:
                day = line.day
                of_day, new_of_day, others_of_day = claims[day], new[day], others[day]
            of_day.append(line)
            if line.kind == "announced" and not (line.relations and restates(line)):
                new_of_day.append(line.id)
                if line.basis == "event":
                    inferred.add(line.id)
            else:
                others_of_day.append(line)
        return _Stated(_in_order(claims), _in_order(new), frozenset(inferred), _in_order(others))

    @cached_property
    def ledger(self) -> ByDay[ClaimLine]:
        """Claims by day, within it as the articles go, those of one article as they stand in it."""
        return {day: _as_they_stand(lines) for day, lines in self.claims.items()}

    @cached_property
    def quotes(self) -> ByDay[QuoteLine]:
        """Quotes by the day of their article, within it as the articles go, those of one as they stand."""
        of_article: defaultdict[str, list[QuoteLine]] = defaultdict(list)
        for line in quote_table(self._archive.quotes).lines:
            of_article[line.article].append(line)
        found: defaultdict[str | None, list[QuoteLine]] = defaultdict(list)
        for row in sorted([entry.row for entry in self._archive.entries], key=_id):
            if row.id in of_article:
                found[row.published.date] += sorted(of_article[row.id], key=_start)
        return _in_order(found)

    @cached_property
    def letters(self) -> Sequence[Letter[ArticleRow]]:
        """Articles by the first letter of their title."""
        return by_letter([entry.row for entry in self._archive.entries], attrgetter("title"))


def _as_they_stand(lines: Sequence[ClaimLine]) -> list[ClaimLine]:
    """Give claims by article, those of one as they stand; what stands in one place stays in order."""
    # Two quick sorts: one by two things compares tuples, which takes twice as long.
    ordered = sorted(lines, key=_start)
    ordered.sort(key=_article)
    return ordered


def by_day(rows: Iterable[T], days: Iterable[str | None]) -> ByDay[T]:
    """Give things by the day of each, the newest first; those of one day in the order in which they come."""
    found: defaultdict[str | None, list[T]] = defaultdict(list)
    for row, day in zip(rows, days, strict=True):
        found[day].append(row)
    return _in_order(found)


def events_by_day(rows: Iterable[EventRow]) -> ByDay[EventRow]:
    """Give events by the day on which they began, within it by id."""
    ordered = sorted(rows, key=_id)
    return by_day(ordered, [row.start for row in ordered])


def _in_order(found: Mapping[str | None, Sequence[T]]) -> ByDay[T]:
    return {day: found[day] for day in sorted(found, key=newest_first) if found[day]}


def in_line(days: ByDay[T]) -> Sequence[T]:
    """Give the rows of all days in their order."""
    return [*chain.from_iterable(days.values())]


def oldest_first(days: ByDay[T]) -> ByDay[T]:
    """Give the days in the other order, the undated last all the same."""
    return {day: days[day] for day in sorted(days, key=undated_last)}


def restates(claim: ClaimRow | ClaimLine) -> bool:
    """Say whether a claim says again what another one says."""
    return any(relation.type == "restates" for relation in claim.relations)
