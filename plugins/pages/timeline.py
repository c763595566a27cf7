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
from plugins.pages.moments import NONE, Days, Moments, by_beginning, dots_of, in_turn, moments_by_day
from plugins.pages.money import figure
from plugins.pages.orders import in_line
from plugins.pages.places import in_marks
from plugins.pages.strips import Dot, DotKind, timeline_chart
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
    moments: Moments
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
        return (Period(self.key, run, number) for number, run in self.moments.pages(MOST_MOMENTS))


def timeline_pages(lookup: Lookup, _site: Site) -> Iterable[Draft]:
    """Give the timeline, its years and the page of what has no date."""
    say, days = lookup.say, moments_by_day(lookup)
    whole = in_turn(days.values())
    dots = {day: dots_of(moments) for day, moments in days.items()}
    by_year = by_beginning(days, len("2023"))
    years = _periods(by_year)
    dated = whole.number - days.get(None, NONE).number
    few = whole if whole.number <= MOST_MOMENTS else whole.cut(max(dated - LATEST, 0), dated)
    yield _draft(worded(say, INDEX)[0], whole.number, in_line(dots), Ways(_parts(years, "", say)), few)
    for year in years:
        own = by_year[year.key]
        drawn = in_line({day: dots[day] for day in own})
        if year.moments.number <= MOST_MOMENTS:
            ways = Ways(_parts(years, year.name, say))
            yield _draft(_link(year, say), year.moments.number, drawn, ways, year.moments)
        else:
            yield from _long_year(year, own, drawn, years, say)


def _long_year(
    year: Period, days: Days, dots: Sequence[Dot], years: Sequence[Period], say: Words
) -> Iterator[Draft]:
    """Give the pages of a year, or of all that is undated, that is too long for one."""
    monthly: Days = {day: some for day, some in days.items() if day and len(day) > len("2023")}
    months = [page for month in _periods(by_beginning(monthly, len("2023-02"))) for page in month.pages()]
    # What is known to the year alone falls into no month, so it stands on the year's own pages.
    loose = Period(year.key, in_turn(some for day, some in days.items() if day not in monthly))
    first, *others = loose.pages() if loose.moments.number else (loose,)
    parts = (*_parts(years, year.name, say), *_parts((*others, *months), "", say))
    yield _draft(_link(year, say), year.moments.number, dots, Ways(parts), first.moments)
    # Without how much they hold: else one moment more would rewrite them all.
    for page, ways in zip(others, beside(_parts(others, "", say), _parts(years, "", say)), strict=True):
        yield _page(page, ways, say)
    for page, ways in zip(months, beside(_parts(months, "", say)), strict=True):
        yield _page(page, ways, say)


def _link(period: Period, say: Words) -> Link:
    return Link(say("Timeline: {period}", period=period.words(say)), period.url)


def _periods(found: Mapping[str, Days]) -> tuple[Period, ...]:
    return tuple(Period(key, in_turn(days.values())) for key, days in found.items())


def _parts(periods: Iterable[Period], current: str, say: Words) -> tuple[Part, ...]:
    return tuple(
        Part(
            period.words(say),
            period.url,
            say.number(f"{period.moments.number:,}"),
            period.name == current,
        )
        for period in periods
    )


def _page(page: Period, ways: Ways, say: Words) -> Draft:
    """Give one page of many, which draws what it lists."""
    return _draft(_link(page, say), page.moments.number, dots_of(page.moments), ways, page.moments)


def _draft(link: Link, total: int, dots: Sequence[Dot], ways: Ways, listed: Moments) -> Draft:
    """Give one page; its chart draws `dots`, which are `total` moments, its list names those of `listed`."""
    about = (link, total, tuple(dots), ways, listed.listed())
    return Draft(link.url or "", "timeline.html", _view, about)


def _view(
    lookup: Lookup,
    site: Site,
    link: Link,
    total: int,
    dots: tuple[Dot, ...],
    ways: Ways,
    listed: tuple[tuple[DotKind, str], ...],
) -> TimelineView:
    say = site.say

    def moment(kind: DotKind, ident: str) -> Moment:
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
    moments = [moment(kind, ident) for kind, ident in listed]
    latest = (
        say.many("The latest {n} of them:", "The latest {n} of them:", len(moments))
        if link.url == INDEX.url and len(moments) < total
        else ""
    )
    return TimelineView(head, lead, chart, ways.parts, _months(moments, say), latest)


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
