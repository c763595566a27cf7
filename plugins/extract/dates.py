"""Dates in a document, and the day it was published as far as its words tell."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence

from plugins.model import Dated, DateMention, Document

from .dates_calendar import day_near, full_day, iso, moved, weekday_in_week, weekday_near
from .dates_forms import Stated, stated_dates
from .dates_words import DateWords, date_words
from .language import text_language

BACK = 60
"""Code points before a weekday in which a word may put it into the future."""
_SLASHED = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})/\d{2,4}(?!\d)")
_SENTENCE_START = re.compile(r"[.!?;\n]\s")


def find_dates(document: Document) -> tuple[DateMention, ...]:
    """Give every day, month, year and weekday in the text, in order.

    What needs an anchor ("on Wednesday", "in March") is resolved against the day the document was
    published, from its metadata or its own words; without one it stays None.
    """
    words = date_words(text_language(document))
    stated = stated_dates(document.text, words, order=_order(document, words))
    loose = tuple(_mention(document.text, words, one, None) for one in stated)
    anchor = full_day(published_date(document, loose).date)
    if anchor is None:
        return loose
    return tuple(_mention(document.text, words, one, anchor) for one in stated)


def _order(document: Document, words: DateWords) -> str:
    """Tell day-first from month-first by the language's custom, its region, or another date of the text."""
    if words.table.numeric != "unknown":
        return words.table.numeric
    region = document.language.partition("-")[2].upper()
    if region == "US":
        return "mdy"
    if region in ("GB", "UK", "IE", "AU", "NZ", "IN", "ZA"):
        return "dmy"
    for first, second in _SLASHED.findall(document.text) if "/" in document.text else ():
        if int(first) > 12 >= int(second):
            return "dmy"
        if int(second) > 12 >= int(first):
            return "mdy"
    return "unknown"


def _mention(text: str, words: DateWords, one: Stated, anchor: dt.date | None) -> DateMention:
    date, until, rule = _resolved(text, words, one, anchor)
    return DateMention(text[one.start : one.end], one.start, one.end, date, until, one.weekday, rule)


def _resolved(
    text: str, words: DateWords, one: Stated, anchor: dt.date | None
) -> tuple[str | None, str | None, str]:
    """Give the date and the end of its range, as far as words or anchor tell, and how they tell it."""
    if not one.certain:
        return None, None, "day and month can't be told apart"
    if one.year is not None:
        last = one.until
        until = iso(last[0] or one.year, last[1], last[2]) if last else None
        return iso(one.year, one.month, one.day), until, "stated"
    if anchor is None:
        return None, None, "needs the article's day"
    if one.unit == "week" and one.weekday is not None:
        return weekday_in_week(anchor, one.weekday, one.shift), None, f"in the week counted from {anchor}"
    if one.unit and one.month:
        return iso(anchor.year + one.shift, one.month, one.day), None, f"year counted from {anchor}"
    if one.unit:
        return moved(anchor, one.unit, one.shift), None, f"counted from {anchor}"
    future = _is_future(text, words, one)
    rule = f"the next one from {anchor} on" if future else f"the last one up to {anchor}"
    if one.month is None:
        if one.weekday is None:
            return None, None, ""
        weekday = weekday_near(anchor, one.weekday, future=future)
        if weekday == anchor.isoformat():
            weekday = (anchor + dt.timedelta(7 * _weeks_off(text, words, one))).isoformat()
        return weekday, None, rule
    date = day_near(anchor, one.month, one.day, future=future)
    if one.until is None or date is None:
        return date, None, rule
    return date, iso(int(date[:4]), one.until[1], one.until[2]), rule


def _weeks_off(text: str, words: DateWords, one: Stated) -> int:
    """Tell "last Thursday" and "next Thursday", written on a Thursday, from that day itself."""
    left, right = max(0, one.start - 14), one.end + 14
    if words.last.search(text, left, one.start) or words.last_behind.match(text, one.end, right):
        return -1
    after = words.next.search(text, left, one.start) or words.next_behind.match(text, one.end, right)
    return 1 if after else 0


def _is_future(text: str, words: DateWords, one: Stated) -> bool:
    """Say whether the words of the same sentence speak of what is to come.

    "next Friday" and "will meet on Friday" do; "On Friday the ministers will" only where the day opens it.
    """
    before = text[max(0, one.start - BACK) : one.start]
    if words.last.search(before) or words.last_behind.match(text, one.end, one.end + 14):
        return False
    if words.next_behind.match(text, one.end, one.end + 14):
        return True
    breaks = list(_SENTENCE_START.finditer(before))
    begins = breaks[-1].end() if breaks else 0
    ahead = _last(words.future, before, begins)
    if ahead is not None:
        # "will be held in May, officials said on Monday": the nearest verb tells.
        told = _last(words.told, before, begins)
        done = ahead[0].lower() in words.table.limits and _is_done(words, before, begins, ahead.start())
        return not done and (told is None or told.start() < ahead.start())
    opens = bool(breaks or one.start <= BACK) and len(before[begins:].split()) <= OPENING
    if not opens:
        clause = before.rpartition(",")[2].lower().split() if "," in before[begins:] else None
        return (
            clause is not None
            and set(clause) <= set(words.table.openers)
            and words.will.match(text, one.end, one.end + BACK) is not None
        )
    if words.reporting.search(before, begins):
        return False  # "said Monday that it will"
    if words.present.match(text, one.end, one.end + BACK):
        return True  # "Am Donnerstag beraten …"
    return words.will.match(text, one.end, one.end + BACK) is not None


def _is_done(words: DateWords, before: str, begins: int, limit: int) -> bool:
    """Tell "were shot down by Monday" from "had agreed to send them by Monday"."""
    past = _last(words.past, before[:limit], begins)
    return past is not None and " to " not in before[past.end() : limit]


def _last(pattern: re.Pattern[str], text: str, start: int) -> re.Match[str] | None:
    return max(pattern.finditer(text, start), key=lambda found: found.start(), default=None)


OPENING = 2
"""Words before a day that opens its sentence: "On", "From the"."""


# --- the day of publication


def published_date(document: Document, dates: Sequence[DateMention]) -> Dated:
    """Give the day of publication: as the document says, else as its text states; else unknown.

    A caption, a deadline or a day in history never counts; what the text must say is in `SIGNS`.
    """
    if document.published.date is not None:
        return document.published
    news = Lead(document.text, date_words(text_language(document)))
    for mention in dates:
        if mention.start > max(news.end, MIN_LEAD):
            break
        if full_day(mention.date) is None or mention.until is not None:
            continue
        if any(sign(news, mention) for sign in SIGNS) and _is_newest(mention, dates):
            return Dated(mention.date, "stated", mention.as_stated)
    return Dated()


MIN_LEAD = 400
"""Code points in which a lead may be spread over short paragraphs."""


_CREDIT = re.compile(r"\([^()\n\d]{0,60}(?:/|Photo|Getty|via AP)[^()\n\d]{0,60}\)")
"""The photographer and agency that a caption ends with."""


class Lead:
    """A text's first paragraph, and the words of its language."""

    def __init__(self, text: str, words: DateWords) -> None:
        self.text = text
        self.words = words
        end = text.find("\n\n")
        self.end = len(text) if end < 0 else end

    def is_history(self, mention: DateMention) -> bool:
        """Say whether the words around a day put it into the past, a deadline or a picture's caption."""
        if _CREDIT.search(self.text, mention.end, self.end):
            return True
        return bool(self.words.history.search(self.text, max(0, mention.start - 30), mention.start))


_DATELINE = re.compile(
    r"[^\W\d_a-z][\w’'.-]*(?:[ ,/]+[^\W\d_a-z][\w’'.-]*){0,5}[,. (]+(?:\([^()\n]{2,30}\)[ ,]*)?$"
)
_DATELINE_END = re.compile(r"\)?\.?,?[ \u00a0]?(?:\([^()\n]{2,30}\))?[ \u00a0]?(?:[–—:]|-{1,2}[ \u00a0]|/)")


def is_dateline(news: Lead, mention: DateMention) -> bool:
    """'KYIV, March 3, 2023 (Reuters) – ': the line that a report opens with."""
    text = news.text
    start = text.rfind("\n", 0, mention.start) + 1
    if mention.start - start > MAX_DATELINE or text[:start].strip():
        return False
    place = text[start : mention.start]
    if place.startswith("(") and text.startswith(")", mention.end):
        return place == "(" or bool(_DATELINE.fullmatch(place[1:]))  # "(Ottawa, 12 September 2022) Canada …"
    return bool(_DATELINE_END.match(text, mention.end)) and (not place or bool(_DATELINE.fullmatch(place)))


MAX_DATELINE = 60


def is_day_of_the_news(news: Lead, mention: DateMention) -> bool:
    """'said on Wednesday (8 February 2023)': the lead gives the weekday with the day."""
    return mention.weekday is not None and mention.start < news.end and not news.is_history(mention)


def is_reported_in_the_lead(news: Lead, mention: DateMention) -> bool:
    """'On 8 February 2023, the minister said': the first sentence reports what was said or done that day."""
    before = news.text[: mention.start]
    if mention.start >= news.end or _SENTENCE_END.search(before) or news.is_history(mention):
        return False
    end = _SENTENCE_END.search(news.text, mention.end, news.end)
    stop = end.start() if end else news.end
    if _OPENS.fullmatch(before):
        return bool(news.words.reporting.search(news.text, mention.end, stop))
    return bool(_ON_DAY.search(before)) and bool(news.words.reporting.search(news.text, 0, stop))


_SENTENCE_END = re.compile(r"(?<=[^\W\d_A-Z])[.!?]\s(?=[^\W\d_a-z])")
_OPENS = re.compile(r"(?:on|am|le|den|w|dnia|ce)?\s{0,9}(?:[^\W\d_]{1,30}\s)?", re.I)
_ON_DAY = re.compile(r"(?<!\w)(?:on|am|le|den|dnia)\s$", re.I)


def _is_newest(mention: DateMention, dates: Sequence[DateMention]) -> bool:
    """Say whether no other day of the text lies within the month after it: then it was written later."""
    day = full_day(mention.date)
    if day is None:
        return False
    others = (full_day(other.date) for other in dates if other.start > mention.end)
    return not any(other and dt.timedelta(0) < other - day < dt.timedelta(7) for other in others)


SIGNS: tuple[Callable[[Lead, DateMention], bool], ...] = (
    is_dateline,
    is_day_of_the_news,
    is_reported_in_the_lead,
)
"""Each says whether the text itself makes a day the day of its news."""
