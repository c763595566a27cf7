"""The search page: without scripts a directory of everything; with them, where results appear."""

from collections.abc import Iterable

from plugins.model import DonorRow, Page, PersonRow, Site, SourceRow, Value
from plugins.pages.article_list import is_parted, letter_url
from plugins.pages.head import page_head
from plugins.pages.lists import by_letter, plain
from plugins.pages.lookup import Lookup
from plugins.pages.views import Head, Link
from plugins.pages.words import counted

# Facet lists show those that most articles name; the whole list is one link away.
MOST_IN_FACET = 24


class Facet(Value, frozen=True):
    """One way to narrow down, as a list of links."""

    name: str
    """As search calls it: "donor"."""
    title: str
    links: tuple[Link, ...]
    """Each with the number of articles as its note."""
    all: Link | None
    """The whole list, where this is its beginning."""


class SearchView(Value, frozen=True):
    """The search page."""

    head: Head
    letters: tuple[Link, ...]
    """The A–Z of articles."""
    facets: tuple[Facet, ...]


def search_pages(lookup: Lookup, site: Site) -> Iterable[Page]:
    """Give the one search page."""
    archive = lookup.archive
    head = page_head(
        site,
        "search.html",
        title="Search",
        description=f"Search {counted(len(archive.entries), 'article')} word by word, by source, donor, "
        "person, event and year.",
        kind="Search",
        section="search",
        json_ld={"@type": "SearchResultsPage"},
        # The index is read by WebAssembly, which no other page runs.
        csp="'wasm-unsafe-eval'",
    )
    facets = (
        _kinds(lookup),
        _facet("source", "Sources", archive.sources, "sources/index.html"),
        # A country that articles merely name is a row of the table of donors, and no donor to choose.
        _facet("donor", "Donors", _giving(lookup), "donors/index.html"),
        _facet("person", "People", archive.people, "people/index.html"),
        _events(lookup),
        _years(lookup),
    )
    parted = is_parted(lookup)
    letters = by_letter(
        [entry.row.id for entry in archive.entries], lambda article: lookup.entries[article].row.title
    )
    yield Page(
        head.path,
        "search.html",
        SearchView(
            head=head,
            letters=tuple(
                Link(letter.letter, letter_url(letter.letter, parted=parted)) for letter in letters
            ),
            facets=tuple(facet for facet in facets if facet.links),
        ),
    )


def _giving(lookup: Lookup) -> tuple[DonorRow, ...]:
    return tuple(row for row in lookup.archive.donors if lookup.claims_by_donor.get(row.id))


def _kinds(lookup: Lookup) -> Facet:
    archive = lookup.archive
    kinds = (
        ("Articles", "articles/index.html", len(archive.entries)),
        ("Events", "events/index.html", len(archive.events)),
        ("Donors", "donors/index.html", len(archive.donors)),
        ("Figures", "claims/index.html", len(archive.claims)),
        ("Quotes", "quotes/index.html", len(archive.quotes)),
        ("People", "people/index.html", len(archive.people)),
        ("Organisations", "organisations/index.html", len(archive.organisations)),
        ("Equipment", "equipment/index.html", len(archive.equipment)),
        ("Sources", "sources/index.html", len(archive.sources)),
    )
    links = tuple(Link(text, url, note=f"{number:,}") for text, url, number in kinds)
    return Facet("kind", "Kinds of page", links, None)


def _facet(name: str, title: str, rows: Iterable[DonorRow | PersonRow | SourceRow], index: str) -> Facet:
    ranked = sorted(rows, key=lambda row: (-len(row.articles), plain(row.name)))
    return Facet(
        name,
        title,
        tuple(Link(row.name, row.url, note=f"{len(row.articles):,}") for row in ranked[:MOST_IN_FACET]),
        Link(f"All {title.lower()}", index) if len(ranked) > MOST_IN_FACET else None,
    )


def _events(lookup: Lookup) -> Facet:
    reported = [row for row in lookup.archive.events if row.articles]
    ranked = sorted(reported, key=lambda row: (-len(row.articles), row.id))
    return Facet(
        "event",
        "Events",
        tuple(Link(row.title, row.url, note=f"{len(row.articles):,}") for row in ranked[:MOST_IN_FACET]),
        Link("All events", "events/index.html") if len(ranked) > MOST_IN_FACET else None,
    )


def _years(lookup: Lookup) -> Facet:
    years: dict[str, int] = {}
    for entry in lookup.archive.entries:
        if entry.row.published.date is not None:
            year = entry.row.published.date[:4]
            years[year] = years.get(year, 0) + 1
    return Facet(
        "year",
        "Years",
        tuple(
            Link(year, f"briefings/{year}.html", note=f"{years[year]:,}")
            for year in sorted(years, reverse=True)
        ),
        None,
    )
