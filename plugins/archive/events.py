"""The table of events: the registry's and those found, each with the articles that report or mention it."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast, get_args

import msgspec

from plugins.memory import Memory, remembered
from plugins.model import Entity, EventKind, EventRow, Permalink, Registry, Value
from plugins.registry import Knowledge

from .addresses import event_ids, slug
from .anchors import Tie, can_be_news
from .found import announced_sum, occasion_of, with_lone
from .groups import grouped
from .looking_back import referring
from .mentions import Announcement, recalled
from .occasions import Occasion
from .rarity import rarity_of
from .shelves import Shelves
from .stories import Money, Story, ordinal
from .traits import Traits, theme_of, traits_of
from .windows import edges_of


class Found(Value, frozen=True):
    """An occasion that no registry knows."""

    occasion: Occasion
    money: Money | None
    """The sum that is its news."""


@dataclass(frozen=True)
class _Press:
    """All that events are made of."""

    stories: Sequence[Story]
    traits: Sequence[Traits]
    theme: frozenset[str]
    registry: Registry
    knowledge: Knowledge
    memory: Memory | None


def events_of(
    stories: Sequence[Story],
    registry: Registry,
    knowledge: Knowledge,
    permalinks: Sequence[Permalink],
    shelves: Shelves,
    memory: Memory | None = None,
) -> tuple[EventRow, ...]:
    """Give the rows of events.jsonl, sorted by id; `shelves` hold the same stories."""
    traits = traits_of(shelves, registry, knowledge)
    press = _Press(stories, traits, theme_of(traits), registry, knowledge, memory)
    ties, found = _grouping(press)
    recalls = _recalls(found, press)
    occasions = [one.occasion for one in found]
    reporting = {article for occasion in occasions for article in occasion.members}
    paths = {story.id: story.item.path for story in stories if story.id in reporting}
    wanted = [(_slug_of(o), frozenset(paths[a] for a in o.members)) for o in occasions]
    ids = event_ids(wanted, {event.id for event in registry.events}, permalinks)
    rows = {
        ident: _row(ident, occasion, recalls.get(number, ()))
        for number, (ident, occasion) in enumerate(zip(ids, occasions, strict=True))
    }
    for row in _known_events(ties, registry, permalinks, rows):
        rows[row.id] = row
    references = (one for some in traits for one in some.references)
    for ident, articles in referring(references, tuple(rows.values())).items():
        mentioned = tuple(sorted({*rows[ident].mentioned_in, *articles}))
        rows[ident] = msgspec.structs.replace(rows[ident], mentioned_in=mentioned)
    return tuple(rows[ident] for ident in sorted(rows))


def _grouping(press: _Press) -> tuple[tuple[Tie, ...], tuple[Found, ...]]:
    """Give all bonds to known events, those through a sibling too, and the occasions that nobody knew."""
    digests = {article for some in press.traits for article in some.digests}
    by_desk = {story.id for story in press.stories if story.set_by_desk}
    free = [story for story in press.stories if not (story.id in digests or story.id in by_desk)]
    # A digest of the day mentions what it names.
    ties = tuple(
        replace(tie, reported=False) if tie.article in digests - by_desk else tie
        for some in press.traits
        for tie in some.ties
    )
    anchors: dict[str, Tie] = {}
    for tie in sorted(ties, key=lambda tie: (-tie.points, tie.event)):
        if tie.reported:
            anchors.setdefault(tie.article, tie)
    rarity, made_of = rarity_of(press.stories, press.knowledge, press.memory)
    edges = edges_of(free, press.theme, rarity, made_of, press.memory)
    through_siblings: list[Tie] = []
    unknown: list[tuple[list[Story], tuple[str, ...]]] = []
    alone = {story.id for story in free} - anchors.keys()
    for members, why in grouped(free, edges, {article: tie.event for article, tie in anchors.items()}):
        inside = [free[number] for number in members]
        alone.difference_update(story.id for story in inside)
        known = next((anchors[story.id] for story in inside if story.id in anchors), None)
        if known is None:
            unknown.append((inside, why))
            continue
        event = press.knowledge.events.get(known.event)
        through_siblings += [
            Tie(story.id, known.event, True, why, 0)
            for story in inside
            if story.id not in anchors and (event is None or can_be_news(event, story.item))
        ]
    return (*ties, *through_siblings), _with_lone(_found(unknown, press), alone, press)


def _found(groups: Sequence[tuple[list[Story], tuple[str, ...]]], press: _Press) -> tuple[Found, ...]:
    """Give the occasion of each group of articles."""
    memory, theme = press.memory, sorted(press.theme)

    def found(number: int) -> Found:
        stories, why = groups[number]
        return Found(occasion_of(stories, why, press.theme, press.knowledge), announced_sum(stories))

    made_of = [("found", theme, why, [story.told for story in stories]) for stories, why in groups]
    return remembered(memory, made_of, Found, found)


def _with_lone(found: Sequence[Found], alone: Container[str], press: _Press) -> tuple[Found, ...]:
    """Give all occasions, with those that one article alone reports."""
    order = {story.id: number for number, story in enumerate(press.stories)}
    lone = [one for some in press.traits for one in some.lone if one.members[0] in alone]
    lone.sort(key=lambda one: order[one.members[0]])
    sums = {one.occasion.members: one.money for one in found}
    return tuple(
        Found(
            occasion,
            sums[occasion.members]
            if occasion.members in sums
            else announced_sum([press.stories[order[article]] for article in occasion.members]),
        )
        for occasion in with_lone([one.occasion for one in found], lone)
    )


def _recalls(found: Sequence[Found], press: _Press) -> Mapping[int, tuple[str, ...]]:
    """Give for each found occasion's number the articles that only look back on it."""
    announcements = []
    for number, one in enumerate(found):
        day = ordinal(one.occasion.start)
        if one.money is not None and day is not None:
            givers = frozenset(one.occasion.participants) - press.theme
            announcements.append(
                Announcement(day, number, one.money, givers, frozenset(one.occasion.members))
            )
    return recalled(announcements, press.stories, press.memory)


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
