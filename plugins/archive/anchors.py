"""Articles on occasions that the registry knows: by name, or by day, place, participants and cue."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from plugins.model import Entity, Happening, Registry

from .desk import Item
from .stories import Story

NEEDED = 3.0
"""Points that tie an article to an event whose name it doesn't give."""
AFTERMATH = timedelta(days=4)
"""An article without a day for its happening may be this much younger than the event it reports."""


@dataclass(frozen=True)
class Tie:
    """An article's bond to one of the registry's events."""

    article: str
    event: str
    reported: bool
    why: tuple[str, ...]
    points: float


def anchored(stories: Sequence[Story], registry: Registry) -> tuple[Tie, ...]:
    """Give the bonds between articles and the registry's events, at most one for each pair."""
    known = _KnownEvents(registry)
    return tuple(tie for story in stories for tie in known.ties(story))


class _KnownEvents:
    """The registry's events, to be found by place and by words."""

    def __init__(self, registry: Registry) -> None:
        self.by_id = {event.id: event for event in registry.events}
        entities = (*registry.donors, *registry.organisations, *registry.people)
        self.names = {entity.id: entity.name for entity in entities}
        self.by_place: defaultdict[str, list[Entity]] = defaultdict(list)
        self.by_day: defaultdict[str, list[Entity]] = defaultdict(list)
        for event in registry.events:
            if event.place:
                self.by_place[_plain(event.place)].append(event)
            for day in _days(event):
                self.by_day[day].append(event)

    def ties(self, story: Story) -> tuple[Tie, ...]:
        """Give all bonds of one article; what the desk set in a sidecar wins."""
        item = story.item
        sidecar = item.reading.document.sidecar
        if sidecar is not None and sidecar.events is not None:
            return tuple(Tie(item.id, ident, True, ("set by the desk",), 99) for ident in sidecar.events)
        best: dict[str, Tie] = {}
        for tie in (*self._by_name(item), *self._by_title(story), *self._by_circumstances(item)):
            held = best.get(tie.event)
            if held is None or (tie.reported, tie.points) > (held.reported, held.points):
                best[tie.event] = tie
        return tuple(best[ident] for ident in sorted(best))

    def _by_name(self, item: Item) -> Iterable[Tie]:
        for happening in item.reading.facts.happenings:
            event = self.by_id.get(happening.event or "")
            if event is None:
                continue
            reported = happening.reported and can_be_news(event, item)
            yield Tie(item.id, event.id, reported, (f"named “{happening.as_stated}”",), 50)

    def _by_title(self, story: Story) -> Iterable[Tie]:
        for name in story.gist.title_names:
            if (event := self.by_id.get(name)) is not None:
                yield Tie(story.id, event.id, can_be_news(event, story.item), ("named in the title",), 40)

    def _by_circumstances(self, item: Item) -> Iterable[Tie]:
        for happening in item.reading.facts.happenings:
            if happening.event is not None:
                continue
            scored = [
                _scored(event, happening, item, self.names) for event in self._candidates(happening, item)
            ]
            good = sorted(
                (tie for tie in scored if tie is not None and tie.points >= NEEDED),
                key=lambda tie: (-tie.points, tie.event),
            )
            # Two equally good events: nobody can say which, so neither.
            if good and (len(good) == 1 or good[0].points > good[1].points):
                yield good[0]

    def _candidates(self, happening: Happening, item: Item) -> Iterable[Entity]:
        found = {e.id: e for e in self.by_place.get(_plain(happening.place or ""), ())}
        for day in (happening.when.date, item.published.date):
            found |= {e.id: e for e in self.by_day.get(day or "", ())}
        return found.values()


def _scored(event: Entity, happening: Happening, item: Item, names: Mapping[str, str]) -> Tie | None:
    """Weigh one happening against one event; None where the days rule it out."""
    why: list[str] = []
    points = 0.0
    day = happening.when.date
    if day is not None and event.start is not None:
        if not _overlap(day, event):
            return None
        points += 2
        why.append(f"the day: {happening.when.evidence or day}")
    elif event.start is not None and item.day is not None and happening.reported:
        if not can_be_news(event, item):
            return None
        points += 1
    if happening.place and event.place and _plain(happening.place) == _plain(event.place):
        points += 1
        why.append(f"the place: {event.place}")
    present = {*happening.participants, *item.named("person")}
    # The leaders or ministers of a body ("nato-leaders") stand for it.
    present |= {participant.partition("-")[0] for participant in happening.participants}
    shared = [participant for participant in event.participants if participant in present]
    if shared:
        points += min(len(shared), 2)
        why.append(f"who is named: {', '.join(names.get(ident, ident) for ident in shared)}")
    cue = next((c for c in event.cues if _plain(c) in _plain(happening.as_stated)), None)
    if cue is None and (event.start is None or (day is None and item.day is None)):
        return None
    if cue is not None:
        points += 1.5
        why.append(f"the words “{cue}”")
    elif happening.kind == event.kind:
        points += 0.5
    else:
        points -= 1
    return Tie(item.id, event.id, happening.reported, tuple(why), points)


def can_be_news(event: Entity, item: Item) -> bool:
    """Say whether an article of that day can report the event rather than recall it."""
    if event.start is None or item.day is None or len(event.start) < len(item.day):
        return True
    published = date.fromisoformat(item.day)
    first, last = date.fromisoformat(event.start), date.fromisoformat(event.end or event.start)
    return first - timedelta(days=1) <= published <= last + AFTERMATH


def _overlap(day: str, event: Entity) -> bool:
    start, end = event.start or day, event.end or event.start or day
    return start[: len(day)] <= day[: len(start)] and day[: len(end)] <= end[: len(day)]


def _days(event: Entity) -> Iterable[str]:
    """Give every day of an event and the days after it on which it is news."""
    if event.start is None or len(event.start) != len("2023-02-08"):
        return
    last = date.fromisoformat(event.end or event.start) + AFTERMATH
    day = date.fromisoformat(event.start)
    while day <= last:
        yield day.isoformat()
        day += timedelta(days=1)


def _plain(text: str) -> str:
    """Give a text without marks and case, in one spelling: "defense" is "defence"."""
    return re.sub(r"\W+", " ", text.casefold()).strip().replace("defens", "defenc")
