"""The tables of donors, people, organisations, sources and equipment."""

from collections.abc import Iterable, Mapping, Sequence
from typing import cast, get_args

from plugins.model import (
    DonorKind,
    DonorRow,
    Entity,
    EntityKind,
    EquipmentRow,
    OrganisationRow,
    Permalink,
    PersonRow,
    Registry,
    SourceKind,
    SourceRow,
    StatusIn,
)

from .desk import ENTITY_TABLES, Item


class EntityShelf:
    """The entities of one kind that the site has a page for, each with its articles."""

    def __init__(
        self,
        kind: EntityKind,
        articles: Mapping[str, Sequence[str]],
        registry: Registry,
        permalinks: Iterable[Permalink],
    ) -> None:
        """`articles` are those that name each entity of the kind."""
        known: dict[str, Entity] = {e.id: e for e in getattr(registry, ENTITY_TABLES[kind])}
        # What was published once keeps its page, as long as the registry knows it.
        published = {row.id for row in permalinks} & known.keys()
        self.folder = ENTITY_TABLES[kind]
        self.entities = tuple(
            known.get(ident) or Entity(ident, _name(ident)) for ident in sorted(articles.keys() | published)
        )
        self.ids = tuple(entity.id for entity in self.entities)
        self._articles = articles

    def articles(self, ident: str) -> tuple[str, ...]:
        """Give the ids of the articles that name an entity, sorted."""
        return tuple(sorted(set(self._articles.get(ident, ()))))

    def url(self, ident: str) -> str:
        """Give the page of an entity."""
        return f"{self.folder}/{ident}.html"


def donor_rows(shelf: EntityShelf) -> tuple[DonorRow, ...]:
    """Give the rows of donors.jsonl."""
    return tuple(
        DonorRow(
            e.id,
            shelf.url(e.id),
            e.name,
            e.aliases,
            _donor_kind(e, "country"),
            e.country,
            shelf.articles(e.id),
        )
        for e in shelf.entities
    )


def organisation_rows(shelf: EntityShelf) -> tuple[OrganisationRow, ...]:
    """Give the rows of organisations.jsonl."""
    return tuple(
        OrganisationRow(
            e.id,
            shelf.url(e.id),
            e.name,
            e.aliases,
            _donor_kind(e, "organisation"),
            e.country,
            shelf.articles(e.id),
        )
        for e in shelf.entities
    )


def person_rows(shelf: EntityShelf) -> tuple[PersonRow, ...]:
    """Give the rows of people.jsonl."""
    return tuple(
        PersonRow(e.id, shelf.url(e.id), e.name, e.aliases, e.roles, shelf.articles(e.id))
        for e in shelf.entities
    )


def source_rows(shelf: EntityShelf, stated: dict[str, str]) -> tuple[SourceRow, ...]:
    """Give the rows of sources.jsonl; `stated` names the sources that the registry lacks."""
    return tuple(
        SourceRow(
            e.id,
            shelf.url(e.id),
            e.name if e.kind else stated.get(e.id, e.name),
            e.aliases,
            cast("SourceKind", e.kind) if e.kind in get_args(SourceKind) else "other",
            e.home,
            shelf.articles(e.id),
        )
        for e in shelf.entities
    )


def equipment_rows(shelf: EntityShelf, items: Iterable[Item]) -> tuple[EquipmentRow, ...]:
    """Give the rows of equipment.jsonl, each status once an article."""
    statuses: dict[str, set[StatusIn]] = {}
    for item in items:
        for found in item.outline.equipment:
            statuses.setdefault(found.equipment, set()).add(StatusIn(item.id, found.status))
    return tuple(
        EquipmentRow(
            e.id,
            shelf.url(e.id),
            e.name,
            e.aliases,
            shelf.articles(e.id),
            tuple(sorted(statuses.get(e.id, ()), key=lambda s: (s.article, s.status))),
        )
        for e in shelf.entities
    )


def _donor_kind(entity: Entity, otherwise: DonorKind) -> DonorKind:
    return cast("DonorKind", entity.kind) if entity.kind in get_args(DonorKind) else otherwise


def _name(ident: str) -> str:
    """Give a readable name for an id that the registry lacks."""
    return ident.replace("-", " ").capitalize()
