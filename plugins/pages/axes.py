"""Scales and ticks for charts: days and amounts to places on a drawing.

Along the page a place is a percentage of the drawing's width, so that a chart fills a phone and a desk alike
while its letters keep their size; down the page it is in pixels.
"""

from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from plugins.words import Words, words

EN = words("en")

# Steps of a time axis in months, finest first.
MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)

# The width of a drawing on the narrowest phone, in pixels: 320 less the page's margins.
NARROW = 288
# Marks are up to 10 pixels wide. Three of one day spread over at most four weeks of a year on a phone.
MARK_GAP, MOST_SHIFT = 10.0, 20

# Multiples of a power of ten that people read without thinking.
NICE_STEPS = (1.0, 2.0, 5.0, 10.0)


class Span(NamedTuple):
    """The first and last day that a date as precise as "2023-02-08", "2023-02" or "2023" can mean."""

    first: int
    last: int

    @property
    def middle(self) -> float:
        """Half-way between the two."""
        return (self.first + self.last) / 2


class Tick(NamedTuple):
    """One labelled place on an axis."""

    value: float
    label: str


def span_of(day: str) -> Span:
    """Give the days that an ISO date of any precision covers, as day numbers.

    >>> span_of("2023-02").last - span_of("2023-02").first
    27
    """
    year, *rest = (int(part) for part in day.split("-"))
    if len(rest) == 2:
        exact = date(year, rest[0], rest[1]).toordinal()
        return Span(exact, exact)
    if len(rest) == 1:
        start = date(year, rest[0], 1).toordinal()
        return Span(start, start + monthrange(year, rest[0])[1] - 1)
    return Span(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal())


def _month_start(month: int) -> int:
    """Give the day number of the first of a month, counted from January of the year 0."""
    return date(month // 12, month % 12 + 1, 1).toordinal()


def scale(low: float, high: float, start: float, end: float) -> Callable[[float], float]:
    """Give the straight line that takes `low` to `start` and `high` to `end`.

    >>> scale(0, 10, 14, 98)(5)
    56.0
    """
    width = (high - low) or 1.0
    return lambda value: round(start + (value - low) / width * (end - start), 2)


def time_ticks(first: int, last: int, most: int = 4, say: Words = EN) -> tuple[Tick, ...]:
    """Give at most `most` firsts of a month between two day numbers, at the finest even step that fits.

    >>> [tick.label for tick in time_ticks(span_of("2022-09-05").first, span_of("2023-02-08").last)]
    ['Nov 2022', 'Jan 2023']
    """
    # Padding may reach beyond the calendar where a page states a day in the year 1.
    begin, end = (date.fromordinal(min(max(day, 1), date.max.toordinal())) for day in (first, last))
    start, stop = begin.year * 12 + begin.month - 1, end.year * 12 + end.month
    for step in MONTH_STEPS:
        # Counted from a January, so that half-years begin in January and July.
        months = range(-(-start // step) * step, stop, step)
        if len(months) <= most + 1:
            ticks = tuple(
                Tick(_month_start(month), _month_label(month, step, say))
                for month in months
                if _month_start(month) >= first
            )
            if len(ticks) <= most:
                return ticks
    return (Tick(begin.toordinal(), str(begin.year)), Tick(end.toordinal(), str(end.year)))


def _month_label(month: int, step: int, say: Words) -> str:
    # A bare "2023" at the first of January reads as the middle of that year, unless there are many years.
    year = month // 12
    return str(year) if step > 12 else f"{say.months_short[month % 12]} {year}"


def side_by_side(places: Sequence[float], low: float, high: float) -> list[int]:
    """Give by how many pixels to move marks along the page so that none covers its neighbour on a phone.

    `places` are per cent of the width, in order, and so are the bounds that no mark may leave. Marks keep
    their order and move as little as that takes, never more than `MOST_SHIFT`: where very many fall
    together they overlap after all.

    >>> side_by_side([50, 50, 90], 0, 100)
    [-5, 5, 0]
    """
    pixels = [place / 100 * NARROW for place in places]
    least, most = low / 100 * NARROW, high / 100 * NARROW
    gap = min(MARK_GAP, (most - least) / max(len(pixels) - 1, 1))
    # The nearest places in order with a gap between them: neighbours that are too near move as one.
    groups: list[tuple[float, int]] = []
    for index, pixel in enumerate(pixels):
        total, size = pixel - index * gap, 1
        while groups and groups[-1][0] / groups[-1][1] > total / size:
            before, members = groups.pop()
            total, size = total + before, size + members
        groups.append((total, size))
    starts = [total / size for total, size in groups for _ in range(size)]
    last = most - (len(pixels) - 1) * gap
    moved = [min(max(start, least), last) + index * gap for index, start in enumerate(starts)]
    return [
        max(-MOST_SHIFT, min(MOST_SHIFT, round(place - pixel)))
        for place, pixel in zip(moved, pixels, strict=True)
    ]


def amount_ticks(top: float, most: int = 4) -> tuple[float, ...]:
    """Give 0 and even steps up to the first one that is not below `top`.

    >>> amount_ticks(14.7)
    (0.0, 5.0, 10.0, 15.0)
    """
    if top <= 0:
        return (0.0, 1.0)
    rough = top / (most - 1)
    power = 10.0 ** (len(str(int(rough))) - 1) if rough >= 1 else 1.0
    step = next(nice * power for nice in NICE_STEPS if nice * power >= rough)
    count = -int(-top // step)
    return tuple(step * index for index in range(count + 1))


def month_words(month: str, say: Words = EN) -> str:
    """Give "2023-02" as "Feb 2023", and a bare year as it is."""
    year, _, number = month.partition("-")
    return f"{say.months_short[int(number) - 1]} {year}" if number else year


def months_between(first: str, last: str) -> tuple[str, ...]:
    """Give every month from one to another, both included.

    >>> months_between("2022-12", "2023-02")
    ('2022-12', '2023-01', '2023-02')
    """
    start, end = (int(month[:4]) * 12 + int(month[5:7]) - 1 for month in (first, last))
    return tuple(f"{month // 12:04d}-{month % 12 + 1:02d}" for month in range(start, end + 1))
