import datetime as dt
import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.extract.dates import find_dates, published_date
from plugins.extract.dates_calendar import day_near, moved, weekday_near
from plugins.model import Dated

from .readers import cases, document, read_case


@pytest.mark.parametrize("case", cases("dates"), ids=lambda case: case.name)
def test_dates(case, file_regression):
    found = [
        f"{m.as_stated}: {m.date}" + (f" to {m.until}" if m.until else "")
        for m in find_dates(read_case(case))
    ]
    file_regression.check(
        json.dumps(found, ensure_ascii=False, indent=1) + "\n", fullpath=case / "expected.json"
    )


@pytest.mark.parametrize("case", cases("published"), ids=lambda case: case.name)
def test_published(case, file_regression):
    read = read_case(case)
    dated = published_date(read, find_dates(read))
    found = {"date": dated.date, "basis": dated.basis, "evidence": dated.evidence}
    file_regression.check(
        json.dumps(found, ensure_ascii=False, indent=1) + "\n", fullpath=case / "expected.json"
    )


TEXT = (
    "on Wednesday (8 February 2023) 8. Februar March 3, 2023 – 24/02/2022 03/04/22 2022-02-30 in 2014 "
    "since 2008 May yesterday next week the 1st of 31 June 11-12 July bis 2 грудня 30,2022 330 . , "
    "\n\n Sept. 99 December 00"
)
WORDS = st.sampled_from(TEXT.split(" "))
LANGUAGES = st.sampled_from(["en", "en-US", "de", "fr", "pl", "sv", "uk", "ru", "nb", "xx"])


@settings(deadline=None, max_examples=300)
@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=200), LANGUAGES, st.none() | st.dates())
def test_every_date_is_its_wording_in_the_text(text, language, day):
    read = document(text, language=language, published=day and day.isoformat().zfill(10))
    found = find_dates(read)
    assert found == find_dates(read)
    last = 0
    for mention in found:
        assert last <= mention.start < mention.end
        assert text[mention.start : mention.end] == mention.as_stated
        last = mention.end


@settings(deadline=None, max_examples=150)
@given(st.lists(WORDS, max_size=30).map(" ".join), LANGUAGES)
def test_an_articles_day_is_one_that_its_text_states(text, language):
    read = document(text, language=language)
    dated = published_date(read, find_dates(read))
    if dated.date is None:
        assert dated == Dated()
    else:
        assert dated.basis == "stated"
        assert dated.evidence in text


@given(st.dates(), st.integers(0, 6))
def test_a_weekday_is_at_most_a_week_away(day, weekday):
    if day.year in (1, 9999):
        return
    back, on = (weekday_near(day, weekday, future=future) for future in (False, True))
    assert back <= day.isoformat() <= on
    assert (dt.date.fromisoformat(on) - dt.date.fromisoformat(back)).days in (0, 7)


def test_a_day_without_a_year_lies_on_the_side_that_is_meant():
    day = dt.date(2023, 3, 3)
    assert day_near(day, 12, 24, future=False) == "2022-12-24"
    assert day_near(day, 12, 24, future=True) == "2023-12-24"
    assert day_near(day, 3, 3, future=False) == "2023-03-03"
    assert day_near(day, 2, None, future=True) == "2024-02"


def test_months_are_counted_over_the_turn_of_the_year():
    assert moved(dt.date(2023, 1, 31), "month", -1) == "2022-12"


@pytest.mark.parametrize(
    "unit", ["8 ", "May ", "2022-", "on Wednesday (", "1/2/", "8 February - ", "12. ", ", "]
)
def test_reading_dates_stays_linear(unit):
    """A text ten times as long takes about ten times as long, whatever it repeats."""
    short, long = (document(unit * (size // len(unit))) for size in (10_000, 100_000))
    find_dates(short)
    began = time.perf_counter()
    find_dates(short)
    middle = time.perf_counter()
    find_dates(long)
    assert time.perf_counter() - middle < 60 * (middle - began) + 0.5
