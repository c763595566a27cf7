"""The home page: what is new, and how to read the figures."""

from collections.abc import Iterable
from itertools import chain, islice

from plugins.model import ArticleRow, Page, Site, Value
from plugins.pages.about import EditionItem, edition_item
from plugins.pages.dates import newest_first
from plugins.pages.head import page_head
from plugins.pages.items import article_item, claim_item, dated_when, event_item
from plugins.pages.links import article_link
from plugins.pages.lookup import Lookup
from plugins.pages.orders import in_line, restates
from plugins.pages.views import ArticleItem, ClaimItem, EventItem, Head, Json, Link
from plugins.pages.words import ARTICLES, DONORS, EVENTS, FIGURES, QUOTES, SOURCES, counted

PATH = "index.html"
NEWEST_EVENTS = 6
NEWEST_CLAIMS = 8
NEWEST_ARTICLES = 5
EARLIER_ARTICLES = 25
"""Titles under the newest articles: what was on this page last week is still found on it."""


class HomeView(Value, frozen=True):
    """What the archive holds and what is newest in it."""

    head: Head
    holdings: tuple[Link, ...]
    """What there is, each with its number: "5 articles"."""
    added: EditionItem | None
    """What the last build added; None for the first, which added everything."""
    events: tuple[EventItem, ...]
    announced: tuple[ClaimItem, ...]
    """The newest new announcements."""
    others: tuple[ClaimItem, ...]
    """The newest of all other kinds, told apart from announcements."""
    articles: tuple[ArticleItem, ...]
    earlier: tuple[Link, ...]
    """The titles of those before them, each with its day."""
    undated: str
    """How many articles have no known date; "" where all have one."""
    differences: str
    """How many differences between sources are shown; "" for none."""


def home_pages(lookup: Lookup, site: Site) -> tuple[Page, ...]:
    """Give the home page."""
    archive, say = lookup.archive, lookup.say
    events = sorted(
        (row for row in archive.events if row.articles), key=lambda row: (newest_first(row.start), row.id)
    )
    others = (
        claim.id
        for claims in lookup.orders.others.values()
        for claim in claims
        if claim.kind != "announced" and not restates(claim)
    )
    articles = in_line(lookup.orders.articles)
    undated = len(lookup.orders.articles.get(None, ()))
    view = HomeView(
        head=_head(site),
        holdings=_holdings(lookup),
        added=edition_item(lookup, site, archive.editions[0], NEWEST_ARTICLES)
        if archive.editions and archive.editions[0].number > 1
        else None,
        events=tuple(event_item(lookup, row.id, site) for row in events[:NEWEST_EVENTS]),
        announced=_items(lookup, chain.from_iterable(lookup.orders.announcements.values()), site),
        others=_items(lookup, others, site),
        articles=tuple(article_item(lookup, row.id, site) for row in articles[:NEWEST_ARTICLES]),
        earlier=tuple(
            _dated_link(lookup, row, site) for row in articles[NEWEST_ARTICLES:][:EARLIER_ARTICLES]
        ),
        undated=say.many("{n} article without a known date", "{n} articles without a known date", undated)
        if undated
        else "",
        differences=say.many(
            "{n} difference between sources", "{n} differences between sources", len(archive.differences)
        )
        if archive.differences
        else "",
    )
    return (Page(PATH, "home.html", view),)


def _dated_link(lookup: Lookup, row: ArticleRow, site: Site) -> Link:
    return article_link(lookup, row.id, site, dated_when(lookup, row.published, site).text)


def _items(lookup: Lookup, claims: Iterable[str], site: Site) -> tuple[ClaimItem, ...]:
    return tuple(claim_item(lookup, claim, site) for claim in islice(claims, NEWEST_CLAIMS))


def _holdings(lookup: Lookup) -> tuple[Link, ...]:
    archive, say = lookup.archive, lookup.say
    return (
        Link(counted(len(archive.entries), ARTICLES, say), "articles/index.html"),
        Link(counted(len(archive.events), EVENTS, say), "events/index.html"),
        Link(counted(len(archive.claims), FIGURES, say), "claims/index.html"),
        Link(counted(len(archive.quotes), QUOTES, say), "quotes/index.html"),
        Link(
            counted(sum(row.id in lookup.claims_by_donor for row in archive.donors), DONORS, say),
            "donors/index.html",
        ),
        Link(counted(len(archive.sources), SOURCES, say), "sources/index.html"),
    )


def _head(site: Site) -> Head:
    body: dict[str, Json] = {"@type": "WebSite", "name": site.name, "description": site.tagline}
    if site.url:
        body["potentialAction"] = {
            "@type": "SearchAction",
            "target": f"{site.url}/search.html?q={{search_term_string}}",
            "query-input": "required name=search_term_string",
        }
    return page_head(
        site,
        PATH,
        title=site.name,
        description=site.say(
            "{tagline}: every figure and quote leads to its sentence.", tagline=site.tagline
        ),
        kind="Home",
        json_ld=body,
    )
