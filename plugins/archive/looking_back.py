"""Articles that refer to an earlier occasion by its time and place: "last month's meeting at Ramstein"."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from plugins.model import DateMention, EventKind, EventRow

from .desk import Item

CALLED: dict[EventKind, str] = {
    "meeting": "meeting|talks|conference|session|treffen|réunion|spotkan|зустріч|встреч",
    "summit": "summit|gipfel|sommet|szczyt|саміт|саммит",
    "press-conference": "(?:press|news) conference|pressekonferenz",
    "visit": "visit|trip|besuch|visite|wizyt|візит|визит",
    "call": "call|phone|telefon|дзвін|звон",
}
"""What an occasion of each kind is called, as the words begin."""
WORDS = {kind: re.compile(rf"\b(?:{words})", re.IGNORECASE) for kind, words in CALLED.items()}
MONTH, DAY = len("2023-02"), len("2023-02-08")


def referring(items: Iterable[Item], events: Sequence[EventRow]) -> dict[str, tuple[str, ...]]:
    """Give for each event's id the articles that refer to it by month or day, place and kind, sorted."""
    by_month: defaultdict[str, defaultdict[str, list[EventRow]]] = defaultdict(lambda: defaultdict(list))
    for event in events:
        if event.place and event.start and event.kind in WORDS and len(event.start) >= MONTH:
            by_month[event.start[:MONTH]][event.place].append(event)
    found: defaultdict[str, set[str]] = defaultdict(set)
    for item in items:
        for event in _referred(item, by_month):
            found[event.id].add(item.id)
    return {ident: tuple(sorted(articles)) for ident, articles in found.items()}


def _referred(item: Item, by_month: Mapping[str, Mapping[str, Sequence[EventRow]]]) -> Iterator[EventRow]:
    for date in item.reading.facts.dates:
        places = by_month.get((date.date or "")[:MONTH])
        if not places or date.date is None:
            continue
        sentence = _sentence(item.reading.document.text, date)
        for place, events in places.items():
            if place not in sentence:
                continue
            fitting = [event for event in events if _fits(event, date.date, sentence, item)]
            # Two that fit: nobody can say which, so neither.
            if len(fitting) == 1:
                yield fitting[0]


def _fits(event: EventRow, date: str, sentence: str, item: Item) -> bool:
    start, end = event.start or "", event.end or event.start or ""
    in_time = start[: len(date)] <= date <= end[: len(date)]
    past = item.day is not None and (end < item.day if len(date) == DAY else start[:MONTH] < item.day[:MONTH])
    return in_time and past and item.id not in event.articles and bool(WORDS[event.kind].search(sentence))


def _sentence(text: str, date: DateMention) -> str:
    """Give the sentence that a date stands in, as far as full stops part sentences."""
    start = max(text.rfind(". ", 0, date.start) + 2, text.rfind("\n", 0, date.start) + 1)
    ends = [end for end in (text.find(". ", date.end), text.find("\n", date.end)) if end >= 0]
    return text[start : min(ends, default=len(text))]
