"""The table of events: the registry's and those found, each with the articles that report or mention it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import cast, get_args

import msgspec

from plugins.model import Entity, EventKind, EventRow, Permalink, Registry
from plugins.registry import Knowledge

from .addresses import event_ids, slug
from .anchors import Tie, anchored, can_be_news
from .found import announced_sum, lone_occasion, occasion_of, with_lone
from .groups import grouped, theme_of
from .looking_back import referring
from .mentions import Announcement, recalled
from .occasions import Occasion
from .stories import Story, ordinal


def events_of(
    stories: Sequence[Story], registry: Registry, knowledge: Knowledge, permalinks: Sequence[Permalink]
) -> tuple[EventRow, ...]:
    """Give the rows of events.jsonl, sorted by id."""
    items = [story.item for story in stories]
    theme = theme_of(stories, knowledge)
    ties, found = _grouping(stories, theme, _ties(stories, registry), knowledge)
    recalls = _recalls(found, stories, theme)
    paths = {item.id: item.reading.document.path for item in items}
    wanted = [(_slug_of(o), frozenset(paths[a] for a in o.members)) for o in found]
    ids = event_ids(wanted, {event.id for event in registry.events}, permalinks)
    rows = {
        ident: _row(ident, occasion, recalls.get(number, ()))
        for number, (ident, occasion) in enumerate(zip(ids, found, strict=True))
    }
    for row in _known_events(ties, registry, permalinks, rows):
        rows[row.id] = row
    for ident, articles in referring(items, tuple(rows.values())).items():
        mentioned = tuple(sorted({*rows[ident].mentioned_in, *articles}))
        rows[ident] = msgspec.structs.replace(rows[ident], mentioned_in=mentioned)
    return tuple(rows[ident] for ident in sorted(rows))


def _ties(stories: Sequence[Story], registry: Registry) -> tuple[Tie, ...]:
    """Give the bonds to the registry's events; a digest of the day mentions what it names."""
    reporting = {story.id for story in stories if story.set_by_desk or not story.digest}
    return tuple(
        tie if tie.article in reporting else replace(tie, reported=False)
        for tie in anchored(stories, registry)
    )


def _grouping(
    stories: Sequence[Story], theme: frozenset[str], ties: tuple[Tie, ...], knowledge: Knowledge
) -> tuple[tuple[Tie, ...], tuple[Occasion, ...]]:
    """Give all bonds to known events, those through a sibling too, and the occasions that nobody knew."""
    anchors: dict[str, Tie] = {}
    for tie in sorted(ties, key=lambda tie: (-tie.points, tie.event)):
        if tie.reported:
            anchors.setdefault(tie.article, tie)
    free = [story for story in stories if not (story.set_by_desk or story.digest)]
    through_siblings: list[Tie] = []
    found: list[Occasion] = []
    grouped_ids: set[str] = set()
    for members, why in grouped(free, theme, {article: tie.event for article, tie in anchors.items()}):
        inside = [free[number] for number in members]
        grouped_ids |= {story.id for story in inside}
        known = next((anchors[story.id] for story in inside if story.id in anchors), None)
        if known is None:
            found.append(occasion_of(inside, why, theme, knowledge))
            continue
        event = knowledge.events.get(known.event)
        through_siblings += [
            Tie(story.id, known.event, True, why, 0)
            for story in inside
            if story.id not in anchors and (event is None or can_be_news(event, story.item))
        ]
    lone = [
        alone
        for story in free
        if story.id not in grouped_ids and story.id not in anchors
        if (alone := lone_occasion(story, knowledge)) is not None
    ]
    return (*ties, *through_siblings), with_lone(found, lone)


def _recalls(
    found: Sequence[Occasion], stories: Sequence[Story], theme: frozenset[str]
) -> Mapping[int, tuple[str, ...]]:
    """Give for each found occasion's number the articles that only look back on it."""
    by_id = {story.id: story for story in stories}
    announcements = []
    for number, occasion in enumerate(found):
        money = announced_sum([by_id[article] for article in occasion.members])
        day = ordinal(occasion.start)
        if money is not None and day is not None:
            givers = frozenset(occasion.participants) - theme
            announcements.append(Announcement(number, money, givers, frozenset(occasion.members), day))
    return recalled(announcements, stories)


def _known_events(
    ties: Iterable[Tie], registry: Registry, permalinks: Iterable[Permalink], found: Mapping[str, EventRow]
) -> tuple[EventRow, ...]:
    """Give the events of the registry or the desk that an article tells of, or that were published once."""
    by_event: defaultdict[str, list[Tie]] = defaultdict(list)
    for tie in ties:
        by_event[tie.event].append(tie)
    registered = {event.id: event for event in registry.events}
    published = {row.id for row in permalinks if row.kind == "event"}
    wanted = sorted(by_event.keys() | (published & registered.keys()))
    return tuple(_known_row(i, registered.get(i), by_event[i], found.get(i)) for i in wanted)


def _known_row(ident: str, entity: Entity | None, ties: Sequence[Tie], found: EventRow | None) -> EventRow:
    """Give one event's row; where the desk's sidecars name a found event, theirs come to its own."""
    if entity is None and found is not None:
        base = found
    else:
        entity = entity or Entity(ident, ident.replace("-", " ").capitalize())
        base = EventRow(
            id=ident,
            url=f"events/{ident}.html",
            title=entity.name,
            kind=cast("EventKind", entity.kind) if entity.kind in get_args(EventKind) else "other",
            start=entity.start,
            end=entity.end,
            place=entity.place,
            participants=entity.participants,
            articles=(),
            mentioned_in=(),
            why=(),
        )
    articles = {*base.articles, *(tie.article for tie in ties if tie.reported)}
    mentioned = {*base.mentioned_in, *(tie.article for tie in ties if not tie.reported)} - articles
    why = (*base.why, *(words for tie in ties if tie.reported for words in tie.why))
    return EventRow(
        base.id,
        base.url,
        base.title,
        base.kind,
        base.start,
        base.end,
        base.place,
        base.participants,
        tuple(sorted(articles)),
        tuple(sorted(mentioned)),
        tuple(dict.fromkeys(why)),
    )


def _slug_of(occasion: Occasion) -> str:
    named = slug(" ".join(occasion.slug_words), "event")
    return f"{named}-{occasion.start}" if occasion.start else named


def _row(ident: str, occasion: Occasion, mentioned: tuple[str, ...]) -> EventRow:
    return EventRow(
        id=ident,
        url=f"events/{ident}.html",
        title=occasion.title,
        kind=occasion.kind,
        start=occasion.start,
        end=None,
        place=occasion.place,
        participants=occasion.participants,
        articles=occasion.members,
        mentioned_in=mentioned,
        why=occasion.why,
    )


def events_by_article(rows: Iterable[tuple[str, tuple[str, ...]]]) -> Mapping[str, tuple[str, ...]]:
    """Give each article's events, sorted, of (event, articles) pairs."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for event, articles in rows:
        for article in articles:
            found[article].append(event)
    return {article: tuple(sorted(idents)) for article, idents in found.items()}
