"""All readings become one archive: the order of the steps, and nothing else."""

from collections.abc import Sequence
from itertools import chain

from plugins.bodies import Bodies
from plugins.memory import Memory
from plugins.model import Archive, EntityKind, Permalink, Reading, Registry
from plugins.registry import compile_knowledge

from .addresses import article_ids
from .articles import entries_of
from .beside import besides_of
from .claims import claim_rows
from .coverage import coverage_of
from .derivations import derivations_of
from .desk import items_of, mentions_of, stated_sources
from .differences import differences_of
from .editions import edition_numbers, editions_of
from .entities import EntityShelf, donor_rows, equipment_rows, organisation_rows, person_rows, source_rows
from .event_dates import final_dates, read_again
from .events import events_by_article, events_of
from .ledger import Ledger, reasons_of, relations_by_claim
from .notices import notices_of, unknown_names
from .permalinks import KINDS as PERMALINK_KINDS
from .permalinks import by_kind, moved, published_rows
from .quotes import quote_rows
from .related import related_articles
from .reprints import originals_of
from .restatements import bonds_of, restatements
from .shelves import Shelves
from .stories import stories_of

KINDS: tuple[EntityKind, ...] = ("donor", "person", "organisation", "source", "equipment")


def build_archive(
    readings: Sequence[Reading],
    registry: Registry,
    permalinks: Sequence[Permalink],
    bodies: Bodies | None = None,
    memory: Memory | None = None,
) -> tuple[Archive, tuple[Permalink, ...]]:
    """Link all articles, and give the archive with the permalinks to keep.

    The same readings, registry and permalinks give the same archive, whatever their order. Ids that the
    permalinks hold are kept for ever; new ones are added to them. `bodies` are those of the documents, where
    the readings come without. A memory of earlier builds saves time and changes nothing.
    """
    given = by_kind(permalinks)
    knowledge = compile_knowledge(registry)
    titles = {reading.document.path: reading.document.title for reading in readings}
    items = items_of(readings, article_ids(titles, given["article"]), knowledge)
    stories = stories_of(items, knowledge, memory)
    shelves = Shelves(stories, memory)
    events = events_of(stories, registry, knowledge, given["event"], shelves, memory)
    dates = final_dates(items, events)
    stories = read_again(stories, dates, knowledge, bodies, memory)
    items = tuple(story.item for story in stories)
    originals = originals_of(stories, shelves, memory)

    reported = events_by_article((event.id, event.articles) for event in events)
    ledger = Ledger(stories, dates, reported, shelves, memory)
    besides = besides_of(ledger, registry)
    again = restatements(ledger)
    differences, differing, impossible = differences_of(ledger, registry, besides)
    bonds = (*bonds_of(again, besides), *differing)
    claims = claim_rows(items, relations_by_claim(bonds))
    quotes = quote_rows(items, shelves)

    related = related_articles(events, originals, quotes, again)
    entries = entries_of(items, events, dates, originals, related)
    articles = [entry.row for entry in entries]
    by_id = {item.id: item for item in items}
    mentions = mentions_of(items)
    entities = {kind: EntityShelf(kind, mentions.get(kind, {}), registry, given[kind]) for kind in KINDS}
    tables: dict[str, Sequence[str]] = {"claim": [line.id for line in claims.lines]}
    tables |= {kind: entities[kind].ids for kind in KINDS}
    rows = published_rows(articles, events, tables, given, edition_numbers(articles, given))
    archive = Archive(
        entries=entries,
        claims=claims,
        quotes=quotes,
        events=events,
        donors=donor_rows(entities["donor"]),
        people=person_rows(entities["person"]),
        organisations=organisation_rows(entities["organisation"]),
        sources=source_rows(entities["source"], stated_sources(items)),
        equipment=equipment_rows(entities["equipment"], items),
        coverage=coverage_of(events, by_id, originals, knowledge, memory, bodies),
        differences=differences,
        derivations=derivations_of(ledger, bonds, differences),
        warnings=(*impossible, *notices_of(articles, tables["claim"], besides)),
        unknown_names=unknown_names(items),
        reasons=reasons_of(bonds),
        moved=moved(articles, events, tables, rows),
        editions=editions_of(articles, rows["edition"]),
        bodies=bodies,
    )
    return archive, tuple(chain.from_iterable(rows[kind] for kind in PERMALINK_KINDS))
