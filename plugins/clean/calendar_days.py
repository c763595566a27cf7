"""Days, months and years as header lines and metadata write them."""

import re
from datetime import date
from functools import cache
from importlib.resources import files

import msgspec

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


def is_calendar_date(text: str) -> bool:
    """Tell whether the text is a day, month or year in ISO 8601 that the calendar has.

    >>> is_calendar_date("2023-02"), is_calendar_date("2023-02-30")
    (True, False)
    """
    match = _ISO.fullmatch(text)
    return match is not None and iso_day(int(match[1]), int(match[2] or 1), int(match[3] or 1)) is not None


_CLOCK = re.compile(
    r"(\d{4}-\d{2}-\d{2})[Tt ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?(?:[Zz]|UTC|GMT))?(?: ?[+-]\d{2}:?\d{2})?"
)


def without_clock(text: str) -> str:
    """Give the day of an ISO 8601 moment; any other text stays as it is.

    >>> without_clock("2023-05-19 12:40:28"), without_clock("2023-05")
    ('2023-05-19', '2023-05')

    Some feeds write both a "Z" and an offset. The day is the one written, in whatever zone: that is the day
    the page's readers saw.
    """
    moment = _CLOCK.fullmatch(text)
    return moment[1] if moment else text


def iso_day(year: int, month: int, day: int) -> str | None:
    """Give the day in ISO 8601, or None where the calendar lacks it."""
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def is_next_day(one: str, other: str) -> bool:
    """Tell whether two days in ISO 8601 are a day apart."""
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days) == 1


@cache
def month_numbers() -> dict[str, int]:
    """Give every month name and abbreviation of the languages read, casefolded, with its number.

    The file beside this module is digested from CLDR by `tools/make_months.py`.
    """
    names = files("plugins.clean").joinpath("months.json").read_bytes()
    return msgspec.json.decode(names, type=dict[str, int])


@cache
def _numbers() -> dict[str, int]:
    return {_one_i(name): number for name, number in month_numbers().items()}


def _one_i(name: str) -> str:
    """Give a name casefolded, with one i: Turkish has two, and patterns that ignore case take both for one."""
    return name.casefold().replace("i\u0307", "i").replace("ı", "i")


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    month = "|".join(sorted(map(re.escape, month_numbers()), key=len, reverse=True))
    ordinal = r"(?:st|nd|rd|th|er|º|\.)?"
    return (
        re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<sep>[-./])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d)"),
        re.compile(
            rf"(?<!\w)(?P<name>{month})\.?,?\s?(?P<d>\d{{1,2}}){ordinal}\s?,?\s?(?P<y>(?:19|20)\d\d)(?!\d)",
            re.I,
        ),
        re.compile(
            rf"(?<!\d)(?P<d>\d{{1,2}}){ordinal}[\s-]?(?:of\s|de\s)?(?P<name>{month})\.?,?[\s-]?(?:de\s)?(?P<y>(?:19|20)\d\d)(?!\d)",
            re.I,
        ),
        re.compile(r"(?<!\d)(?P<d>\d{1,2})(?P<sep>[./-])(?P<m>\d{1,2})(?P=sep)(?P<y>(?:19|20)\d\d)(?!\d)"),
    )


# Words of header lines in languages that put the day first, whatever sign parts it from the month.
_DAY_FIRST = re.compile(
    r"(?<!\w)(?:publi[ée]e?|mis à jour|modifié|paru|veröffentlicht|aktualisiert|erstellt|stand|opublikowano|"
    r"zaktualizowano|data publikacji|publicerad|uppdaterad|publisert|oppdatert|опубліковано|оновлено|"
    r"опубликовано|обновлено|publicado|actualizado|pubblicato|aggiornato|gepubliceerd|\d{1,2}h\d\d)(?!\w)",
    re.I,
)


def find_day(text: str) -> tuple[str, int, int] | None:
    """Give the first full day that a line states, with where its words begin and end; None where it has none.

    >>> find_day("November 30,2022 330")
    ('2022-11-30', 0, 16)

    "03/04/2022" is a day in April or in March: it is given only where one reading is impossible, or where the
    line's own words are of a language that puts the day first.

    >>> find_day("03/04/2022 14:20"), find_day("Publié le 03/04/2022 à 14:20")
    (None, ('2022-04-03', 10, 20))
    """
    if not _YEAR.search(text):
        return None
    found, day_first = [], bool("/" in text and _DAY_FIRST.search(text))
    for pattern in _patterns():
        for match in pattern.finditer(text):
            if day := _day_of(match, day_first=day_first):
                found.append((match.start(), match.end(), day))
                break
    if not found:
        return None
    start, end, day = min(found)
    return day, start, end


def _day_of(match: re.Match[str], *, day_first: bool) -> str | None:
    parts = match.groupdict()
    year, day = int(parts["y"]), int(parts["d"])
    if name := parts.get("name"):
        return iso_day(year, _numbers()[_one_i(name)], day)
    month = int(parts["m"])
    if parts["sep"] == "/" and match.start("y") > match.start("m"):
        if day <= 12 and month <= 12 and day != month and not day_first:
            return None
        if month > 12:
            day, month = month, day
    return iso_day(year, month, day)
