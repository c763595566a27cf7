"""Charts: from zero, never stacked, bounds as bounds, and everything said in words too."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from plugins.model import Amount, ClaimRow, Dated, Relation
from plugins.pages.axes import (
    MARK_GAP,
    MOST_SHIFT,
    NARROW,
    amount_ticks,
    side_by_side,
    span_of,
    time_ticks,
)
from plugins.pages.charts import donor_charts
from plugins.pages.strips import Dot, coverage_chart, timeline_chart
from tests.pages.samples import archive

CLAIM = next(row for row in archive().claims if row.id == "oslo-gas-c1")

days = st.dates().map(lambda day: day.isoformat()) | st.dates().map(lambda day: day.isoformat()[:7])
sums = st.floats(1, 1e13)
bounds = (
    sums.map(lambda value: (value, value))
    | sums.map(lambda value: (None, value))
    | sums.map(lambda value: (value, None))
)


def claim(ident: str, low: float | None, high: float | None, **fields: object) -> ClaimRow:
    amount = Amount(low, high, "EUR", None)
    return replace(
        CLAIM, id=ident, amount=amount, relations=(), **{"stated_on": Dated("2023-03-14", "stated"), **fields}
    )


def shapes(*claims: ClaimRow) -> list[str]:
    (chart,) = donor_charts("norway", "Norway", claims)
    return [mark.shape for mark in chart.marks]


def test_an_exact_announcement_is_a_bar_from_zero() -> None:
    (chart,) = donor_charts("norway", "Norway", [claim("a", 5e6, 5e6)])
    (mark,) = chart.marks
    zero = max(line.y for line in chart.panels[0].grid)
    assert (mark.shape, mark.y) == ("bar", zero)
    assert next(line.label for line in chart.panels[0].grid if line.y == zero) == "0"


def test_at_most_is_a_pale_bar_with_a_cap_and_never_a_full_one() -> None:
    assert shapes(claim("a", None, 5e6)) == ["range", "cap"]


def test_at_least_is_a_bar_with_an_arrow_up() -> None:
    assert shapes(claim("a", 5e6, None)) == ["bar", "up"]


def test_a_range_is_a_bar_to_its_lower_end_and_pale_to_its_upper_end() -> None:
    assert shapes(claim("a", 5e6, 8e6)) == ["bar", "range"]


def test_totals_to_date_are_points_in_a_panel_of_their_own() -> None:
    (chart,) = donor_charts(
        "norway", "Norway", [claim("a", 5e6, 5e6), claim("b", 9e9, 9e9, kind="cumulative")]
    )
    assert [panel.label for panel in chart.panels] == [
        "New announcements",
        "Totals to date, as stated on the day",
    ]
    assert [mark.shape for mark in chart.marks] == ["bar", "dot"]


def test_plans_estimates_shares_and_repeats_are_not_drawn() -> None:
    repeat = replace(claim("d", 5e6, 5e6), relations=(Relation("restates", "a"),))
    undrawn = [claim("b", 5e6, 5e6, kind="planned"), claim("c", 5e6, 5e6, kind="estimate"), repeat]
    assert donor_charts("norway", "Norway", undrawn) == ()


def test_each_currency_has_a_chart_of_its_own() -> None:
    kroner = replace(claim("b", 5e6, 5e6), amount=Amount(5e6, 5e6, "NOK", None))
    charts = donor_charts("norway", "Norway", [claim("a", 5e6, 5e6), kroner])
    assert [chart.name for chart in charts] == ["norway-eur", "norway-nok"]


def test_a_figure_without_a_day_is_counted_in_words() -> None:
    (chart,) = donor_charts(
        "norway", "Norway", [claim("a", 5e6, 5e6), claim("b", 5e6, 5e6, stated_on=Dated())]
    )
    assert len(chart.marks) == 1
    assert "1 figure has no known day" in chart.description


def test_two_announcements_of_one_day_stand_side_by_side() -> None:
    (chart,) = donor_charts("norway", "Norway", [claim("a", 5e6, 5e6), claim("b", 7e6, 7e6)])
    first, second = chart.marks
    assert first.x == second.x
    assert first.shift != second.shift
    assert first.y == second.y


@given(st.lists(st.tuples(bounds, days), min_size=1, max_size=12))
def test_every_mark_stands_inside_its_drawing_and_in_the_table(
    figures: list[tuple[tuple[float | None, float | None], str]],
) -> None:
    claims = [
        claim(f"c{number:02d}", low, high, stated_on=Dated(day, "stated"))
        for number, ((low, high), day) in enumerate(figures)
    ]
    (chart,) = donor_charts("norway", "Norway", claims)
    assert len(chart.rows) == len(claims)
    for mark in chart.marks:
        assert 0 <= float(mark.x.removesuffix("%")) <= 100
        assert 0 <= mark.y <= chart.height
        assert 0 <= mark.y2 <= chart.height


@given(st.floats(0.001, 1e15))
def test_the_amounts_on_an_axis_begin_at_zero_and_reach_the_highest(top: float) -> None:
    ticks = amount_ticks(top)
    assert ticks[0] == 0
    assert ticks[-1] >= top * (1 - 1e-9)
    assert 2 <= len(ticks) <= 12


@given(st.dates(), st.integers(30, 20_000))
def test_a_time_axis_has_few_labels_in_order(day: object, length: int) -> None:
    first = span_of(str(day)).first
    last = min(first + length, span_of("9999-12").first)
    values = [tick.value for tick in time_ticks(first, last)]
    assert values == sorted(values)
    assert len(values) <= 4


def test_lanes_keep_stated_inferred_and_undated_apart() -> None:
    chart = timeline_chart(
        "lanes",
        "Title",
        [
            Dot("certain", "2023-03-14", "event", "Talks"),
            Dot("inferred", "2023-03", "announcement", "Gas"),
            Dot("undated", None, "event", "Jets"),
        ],
    )
    assert chart is not None
    assert [panel.label for panel in chart.panels] == [
        "Day stated · 1 event",
        "Inferred or inexact · 1 announcement",
        "No date, in no order · 1 event",
    ]
    assert len({mark.y for mark in chart.marks}) == 3


def test_many_moments_of_one_month_become_one_larger_mark_that_counts_them() -> None:
    dots = [Dot("certain", "2023-03-14", "event", f"Talks {number}") for number in range(9)]
    chart = timeline_chart("lanes", "Title", dots)
    assert chart is not None
    (mark,) = chart.marks
    assert mark.label == "9 events"
    assert mark.size > 4.5


def test_coverage_draws_a_circle_for_every_month_with_articles_and_none_for_the_others() -> None:
    chart = coverage_chart("coverage", [("Wire", {"2023-01": 1, "2023-03": 4}), ("Desk", {"2023-02": 1})])
    assert chart is not None
    assert [mark.label for mark in chart.marks] == [
        "Wire, Jan 2023: 1 article",
        "Wire, Mar 2023: 4 articles",
        "Desk, Feb 2023: 1 article",
    ]
    assert chart.rows[0].cells == ("Wire", "0", "1", "0", "4", "0")


def test_the_table_of_coverage_holds_what_is_earlier_and_what_has_no_month() -> None:
    counts = {"": 2, "2019-05": 7, "2022-01": 1, "2023-12": 3}
    chart = coverage_chart("coverage", [("Wire", counts)])
    assert chart is not None
    assert chart.head[:2] == ("Source", "Before Jan 2022")
    assert chart.rows[0].cells[:3] == ("Wire", "7", "1")
    assert chart.rows[0].cells[-2:] == ("3", "2")
    assert "The largest stands for 3 articles." in chart.description


def test_the_undated_stand_below_the_axis_that_says_nothing_of_them() -> None:
    dots = [Dot("certain", "2023-03-14", "event", "Talks"), Dot("undated", None, "event", "Jets")]
    chart = timeline_chart("lanes", "Title", dots)
    assert chart is not None
    (axis,) = chart.axes
    dated, undated = chart.marks
    assert dated.y < axis.bottom < axis.label_y < chart.panels[1].y < undated.y


@given(st.lists(st.floats(20, 98), min_size=1, max_size=20))
def test_on_a_phone_no_mark_covers_its_neighbour_unless_it_would_be_moved_too_far(
    places: list[float],
) -> None:
    places.sort()
    shifts = side_by_side(places, 20, 98)
    assert max(map(abs, shifts)) <= MOST_SHIFT
    at = [place / 100 * NARROW + shift for place, shift in zip(places, shifts, strict=True)]
    gaps = [right - left for left, right in pairwise(at)]
    if max(map(abs, shifts)) < MOST_SHIFT:
        assert all(gap > MARK_GAP - 1.01 for gap in gaps)
    assert min(at) >= 19.9 / 100 * NARROW - 1
    assert max(at) <= 98.1 / 100 * NARROW + 1


def test_far_marks_stand_exactly_on_their_days() -> None:
    assert side_by_side([30, 40, 70], 20, 98) == [0, 0, 0]
