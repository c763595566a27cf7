"""Charts as data: what is drawn where, for the chart component to write down as SVG.

A chart is drawn at build time and needs no script. Its title and description say in words what it shows and
its table holds every mark, so that nothing is known to the eye alone. Amounts start at zero, are never
stacked and never turned into another currency; a bound is an arrow, an unknown day is left out and counted.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from plugins.model import ClaimRow, Value
from plugins.pages.axes import Tick, amount_ticks, scale, side_by_side, span_of, time_ticks
from plugins.pages.dates import date_text
from plugins.pages.money import bounds_text, number_text
from plugins.words import Words, told, words

EN = words("en")

Shape = Literal["dot", "bar", "diamond", "range", "cap", "up", "down"]

# The drawing area, in per cent of the width: room for the amounts on the left, for half a mark on the right.
LEFT, RIGHT = 20.0, 98.0
# Half of "Jan 2023" on a phone, in per cent: a label nearer to an edge than this begins or ends there.
LABEL_ROOM = 10.0
# Arrows are at most this long, in pixels, and never reach below zero.
ARROW, LEAST_ARROW = 20.0, 7.0
# "Jan 2023" and a gap on a phone, in per cent.
LABEL_SPACE = 24.0
PANEL_HEIGHT = 150.0
PANEL_GAP = 54.0
# A chart of one single day still shows the weeks around it.
LEAST_PAD_DAYS = 20
# Half the width of a bar and a dot's radius, in pixels; those of a part.
MARK_SIZE, PART_SIZE = 4.0, 2.0
DOT_SIZE, PART_DOT_SIZE = 5.0, 3.0

PART = "-part"
"""What the kind of a mark ends in where its figure is part of another."""

PANELS: tuple[tuple[str, str, Shape], ...] = (
    ("announced", told("New announcements"), "bar"),
    ("delivered", told("Reported as delivered"), "bar"),
    ("cumulative", told("Totals to date, as stated on the day"), "dot"),
)


class Mark(Value, frozen=True):
    """One thing drawn."""

    shape: Shape
    kind: str
    """What it stands for: the modifier of its CSS class."""
    x: str
    """Per cent of the drawing's width."""
    y: float
    """Pixels from the top; bars and ranges reach from `y` to `y2`."""
    y2: float
    shift: int
    """Pixels to the right of `x`, where several share a place."""
    label: str
    size: float
    """Half of its width, in pixels."""

    @property
    def top(self) -> float:
        """Give its upper end."""
        return min(self.y, self.y2)

    @property
    def depth(self) -> float:
        """Give how tall it is: what is worth a hair still shows."""
        return max(round(abs(self.y2 - self.y), 2), 1.0)

    @property
    def reach(self) -> float:
        """Give how far down it reaches from `y`; negative for up."""
        return round(self.y2 - self.y, 2)


class Grid(Value, frozen=True):
    """A line across with its label."""

    y: float
    label: str


class Place(Value, frozen=True):
    """A labelled place along the page."""

    x: str
    label: str
    label_x: str
    anchor: Literal["start", "middle", "end"]
    """How the label stands at `label_x`: near an edge it stays inside the drawing."""


class Axis(Value, frozen=True):
    """The stretch down the drawing for which the places along it count; their labels stand below it."""

    top: float
    bottom: float

    @property
    def label_y(self) -> float:
        """Give the labels' base line."""
        return self.bottom + 16


class Panel(Value, frozen=True):
    """One of the areas a chart is made of, with its own scale."""

    label: str
    y: float
    """Base line of the label."""
    grid: tuple[Grid, ...]


class ChartRow(Value, frozen=True):
    """One row of the table that says what the chart shows."""

    cells: tuple[str, ...]
    url: str | None
    langs: tuple[str | None, ...] = ()
    """Of each cell, only where one is in another language than the page."""


class Chart(Value, frozen=True):
    """A drawing with everything said in words too."""

    name: str
    """Unique on its page: the ids of title and description are made of it."""
    title: str
    description: str
    height: float
    axes: tuple[Axis, ...]
    panels: tuple[Panel, ...]
    places: tuple[Place, ...]
    marks: tuple[Mark, ...]
    head: tuple[str, ...]
    rows: tuple[ChartRow, ...]


def percent(value: float) -> str:
    """Give a length along the page: `37.5%`."""
    return f"{value:g}%"


def donor_charts(
    donor: str,
    name: str,
    claims: Sequence[ClaimRow],
    say: Words = EN,
    lang: Callable[[ClaimRow], str | None] = lambda _: None,
) -> tuple[Chart, ...]:
    """Give one chart a currency of what a donor announced, delivered and has given in all, day by day.

    `donor` is the id, for the chart's own name; `name` is for readers. Repeats of a figure within one article
    and claims without a day or an amount are left out, and the description counts them. `lang` gives the
    language of a claim's words where it is not the page's.
    """
    shown = [claim for claim in claims if _kind_is_drawn(claim) and claim.amount is not None]
    currencies = sorted({claim.amount.currency for claim in shown if claim.amount and claim.amount.currency})
    return tuple(
        chart
        for currency in currencies
        for chart in _currency_chart(
            f"{donor}-{currency.lower()}",
            say("{name}: amounts in {currency}, by the day they were stated", name=name, currency=currency),
            [claim for claim in shown if claim.amount and claim.amount.currency == currency],
            say,
            lang,
        )
    )


def _kind_is_drawn(claim: ClaimRow) -> bool:
    kinds = {kind for kind, _, _ in PANELS}
    return claim.kind in kinds and not any(relation.type == "restates" for relation in claim.relations)


def _currency_chart(
    name: str, title: str, claims: Sequence[ClaimRow], say: Words, lang: Callable[[ClaimRow], str | None]
) -> Iterable[Chart]:
    dated = [claim for claim in claims if claim.stated_on.date is not None and _bounds(claim) is not None]
    if not dated:
        return ()
    across, places = time_axis([claim.stated_on.date or "" for claim in dated], say=say)
    panels: list[Panel] = []
    marks: list[Mark] = []
    axes: list[Axis] = []
    top = 0.0
    for kind, label, shape in PANELS:
        chosen = [claim for claim in dated if claim.kind == kind]
        if chosen:
            panel, drawn = _amount_panel(say(label), shape, chosen, across, top, say)
            panels.append(panel)
            marks.extend(drawn)
            axes.append(Axis(panel.grid[-1].y, panel.grid[0].y))
            top += PANEL_HEIGHT + PANEL_GAP
    missing = len(claims) - len(dated)
    chart = Chart(
        name=name,
        title=title,
        description=_donor_description(panels, marks, missing, say),
        height=axes[-1].label_y + 8,
        axes=tuple(axes),
        panels=tuple(panels),
        places=places,
        marks=tuple(marks),
        head=(say("Stated on"), say("Kind"), say("In its own words"), say("Amount")),
        rows=tuple(_donor_row(claim, say, lang(claim)) for claim in _by_day(dated)),
    )
    return (chart,)


def _by_day(claims: Iterable[ClaimRow]) -> list[ClaimRow]:
    return sorted(claims, key=lambda claim: (claim.stated_on.date or "", claim.id))


def _donor_row(claim: ClaimRow, say: Words, lang: str | None) -> ChartRow:
    label = next(label for kind, label, _ in PANELS if kind == claim.kind)
    day = date_text(claim.stated_on.date or "", say)
    cells = (day, say(label), claim.as_stated, _bounds_words(claim, say))
    return ChartRow(cells, claim.url, (None, None, lang, None) if lang else ())


def _donor_description(panels: Sequence[Panel], marks: Sequence[Mark], missing: int, say: Words) -> str:
    labels = ", ".join(panel.label.lower() for panel in panels)
    parts = [say("From top to bottom: {panels}.", panels=labels)]
    parts.append(say("Each part has a scale of its own that starts at zero; nothing is added up."))
    parts.append(
        say("An arrow up means “at least this much”; an arrow down, or a pale bar, “at most this much”.")
    )
    if any(mark.shift for mark in marks):
        parts.append(say("Marks that lie close together stand side by side."))
    if any(mark.kind.endswith(PART) for mark in marks):
        parts.append(say("A thin mark is part of a larger figure."))
    if missing:
        parts.append(
            say.many(
                "{n} figure has no known day and cannot be drawn.",
                "{n} figures have no known day and cannot be drawn.",
                missing,
            )
        )
    return " ".join(parts)


def _bounds_words(claim: ClaimRow, say: Words) -> str:
    return "" if claim.amount is None else bounds_text(claim.amount, say)


def _bounds(claim: ClaimRow) -> tuple[float, float] | None:
    """Give the lowest and highest figure that was named; one and the same where only one was."""
    if claim.amount is None:
        return None
    named = [value for value in (claim.amount.low, claim.amount.high) if value is not None]
    return (min(named), max(named)) if named else None


def place(at: float, label: str) -> Place:
    """Give a labelled place whose label stays inside the drawing."""
    if at > 100 - LABEL_ROOM:
        return Place(percent(at), label, percent(100), "end")
    if at < LABEL_ROOM:
        return Place(percent(at), label, percent(0), "start")
    return Place(percent(at), label, percent(at), "middle")


def time_axis(
    days: Iterable[str], start: float = LEFT, end: float = RIGHT, say: Words = EN
) -> tuple[Callable[[float], float], tuple[Place, ...]]:
    """Give the scale over some days, from `start` to `end` per cent of the width, with its labels."""
    spans = [span_of(day) for day in days]
    first, last = min(span.first for span in spans), max(span.last for span in spans)
    pad = max(LEAST_PAD_DAYS, round((last - first) * 0.05))
    across = scale(first - pad, last + pad, start, end)
    most = int((end - start) / LABEL_SPACE)
    ticks: tuple[Tick, ...] = time_ticks(first - pad, last + pad, most, say)
    return across, tuple(place(across(tick.value), tick.label) for tick in ticks)


def _amount_panel(
    label: str,
    shape: Shape,
    claims: Sequence[ClaimRow],
    across: Callable[[float], float],
    top: float,
    say: Words,
) -> tuple[Panel, list[Mark]]:
    """Give a panel that begins `top` pixels down, with its marks."""
    highest = max(bounds[1] for claim in claims if (bounds := _bounds(claim)))
    ticks = amount_ticks(highest)
    floor = top + 30 + PANEL_HEIGHT - 20
    down = scale(0, ticks[-1], floor, top + 40)
    drawn = [
        (claim, bounds, across(span_of(claim.stated_on.date).middle))
        for claim in _by_day(claims)
        if claim.stated_on.date is not None and (bounds := _bounds(claim)) is not None
    ]
    drawn.sort(key=lambda one: one[2])
    shifts = side_by_side([x for _, _, x in drawn], LEFT, RIGHT)
    marks = [
        mark
        for (claim, (low, high), x), shift in zip(drawn, shifts, strict=True)
        for mark in _claim_marks(claim, shape, percent(x), shift, (down(0), down(low), down(high)), say)
    ]
    grid = tuple(Grid(down(value), number_text(value, say)) for value in ticks)
    return Panel(label, top + 18, grid), marks


def _claim_marks(
    claim: ClaimRow, shape: Shape, x: str, shift: int, heights: tuple[float, float, float], say: Words
) -> Iterable[Mark]:
    """Give the marks of one claim; `heights` are the pixels of zero, the lower and the upper figure."""
    zero, low, high = heights
    day = date_text(claim.stated_on.date or "", say)
    label = f"{day}: {claim.as_stated} ({_bounds_words(claim, say)})"
    part = any(relation.type == "part-of" for relation in claim.relations)
    kind = f"{claim.kind}{PART}" if part else str(claim.kind)
    no_low = claim.amount is not None and claim.amount.low is None
    no_high = claim.amount is not None and claim.amount.high is None
    wide = PART_SIZE if part else MARK_SIZE
    if shape == "bar" and no_low:
        yield Mark("range", kind, x, zero, high, shift, label, wide)
        yield Mark("cap", kind, x, high, high, shift, label, wide + 1)
        return
    if shape == "bar":
        yield Mark("bar", kind, x, zero, low, shift, label, wide)
    else:
        yield Mark(shape, kind, x, low, low, shift, label, PART_DOT_SIZE if part else DOT_SIZE)
    if low != high:
        yield Mark("range", kind, x, low, high, shift, label, wide)
    if no_high:
        yield Mark("up", kind, x, high, high - ARROW, shift, label, wide)
    if no_low:
        yield Mark("down", kind, x, low, low + max(min(ARROW, zero - low), LEAST_ARROW), shift, label, wide)
