"""The timeline: events and new announcements in order, told apart by how surely their day is known."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from plugins.model import ClaimRow, EventRow, Site, Value
from plugins.pages.charts import Chart
from plugins.pages.dates import date_text, span_text
from plugins.pages.drafts import Draft
from plugins.pages.event_titles import event_link
from plugins.pages.head import page_head
from plugins.pages.links import claim_url, other_language, party_links, source_link
from plugins.pages.lists import UNDATED, Part, Ways, beside, page_name, page_words
from plugins.pages.lookup import Lookup
from plugins.pages.moments import (
    Day,
    Listed,
    by_beginning,
    dots_of,
    in_pages,
    latest,
    listed,
    moments_by_day,
    number_of,
)
from plugins.pages.money import figure
from plugins.pages.orders import in_line
from plugins.pages.places import in_marks
from plugins.pages.strips import Dot, timeline_chart
from plugins.pages.views import Head, Link, Tag
from plugins.pages.words import BASES, EVENT_KINDS, claim_tag, worded
from plugins.words import Words, told

INDEX = Link(told("Timeline"), "timeline/index.html")
# A timeline up to this length stands on one page; a longer one is listed year by year.
MOST_MOMENTS = 150
# What the first page of a longer one lists.
LATEST = 20
# An occasion of long ago would stretch the drawing and press everything else together.
ONLY_MENTIONED = told("only referred to, reported by no article here")


class Moment(Value, frozen=True):
    """One event or announcement in its place in time."""

    kind: Tag
    day: str
    iso: str | None
    basis: str
    """What the day rests on, where it is not stated; "" else."""
    title: Link
    words: str
    """What stands below the title: place, or bounds of the amount."""
    parties: tuple[Link, ...]
    sources: tuple[Link, ...]


class Month(Value, frozen=True):
    """What happened in one month."""

    anchor: str
    title: str
    moments: tuple[Moment, ...]


class TimelineView(Value, frozen=True):
    """The whole timeline, one year of it, or what has no date."""

    head: Head
    lead: str
    chart: Chart | None
    parts: tuple[Part, ...]
    """The years, and the months of a long year."""
    months: tuple[Month, ...]
    """Oldest first; what a long timeline leaves to the pages of its parts is not here."""
    latest: str
    """That only the last of them are listed, in words; "" where all are, or none."""


class Period(NamedTuple):
    """A year or month with what falls into it; "undated" is one of the years."""

    key: str
    days: Sequence[Day]
    number: int
    """How many moments there are in them."""
    page: int = 1
    """From 1: a period that is longer than a page goes on."""

    @property
    def name(self) -> str:
        """Give what its address ends with."""
        return page_name(self.key, self.page)

    @property
    def url(self) -> str:
        """Give the page of the period."""
        return f"timeline/{self.name}.html"

    def words(self, say: Words) -> str:
        """Give the period as readers write it."""
        period = say("No date known") if self.key == UNDATED else date_text(self.key, say)
        return page_words(period, self.page, say)

    def pages(self) -> Iterator["Period"]:
        """Give the period page by page."""
        runs = enumerate(in_pages(self.days, MOST_MOMENTS), 1)
        return (Period(self.key, run, number_of(run), page) for page, run in runs)


def timeline_pages(lookup: Lookup, _site: Site) -> Iterable[Draft]:
    """Give the timeline, its years and the page of what has no date."""
    say, days = lookup.say, moments_by_day(lookup)
    dots = {day.day: dots_of([day]) for day in days}
    years = _periods(by_beginning(days, len("2023")))
    total = sum(year.number for year in years)
    dated = [day for day in days if day.day is not None]
    few = days if total <= MOST_MOMENTS else latest(dated, LATEST)
    yield _draft(worded(say, INDEX)[0], total, in_line(dots), Ways(_parts(years, "", say)), few)
    for year in years:
        drawn = in_line({day.day: dots[day.day] for day in year.days})
        if year.number <= MOST_MOMENTS:
            ways = Ways(_parts(years, year.name, say))
            yield _draft(_link(year, say), year.number, drawn, ways, year.days)
        else:
            yield from _long_year(year, drawn, years, say)


def _long_year(year: Period, dots: Sequence[Dot], years: Sequence[Period], say: Words) -> Iterator[Draft]:
    """Give the pages of a year, or of all that is undated, that is too long for one."""
    monthly: list[Day] = []
    loose: list[Day] = []
    for day in year.days:
        # What is known to the year alone falls into no month, so it stands on the year's own pages.
        (monthly if day.day and len(day.day) > len("2023") else loose).append(day)
    months = [page for month in _periods(by_beginning(monthly, len("2023-02"))) for page in month.pages()]
    first, *others = Period(year.key, loose, number_of(loose)).pages() if loose else [Period(year.key, (), 0)]
    further, monthwise = _parts(others, "", say), _parts(months, "", say)
    ways = Ways((*_parts(years, year.name, say), *further, *monthwise))
    yield _draft(_link(year, say), year.number, dots, ways, first.days)
    # Without how much they hold: else one moment more would rewrite them all.
    for page, ways in zip(others, beside(further, _parts(years, "", say)), strict=True):
        yield _page(page, ways, say)
    for page, ways in zip(months, beside(monthwise), strict=True):
        yield _page(page, ways, say)


def _link(period: Period, say: Words) -> Link:
    return Link(say("Timeline: {period}", period=period.words(say)), period.url)


def _periods(found: Mapping[str, Sequence[Day]]) -> tuple[Period, ...]:
    return tuple(Period(key, days, number_of(days)) for key, days in found.items())


def _parts(periods: Iterable[Period], current: str, say: Words) -> tuple[Part, ...]:
    return tuple(
        Part(
            period.words(say),
            period.url,
            say.number(f"{period.number:,}"),
            period.name == current,
        )
        for period in periods
    )


def _page(page: Period, ways: Ways, say: Words) -> Draft:
    """Give one page of many, which draws what it lists."""
    return _draft(_link(page, say), page.number, dots_of(page.days), ways, page.days)


def _draft(link: Link, total: int, dots: Sequence[Dot], ways: Ways, days: Iterable[Day]) -> Draft:
    """Give one page; its chart draws `dots`, which are `total` moments, its list names those of some days."""
    return Draft(link.url or "", "timeline.html", _view, (link, total, tuple(dots), ways, listed(days)))


def _view(
    lookup: Lookup,
    site: Site,
    link: Link,
    total: int,
    dots: tuple[Dot, ...],
    ways: Ways,
    named: Listed,
) -> TimelineView:
    say = site.say

    def moment(kind: str, ident: str) -> Moment:
        if kind == "event":
            return _event(lookup, lookup.events[ident])
        return _announcement(lookup, site, lookup.claims[ident])

    def label(dot: Dot) -> str:
        shown = moment(dot.kind, dot.thing)
        return f"{shown.day}: {shown.title.text}"

    lead = say.many("{n} event or announcement", "{n} events and announcements", total)
    head = page_head(
        site,
        link.url or "",
        title=link.text,
        description=say(
            "{moments} in the order of their day, told apart by how surely the day is known.", moments=lead
        ),
        kind="Timeline",
        section="timeline",
        crumbs=() if link.url == INDEX.url else worded(say, INDEX),
        json_ld={"@type": "CollectionPage"},
    )
    chart = timeline_chart("lanes", say("Events and announcements by day"), dots, say, label)
    moments = [
        moment(kind, ident)
        for events, announcements in named
        for kind, idents in (("event", events), ("announcement", announcements))
        for ident in idents
    ]
    shortened = (
        say.many("The latest {n} of them:", "The latest {n} of them:", len(moments))
        if link.url == INDEX.url and len(moments) < total
        else ""
    )
    return TimelineView(head, lead, chart, ways.parts, _months(moments, say), shortened)


def _months(moments: Iterable[Moment], say: Words) -> tuple[Month, ...]:
    found: dict[str, list[Moment]] = {}
    for one in moments:
        found.setdefault((one.iso or UNDATED)[:7], []).append(one)
    return tuple(
        Month(f"m-{key}", say("No date known") if key == UNDATED else _heading(key, say), tuple(moments))
        for key, moments in found.items()
    )


def _heading(key: str, say: Words) -> str:
    return date_text(key, say) if len(key) > len("2023") else say("{year}, month not known", year=key)


def _event(lookup: Lookup, row: EventRow) -> Moment:
    say = lookup.say
    return Moment(
        kind=Tag("event", say(EVENT_KINDS[row.kind])),
        day=span_text(row.start, row.end, say),
        iso=row.start,
        basis="",
        title=event_link(row, say),
        words=" · ".join(word for word in (row.place, "" if row.articles else say(ONLY_MENTIONED)) if word),
        parties=party_links(lookup, row.participants),
        sources=_sources(lookup, row.articles),
    )


def _announcement(lookup: Lookup, site: Site, claim: ClaimRow) -> Moment:
    say = lookup.say
    stated = figure(claim, say)
    said = claim.stated_on
    return Moment(
        kind=claim_tag(claim.kind, say),
        day=span_text(said.date, None, say),
        iso=said.date,
        basis=say(BASES[said.basis]) if said.basis == "event" else "",
        title=Link(
            in_marks(stated.as_stated),
            claim_url(claim.id),
            other_language(lookup.entries[claim.article].row.language, site.language),
        ),
        words=stated.bounds,
        parties=party_links(lookup, claim.donors),
        sources=_sources(lookup, (claim.article,)),
    )


def _sources(lookup: Lookup, articles: Iterable[str]) -> tuple[Link, ...]:
    return tuple(dict.fromkeys(source_link(lookup, article) for article in articles))
