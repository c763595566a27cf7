"""The list of events: what was reported, year by year."""

from collections.abc import Iterable, Sequence

from plugins.model import EventRow, Page, Site, Value
from plugins.pages.dates import newest_first
from plugins.pages.head import page_head
from plugins.pages.items import event_item
from plugins.pages.lists import MOST_ROWS, UNDATED, Part, by_page, page_name, page_words
from plugins.pages.lookup import Lookup
from plugins.pages.views import EventItem, Head, Link
from plugins.pages.words import EVENTS, counted, worded
from plugins.words import Words, told

INDEX = Link(told("Events"), "events/index.html")


class EventYear(Value, frozen=True):
    """The events of one year."""

    anchor: str
    title: str
    count: str
    events: tuple[EventItem, ...]


class EventListView(Value, frozen=True):
    """Every event, the latest first, or those of one year where there are too many for one page."""

    head: Head
    lead: str
    parts: tuple[Part, ...]
    """Empty where all events stand on one page."""
    years: tuple[EventYear, ...]


def event_list_pages(lookup: Lookup, site: Site) -> Iterable[Page]:
    """Give the list of events, parted by year where it is long."""
    rows = sorted(lookup.archive.events, key=lambda row: (newest_first(row.start), row.id))
    years: dict[str, list[EventRow]] = {}
    for row in rows:
        years.setdefault(row.start[:4] if row.start else UNDATED, []).append(row)
    parted, say = len(rows) > MOST_ROWS, lookup.say
    lead = (
        say.many(
            "The newest {shown} of {n} event", "The newest {shown} of {n} events", len(rows), shown=MOST_ROWS
        )
        if parted
        else counted(len(rows), EVENTS, say)
    )
    pages = [(year, *run) for year, members in years.items() for run in by_page(members, MOST_ROWS)]
    parts = tuple(
        Part(
            page_words(_name(year, say), number, say),
            f"events/by-year/{page_name(year, number)}.html",
            say.number(f"{len(members):,}"),
            current=False,
        )
        for year, number, members in pages
    )
    yield _page(lookup, site, INDEX, say("Events"), lead, rows[:MOST_ROWS], parts if parted else ())
    if parted:
        for part, (_, _, members) in zip(parts, pages, strict=True):
            siblings = tuple(Part(one.text, one.url, "", current=one is part) for one in parts)
            link, title = Link(part.text, part.url), say("Events: {year}", year=part.text)
            yield _page(lookup, site, link, title, counted(len(members), EVENTS, say), members, siblings)


def _name(year: str, say: Words) -> str:
    return say("No date known") if year == UNDATED else year


def _page(
    lookup: Lookup,
    site: Site,
    link: Link,
    title: str,
    lead: str,
    rows: Sequence[EventRow],
    parts: tuple[Part, ...],
) -> Page:
    head = page_head(
        site,
        link.url or "",
        title=title,
        description=site.say(
            "{events} that articles in the archive report, each with what its sources agree and differ on.",
            events=lead,
        ),
        kind="Events",
        section="events",
        crumbs=() if link is INDEX else worded(site.say, INDEX),
        json_ld={"@type": "CollectionPage"},
    )
    groups: dict[str, list[EventItem]] = {}
    for row in rows:
        groups.setdefault(row.start[:4] if row.start else UNDATED, []).append(
            event_item(lookup, row.id, site)
        )
    years = tuple(
        EventYear(
            f"year-{year}", _name(year, lookup.say), counted(len(events), EVENTS, lookup.say), tuple(events)
        )
        for year, events in groups.items()
    )
    return Page(head.path, "event_list.html", EventListView(head, lead, parts, years))
