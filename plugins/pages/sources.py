"""Sources: what kind they are, what they published when, what cleaning took out, the claims they carried."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from plugins.model import ArticleRow, Page, Site, SourceRow, Tally, Value
from plugins.pages.charts import Chart
from plugins.pages.dates import date_text, span_text
from plugins.pages.drafts import Draft
from plugins.pages.head import page_head
from plugins.pages.ledger import claims_table
from plugins.pages.links import feed_forms, own_feed
from plugins.pages.lists import MOST_ITEMS, plain
from plugins.pages.lookup import Lookup
from plugins.pages.orders import in_line
from plugins.pages.sections import aliases_fact, articles_newest_first, more
from plugins.pages.strips import NO_MONTH, coverage_chart, months_chart
from plugins.pages.views import ArticleItem, Cell, Column, Fact, Filter, Head, Json, Link, Table
from plugins.pages.words import ARTICLES, FIGURES, SOURCE_KINDS, SOURCES, counted, headed, worded
from plugins.words import Words, told

INDEX = Link(told("Sources"), "sources/index.html")
COLUMNS = (
    Column(told("Source")),
    Column(told("What it is")),
    Column(told("Latest article")),
    Column(told("Articles"), numeric=True),
    Column(told("Figures carried"), numeric=True),
    Column(told("Cut from its pages"), numeric=True),
)


class SourceView(Value, frozen=True):
    """One source."""

    head: Head
    lead: str
    facts: tuple[Fact, ...]
    """Its home, the days its articles cover, the share of its pages' words that cleaning took out."""
    chart: Chart | None
    table: Table
    """The claims it carried."""
    more_claims: str
    articles: tuple[ArticleItem, ...]
    more_articles: str


class SourcesView(Value, frozen=True):
    """All sources."""

    head: Head
    lead: str
    table: Table
    chart: Chart | None
    nameless: str
    """How many articles do not say where they come from, in words; "" where all do."""


def source_pages(lookup: Lookup, site: Site) -> Iterable[Page | Draft]:
    """Give the list of sources and a page for each."""
    carried = _carried(lookup)
    yield _index(lookup, site, {source: len(claims) for source, claims in carried.items()})
    for row in lookup.archive.sources:
        yield Draft(row.url, "source.html", _view, (row.id, tuple(carried.get(row.id, ()))))


def _carried(lookup: Lookup) -> Mapping[str, Sequence[str]]:
    """Give the claims of each source's articles, the newest first."""
    source_of = {entry.row.id: entry.row.source for entry in lookup.archive.entries if entry.row.source}
    found: defaultdict[str, list[str]] = defaultdict(list)
    for claim in in_line(lookup.orders.ledger) if source_of else ():
        if claim.article in source_of:
            found[source_of[claim.article]].append(claim.id)
    return found


def _rows(lookup: Lookup, source: SourceRow) -> tuple[ArticleRow, ...]:
    return tuple(lookup.entries[article].row for article in source.articles)


def _tallies(lookup: Lookup, source: SourceRow) -> Iterator[Tally]:
    return (lookup.entries[article].tally for article in source.articles)


def _by_month(rows: Iterable[ArticleRow]) -> Counter[str]:
    return Counter(
        day[:7] for row in rows if (day := row.published.date) is not None and len(day) >= len("2023-02")
    )


def _by_month_or_none(rows: Sequence[ArticleRow]) -> Counter[str]:
    """Give every article its month, or that it has none."""
    counts = _by_month(rows)
    counts[NO_MONTH] = len(rows) - counts.total()
    return counts


def removed_share(tallies: Iterable[Tally]) -> float:
    """Give the part of the scraped words that cleaning took out, from 0 to 1."""
    kept = taken = 0
    for tally in tallies:
        kept += tally.kept_words
        taken += tally.cut_words
    return taken / (kept + taken) if kept + taken else 0.0


def _index(lookup: Lookup, site: Site, claims: Mapping[str, int]) -> Page:
    say = lookup.say
    sources = sorted(lookup.archive.sources, key=lambda row: plain(row.name))
    busiest = sorted(sources, key=lambda row: -len(row.articles))
    nameless = sum(1 for entry in lookup.archive.entries if entry.row.source is None)
    head = page_head(
        site,
        "sources/index.html",
        title=say("Sources"),
        description=say.many(
            "{n} source whose pages the archive holds: what each is, how much it published, and how much "
            "of its pages was not article text.",
            "{n} sources whose pages the archive holds: what each is, how much it published, and how much "
            "of its pages was not article text.",
            len(sources),
        ),
        kind="Sources",
        section="sources",
        json_ld={"@type": "CollectionPage"},
    )
    table = Table(
        "sources",
        say("Sources by name"),
        headed(say, COLUMNS),
        tuple(_row(lookup, source, claims.get(source.id, 0)) for source in sources),
        say("No article in the archive names its source."),
    )
    return Page(
        head.path,
        "sources.html",
        SourcesView(
            head=head,
            lead=counted(len(sources), SOURCES, say),
            table=table,
            chart=coverage_chart(
                "coverage",
                [(source.name, _by_month_or_none(_rows(lookup, source))) for source in busiest],
                say,
            ),
            nameless=say.many(
                "{n} article in the archive does not say who published it.",
                "{n} articles in the archive do not say who published them.",
                nameless,
            )
            if nameless
            else "",
        ),
    )


def _row(lookup: Lookup, source: SourceRow, claims: int) -> tuple[Cell, ...]:
    rows = _rows(lookup, source)
    days = sorted(day for row in rows if (day := row.published.date) is not None)
    share, say = removed_share(_tallies(lookup, source)), lookup.say
    return (
        Cell(links=(Link(source.name, source.url),), sort=plain(source.name)),
        Cell(say(SOURCE_KINDS[source.kind])),
        Cell(date_text(days[-1], say), iso=days[-1], sort=days[-1]) if days else Cell(say("No date known")),
        Cell(say.number(f"{len(rows):,}"), sort=str(len(rows))),
        Cell(say.number(f"{claims:,}"), sort=str(claims)),
        Cell(f"{share:.0%}", sort=f"{share:.4f}"),
    )


def _view(lookup: Lookup, site: Site, source: str, claims: tuple[str, ...]) -> SourceView:
    row, say = lookup.sources[source], lookup.say
    rows = _rows(lookup, row)
    months = _by_month(rows)
    described: dict[str, Json] = {"@type": "Organization", "name": row.name}
    if row.home:
        described["sameAs"] = row.home
    head = page_head(
        site,
        row.url,
        title=row.name,
        description=say(
            "{source}, {kind}: {articles} with {figures} in the archive.",
            source=row.name,
            kind=say(SOURCE_KINDS[row.kind]).lower(),
            articles=counted(len(rows), ARTICLES, say),
            figures=counted(len(claims), FIGURES, say),
        ),
        kind="Source",
        section="sources",
        crumbs=worded(say, INDEX),
        json_ld=described,
        filters=(Filter("source", row.name),),
        feeds=(own_feed("sources", row.id, row.name),) if rows else (),
    )
    return SourceView(
        head=head,
        lead=_lead(row, rows, len(claims), say),
        facts=_facts(lookup, row, rows, say),
        chart=months_chart(
            f"{row.id}-months", say("{source}: articles by month", source=row.name), months, say
        )
        if len(months) > 1
        else None,
        table=claims_table(
            lookup,
            site,
            [lookup.claims[claim] for claim in claims[:MOST_ITEMS]],
            "carried",
            say("Figures that {source} carried, the newest first", source=row.name),
        ),
        more_claims=more(len(claims), FIGURES, say),
        articles=articles_newest_first(lookup, site, row.articles),
        more_articles=more(len(row.articles), ARTICLES, say),
    )


def _lead(source: SourceRow, rows: tuple[ArticleRow, ...], claims: int, say: Words) -> str:
    """Say what kind of source it is and how much of it the archive holds."""
    return say(
        "{kind}: {articles} in the archive, with {figures}.",
        kind=say(SOURCE_KINDS[source.kind]),
        articles=counted(len(rows), ARTICLES, say),
        figures=counted(claims, FIGURES, say),
    )


def _facts(lookup: Lookup, source: SourceRow, rows: tuple[ArticleRow, ...], say: Words) -> tuple[Fact, ...]:
    days = sorted(day for row in rows if (day := row.published.date) is not None)
    undated = len(rows) - len(days)
    home = (Fact(say("Its own site"), text=source.home),) if source.home else ()
    return (
        *home,
        Fact(
            say("Articles from"),
            text=span_text(days[0], days[-1], say) if days else say("None with a known date"),
            note=say.many("{n} article without a known date", "{n} articles without a known date", undated)
            if undated and days
            else "",
        ),
        Fact(
            say("Cut from its pages"),
            text=say("{share} of the words", share=f"{removed_share(_tallies(lookup, source)):.0%}"),
        ),
        *(
            (Fact(say("Follow"), links=feed_forms(own_feed("sources", source.id, source.name), say)),)
            if rows
            else ()
        ),
        *aliases_fact(source.aliases, say),
    )
