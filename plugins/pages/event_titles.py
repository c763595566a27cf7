"""An event's title in the reader's language, where the archive made it of parts that are known.

The archive gives events that nobody named a plain English title, which the public data holds and which never
changes: "Meeting in Oslo: Ada Lind, Bo Berg", "Spain: tanks, training (12 April 2023)". Its kind and its day
are said anew here; names and the words of headlines stay. What the desk calls an event is the desk's wording.
"""

import re
from functools import cache

from plugins.model import EventRow
from plugins.pages.dates import date_text, iso_day
from plugins.pages.views import Link
from plugins.pages.words import EVENT_KINDS
from plugins.words import ENGLISH, Words, told

NAMED = (
    told("{kind} in {place}: {names}"),
    told("{kind} to {place}: {names}"),
    told("{kind} in {place}"),
    told("{kind} to {place}"),
    told("{kind}: {names}"),
)
"""What occasions are called, and below, what is known by its words alone."""
TOPIC = told("{words} ({day})")
_KINDS = {text: text for text in EVENT_KINDS.values()}
_DATED = re.compile(r"(?P<words>.+) \((?P<day>[^()]+)\)")


def event_title(title: str, say: Words) -> str:
    """Give an event's title in the reader's language, or as it is where it is of no known shape.

    >>> event_title("Visit to Kyiv: Ada Lind", words("uk"))
    'Візит: Kyiv (Ada Lind)'
    """
    if say.language.partition("-")[0] == ENGLISH:
        return title
    dated = _DATED.fullmatch(title)
    day = iso_day(dated["day"]) if dated else None
    if dated and day:
        what = say(_KINDS[dated["words"]]) if dated["words"] in _KINDS else dated["words"]
        return say(TOPIC, words=what, day=date_text(day, say))
    for shape, pattern in _patterns():
        found = pattern.fullmatch(title)
        if found is not None:
            return say(shape, **found.groupdict() | {"kind": say(_KINDS[found["kind"]])})
    return title


def event_link(row: EventRow, say: Words, note: str = "") -> Link:
    """Give the link to an event."""
    title = event_title(row.title, say)
    return Link(title, row.url, title_language(title, say), note)


def title_language(title: str, say: Words) -> str | None:
    """Give the language to mark a title with: English, on a page in letters that the title has none of."""
    foreign = not say.months[0].isascii() and title.isascii()
    return ENGLISH if foreign and title else None


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    kinds = "|".join(map(re.escape, _KINDS))
    parts = {"{kind}": f"(?P<kind>{kinds})", "{place}": "(?P<place>[^:]+)", "{names}": "(?P<names>.+)"}
    made = []
    for shape in NAMED:
        pattern = re.escape(shape)
        for hole, part in parts.items():
            pattern = pattern.replace(re.escape(hole), part)
        made.append((shape, re.compile(pattern)))
    return tuple(made)
