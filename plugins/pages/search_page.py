"""The search page: without scripts a directory of everything; with them, where results appear."""

from collections.abc import Iterable

from plugins.model import DonorRow, Page, PersonRow, Site, SourceRow, Value
from plugins.pages.article_list import is_parted, letter_url
from plugins.pages.event_titles import event_link
from plugins.pages.head import page_head
from plugins.pages.lists import plain
from plugins.pages.lookup import Lookup
from plugins.pages.views import Head, Link
from plugins.words import Words

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
    archive, say = lookup.archive, lookup.say
    head = page_head(
        site,
        "search.html",
        title=say("Search"),
        description=say.many(
            "Search {n} article word by word, by source, donor, person, event and year.",
            "Search {n} articles word by word, by source, donor, person, event and year.",
            len(archive.entries),
        ),
        kind="Search",
        section="search",
        json_ld={"@type": "SearchResultsPage"},
        # The index is read by WebAssembly, which no other page runs.
        csp="'wasm-unsafe-eval'",
    )
    facets = (
        _kinds(lookup),
        _facet(
            say, "source", say("Sources"), archive.sources, Link(say("All sources"), "sources/index.html")
        ),
        # A country that articles merely name is a row of the table of donors, and no donor to choose.
        _facet(say, "donor", say("Donors"), _giving(lookup), Link(say("All donors"), "donors/index.html")),
        _facet(say, "person", say("People"), archive.people, Link(say("All people"), "people/index.html")),
        _events(lookup),
        _years(lookup),
    )
    parted = is_parted(lookup)
    yield Page(
        head.path,
        "search.html",
        SearchView(
            head=head,
            letters=tuple(
                Link(letter.letter, letter_url(letter.letter, parted=parted))
                for letter in lookup.orders.letters
            ),
            facets=tuple(facet for facet in facets if facet.links),
        ),
    )


def _giving(lookup: Lookup) -> tuple[DonorRow, ...]:
    return tuple(row for row in lookup.archive.donors if lookup.claims_by_donor.get(row.id))


def _kinds(lookup: Lookup) -> Facet:
    archive, say = lookup.archive, lookup.say
    kinds = (
        (say("Articles"), "articles/index.html", len(archive.entries)),
        (say("Events"), "events/index.html", len(archive.events)),
        (say("Donors"), "donors/index.html", len(archive.donors)),
        (say("Figures"), "claims/index.html", len(archive.claims)),
        (say("Quotes"), "quotes/index.html", len(archive.quotes)),
        (say("People"), "people/index.html", len(archive.people)),
        (say("Organisations"), "organisations/index.html", len(archive.organisations)),
        (say("Equipment"), "equipment/index.html", len(archive.equipment)),
        (say("Sources"), "sources/index.html", len(archive.sources)),
    )
    links = tuple(Link(text, url, note=say.number(f"{number:,}")) for text, url, number in kinds)
    return Facet("kind", say("Kinds of page"), links, None)


def _facet(
    say: Words, name: str, title: str, rows: Iterable[DonorRow | PersonRow | SourceRow], everything: Link
) -> Facet:
    ranked = sorted(rows, key=lambda row: (-len(row.articles), plain(row.name)))
    return Facet(
        name,
        title,
        tuple(
            Link(row.name, row.url, note=say.number(f"{len(row.articles):,}"))
            for row in ranked[:MOST_IN_FACET]
        ),
        everything if len(ranked) > MOST_IN_FACET else None,
    )


def _events(lookup: Lookup) -> Facet:
    reported = [row for row in lookup.archive.events if row.articles]
    say = lookup.say
    ranked = sorted(reported, key=lambda row: (-len(row.articles), row.id))
    return Facet(
        "event",
        say("Events"),
        tuple(event_link(row, say, say.number(f"{len(row.articles):,}")) for row in ranked[:MOST_IN_FACET]),
        Link(say("All events"), "events/index.html") if len(ranked) > MOST_IN_FACET else None,
    )


def _years(lookup: Lookup) -> Facet:
    years: dict[str, int] = {}
    for entry in lookup.archive.entries:
        if entry.row.published.date is not None:
            year = entry.row.published.date[:4]
            years[year] = years.get(year, 0) + 1
    return Facet(
        "year",
        lookup.say("Years"),
        tuple(
            Link(year, f"briefings/{year}.html", note=lookup.say.number(f"{years[year]:,}"))
            for year in sorted(years, reverse=True)
        ),
        None,
    )
