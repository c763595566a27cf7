"""Dates as readers see them, as precise as what is known and no more."""

import calendar

from plugins.model import Dated
from plugins.pages.views import Link, When
from plugins.pages.words import BASES

UNKNOWN = "Date unknown"


def date_text(iso: str) -> str:
    """Give a date in words.

    >>> date_text("2023-02-08"), date_text("2022-10"), date_text("2022")
    ('8 February 2023', 'October 2022', '2022')
    """
    year, *rest = iso.split("-")
    if not rest:
        return year
    month = calendar.month_name[int(rest[0])]
    return f"{int(rest[1])} {month} {year}" if len(rest) > 1 else f"{month} {year}"


def span_text(start: str | None, end: str | None) -> str:
    """Give the first and last day in words, without saying the same thing twice.

    >>> span_text("2022-11-29", "2022-11-30"), span_text("2023-02-08", None), span_text(None, None)
    ('29–30 November 2022', '8 February 2023', 'Date unknown')
    """
    if start is None:
        return UNKNOWN
    if end is None or end == start:
        return date_text(start)
    if len(start) == len(end) == len("2022-11-29") and start[:7] == end[:7]:
        return f"{int(start[8:])}–{date_text(end)}"
    return f"{date_text(start)} – {date_text(end)}"


def year_of(iso: str | None) -> str:
    """Give the year of a date, "Undated" where there is none."""
    return iso[:4] if iso else "Undated"


def undated_last(iso: str | None) -> tuple[bool, str]:
    """Give a sorting key, oldest first, the undated after all others."""
    return (iso is None, iso or "")


def newest_first(iso: str | None) -> tuple[bool, tuple[int, ...]]:
    """Give a sorting key, newest first, the undated after all others."""
    return (iso is None, tuple(-int(part) for part in (iso or "").split("-") if part))


def when(dated: Dated, evidence: Link | None = None) -> When:
    """Give a date with its basis in words; `evidence` is the article that basis "event" rests on."""
    if dated.date is None or dated.basis == "unknown":
        return When(UNKNOWN, None, "unknown", BASES["unknown"], "The page states no date, so none is given.")
    match dated.basis:
        case "stated":
            why = f"Stated in the text: “{dated.evidence}”." if dated.evidence else "Stated in the text."
        case "metadata":
            why = (
                f"From the page’s own data: “{dated.evidence}”."
                if dated.evidence
                else "From the page’s own data."
            )
        case _:
            why = "The page gives no date. Taken from another article on the same event:"
            why = why if evidence else f"{why[:-1]}."
    return When(date_text(dated.date), dated.date, dated.basis, BASES[dated.basis], why, evidence)


def event_when(start: str | None, end: str | None) -> When:
    """Give an event's day or days."""
    if start is None:
        return When(UNKNOWN, None, "unknown", BASES["unknown"], "No article dates this event.")
    return When(span_text(start, end), start, "stated", BASES["stated"], "As the articles date it.")
