"""An article without a day takes it from a sibling that reports the same event; never in a circle."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

import msgspec

from plugins.bodies import Bodies, whole
from plugins.lazily import Lazily
from plugins.memory import Memory, reading_of, remembered
from plugins.model import Dated, EventRow, Facts
from plugins.registry import Knowledge

from .desk import Item, item_of
from .stories import Story

_extract = Lazily("plugins.extract", "extract")
"""Only an article whose day a sibling gave is read again."""
OWN = frozenset(("stated", "metadata"))
"""Only a sibling whose date is its own may lend it: so nothing is ever borrowed twice."""
LATEST = 3
"""Days by which a sibling may be younger than the weekday it tells of."""


def final_dates(items: Sequence[Item], events: Iterable[EventRow]) -> dict[str, Dated]:
    """Give every article's date: its own, else one through an event, else unknown.

    An article that tells of its event "on Wednesday" is of the Wednesday that a sibling makes sure.
    """
    by_id = {item.id: item for item in items}
    dates = {item.id: item.published for item in items}
    for event in sorted(events, key=lambda event: event.id):
        members = [by_id[article] for article in event.articles]
        siblings = [item for item in members if item.day is not None and item.published.basis in OWN]
        for item in members:
            if item.published.date is None and dates[item.id].date is None:
                dates[item.id] = _through(item, siblings, event) or item.published
    return dates


def read_again(
    stories: Sequence[Story],
    dates: Mapping[str, Dated],
    knowledge: Knowledge,
    bodies: Bodies | None = None,
    memory: Memory | None = None,
) -> tuple[Story, ...]:
    """Give the stories with those articles read anew that have their day from an event.

    What they say "in December", and who held an office when, can be told now; their ids don't change.
    """
    items = [s.item for s in stories if dates[s.id].basis == "event" and s.item.published.basis != "event"]

    def facts(number: int) -> Facts:
        """Give what one of these articles says on its day."""
        item = items[number]
        document = msgspec.structs.replace(item.reading.document, published=dates[item.id])
        found: Facts = _extract(document if bodies is None else whole(document, bodies[item.path]), knowledge)
        return found

    made_of = [("read again", reading_of(memory, i.path), dates[i.id]) for i in items]
    found = remembered(memory, made_of, Facts, facts)
    again = {
        item.id: item_of(item.id, replace(item.reading, told=told, outline=None), item.source)
        for item, told in zip(items, found, strict=True)
    }
    if not again:
        return tuple(stories)
    return tuple(msgspec.structs.replace(s, item=again[s.id]) if s.id in again else s for s in stories)


def _through(item: Item, siblings: Sequence[Item], event: EventRow) -> Dated | None:
    """Give the day on which an undated article tells its event, with the sibling that makes it sure."""
    weekdays = {
        happening.weekday
        for happening in item.reading.facts.happenings
        if happening.reported and happening.weekday is not None and happening.when.date is None
    }
    found = [
        (age, sibling.path, sibling.id, day)
        for sibling in siblings
        for weekday in sorted(weekdays)
        for day, age in [_weekday_before(sibling.day or "", weekday)]
        if age <= LATEST and _within(day, event)
    ]
    if not found:
        return None
    *_, sibling_id, day = min(found)
    return Dated(day, "event", sibling_id)


def _weekday_before(day: str, weekday: int) -> tuple[str, int]:
    """Give the last such weekday up to a day, and how many days before it."""
    last = date.fromisoformat(day)
    age = (last.weekday() - weekday) % 7
    return (last - timedelta(days=age)).isoformat(), age


def _within(day: str, event: EventRow) -> bool:
    """Say whether a day is one of the event's, as far as its days are known."""
    if event.start is None or len(event.start) != len(day):
        return True
    return event.start <= day <= max(event.end or event.start, event.start)
