"""What stands on the timeline, in its order, before anything is asked of it but its day.

A large archive has tens of thousands of moments, so they are held by column: to put days together, to part
them into pages and to count them for a chart is then no loop over single ones.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby
from typing import NamedTuple

from plugins.model import EventRow
from plugins.pages.dates import undated_last
from plugins.pages.lists import UNDATED
from plugins.pages.lookup import Lookup
from plugins.pages.orders import events_by_day
from plugins.pages.strips import Dot, DotKind, Lane
from plugins.rows import ClaimLine

Days = Mapping[str | None, "Moments"]
"""Moments by day, oldest first, the undated last."""


class Moments(NamedTuple):
    """Events and announcements, by column."""

    kinds: Sequence[DotKind]
    ids: Sequence[str]
    lanes: Sequence[Lane | None]
    """None for what articles only refer to: it is listed, and not drawn."""
    days: Sequence[str | None]

    @property
    def number(self) -> int:
        """Give how many they are."""
        return len(self.ids)

    def cut(self, start: int, stop: int | None) -> "Moments":
        """Give some of them that follow each other."""
        run = slice(start, stop)
        return Moments(self.kinds[run], self.ids[run], self.lanes[run], self.days[run])

    def listed(self) -> tuple[tuple[DotKind, str], ...]:
        """Give which they are."""
        return tuple(zip(self.kinds, self.ids, strict=True))

    def pages(self, most: int) -> Iterator[tuple[int, "Moments"]]:
        """Give them in runs that a page can hold, each with its number from 1."""
        for start in range(0, self.number, most):
            yield start // most + 1, self.cut(start, start + most)


NONE = Moments((), (), (), ())


def in_turn(some: Iterable[Moments]) -> Moments:
    """Give moments one after the other."""
    held, together = [*some], chain.from_iterable
    return Moments(
        tuple(together(one.kinds for one in held)),
        tuple(together(one.ids for one in held)),
        tuple(together(one.lanes for one in held)),
        tuple(together(one.days for one in held)),
    )


def moments_by_day(lookup: Lookup) -> Days:
    """Give everything on the timeline; of a day the events first."""
    events = events_by_day(lookup.archive.events)
    claims = lookup.orders.announcements
    return {
        day: _of_day(day, events.get(day, ()), claims.get(day, ()))
        for day in sorted({*events, *claims}, key=undated_last)
    }


def _of_day(day: str | None, events: Sequence[EventRow], claims: Sequence[ClaimLine]) -> Moments:
    # An event's day is never taken from a sibling: where it has one, an article or the registry states it.
    stated, inferred = lane_of(day, inferred=False), lane_of(day, inferred=True)
    event: tuple[DotKind, ...] = ("event",)
    announcement: tuple[DotKind, ...] = ("announcement",)
    kinds = event * len(events) + announcement * len(claims)
    lanes: list[Lane | None] = [stated if row.articles else None for row in events]
    lanes += [inferred if claim.basis == "event" else stated for claim in claims]
    ids = [row.id for row in events] + [claim.id for claim in claims]
    return Moments(kinds, ids, lanes, [day] * len(ids))


def lane_of(day: str | None, *, inferred: bool) -> Lane:
    """Give how surely a day is known."""
    if day is None:
        return "undated"
    return "inferred" if inferred or len(day) < len("2023-02-08") else "certain"


def by_beginning(days: Days, length: int) -> Mapping[str, Days]:
    """Give days by their first `length` letters, in the order in which they come."""
    found: dict[str, dict[str | None, Moments]] = {}
    for day, moments in days.items():
        found.setdefault(day[:length] if day else UNDATED, {})[day] = moments
    return found


def dots_of(moments: Moments) -> tuple[Dot, ...]:
    """Give what a chart draws: what shares day, kind and lane is one dot, as large as they are many."""
    dots: list[Dot] = []
    start = 0
    for day, run in groupby(moments.days):
        stop = start + len([*run])
        dots += _of_one_day(day, moments.cut(start, stop))
        start = stop
    return tuple(dots)


def _of_one_day(day: str | None, moments: Moments) -> Iterator[Dot]:
    if day is None:
        # Each has a place of its own.
        for lane, kind, ident in zip(moments.lanes, moments.kinds, moments.ids, strict=True):
            if lane is not None:
                yield Dot(lane, None, kind, ident)
        return
    places = [*zip(moments.lanes, moments.kinds, strict=True)]
    for place, count in Counter(places).items():
        lane, kind = place
        if lane is not None:
            yield Dot(lane, day, kind, moments.ids[places.index(place)], count)
