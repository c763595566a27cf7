"""All readings become one archive: the order of the steps, and nothing else."""

from collections.abc import Sequence

from plugins.model import Archive, Coverage, EntityKind, Permalink, Reading, Registry
from plugins.registry import compile_knowledge

from .addresses import article_ids
from .articles import entries_of
from .claims import claim_rows
from .desk import items_of, stated_sources
from .entities import EntityShelf, donor_rows, equipment_rows, organisation_rows, person_rows, source_rows
from .events import events_of
from .notices import notices_of, unknown_names
from .permalinks import moved, published_rows
from .quotes import quote_rows

KINDS: tuple[EntityKind, ...] = ("donor", "person", "organisation", "source", "equipment")


def build_archive(
    readings: Sequence[Reading], registry: Registry, permalinks: Sequence[Permalink]
) -> tuple[Archive, tuple[Permalink, ...]]:
    """Link all articles, and give the archive with the permalinks to keep.

    The same readings, registry and permalinks give the same archive, whatever their order. Ids that the
    permalinks hold are kept for ever; new ones are added to them.
    """
    permalinks = sorted(permalinks, key=lambda row: (row.kind, row.key))
    knowledge = compile_knowledge(registry)
    titles = {reading.document.path: reading.document.title for reading in readings}
    items = items_of(readings, article_ids(titles, permalinks), knowledge)
    events = events_of(items, registry, knowledge, permalinks)
    dates = {item.id: item.published for item in items}
    entries = entries_of(items, events, dates, {}, {})
    articles = [entry.row for entry in entries]
    claims = claim_rows(items, dates, {})
    shelves = {kind: EntityShelf(kind, items, registry, permalinks) for kind in KINDS}
    tables: dict[str, Sequence[str]] = {
        "claim": [c.id for c in claims],
        **{kind: shelves[kind].ids for kind in KINDS},
    }
    rows = published_rows(articles, events, tables, permalinks)
    archive = Archive(
        entries=entries,
        claims=claims,
        quotes=quote_rows(items),
        events=events,
        donors=donor_rows(shelves["donor"]),
        people=person_rows(shelves["person"]),
        organisations=organisation_rows(shelves["organisation"]),
        sources=source_rows(shelves["source"], stated_sources(items)),
        equipment=equipment_rows(shelves["equipment"], items),
        coverage=tuple(Coverage(event.id, event.articles, ()) for event in events),
        differences=(),
        derivations=(),
        warnings=notices_of(articles),
        unknown_names=unknown_names(items),
        moved=moved(articles, events, tables, rows),
    )
    return archive, rows
