"""Articles that refer to an earlier occasion by its time and place: "last month's meeting at Ramstein"."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from plugins.extract.recalled import WORDS
from plugins.model import EventRow

from .desk import Item

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
    for recalled in item.reading.facts.recalled:
        for place, events in by_month.get(recalled.date[:MONTH], {}).items():
            if place not in recalled.sentence:
                continue
            fitting = [event for event in events if _fits(event, recalled.date, recalled.sentence, item)]
            # Two that fit: nobody can say which, so neither.
            if len(fitting) == 1:
                yield fitting[0]


def _fits(event: EventRow, date: str, sentence: str, item: Item) -> bool:
    start, end = event.start or "", event.end or event.start or ""
    in_time = start[: len(date)] <= date <= end[: len(date)]
    past = item.day is not None and (end < item.day if len(date) == DAY else start[:MONTH] < item.day[:MONTH])
    return in_time and past and item.id not in event.articles and bool(WORDS[event.kind].search(sentence))
