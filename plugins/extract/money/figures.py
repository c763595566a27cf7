"""Figures as newspapers print them, with every mark for decimals and thousands."""

import re

from .tokens import THOUSANDS

_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,3}(?:\.\d{3})+")


def is_day(text: str) -> bool:
    """Tell a day or a version number from a figure: "24.02.2022", "1.2.3"."""
    return (
        len(text) > 4
        and text.count(".") + text.count(",") > 1
        and not _GROUPED.match(text)
        and " " not in text
    )


def figure_value(text: str, *, decimal_comma: bool, scaled: bool) -> float:
    """Read a figure: one mark before three digits parts thousands unless a scale follows ("1.148 million").

    >>> figure_value("1 414 250 000", decimal_comma=True, scaled=False)
    1414250000.0
    >>> figure_value("1,5", decimal_comma=False, scaled=True)
    1.5
    >>> [figure_value(text, decimal_comma=False, scaled=True) for text in ("1,148", "1.148")]
    [1148.0, 1.148]

    `decimal_comma`: whether the text's language writes 2,5 for two and a half.
    """
    plain = "".join(char for char in text if char not in THOUSANDS)
    marks = [char for char in plain if char in ".,"]
    if len(set(marks)) == 2:
        decimal = marks[-1]
        plain = plain.replace("," if decimal == "." else ".", "")
        return _decimal(plain, decimal)
    if not marks:
        return float(plain)
    mark = marks[0]
    if _GROUPED.fullmatch(plain) and not plain.startswith("0"):
        is_decimal_mark = (mark == ",") == decimal_comma
        if len(marks) > 1 or not scaled or not is_decimal_mark:
            return float(plain.replace(mark, ""))
    return _decimal(plain, mark)


def _decimal(plain: str, mark: str) -> float:
    """Read with one decimal mark; a figure with several of them ("12.5.2023") is its first part."""
    whole, _, rest = plain.partition(mark)
    part = rest.split(mark)[0]
    return float(f"{whole}.{part or 0}")
