"""How days are written: one reader a form, each giving what its words state before any anchor."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from plugins.model import Value

from .dates_calendar import iso
from .dates_words import DateWord, DateWords

_BEFORE, _AFTER = 26, 34
"""Code points looked at around a month: longer than any day range with its year."""
# What may not stand before a figure is asked behind its first digits: the search leaps from digit to digit.
_YEAR = re.compile(r"(?:19[5-9]|20[0-4])(?<![\w.,:/$€£¥#-]...)\d(?![\w%:/]|[.,]\d|-\d)", re.DOTALL)
_YEARS = re.compile(r"((?:19|20)(?<![\w.,/-]..)\d\d)[–-]((?:19|20)\d\d)(?![\w-])", re.DOTALL)
_YEAR_RANGE = re.compile(r"[–-](?:19|20)?(\d\d)(?!\d)")
_NUMERIC = re.compile(r"(\d(?<![\w.,/-].)\d{0,3})([./-])(\d{1,2})\2(\d{2,4})(?![\w/-]|[.,]\d)", re.DOTALL)
_BETWEEN = re.compile(r"(?:between|zwischen|entre|między|mellan|між|между)[ \u00a0]$", re.I)
MAY_NEEDS = re.compile(
    r"(?:in|of|since|by|until|till|from|early|late|mid|this|last|next|and|to|through)[ -]$", re.I
)


class Stated(Value, frozen=True, gc=False):
    """A date as the words state it."""

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    until: tuple[int | None, int | None, int | None] | None = None
    """Year, month and day of a range's end."""
    weekday: int | None = None
    unit: str = ""
    """Of relative words: `day`, `week`, `month`, `year`."""
    shift: int = 0
    certain: bool = True
    """False where the order of day and month can't be told."""


def stated_dates(text: str, words: DateWords, *, order: str) -> list[Stated]:
    """Give all that the text states of days, in order, none overlapping.

    `order` is how 3/4/2023 is read: `dmy`, `mdy` or `unknown`.
    """
    tokens = words.find(text)
    found = _apart([*_numeric_dates(text, order), *_month_dates(text, words, tokens)])
    found = _apart(_in_weeks(text, _with_weekdays(text, words, tokens, found)))
    taken = [(one.start, one.end) for one in found]
    found += [one for one in _years(text, words) if not _overlaps(one, taken)]
    return list(_joined(text, words, _apart(found)))


def _apart(found: Iterable[Stated]) -> list[Stated]:
    """Give them in order; of two that overlap, the first and longer."""
    kept: list[Stated] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _overlaps(one: Stated, taken: list[tuple[int, int]]) -> bool:
    return any(start < one.end and one.start < end for start, end in taken)


def _numeric_dates(text: str, order: str) -> Iterator[Stated]:
    """2023-02-08, 8.2.2023, 02/08/2023."""
    for match in _NUMERIC.finditer(text):
        first, sign, second, third = match.groups()
        one = _numeric(int(first), int(second), int(third), len(first), len(third), sign, order)
        if one is not None:
            year, month, day, certain = one
            if iso(year, month, day):
                yield Stated(match.start(), match.end(), year, month, day, certain=certain)


def _numeric(
    first: int, second: int, third: int, wide_first: int, wide_third: int, sign: str, order: str
) -> tuple[int, int, int, bool] | None:
    if wide_first == 4 and wide_third <= 2:
        return (first, second, third, True) if 1900 <= first <= 2100 else None
    if wide_first > 2 or wide_third == 3:
        return None
    year = third if wide_third == 4 else 2000 + third
    if wide_third == 2 and (sign != "." or order != "dmy") and sign != "/":
        return None
    if not 1900 <= year <= 2100:
        return None
    if sign == "." or order == "dmy" or first > 12:
        return year, second, first, True
    if order == "mdy" or second > 12:
        return year, first, second, True
    return year, second, first, first == second


def _month_dates(text: str, words: DateWords, tokens: list[DateWord]) -> Iterator[Stated]:
    for at, token in enumerate(tokens):
        if token.kind == "month":
            one = _month_date(text, words, token)
            if one is not None:
                yield _of_a_year(text, one, tokens[at + 1 : at + 2])
        elif token.kind == "relative":
            yield Stated(token.start, token.end, unit=token.unit, shift=token.value)


OF_WEEK = (" ", " of ", " de ", " i ", " w ")
OF_YEAR = (" ", " of ", " de ", " des ", " i ")


def _of_a_year(text: str, one: Stated, following: list[DateWord]) -> Stated:
    """Read "in March last year", "am 3. März dieses Jahres" as one date."""
    year = following[0] if following else None
    if (
        year is None
        or one.year is not None
        or year.unit != "year"
        or text[one.end : year.start] not in OF_YEAR
    ):
        return one
    return replace(one, end=year.end, unit="year", shift=year.value)


def _month_date(text: str, words: DateWords, token: DateWord) -> Stated | None:
    """8 February 2023; February 8, 2023; February 2023; February."""
    start, end = token.start, token.end
    day = last = None
    left = words.day_before.search(text, max(0, start - _BEFORE), start)
    if left and _is_day(left["day"]):
        day, start = int(left["day"]), left.start()
        if left["first"] and _is_day(left["first"]):
            day, last = int(left["first"]), int(left["day"])
        elif left["first"]:
            start = left.start("day")
    else:
        right = words.day_after.match(text, token.end, token.end + _AFTER)
        if right and _is_day(right["day"]) and not words.counted.match(text, right.end(), right.end() + 16):
            day, end = int(right["day"]), right.end()
            last = int(right["last"]) if right["last"] and _is_day(right["last"]) else None
    follows = words.year_after_month if end == token.end else words.year_after_day
    year = follows.match(text, end, end + _AFTER)
    if year:
        end = year.end()
    stated_year = int(year["year"]) if year else None
    if day is None and year is None and _is_other_word(text, words, token):
        return None
    until = (stated_year, token.value, last) if last and day and last > day else None
    return Stated(start, end, stated_year, token.value, day, until)


def _is_day(digits: str) -> bool:
    return 1 <= int(digits) <= 31


def _is_other_word(text: str, words: DateWords, token: DateWord) -> bool:
    """'May' is a word or a name, 'March' a walk: alone they are months only after a preposition."""
    word = text[token.start : token.end]
    if len(word) <= 3 or word in ("March", "Mars", "mars", "August", "April", "June"):
        if words.table.numeric != "unknown" and words.year_after.search(
            text, max(0, token.start - 14), token.start
        ):
            return False  # "im August", "i mars", "début mai": what stands before a year
        return not MAY_NEEDS.search(text, max(0, token.start - 12), token.start)
    return False


def _with_weekdays(text: str, words: DateWords, tokens: list[DateWord], found: list[Stated]) -> list[Stated]:
    """Tie weekdays to the day they stand beside: "Wednesday (8 February 2023)", "February 8 (Wednesday)"."""
    by_start = {one.start: i for i, one in enumerate(found)}
    for token in tokens:
        if token.kind != "weekday":
            continue
        gap = words.weekday_gap.match(text, token.end, token.end + 12)
        at = by_start.get(gap.end()) if gap else None
        if gap is not None and at is not None and found[at].day:
            end = found[at].end
            if "(" in gap[0] and text[end : end + 1] == ")":
                end += 1
            found[at] = replace(found[at], start=token.start, end=end, weekday=token.value)
        elif token.end - token.start > 3:
            found.append(Stated(token.start, token.end, weekday=token.value))
    return sorted(found, key=lambda one: one.start)


def _in_weeks(text: str, found: list[Stated]) -> Iterator[Stated]:
    """Join "Friday next week" and "Mittwoch kommender Woche" into one day."""
    at = 0
    while at < len(found):
        one, following = found[at], found[at + 1 : at + 2]
        week = following[0] if following and following[0].unit == "week" else None
        if week and one.weekday is not None and not one.day and text[one.end : week.start] in OF_WEEK:
            yield replace(one, end=week.end, unit="week", shift=week.shift)
            at += 1
        else:
            yield one
        at += 1


def _years(text: str, words: DateWords) -> Iterator[Stated]:
    """2022, where something says that it is a year: "in 2022", "the 2008 summit", "(2014)"."""
    for match in _YEARS.finditer(text):
        if match[1] < match[2]:
            yield Stated(match.start(), match.end(), int(match[1]), until=(int(match[2]), None, None))
    for match in _YEAR.finditer(text):
        before = text[max(0, match.start() - 14) : match.start()]
        bracketed = before.endswith("(") and text[match.end() : match.end() + 1] in (")", "–", "-")
        if not bracketed and not words.year_after.search(before):
            continue
        if words.counted.match(text, match.end(), match.end() + 16):
            continue
        end, until = match.end(), None
        span = _YEAR_RANGE.match(text, end, end + 6)
        if span:
            last = int(match[0][:2] + span[1])
            if last > int(match[0]):
                end, until = span.end(), (last, None, None)
        named = words.year_words.match(text, match.start(), end + 8)
        if named and until is None:
            end = max(end, named.end())
        yield Stated(match.start(), end, int(match[0]), until=until)


def _joined(text: str, words: DateWords, found: list[Stated]) -> Iterator[Stated]:
    """Join "28 November – 2 December 2022" and "from 3 May to 5 June" into ranges."""
    waiting: Stated | None = None
    for one in found:
        if waiting is not None and _makes_range(text, words, waiting, one):
            year = waiting.year or one.year
            end = (one.year, one.month, one.day)
            waiting = replace(waiting, end=one.end, year=year, until=end)
            continue
        if waiting is not None:
            yield waiting
        waiting = one
    if waiting is not None:
        yield waiting


def _makes_range(text: str, words: DateWords, first: Stated, second: Stated) -> bool:
    gap = text[first.end : second.start]
    if first.until or second.until or first.unit or second.unit or len(gap) > 9:
        return False
    if not words.dash.fullmatch(gap):
        return False
    if gap.strip() in ("and", "und", "et", "i", "och", "та", "и", "і", "og"):
        return bool(
            re.search(
                r"(?:between|zwischen|entre|między|mellan|між|между)[ \u00a0]$",
                text[max(0, first.start - 10) : first.start],
                re.I,
            )
        )
    if (first.month is None) != (second.month is None) or (first.day is None) != (second.day is None):
        return False
    return bool(first.month or (first.year and second.year))
