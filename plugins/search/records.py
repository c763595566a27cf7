"""What can be found: one record a page, with its words, its facets and its day."""

from collections.abc import Iterator, Mapping, Sequence

from plugins.model import Archive, Site, Value
from plugins.pages.views import Shown

CARRIED = frozenset({"Article", "Figure", "Quote"})
"""Kinds of page that come from one source."""
LEFT_OUT = frozenset({"Search", "Evidence", "Not found"})
"""Kinds of page that are no answer to a search."""


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


class Records(Value, frozen=True):
    """Everything that goes into one index."""

    language: str
    records: tuple[Record, ...]


def search_records(archive: Archive, site: Site, pages: Sequence[Shown]) -> dict[str, Records]:
    """Give the records of all pages that are an answer to a search, in order of address."""
    texts = dict(_texts(archive))
    days = {entry.row.url: entry.row.published.date for entry in archive.entries}
    days |= {event.url: event.start for event in archive.events}
    days |= {f"claims/{claim.id}.html": claim.stated_on.date for claim in archive.claims}
    records = [
        _record(page, texts, days)
        for page in pages
        if page.kind and not page.hidden and page.kind not in LEFT_OUT
    ]
    return {"index": Records(site.language, tuple(sorted(records, key=lambda record: record.url)))}


def _record(head: Shown, texts: Mapping[str, str], days: Mapping[str, str | None]) -> Record:
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
    )


def _texts(archive: Archive) -> Iterator[tuple[str, str]]:
    """Give the words of every page that has more of them than its description."""
    for entry in archive.entries:
        yield entry.row.url, entry.row.text
    for claim in archive.claims:
        yield f"claims/{claim.id}.html", claim.sentence
    for table in (archive.donors, archive.people, archive.organisations, archive.sources, archive.equipment):
        for row in table:
            yield row.url, ", ".join((row.name, *row.aliases))
