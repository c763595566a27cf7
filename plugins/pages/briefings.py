"""Briefings: one month or year on a page that can be printed and handed over."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from heapq import heapify, heappop
from operator import itemgetter
from typing import Any, TypeVar

from plugins.model import ArticleRow, ClaimKind, EventRow, Page, Site, Value
from plugins.pages.dates import date_text
from plugins.pages.drafts import Draft
from plugins.pages.head import page_head
from plugins.pages.items import article_item, claim_item, event_item, quote_item
from plugins.pages.lists import MOST_ITEMS
from plugins.pages.lookup import Lookup
from plugins.pages.orders import ByDay, events_by_day, oldest_first
from plugins.pages.views import ArticleItem, ClaimItem, EventItem, Head, Link, QuoteItem
from plugins.pages.words import ARTICLES, EVENTS, counted, worded
from plugins.rows import ClaimLine, QuoteLine
from plugins.words import Words, told, told_many

INDEX = Link(told("Briefings"), "briefings/index.html")
ANNOUNCEMENTS = told_many("{n} new announcement", "{n} new announcements")
OTHERS = told_many("{n} other figure", "{n} other figures")
KEY_QUOTES = 6
TOTALS: frozenset[ClaimKind] = frozenset({"cumulative", "share"})
OTHERS_THAN_TOTALS: frozenset[ClaimKind] = frozenset({"delivered", "planned", "estimate"})

RowT = TypeVar("RowT", ArticleRow, ClaimLine, EventRow, QuoteLine)
T = TypeVar("T")
Ranked = tuple[int, int, str, str, QuoteLine]
"""What a quote is chosen by, the first to be taken the least: then its day, then the quote."""


class PeriodItem(Value, frozen=True):
    """A month or year in the list of briefings."""

    link: Link
    counts: str


class YearItem(Value, frozen=True):
    """A year with its months."""

    year: PeriodItem
    months: tuple[PeriodItem, ...]


class BriefingsView(Value, frozen=True):
    """Every briefing there is."""

    head: Head
    years: tuple[YearItem, ...]
    undated: str
    """How many articles have no known date and so stand in no briefing, in words; "" where none."""


class BriefingView(Value, frozen=True):
    """One month or one year."""

    head: Head
    lead: str
    before: Link | None
    after: Link | None
    months: tuple[PeriodItem, ...]
    """A year's months; empty for a month."""
    events: tuple[EventItem, ...]
    announced: tuple[ClaimItem, ...]
    """New announcements only, never with totals."""
    totals: tuple[ClaimItem, ...]
    """Totals to date and shares, as stated in this period."""
    others: tuple[ClaimItem, ...]
    """Deliveries, plans and estimates stated in this period."""
    quotes: tuple[QuoteItem, ...]
    articles: tuple[ArticleItem, ...]
    shortened: bool
    """Whether any list was cut: a year can hold more than a briefing should."""


class Period(Value, frozen=True):
    """What a page shows of one month or year, by id, and how much there is of it."""

    key: str
    counts: tuple[int, int, int, int]
    """Events, new announcements, other figures, articles."""
    events: tuple[str, ...]
    announced: tuple[str, ...]
    totals: tuple[str, ...]
    others: tuple[str, ...]
    quotes: tuple[str, ...]
    articles: tuple[str, ...]
    """The newest first."""
    shortened: bool
    """Whether there is more of anything than the page shows."""


def briefing_pages(lookup: Lookup, site: Site) -> Iterable[Page | Draft]:
    """Give the list of briefings and a page for every month and year with content."""
    periods = _periods(lookup)
    years = [key for key in periods if len(key) == len("2023")]
    months = [key for key in periods if len(key) > len("2023")]
    yield _index(lookup, site, periods)
    for keys in (years, months):
        for number, key in enumerate(keys):
            before = keys[number - 1] if number else None
            after = keys[number + 1] if number + 1 < len(keys) else None
            own = [month for month in months if len(key) == len("2023") and month.startswith(key)]
            about = (periods[key], before, after, tuple(_item(periods[month], lookup.say) for month in own))
            yield Draft(f"briefings/{key}.html", "briefing.html", _view, about)


def _periods(lookup: Lookup) -> Mapping[str, Period]:
    """Give every month and year with content, oldest first."""
    orders = lookup.orders
    # An occasion that articles only refer to, perhaps of long ago, did not happen in what is reported here.
    reported = (row for row in lookup.archive.events if row.articles)
    events = _by_period(oldest_first(events_by_day(reported)))
    announced = _by_period(oldest_first(orders.announcements))
    besides = _by_period(oldest_first(orders.others))
    quotes = _by_period({day: _ranked(day, rows) for day, rows in orders.quotes.items()})
    articles = _by_period(orders.articles)
    none: Sequence[Any] = ()
    return {
        key: _period(
            key,
            events.get(key, none),
            announced.get(key, none),
            besides.get(key, none),
            quotes.get(key, none),
            articles.get(key, none),
        )
        for key in sorted({*events, *announced, *besides, *quotes, *articles})
    }


def _period(
    key: str,
    events: Sequence[EventRow],
    announced: Sequence[str],
    besides: Sequence[ClaimLine],
    quotes: Sequence[Ranked],
    articles: Sequence[ArticleRow],
) -> Period:
    totals = [claim for claim in besides if claim.kind in TOTALS]
    others = [claim for claim in besides if claim.kind in OTHERS_THAN_TOTALS]
    return Period(
        key,
        (len(events), len(announced), len(besides), len(articles)),
        events=_ids(events),
        announced=tuple(announced[:MOST_ITEMS]),
        totals=_ids(totals),
        others=_ids(others),
        quotes=_ids(_key_quotes(quotes)),
        articles=_ids(articles),
        shortened=any(len(rows) > MOST_ITEMS for rows in (events, announced, totals, others, articles)),
    )


def _ids(rows: Sequence[RowT]) -> tuple[str, ...]:
    return tuple(row.id for row in rows[:MOST_ITEMS])


def _by_period(days: ByDay[T]) -> Mapping[str, list[T]]:
    """Give what stands by day by month and by year, in the order of the days."""
    found: defaultdict[str, list[T]] = defaultdict(list)
    for day, rows in days.items():
        if day is not None:
            found[day[:4]] += rows
            if len(day) > len("2023"):
                found[day[:7]] += rows
    return found


def _counts(period: Period, say: Words) -> str:
    nouns = (EVENTS, ANNOUNCEMENTS, OTHERS, ARTICLES)
    return " · ".join(
        counted(number, noun, say) for number, noun in zip(period.counts, nouns, strict=True) if number
    )


def _item(period: Period, say: Words) -> PeriodItem:
    link = Link(date_text(period.key, say), f"briefings/{period.key}.html")
    return PeriodItem(link, _counts(period, say))


def _index(lookup: Lookup, site: Site, periods: Mapping[str, Period]) -> Page:
    years = [key for key in periods if len(key) == len("2023")]
    undated = len(lookup.orders.articles.get(None, ()))
    say = lookup.say
    head = page_head(
        site,
        "briefings/index.html",
        title=say("Briefings"),
        description=say(
            "Each month and each year on one page: events, new announcements, totals as stated, words "
            "that were quoted."
        ),
        kind="Briefings",
        section="briefings",
        json_ld={"@type": "CollectionPage"},
    )
    view = BriefingsView(
        head=head,
        years=tuple(
            YearItem(
                _item(periods[year], say),
                tuple(
                    _item(periods[key], say) for key in reversed(tuple(periods)) if key.startswith(f"{year}-")
                ),
            )
            for year in reversed(years)
        ),
        undated=say.many(
            "{n} article without a known date stands in no briefing.",
            "{n} articles without a known date stand in no briefing.",
            undated,
        )
        if undated
        else "",
    )
    return Page(head.path, "briefings.html", view)


def _ranked(day: str | None, quotes: Iterable[QuoteLine]) -> Sequence[Ranked]:
    return [
        (-len(quote.also_in), -quote.length, quote.id, day or "", quote)
        for quote in quotes
        if quote.speaker is not None
    ]


def _key_quotes(quotes: Sequence[Ranked]) -> tuple[QuoteLine, ...]:
    """Give the quotes to show: those that most sources repeat, then the longest; in the order of the day.

    Words that stand in several sources are shown once. Quotes without a speaker are left to the articles.
    """
    taken: set[str] = set()
    chosen: list[tuple[str, str, QuoteLine]] = []
    # A heap, since of a year's thousands a few are taken.
    left = [*quotes]
    heapify(left)
    while left and len(chosen) < KEY_QUOTES:
        _, _, ident, day, quote = heappop(left)
        if ident not in taken:
            chosen.append((day, ident, quote))
            taken.update((ident, *quote.also_in))
    return tuple(quote for _, _, quote in sorted(chosen, key=itemgetter(0, 1)))


def _view(
    lookup: Lookup,
    site: Site,
    period: Period,
    earlier: str | None,
    later: str | None,
    months: tuple[PeriodItem, ...],
) -> BriefingView:
    say = lookup.say
    name, counts = date_text(period.key, say), _counts(period, say)
    head = page_head(
        site,
        f"briefings/{period.key}.html",
        title=say("Briefing: {period}", period=name),
        description=say("{period} on one page: {counts}.", period=name, counts=counts),
        kind="Briefing",
        section="briefings",
        crumbs=worded(say, INDEX),
        json_ld={"@type": "Report", "temporalCoverage": period.key},
    )
    before, after = (
        Link(date_text(key, say), f"briefings/{key}.html") if key else None for key in (earlier, later)
    )
    return BriefingView(
        head=head,
        lead=counts,
        before=before,
        after=after,
        months=months,
        events=tuple(event_item(lookup, event, site) for event in period.events),
        announced=tuple(claim_item(lookup, claim, site) for claim in period.announced),
        totals=tuple(claim_item(lookup, claim, site) for claim in period.totals),
        others=tuple(claim_item(lookup, claim, site) for claim in period.others),
        quotes=tuple(quote_item(lookup, quote, site) for quote in period.quotes),
        articles=tuple(article_item(lookup, article, site) for article in period.articles),
        shortened=period.shortened,
    )
