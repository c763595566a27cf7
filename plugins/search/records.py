"""What can be found: one record a page, with its words, its facets and its day."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from itertools import islice
from typing import NamedTuple

from plugins.bodies import bodies_of
from plugins.model import Archive, Site
from plugins.pages.views import Shown
from plugins.rows import claim_table
from plugins.search.parts import Pages, Record, Records

CARRIED = frozenset({"Article", "Figure", "Quote"})
"""Kinds of page that come from one source."""
LEFT_OUT = frozenset({"Search", "Evidence", "Not found"})
"""Kinds of page that are no answer to a search."""
PARTED = frozenset({"Ledger", "Quotes", "Timeline", "Articles", "Events", "Differences"})
FIRST_PAGES = ("index.html", "differences.html")
"""Lists of which the first page alone is an answer: what stands on the others is found by itself."""
AT_ONCE = 500
"""Pages whose texts are read at once."""


def search_records(archive: Archive, site: Site, pages: Iterable[Shown]) -> dict[str, Records | Pages]:
    """Give the records of all pages that are an answer to a search, and each of their parts.

    `pages` can be gone through again.
    """
    records = Records(site.language, partial(_records, archive, pages))
    return {"index": records, **{f"pages {part.place}": part for part in records.pages}}


def _records(archive: Archive, pages: Iterable[Shown], places: Collection[int] | None) -> Iterator[Record]:
    """Give the records of all pages, or of those that have some places among all that are an answer."""
    known, bodies = _known(archive), bodies_of(archive)
    articles = {entry.row.url: (entry.document.path, entry.row.title) for entry in archive.entries}
    answers = (page for page in pages if page.kind and not page.hidden and _answers(page))
    if places is not None:
        answers = (page for place, page in enumerate(answers) if place in places)
    while some := list(islice(answers, AT_ONCE)):
        # Few texts in memory at a time.
        urls = [page.path for page in some if page.path in articles]
        texts = dict(zip(urls, bodies.texts([articles[url] for url in urls]), strict=True))
        for page in some:
            words = texts if page.path in texts else known.texts
            text = words.get(page.path, page.description)
            yield _record(page, text, known)


class Known(NamedTuple):
    """What the archive knows of pages, each by its address."""

    texts: Mapping[str, str]
    """Words of whatever has more of them than its description, but articles."""
    names: Mapping[str, tuple[str, ...]]
    days: Mapping[str, str | None]
    articles: Mapping[str, str]
    """For each figure's page, the address of its article."""


def _known(archive: Archive) -> Known:
    days = {entry.row.url: entry.row.published.date for entry in archive.entries}
    days |= {event.url: event.start for event in archive.events}
    claims = claim_table(archive.claims).lines
    days |= {f"claims/{claim.id}.html": claim.day for claim in claims}
    urls = {entry.row.id: entry.row.url for entry in archive.entries}
    articles = {f"claims/{claim.id}.html": urls[claim.article] for claim in claims}
    return Known(dict(_texts(archive)), dict(_names(archive)), days, articles)


def _answers(page: Shown) -> bool:
    """Say whether a page is an answer to a search."""
    part = page.kind in PARTED and not page.path.endswith(FIRST_PAGES)
    return not part and page.kind not in LEFT_OUT


def _record(head: Shown, text: str, known: Known) -> Record:
    facets: dict[str, set[str]] = {}
    for one in head.filters:
        if one.value:
            facets.setdefault(one.name, set()).add(one.value)
    sources = sorted(facets.get("source", ())) if head.kind in CARRIED else []
    article = known.articles.get(head.path, head.path if head.kind == "Article" else "")
    # The title is a field of its own; said again as a sentence, its words count for more than the text's.
    words = text if text.startswith(head.title) else f"{head.title}. {text}"
    return Record(
        url=head.path,
        title=head.title,
        kind=head.label,
        words=words,
        filters=tuple((name, tuple(sorted(values))) for name, values in sorted(facets.items())),
        day=known.days.get(head.path),
        source=sources[0] if len(sources) == 1 else None,
        names=known.names.get(head.path, ()),
        article=article,
        period=known.days.get(article or head.path) or "",
    )


def _texts(archive: Archive) -> Iterator[tuple[str, str]]:
    """Give the words of every page, but articles', that has more of them than its description."""
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
