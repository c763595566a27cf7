"""Amounts, shares, dates and offices in the reader's words."""

import pytest

from plugins.model import Amount, Converted, Dated, Share
from plugins.pages.dates import newest_first, span_text, undated_last, when
from plugins.pages.links import role_on
from plugins.pages.lookup import look_up
from plugins.pages.money import NBSP, bounds_text, converted_text, share_text
from plugins.pages.views import Link
from tests.pages.samples import archive

NOK = Amount(None, 2.5e9, "NOK", "up to")


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (Amount(None, 30e9, "USD", "nearly"), "at most USD 30 billion"),
        (Amount(2.8e9, None, "USD", "more than"), "at least USD 2.8 billion"),
        (Amount(120e9, 120e9, "USD", "around"), "about USD 120 billion"),
        (Amount(120e9, 120e9, "USD", "Some"), "about USD 120 billion"),
        (Amount(14.7e9, 14.7e9, "USD", None), "USD 14.7 billion"),
        (Amount(1e9, 1.5e9, "EUR", None), "between EUR 1 billion and EUR 1.5 billion"),
        (Amount(330.0, 330.0, None, None), "330, currency not stated"),
        (Amount(1.25e12, 1.25e12, "JPY", None), "JPY 1.25 trillion"),
        (Amount(999_600.0, 999_600.0, "EUR", None), "EUR 999,600"),
        (Amount(675.4e6, 675.4e6, "USD", None), "USD 675.4 million"),
        (Amount(None, None, "USD", None), "no number given"),
    ],
)
def test_an_amount_says_what_it_bounds(amount: Amount, words: str) -> None:
    assert bounds_text(amount).replace(NBSP, " ") == words


def test_a_share_says_what_it_is_a_part_of() -> None:
    assert (
        share_text(Share(0.5, None, "of the overall assistance")) == "at least 50% of the overall assistance"
    )
    assert share_text(Share(0.125, 0.125, None)) == "12.5%"
    assert share_text(Share(None, 0.1, "GDP")) == "at most 10% of GDP"


def test_a_conversion_says_its_rate_and_day_and_a_missing_one_says_why() -> None:
    rate = Converted(EUR=Amount(None, 2.25e8, "EUR", "up to"), USD=None, rate_date="2023-03-14")
    words = converted_text(NOK, rate, dated=True).replace(NBSP, " ")
    assert words == "at most EUR 225 million at the European Central Bank’s rate of 14 March 2023"
    assert converted_text(NOK, None, dated=False) == "Not converted: the date is unknown"
    assert "no UAH rate" in converted_text(Amount(1e9, 1e9, "UAH", None), None, dated=True)
    assert "no currency is stated" in converted_text(Amount(1e9, 1e9, None, None), None, dated=True)


def test_a_conversion_into_the_amounts_own_currency_is_left_out() -> None:
    euros = Amount(1e9, 1e9, "EUR", None)
    assert converted_text(euros, Converted(EUR=euros, USD=None, rate_date="2023-03-14"), dated=True) == ""


def test_a_date_says_what_it_rests_on() -> None:
    assert when(Dated("2023-02-08", "stated", "8 February")).why == "Stated in the text: “8 February”."
    assert when(Dated("2022-10", "metadata", "Oct 2022")).text == "October 2022"
    sibling = when(Dated("2023-02-08", "event", "other"), Link("Other", "articles/other.html"))
    assert (sibling.label, sibling.why[-1]) == ("inferred", ":")
    unknown = when(Dated())
    assert (unknown.text, unknown.iso, unknown.evidence) == ("Date unknown", None, None)


def test_a_date_without_a_basis_is_not_shown_as_known() -> None:
    assert when(Dated("2023-02-08", "unknown")).iso is None


def test_days_of_one_month_say_the_month_once() -> None:
    assert span_text("2022-11-29", "2022-11-30") == "29–30 November 2022"
    assert span_text("2022-11-29", "2022-12-01") == "29 November 2022 – 1 December 2022"
    assert span_text("2022", "2023") == "2022 – 2023"


def test_the_undated_come_last_in_both_directions() -> None:
    days = ["2022", None, "2023-02-08", "2022-10"]
    assert sorted(days, key=undated_last) == ["2022", "2022-10", "2023-02-08", None]
    assert sorted(days, key=newest_first)[0] == "2023-02-08"
    assert sorted(days, key=newest_first)[-1] is None


@pytest.mark.parametrize(
    ("day", "role"),
    [
        ("2021-10-13", "Minister of Energy"),
        ("2021-10-14", "Prime Minister of Norway"),
        ("2023", "Prime Minister of Norway"),
        ("2019-01-01", "Minister of Energy"),
        ("2018-12-31", ""),
        (None, ""),
    ],
)
def test_somebody_has_the_office_held_on_that_day(day: str | None, role: str) -> None:
    assert role_on(look_up(archive()), "kari-lund", day) == role
