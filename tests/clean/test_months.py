"""The names of months that header lines are read by."""

from plugins.clean.calendar_days import month_numbers


def test_the_names_of_months_are_those_of_cldr() -> None:
    from tools import make_months

    assert month_numbers() == make_months.month_numbers()
