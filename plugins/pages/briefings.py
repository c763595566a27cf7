"""Briefings: one month or year on a page that can be printed and handed over."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import TypeVar

from plugins.model import ArticleRow, ClaimRow, EventRow, Page, QuoteRow, Site, Value
from plugins.pages.dates import date_text, newest_first, undated_last
from plugins.pages.drafts import Draft
from plugins.pages.head import page_head
from plugins.pages.items import article_item, claim_item, event_item, quote_item
from plugins.pages.lists import MOST_ITEMS, by_day
from plugins.pages.lookup import Lookup
from plugins.pages.views import ArticleItem, ClaimItem, EventItem, Head, Link, QuoteItem
from plugins.pages.words import ARTICLES, EVENTS, counted, worded
from plugins.words import Words, told, told_many

INDEX = Link(told("Briefings"), "briefings/index.html")
ANNOUNCEMENTS = told_many("{n} new announcement", "{n} new announcements")
OTHERS = told_many("{n} other figure", "{n} other figures")
KEY_QUOTES = 6

RowT = TypeVar("RowT", ArticleRow, ClaimRow, EventRow, QuoteRow)


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
    # An occasion that articles only refer to, perhaps of long ago, did not happen in what is reported here.
    reported = (row for row in lookup.archive.events if row.articles)
    events = _by_period(reported, lambda row: row.start)
    claims = _by_period(lookup.archive.claims, attrgetter("stated_on.date"))
    quotes = _by_period(lookup.archive.quotes, lambda row: lookup.entries[row.article].row.published.date)
    articles = _by_period((entry.row for entry in lookup.archive.entries), lambda row: row.published.date)
    keys = sorted({*events, *claims, *quotes, *articles})
    return {
        key: _period(
            key, events.get(key, ()), claims.get(key, ()), quotes.get(key, ()), articles.get(key, ())
        )
        for key in keys
    }


def _period(
    key: str,
    events: Sequence[EventRow],
    claims: Sequence[ClaimRow],
    quotes: Sequence[QuoteRow],
    articles: Sequence[ArticleRow],
) -> Period:
    announced = [claim for claim in claims if is_new_announcement(claim)]
    totals = [claim for claim in claims if claim.kind in {"cumulative", "share"}]
    others = [claim for claim in claims if claim.kind in {"delivered", "planned", "estimate"}]
    newest = by_day(articles, attrgetter("published.date"), newest_first, attrgetter("id"))
    return Period(
        key,
        (len(events), len(announced), len(claims) - len(announced), len(articles)),
        events=_ids(events),
        announced=_ids(announced),
        totals=_ids(totals),
        others=_ids(others),
        quotes=_ids(_key_quotes(quotes)),
        articles=_ids(newest),
        shortened=any(len(rows) > MOST_ITEMS for rows in (events, announced, totals, others, articles)),
    )


def _ids(rows: Sequence[RowT]) -> tuple[str, ...]:
    return tuple(row.id for row in rows[:MOST_ITEMS])


def _by_period(rows: Iterable[RowT], day: Callable[[RowT], str | None]) -> Mapping[str, list[RowT]]:
    """Give rows by month and by year, each in order of day."""
    found: dict[str, list[RowT]] = {}
    for row in by_day(rows, day, undated_last, attrgetter("id")):
        known = day(row)
        if known is not None:
            found.setdefault(known[:4], []).append(row)
            if len(known) > len("2023"):
                found.setdefault(known[:7], []).append(row)
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
    undated = sum(1 for entry in lookup.archive.entries if entry.row.published.date is None)
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


def is_new_announcement(claim: ClaimRow) -> bool:
    """Say whether a claim announces something that no earlier claim has said already."""
    return claim.kind == "announced" and not (claim.relations and restates(claim))


def restates(claim: ClaimRow) -> bool:
    """Say whether a claim says again what another one says."""
    return any(relation.type == "restates" for relation in claim.relations)


def _key_quotes(quotes: Sequence[QuoteRow]) -> tuple[QuoteRow, ...]:
    """Give the quotes to show: those that most sources repeat, then the longest; in the order of the day.

    Words that stand in several sources are shown once. Quotes without a speaker are left to the articles.
    """
    taken: set[str] = set()
    chosen: list[QuoteRow] = []
    ranked = sorted(
        (quote for quote in quotes if quote.speaker is not None),
        key=lambda quote: (-len(quote.also_in), -len(quote.quote), quote.id),
    )
    for quote in ranked:
        if quote.id not in taken and len(chosen) < KEY_QUOTES:
            chosen.append(quote)
            taken.update((quote.id, *quote.also_in))
    order = {quote.id: number for number, quote in enumerate(quotes)}
    return tuple(sorted(chosen, key=lambda quote: order[quote.id]))


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
