"""The table of events: the registry's and those found, each with the articles that report or mention it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import cast, get_args

from plugins.model import Entity, EventKind, EventRow, Permalink, Registry

from .addresses import event_ids, slug
from .anchors import Tie, anchored
from .desk import Item
from .occasions import Occasion


def events_of(
    items: Sequence[Item], registry: Registry, permalinks: Sequence[Permalink]
) -> tuple[EventRow, ...]:
    """Give the rows of events.jsonl, sorted by id."""
    ties = anchored(items, registry)
    known = _known_events(ties, registry, permalinks)
    found: tuple[Occasion, ...] = ()
    paths = {item.id: item.reading.document.path for item in items}
    wanted = [(_slug_of(o), frozenset(paths[a] for a in o.members)) for o in found]
    ids = event_ids(wanted, {event.id for event in registry.events}, permalinks)
    rows = [_row(ident, occasion) for ident, occasion in zip(ids, found, strict=True)]
    return tuple(sorted([*known, *rows], key=lambda row: row.id))


def _known_events(
    ties: Iterable[Tie], registry: Registry, permalinks: Iterable[Permalink]
) -> tuple[EventRow, ...]:
    """Give the registry's events that an article tells of, or that were published once."""
    by_event: defaultdict[str, list[Tie]] = defaultdict(list)
    for tie in ties:
        by_event[tie.event].append(tie)
    published = {row.id for row in permalinks if row.kind == "event"}
    registered = {event.id: event for event in registry.events}
    wanted = sorted(by_event.keys() | (published & registered.keys()))
    return tuple(_known_row(ident, registered.get(ident), by_event[ident]) for ident in wanted)


def _known_row(ident: str, entity: Entity | None, ties: Sequence[Tie]) -> EventRow:
    entity = entity or Entity(ident, ident.replace("-", " ").capitalize())
    return EventRow(
        id=ident,
        url=f"events/{ident}.html",
        title=entity.name,
        kind=cast("EventKind", entity.kind) if entity.kind in get_args(EventKind) else "other",
        start=entity.start,
        end=entity.end,
        place=entity.place,
        participants=entity.participants,
        articles=tuple(sorted(tie.article for tie in ties if tie.reported)),
        mentioned_in=tuple(sorted(tie.article for tie in ties if not tie.reported)),
        why=tuple(dict.fromkeys(words for tie in ties for words in tie.why)),
    )


def _slug_of(occasion: Occasion) -> str:
    named = slug(occasion.title or occasion.kind, "event")
    return f"{named}-{occasion.start}" if occasion.start else named


def _row(ident: str, occasion: Occasion) -> EventRow:
    return EventRow(
        id=ident,
        url=f"events/{ident}.html",
        title=occasion.title,
        kind=occasion.kind,
        start=occasion.start,
        end=occasion.end,
        place=occasion.place,
        participants=occasion.participants,
        articles=occasion.members,
        mentioned_in=occasion.mentioned_in,
        why=occasion.why,
    )


def events_by_article(events: Iterable[EventRow]) -> Mapping[str, tuple[str, ...]]:
    """Give the events that each article reports, sorted by id."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for event in events:
        for article in event.articles:
            found[article].append(event.id)
    return {article: tuple(idents) for article, idents in found.items()}


def mentions_by_article(events: Iterable[EventRow]) -> Mapping[str, tuple[str, ...]]:
    """Give the events that each article only refers to, sorted by id."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for event in events:
        for article in event.mentioned_in:
            found[article].append(event.id)
    return {article: tuple(idents) for article, idents in found.items()}
