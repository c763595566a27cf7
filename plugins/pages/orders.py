"""The archive in the orders that lists need: by day, by letter. Each is worked out once for all of them.

To sort the few rows of each day is far less work than to sort all that a large archive holds, and most lists
need no more than the days in their order.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain
from operator import attrgetter
from typing import Any, TypeVar

from plugins.model import Archive, ArticleRow, ClaimRow
from plugins.pages.dates import newest_first, undated_last
from plugins.pages.lists import Letter, by_letter
from plugins.rows import ClaimLine, QuoteLine, claim_table, quote_table

T = TypeVar("T")
ByDay = Mapping[str | None, Sequence[T]]
"""Rows by their day, as precise as it is known, or None; the days are in order, and the rows of each too."""

_id = attrgetter("id")
_as_they_stand = attrgetter("article", "start", "id")


class Orders:
    """An archive's rows in order, claims and quotes in short.

    By day means: the newest day first, the undated last.
    """

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    @cached_property
    def articles(self) -> ByDay[ArticleRow]:
        """Articles by the day of publication, within it by id."""
        rows = [entry.row for entry in self._archive.entries]
        return by_day(rows, attrgetter("published.date"), _id)

    @cached_property
    def claims(self) -> ByDay[ClaimLine]:
        """Claims by the day they were stated on, within it by id."""
        return by_day(claim_table(self._archive.claims).lines, attrgetter("day"), _id)

    @cached_property
    def announcements(self) -> ByDay[ClaimLine]:
        """Claims that announce what no earlier one has said, by day as all are; only days that have any."""
        found = (
            (day, [row for row in rows if is_new_announcement(row)]) for day, rows in self.claims.items()
        )
        return {day: rows for day, rows in found if rows}

    @cached_property
    def ledger(self) -> ByDay[ClaimLine]:
        """Claims by day, within it as the articles go, those of one article as they stand in it."""
        return {day: sorted(rows, key=_as_they_stand) for day, rows in self.claims.items()}

    @cached_property
    def quotes(self) -> ByDay[QuoteLine]:
        """Quotes by the day of their article, within it as the articles go, those of one as they stand."""
        days = {entry.row.id: entry.row.published.date for entry in self._archive.entries}
        lines = quote_table(self._archive.quotes).lines
        return by_day(lines, lambda quote: days[quote.article], _as_they_stand)

    @cached_property
    def letters(self) -> Sequence[Letter[ArticleRow]]:
        """Articles by the first letter of their title."""
        return by_letter([entry.row for entry in self._archive.entries], attrgetter("title"))


def by_day(rows: Iterable[T], day: Callable[[T], str | None], within: Callable[[T], Any]) -> ByDay[T]:
    """Give things by day, the newest first, those of one day in an order of their own."""
    found: defaultdict[str | None, list[T]] = defaultdict(list)
    for row in rows:
        found[day(row)].append(row)
    return {key: sorted(found[key], key=within) for key in sorted(found, key=newest_first)}


def in_line(days: ByDay[T]) -> Sequence[T]:
    """Give the rows of all days in their order."""
    return [*chain.from_iterable(days.values())]


def oldest_first(days: ByDay[T]) -> ByDay[T]:
    """Give the days in the other order, the undated last all the same."""
    return {day: days[day] for day in sorted(days, key=undated_last)}


def is_new_announcement(claim: ClaimRow | ClaimLine) -> bool:
    """Say whether a claim announces something that no earlier claim has said already."""
    return claim.kind == "announced" and not (claim.relations and restates(claim))


def restates(claim: ClaimRow | ClaimLine) -> bool:
    """Say whether a claim says again what another one says."""
    return any(relation.type == "restates" for relation in claim.relations)
