"""What can be found: one record a page, with its words, its facets and its day."""

from collections.abc import Iterable, Iterator, Mapping

from plugins.bodies import bodies_of
from plugins.model import Archive, Site, Value
from plugins.pages.views import Shown

CARRIED = frozenset({"Article", "Figure", "Quote"})
"""Kinds of page that come from one source."""
LEFT_OUT = frozenset({"Search", "Evidence", "Not found"})
"""Kinds of page that are no answer to a search."""
PARTED = frozenset({"Ledger", "Quotes", "Timeline", "Articles", "Events", "Differences"})
FIRST_PAGES = ("index.html", "differences.html")
"""Lists of which the first page alone is an answer: what stands on the others is found by itself."""


class Record(Value, frozen=True):
    """One page as a search engine takes it in, whatever engine it is."""

    url: str
    """Relative to the site's root."""
    title: str
    kind: str
    words: str
    """All that should be found, the title first."""
    filters: tuple[tuple[str, tuple[str, ...]], ...]
    """Name and values of each facet, sorted."""
    day: str | None
    """ISO 8601 as precise as known: sorts as text."""
    source: str | None
    names: tuple[str, ...] = ()
    """Every name of whom or what the page is about; empty where it is about no one thing."""


class Records(Value, frozen=True):
    """Everything that goes into one index."""

    language: str
    records: tuple[Record, ...]


def search_records(archive: Archive, site: Site, pages: Iterable[Shown]) -> dict[str, Records]:
    """Give the records of all pages that are an answer to a search, in order of address."""
    texts, names = dict(_texts(archive)), dict(_names(archive))
    days = {entry.row.url: entry.row.published.date for entry in archive.entries}
    days |= {event.url: event.start for event in archive.events}
    days |= {f"claims/{claim.id}.html": claim.stated_on.date for claim in archive.claims}
    records = [
        _record(page, texts, days, names.get(page.path, ()))
        for page in pages
        if page.kind and not page.hidden and _answers(page)
    ]
    return {"index": Records(site.language, tuple(sorted(records, key=lambda record: record.url)))}


def _answers(page: Shown) -> bool:
    """Say whether a page is an answer to a search."""
    part = page.kind in PARTED and not page.path.endswith(FIRST_PAGES)
    return not part and page.kind not in LEFT_OUT


def _record(
    head: Shown, texts: Mapping[str, str], days: Mapping[str, str | None], names: tuple[str, ...]
) -> Record:
    facets: dict[str, set[str]] = {}
    for one in head.filters:
        if one.value:
            facets.setdefault(one.name, set()).add(one.value)
    sources = sorted(facets.get("source", ())) if head.kind in CARRIED else []
    text = texts.get(head.path, head.description)
    # The title is a field of its own; said again as a sentence, its words count for more than the text's.
    words = text if text.startswith(head.title) else f"{head.title}. {text}"
    return Record(
        url=head.path,
        title=head.title,
        kind=head.label,
        words=words,
        filters=tuple((name, tuple(sorted(values))) for name, values in sorted(facets.items())),
        day=days.get(head.path),
        source=sources[0] if len(sources) == 1 else None,
        names=names,
    )


def _texts(archive: Archive) -> Iterator[tuple[str, str]]:
    """Give the words of every page that has more of them than its description."""
    rows = [entry.row for entry in archive.entries]
    texts = bodies_of(archive).texts([(entry.document.path, entry.row.title) for entry in archive.entries])
    yield from zip((row.url for row in rows), texts, strict=True)
    for claim in archive.claims:
        yield f"claims/{claim.id}.html", claim.sentence
    yield from ((url, ", ".join(names)) for url, names in _names(archive) if not url.startswith("events/"))


def _names(archive: Archive) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give the names of whatever has a page of its own."""
    for table in (archive.donors, archive.people, archive.organisations, archive.sources, archive.equipment):
        for row in table:
            yield row.url, (row.name, *row.aliases)
    for event in archive.events:
        yield event.url, (event.title,)
