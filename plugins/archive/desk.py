"""One article on the desk: its reading with the id and source that it has in the archive."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import count as numbers
from operator import attrgetter

import msgspec

from plugins.bodies import outline
from plugins.model import Dated, EntityKind, Outline, Reading, Sidecar
from plugins.registry import Knowledge
from plugins.rows import L, Maker, R, Rows

from .addresses import slug
from .wording import plain_words

ENTITY_TABLES: dict[EntityKind, str] = {
    "donor": "donors",
    "person": "people",
    "organisation": "organisations",
    "source": "sources",
    "equipment": "equipment",
    "event": "events",
}
"""The table and the folder of the site that each kind of entity has."""


class Item(msgspec.Struct, frozen=True, gc=False):
    """One article with its place in the archive: plain fields, most of which are asked of every article."""

    id: str
    reading: Reading
    source: str | None
    path: str
    """The article's file."""
    url: str
    """The article's page."""
    outline: Outline
    """What tables and lists are made of."""
    published: Dated
    """The article's own date, before any event gives it one."""
    day: str | None
    """The day of publication, None where it is not known to the day."""
    names: Mapping[str, tuple[str, ...]]
    """Ids by kind, as `named` gives them."""
    claim_ids: tuple[str, ...]
    """Ids of its claims, in their order."""
    quote_ids: tuple[str, ...]
    """Ids of its quotes, in their order."""

    @property
    def quote_words(self) -> tuple[tuple[str, ...], ...]:
        """The plain words of its quotes, in their order; of all articles they would fill memory."""
        return tuple(plain_words(quote.quote) for quote in self.reading.facts.quotes)

    def named(self, kind: EntityKind) -> tuple[str, ...]:
        """Give the ids of one kind that it names, in order of first mention; a sidecar's list wins."""
        return self.names.get(kind, ())


def item_of(ident: str, reading: Reading, source: str | None) -> Item:
    """Give an article with its id and source."""
    document, told = reading.document, outline(reading)
    published = told.published
    date = published.date
    day = date if date is not None and len(date) == len("2023-02-08") else None
    return Item(
        ident,
        reading,
        source,
        document.path,
        f"articles/{ident}.html",
        told,
        published,
        day,
        _names(told, source, document.sidecar),
        tuple([f"{ident}-c-{one.mark}" for one in told.claims]),
        tuple([f"{ident}-q-{one.mark}" for one in told.quotes]),
    )


def _names(told: Outline, source: str | None, sidecar: Sidecar | None) -> dict[str, tuple[str, ...]]:
    names = told.names
    if source:
        names = {**names, "source": (source,)}
    if sidecar is not None:
        for kind, table in ENTITY_TABLES.items():
            set_by_desk: tuple[str, ...] | None = getattr(sidecar, table, None)
            if set_by_desk is not None:
                names = {**names, kind: set_by_desk}
    return names


def source_id(stated: str | None, knowledge: Knowledge) -> str | None:
    """Give the id for a name, an id or a host; a name that the registry lacks is a source of its own."""
    if stated is None or not stated.strip():
        return None
    host = stated.strip().removeprefix("https://").removeprefix("http://").rstrip("/")
    return knowledge.source_id(host) or slug(host.removeprefix("www."), "source")


def items_of(readings: Sequence[Reading], ids: dict[str, str], knowledge: Knowledge) -> tuple[Item, ...]:
    """Give every reading with its id and source, sorted by path.

    Ids come from what was published before: nothing that an order decides may depend on them.
    """
    paths = [reading.document.path for reading in readings]
    known: dict[str | None, str | None] = {}
    for stated in {reading.document.source for reading in readings}:
        known[stated] = source_id(stated, knowledge)
    return tuple(
        [
            item_of(ids[path], readings[number], known[readings[number].document.source])
            for path, number in sorted(zip(paths, numbers(), strict=False))
        ]
    )


def rows_of(items: Iterable[Item], lines: Iterable[L], row: Callable[[Item, L], R]) -> Rows[R, L]:
    """Give the rows of some lines, sorted by id; each is made of its article when somebody asks for it."""
    by_id = {item.id: item for item in items}
    make = Maker[R, L](lambda line: row(by_id[line.article], line))
    return Rows(sorted(lines, key=attrgetter("id")), make)


def mentions_of(items: Iterable[Item]) -> dict[str, dict[str, list[str]]]:
    """Give by kind, for each entity, the ids of the articles that name it."""
    found: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for item in items:
        for kind, idents in item.names.items():
            of_kind = found[kind]
            for ident in idents:
                of_kind[ident].append(item.id)
    return {kind: dict(articles) for kind, articles in found.items()}


def stated_sources(items: Iterable[Item]) -> dict[str, str]:
    """Give the names of sources as the articles state them, by id; of several the most usual."""
    names = Counter(
        [(item.source, item.reading.document.source) for item in items if item.source is not None]
    )
    stated: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for (source, name), count in names.items():
        if name is not None:
            stated[source][name.strip()] += count
    return {ident: min(counted, key=lambda name: (-counted[name], name)) for ident, counted in stated.items()}
