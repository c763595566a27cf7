"""What stands on the timeline, in its order, before anything is asked of it but its day.

A large archive has tens of thousands of moments, so they are held by day: to part them into pages and to
count them for a chart is then no loop over single ones.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from plugins.model import EventRow
from plugins.pages.dates import undated_last
from plugins.pages.lists import UNDATED
from plugins.pages.lookup import Lookup
from plugins.pages.orders import events_by_day
from plugins.pages.strips import Dot, DotKind, Lane

Listed = tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
"""Which moments they are: of each day the ids of its events, then those of its announcements."""


class Some(NamedTuple):
    """Things of one kind."""

    ids: Sequence[str]
    lane: Lane | None
    """Where they are drawn; None for what articles only refer to: it is listed, and not drawn."""
    others: Mapping[str, Lane | None]
    """Of those that are drawn elsewhere, by id."""

    def cut(self, start: int, stop: int) -> "Some":
        """Give some of them that follow each other."""
        return Some(self.ids[max(start, 0) : max(stop, 0)], self.lane, self.others)

    def lanes(self) -> Mapping[Lane | None, Sequence[str]]:
        """Give them by lane, in the order of the first of each."""
        if not self.others:
            return {self.lane: self.ids} if self.ids else {}
        found: dict[Lane | None, list[str]] = {}
        for ident in self.ids:
            found.setdefault(self.others.get(ident, self.lane), []).append(ident)
        return found


class Day(NamedTuple):
    """The moments of one day, or some of them: the events first."""

    day: str | None
    events: Some
    announcements: Some

    @property
    def number(self) -> int:
        """Give how many they are."""
        return len(self.events.ids) + len(self.announcements.ids)

    def cut(self, start: int, stop: int) -> "Day":
        """Give some of them that follow each other."""
        first = len(self.events.ids)
        return Day(
            self.day, self.events.cut(start, stop), self.announcements.cut(start - first, stop - first)
        )


def number_of(days: Iterable[Day]) -> int:
    """Give how many moments there are in some days."""
    return sum([day.number for day in days])


def listed(days: Iterable[Day]) -> Listed:
    """Give which moments there are in some days."""
    return tuple([(tuple(day.events.ids), tuple(day.announcements.ids)) for day in days])


def latest(days: Sequence[Day], most: int) -> Sequence[Day]:
    """Give the last moments of some days."""
    found: list[Day] = []
    for day in reversed(days):
        if most <= 0:
            break
        found.append(day.cut(max(day.number - most, 0), day.number))
        most -= day.number
    return found[::-1]


def in_pages(days: Iterable[Day], most: int) -> Iterator[Sequence[Day]]:
    """Give the moments of some days in runs that a page can hold."""
    page: list[Day] = []
    room = most
    for day in days:
        start, stop = 0, day.number
        while stop - start > room:
            if room:
                page.append(day.cut(start, start + room))
            yield page
            page, start, room = [], start + room, most
        page.append(day.cut(start, stop))
        room -= stop - start
    if page:
        yield page


def moments_by_day(lookup: Lookup) -> Sequence[Day]:
    """Give everything on the timeline, the oldest day first, the undated last."""
    events, orders = events_by_day(lookup.archive.events), lookup.orders
    return [
        _of_day(day, events.get(day, ()), orders.announcements.get(day, ()), orders.inferred)
        for day in sorted({*events, *orders.announcements}, key=undated_last)
    ]


def _of_day(
    day: str | None, events: Sequence[EventRow], claims: Sequence[str], guessed: frozenset[str]
) -> Day:
    # An event's day is never taken from a sibling: where it has one, an article or the registry states it.
    stated, inferred = lane_of(day, inferred=False), lane_of(day, inferred=True)
    only_told_of: dict[str, Lane | None] = {row.id: None for row in events if not row.articles}
    others = dict.fromkeys(guessed.intersection(claims), inferred) if guessed else {}
    return Day(day, Some([row.id for row in events], stated, only_told_of), Some(claims, stated, others))


def lane_of(day: str | None, *, inferred: bool) -> Lane:
    """Give how surely a day is known."""
    if day is None:
        return "undated"
    return "inferred" if inferred or len(day) < len("2023-02-08") else "certain"


def by_beginning(days: Iterable[Day], length: int) -> Mapping[str, Sequence[Day]]:
    """Give days by their first `length` letters, in the order in which they come."""
    found: dict[str, list[Day]] = {}
    for one in days:
        found.setdefault(one.day[:length] if one.day else UNDATED, []).append(one)
    return found


def dots_of(days: Iterable[Day]) -> tuple[Dot, ...]:
    """Give what a chart draws: what shares day, kind and lane is one dot, as large as they are many."""
    dots: list[Dot] = []
    for day in days:
        dots += _dots(day.day, "event", day.events)
        dots += _dots(day.day, "announcement", day.announcements)
    return tuple(dots)


def _dots(day: str | None, kind: DotKind, some: Some) -> list[Dot]:
    lanes = [(lane, idents) for lane, idents in some.lanes().items() if lane is not None]
    if day is None:
        # Each has a place of its own.
        return [Dot(lane, None, kind, ident) for lane, idents in lanes for ident in idents]
    return [Dot(lane, day, kind, idents[0], len(idents)) for lane, idents in lanes]
