"""The names of months that header lines are read by."""

from collections.abc import Callable

import pytest

from plugins.clean.calendar_days import find_day, month_numbers


def test_the_names_of_months_are_those_of_cldr() -> None:
    from tools import make_months

    assert month_numbers() == make_months.month_numbers()


@pytest.mark.parametrize("write", [str, str.upper, str.title], ids=["small", "capitals", "title"])
def test_a_month_is_read_in_all_letters(write: Callable[[str], str]) -> None:
    for name, number in month_numbers().items():
        for spelt in (write(name), write(name).replace("i", "İ"), write(name).replace("I", "İ")):
            assert find_day(f"12 {spelt} 2023") == (f"2023-{number:02d}-12", 0, len(f"12 {spelt} 2023"))
