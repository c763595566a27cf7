"""Charts that count: lanes of dated things, and articles by source and month."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal

from plugins.model import Value
from plugins.pages.axes import month_words, months_between, scale, span_of
from plugins.pages.charts import RIGHT, Axis, Chart, ChartRow, Grid, Mark, Panel, percent, place, time_axis
from plugins.pages.words import ARTICLES, EVENTS, counted
from plugins.words import Words, told, told_many, words

EN = words("en")

Lane = Literal["certain", "inferred", "undated"]

# With four-digit counts behind them the labels still fit a phone.
LANES: tuple[tuple[Lane, str], ...] = (
    ("certain", told("Day stated")),
    ("inferred", told("Inferred or inexact")),
    ("undated", told("No date, in no order")),
)
LANE_HEIGHT = 76
LANE_START, LANE_END = 2.0, 98.0
# What the labels of an axis take, in pixels.
AXIS_ROOM = 28.0
# Marks nearer than this, in per cent of the width, are drawn as one that grows with their number.
BIN = 5.0
# The widest diamond, 17 pixels from corner to corner, fits a bin on a phone.
MARK_SIZE, MOST_MARK_SIZE = 3.5, 6.0

SOURCE_HEIGHT = 46
# 24 months on a phone are 14 pixels apart.
LEAST_COUNT_SIZE, MOST_COUNT_SIZE = 2.5, 7.0
MOST_SOURCES = 15
MOST_MONTHS = 24
NO_MONTH = ""
"""What counts by month call the articles of which no month is known."""
# A table of months names those without articles too, unless one stray date makes it a table of centuries.
MOST_EMPTY = 120
BAR_SIZE = 4.0
# Room for the count on the left, in per cent.
MONTHS_START = 8.0
# One month's numbers are read faster in the table than from a row of single circles.
FEWEST_MONTHS = 2


DotKind = Literal["event", "announcement"]
NOUNS: dict[DotKind, tuple[str, str]] = {
    "event": EVENTS,
    "announcement": told_many("{n} announcement", "{n} announcements"),
}


class Dot(Value, frozen=True):
    """One thing on a timeline, or several of a day."""

    lane: Lane
    day: str | None
    """None in the lane of the undated."""
    kind: DotKind
    thing: str
    """Which it is, or the first of them."""
    count: int = 1


def timeline_chart(
    name: str,
    title: str,
    dots: Sequence[Dot],
    say: Words = EN,
    label: Callable[[Dot], str] = lambda dot: dot.thing,
) -> Chart | None:
    """Give the lanes with their marks; None where there is nothing to draw.

    `label` names a thing that has a mark to itself.
    """
    if not dots:
        return None
    days = sorted({dot.day for dot in dots if dot.day is not None})
    across, places = time_axis(days, LANE_START, LANE_END, say) if days else (scale(0, 1, 2, 98), ())
    marks: list[Mark] = []
    panels: list[Panel] = []
    top = dated_to = 0.0
    for lane, heading in LANES:
        chosen = [dot for dot in dots if dot.lane == lane]
        if not chosen:
            continue
        at = _in_a_row(chosen) if lane == "undated" else [across(_middle(dot)) for dot in chosen]
        if lane == "undated" and panels:
            top += AXIS_ROOM
        line = top + LANE_HEIGHT - 24
        marks.extend(_binned(chosen, at, line, say, label))
        panels.append(Panel(f"{say(heading)} · {_counted(chosen, say)}", top + 18, (Grid(line, ""),)))
        top += LANE_HEIGHT
        # What has no date stands below the axis: its places mean nothing.
        if lane != "undated":
            dated_to = top - 4
    return Chart(
        name=name,
        title=title,
        description=say(
            "Circles are events, diamonds are announcements. A larger mark stands for several that lie "
            "close together. Inferred days come from another report of the same event; inexact ones are "
            "known to the month or year only. The lists name every one of them, and what is only referred "
            "to."
        ),
        height=max(top + 4, dated_to + AXIS_ROOM),
        axes=(Axis(28, dated_to),) if days else (),
        panels=tuple(panels),
        places=places,
        marks=tuple(marks),
        head=(say("Month"), *(say(label) for _, label in LANES)),
        rows=_lane_rows(dots, say),
    )


def _lane_rows(dots: Sequence[Dot], say: Words) -> tuple[ChartRow, ...]:
    """Give a row a month, or a year where no month is known: how many things stand in each lane."""
    months: dict[str, Counter[Lane]] = {}
    for dot in sorted(dots, key=lambda dot: (dot.day is None, dot.day or "")):
        months.setdefault(dot.day[:7] if dot.day else "", Counter())[dot.lane] += dot.count
    return tuple(
        ChartRow(
            (
                month_words(month, say) if month else say("No date known"),
                *(str(counts[lane]) for lane, _ in LANES),
            ),
            None,
        )
        for month, counts in months.items()
    )


def _middle(dot: Dot) -> float:
    return span_of(dot.day).middle if dot.day else 0.0


def _counted(dots: Sequence[Dot], say: Words) -> str:
    kinds: Counter[DotKind] = Counter()
    for dot in dots:
        kinds[dot.kind] += dot.count
    return ", ".join(counted(kinds[kind], noun, say) for kind, noun in NOUNS.items() if kinds[kind])


def _in_a_row(dots: Sequence[Dot]) -> list[float]:
    """Give places side by side from the left: a place in this lane means nothing."""
    return [min((index + 0.5) * BIN, LANE_END) for index, _ in enumerate(dots)]


def _binned(
    dots: Sequence[Dot], at: Sequence[float], line: float, say: Words, label: Callable[[Dot], str]
) -> Iterable[Mark]:
    """Give one mark for each kind and place, larger where several fall together."""
    bins: dict[tuple[int, DotKind], list[Dot]] = {}
    for dot, x in zip(dots, at, strict=True):
        bins.setdefault((int(x / BIN), dot.kind), []).append(dot)
    for (number, kind), members in sorted(bins.items(), key=lambda item: item[0]):
        # The middle of the bin: neighbours keep their distance, and an overview loses a few days at most.
        x = min((number + 0.5) * BIN, LANE_END)
        number_of = sum(dot.count for dot in members)
        size = min(MARK_SIZE * number_of**0.5, MOST_MARK_SIZE)
        named = label(members[0]) if number_of == 1 else counted(number_of, NOUNS[kind], say)
        height = line - 9 if kind == "announcement" else line + 7
        shape: Literal["diamond", "dot"] = "diamond" if kind == "announcement" else "dot"
        yield Mark(shape, kind, percent(round(x, 2)), height, height, 0, named, round(size, 1))


def coverage_chart(
    name: str, sources: Sequence[tuple[str, Mapping[str, int]]], say: Words = EN
) -> Chart | None:
    """Give one line of dots a source: a dot a month, its area the number of articles.

    `sources` are names with their articles by month ("2023-02", or `NO_MONTH`), in the order in which to
    show them. Those that do not fit are left to the table; of the months the last `MOST_MONTHS` are drawn.
    """
    months = sorted({month for _, counts in sources for month in counts if month != NO_MONTH})
    if len(months) < FEWEST_MONTHS:
        return None
    drawn = months_between(months[0], months[-1])[-MOST_MONTHS:]
    at = scale(0, max(len(drawn) - 1, 1), LANE_START + 2, RIGHT - 2)
    highest = max(counts.get(month, 0) for _, counts in sources[:MOST_SOURCES] for month in drawn)
    marks = [
        _count_mark(
            row,
            percent(at(column)),
            counts[month] / highest,
            f"{source}, {month_words(month, say)}: {counted(counts[month], ARTICLES, say)}",
        )
        for row, (source, counts) in enumerate(sources[:MOST_SOURCES])
        for column, month in enumerate(drawn)
        if counts.get(month, 0)
    ]
    panels = [
        Panel(source, row * SOURCE_HEIGHT + 14.0, (Grid(row * SOURCE_HEIGHT + 32.0, ""),))
        for row, (source, _) in enumerate(sources[:MOST_SOURCES])
    ]
    step = -(-len(drawn) // 4)
    return Chart(
        name=name,
        title=say("Articles by source and month"),
        description=say.many(
            "One line a source, one circle a month: the larger the circle, the more articles. The largest "
            "stands for {n} article. What is earlier or has no known month is in the table only.",
            "One line a source, one circle a month: the larger the circle, the more articles. The largest "
            "stands for {n} articles. What is earlier or has no known month is in the table only.",
            highest,
        ),
        height=len(panels) * SOURCE_HEIGHT + AXIS_ROOM,
        axes=(Axis(24, len(panels) * SOURCE_HEIGHT),),
        panels=tuple(panels),
        places=tuple(
            place(at(index), month_words(drawn[index], say)) for index in range(0, len(drawn), step)
        ),
        marks=tuple(marks),
        head=(
            say("Source"),
            say("Before {month}", month=month_words(drawn[0], say)),
            *(month_words(month, say) for month in drawn),
            say("No month known"),
        ),
        rows=tuple(
            ChartRow((source, *(say.number(f"{count:,}") for count in _columns(counts, drawn))), None)
            for source, counts in sources
        ),
    )


def _columns(counts: Mapping[str, int], drawn: Sequence[str]) -> tuple[int, ...]:
    """Give the articles before the months that are drawn, in each of these, and without a month."""
    before = sum(count for month, count in counts.items() if NO_MONTH < month < drawn[0])
    return (before, *(counts.get(month, 0) for month in drawn), counts.get(NO_MONTH, 0))


def _count_mark(row: int, x: str, share: float, label: str) -> Mark:
    size = MOST_COUNT_SIZE * share**0.5
    y = row * SOURCE_HEIGHT + 32.0
    return Mark("dot", "coverage", x, y, y, 0, label, round(max(size, LEAST_COUNT_SIZE), 1))


def months_chart(name: str, title: str, counts: Mapping[str, int], say: Words = EN) -> Chart | None:
    """Give a bar a month for a number of articles; None where no month is known."""
    if not counts:
        return None
    drawn = months_between(min(counts), max(counts))
    at = scale(0, max(len(drawn) - 1, 1), MONTHS_START, RIGHT - 2)
    highest = max(counts.values())
    down = scale(0, highest, 120, 20)
    step = -(-len(drawn) // 4)
    marks = tuple(
        Mark(
            "bar", "coverage", percent(at(index)), down(0), down(counts[month]), 0,
            f"{month_words(month, say)}: {counts[month]}", BAR_SIZE,
        )
        for index, month in enumerate(drawn)
        if counts.get(month)
    )  # fmt: skip
    return Chart(
        name=name,
        title=title,
        description=say("One bar a month, from zero."),
        height=120 + AXIS_ROOM,
        axes=(Axis(20, 120),),
        panels=(Panel("", 12, (Grid(down(0), "0"), Grid(down(highest), str(highest)))),),
        places=tuple(
            place(at(index), month_words(drawn[index], say)) for index in range(0, len(drawn), step)
        ),
        marks=marks,
        head=(say("Month"), say("Articles")),
        rows=tuple(
            ChartRow((month_words(month, say), str(counts.get(month, 0))), None)
            for month in drawn
            if counts.get(month) or len(drawn) <= MOST_EMPTY
        ),
    )
