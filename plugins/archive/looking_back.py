"""Articles that refer to an earlier occasion by its time and place: "last month's meeting at Ramstein"."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from plugins.extract.recalled import WORDS
from plugins.model import EventRow, Value

from .stories import Story

MONTH, DAY = len("2023-02"), len("2023-02-08")


class Reference(Value, frozen=True):
    """Words of an article that may refer to an earlier occasion."""

    article: str
    day: str | None
    """The article's own."""
    date: str
    """The occasion's day or month."""
    sentence: str


def references_of(story: Story) -> Iterator[Reference]:
    """Give the words of an article that may refer to an earlier occasion."""
    for one in story.known.reading.facts.recalled:
        yield Reference(story.id, story.known.day, one.date, one.sentence)


def referring(references: Iterable[Reference], events: Sequence[EventRow]) -> dict[str, tuple[str, ...]]:
    """Give for each event's id the articles that refer to it by month or day, place and kind, sorted."""
    by_month: defaultdict[str, defaultdict[str, list[EventRow]]] = defaultdict(lambda: defaultdict(list))
    for event in events:
        if event.place and event.start and event.kind in WORDS and len(event.start) >= MONTH:
            by_month[event.start[:MONTH]][event.place].append(event)
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one in references:
        for event in _referred(one, by_month):
            found[event.id].add(one.article)
    return {ident: tuple(sorted(articles)) for ident, articles in found.items()}


def _referred(one: Reference, by_month: Mapping[str, Mapping[str, Sequence[EventRow]]]) -> Iterator[EventRow]:
    for place, events in by_month.get(one.date[:MONTH], {}).items():
        fitting = [event for event in events if _fits(event, one)] if place in one.sentence else []
        # Two that fit: nobody can say which, so neither.
        if len(fitting) == 1:
            yield fitting[0]


def _fits(event: EventRow, one: Reference) -> bool:
    start, end, date = event.start or "", event.end or event.start or "", one.date
    in_time = start[: len(date)] <= date <= end[: len(date)]
    past = one.day is not None and (end < one.day if len(date) == DAY else start[:MONTH] < one.day[:MONTH])
    said = WORDS[event.kind].search(one.sentence)
    return in_time and past and one.article not in event.articles and bool(said)
