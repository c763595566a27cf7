"""One article on the desk: its reading with the id and source that it has in the archive."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from plugins.bodies import outline
from plugins.model import Dated, EntityKind, Outline, Reading
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


@dataclass(frozen=True)
class Item:
    """One article with its place in the archive."""

    id: str
    reading: Reading
    source: str | None

    @property
    def path(self) -> str:
        """The article's file."""
        return self.reading.document.path

    @property
    def url(self) -> str:
        """The article's page."""
        return f"articles/{self.id}.html"

    @property
    def published(self) -> Dated:
        """The article's own date, before any event gives it one."""
        return self.outline.published

    @property
    def day(self) -> str | None:
        """The day of publication, None where it is not known to the day."""
        date = self.published.date
        return date if date is not None and len(date) == len("2023-02-08") else None

    @cached_property
    def claim_ids(self) -> tuple[str, ...]:
        """Ids of its claims, in their order."""
        return tuple([f"{self.id}-c-{one.mark}" for one in self.outline.claims])

    @cached_property
    def quote_ids(self) -> tuple[str, ...]:
        """Ids of its quotes, in their order."""
        return tuple([f"{self.id}-q-{one.mark}" for one in self.outline.quotes])

    @property
    def unknown_names(self) -> Sequence[str]:
        """The names in it that the registry lacks, each once."""
        return self.outline.unknown_names.split("\n") if self.outline.unknown_names else ()

    @cached_property
    def outline(self) -> Outline:
        """What tables and lists are made of."""
        return outline(self.reading)

    @property
    def quote_words(self) -> tuple[tuple[str, ...], ...]:
        """The plain words of its quotes, in their order; of all articles they would fill memory."""
        return tuple(plain_words(quote.quote) for quote in self.reading.facts.quotes)

    def named(self, kind: EntityKind) -> tuple[str, ...]:
        """Give the ids of one kind that it names, in order of first mention; a sidecar's list wins."""
        return self._names.get(kind, ())

    @cached_property
    def _names(self) -> dict[str, tuple[str, ...]]:
        sidecar = self.reading.document.sidecar
        names = dict(self.outline.names)
        if self.source:
            names["source"] = (self.source,)
        if sidecar is not None:
            for kind, table in ENTITY_TABLES.items():
                set_by_desk: tuple[str, ...] | None = getattr(sidecar, table, None)
                if set_by_desk is not None:
                    names[kind] = set_by_desk
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
    return tuple(
        Item(ids[r.document.path], r, source_id(r.document.source, knowledge))
        for r in sorted(readings, key=lambda reading: reading.document.path)
    )


def rows_of(items: Iterable[Item], lines: Iterable[L], row: Callable[[Item, L], R]) -> Rows[R, L]:
    """Give the rows of some lines, sorted by id; each is made of its article when somebody asks for it."""
    by_id = {item.id: item for item in items}
    make = Maker[R, L](lambda line: row(by_id[line.article], line))
    return Rows(sorted(lines, key=attrgetter("id")), make)


def mentions_of(items: Iterable[Item], kind: EntityKind) -> dict[str, list[str]]:
    """Give for each entity of a kind the ids of the articles that name it."""
    found: dict[str, list[str]] = {}
    for item in items:
        for ident in item.named(kind):
            found.setdefault(ident, []).append(item.id)
    return found


def stated_sources(items: Iterable[Item]) -> dict[str, str]:
    """Give the names of sources as the articles state them, by id; of several the most usual."""
    stated: dict[str, Counter[str]] = {}
    for item in items:
        if item.source is not None and item.reading.document.source is not None:
            stated.setdefault(item.source, Counter())[item.reading.document.source.strip()] += 1
    return {ident: min(counted, key=lambda name: (-counted[name], name)) for ident, counted in stated.items()}
