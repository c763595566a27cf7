"""Dates as readers see them, as precise as what is known and no more."""

from functools import lru_cache

from plugins.model import Dated
from plugins.pages.views import Link, When
from plugins.pages.words import BASES
from plugins.words import Words, told, words

EN = words("en")
UNKNOWN = told("Date unknown")


@lru_cache(maxsize=10_000)
def date_text(iso: str, say: Words = EN) -> str:
    """Give a date in words.

    >>> date_text("2023-02-08"), date_text("2022-10"), date_text("2022")
    ('8 February 2023', 'October 2022', '2022')
    """
    year, *rest = iso.split("-")
    if not rest:
        return year
    month = int(rest[0]) - 1
    if len(rest) == 1:
        return say("{month} {year}", month=say.months_alone[month], year=year)
    return say("{day} {month} {year}", day=int(rest[1]), month=say.months[month], year=year)


def iso_day(english: str) -> str | None:
    """Give a day or month that stands in the archive's own English, None where it is none.

    >>> iso_day("12 April 2023"), iso_day("April 2023"), iso_day("tanks")
    ('2023-04-12', '2023-04', None)
    """
    *day, month, year = english.split() if english.count(" ") in {1, 2} else ("", "")
    if month not in EN.months or not (len(year) == len("2023") and year.isdecimal()):
        return None
    number = f"{EN.months.index(month) + 1:02d}"
    if not day:
        return f"{year}-{number}"
    return f"{year}-{number}-{int(day[0]):02d}" if day[0].isdecimal() else None


def span_text(start: str | None, end: str | None, say: Words = EN) -> str:
    """Give the first and last day in words, without saying the same thing twice.

    >>> span_text("2022-11-29", "2022-11-30"), span_text("2023-02-08", None), span_text(None, None)
    ('29–30 November 2022', '8 February 2023', 'Date unknown')
    """
    if start is None:
        return say(UNKNOWN)
    if end is None or end == start:
        return date_text(start, say)
    if len(start) == len(end) == len("2022-11-29") and start[:7] == end[:7]:
        return f"{int(start[8:])}–{date_text(end, say)}"
    return f"{date_text(start, say)} – {date_text(end, say)}"


def year_of(iso: str | None, say: Words) -> str:
    """Give the year of a date, "Undated" where there is none."""
    return iso[:4] if iso else say("Undated")


def undated_last(iso: str | None) -> tuple[bool, str]:
    """Give a sorting key, oldest first, the undated after all others."""
    return (iso is None, iso or "")


@lru_cache(maxsize=10_000)  # A large archive is sorted by the same few thousand days again and again.
def newest_first(iso: str | None) -> tuple[bool, tuple[int, ...]]:
    """Give a sorting key, newest first, the undated after all others."""
    return (iso is None, tuple(-int(part) for part in (iso or "").split("-") if part))


def when(dated: Dated, evidence: Link | None = None, say: Words = EN) -> When:
    """Give a date with its basis in words; `evidence` is the article that basis "event" rests on."""
    if dated.date is None or dated.basis == "unknown":
        why = say("The page states no date, so none is given.")
        return When(say(UNKNOWN), None, "unknown", say(BASES["unknown"]), why)
    match dated.basis:
        case "stated":
            why = (
                say("Stated in the text: “{words}”.", words=dated.evidence)
                if dated.evidence
                else say("Stated in the text.")
            )
        case "metadata":
            why = (
                say("From the page’s own data: “{words}”.", words=dated.evidence)
                if dated.evidence
                else say("From the page’s own data.")
            )
        case _:
            why = say("The page gives no date. Taken from another article on the same event:")
            why = why if evidence else f"{why[:-1]}."
    return When(date_text(dated.date, say), dated.date, dated.basis, say(BASES[dated.basis]), why, evidence)


def event_when(start: str | None, end: str | None, say: Words) -> When:
    """Give an event's day or days."""
    if start is None:
        return When(say(UNKNOWN), None, "unknown", say(BASES["unknown"]), say("No article dates this event."))
    why = say("As the articles date it.")
    return When(span_text(start, end, say), start, "stated", say(BASES["stated"]), why)
