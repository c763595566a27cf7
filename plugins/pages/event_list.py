"""The list of events: what was reported, year by year."""

from collections.abc import Iterable, Sequence

from plugins.model import EventRow, Page, Site, Value
from plugins.pages.dates import newest_first
from plugins.pages.head import page_head
from plugins.pages.items import event_item
from plugins.pages.lists import MOST_ROWS, UNDATED, Part
from plugins.pages.lookup import Lookup
from plugins.pages.views import EventItem, Head, Link
from plugins.pages.words import counted

INDEX = Link("Events", "events/index.html")


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
    parted = len(rows) > MOST_ROWS
    lead = (
        f"The newest {MOST_ROWS} of {counted(len(rows), 'event')}" if parted else counted(len(rows), "event")
    )
    parts = tuple(
        Part(_name(year), f"events/by-year/{year}.html", len(members), current=False)
        for year, members in years.items()
    )
    yield _page(lookup, site, INDEX, "Events", lead, rows[:MOST_ROWS], parts if parted else ())
    if parted:
        for part, members in zip(parts, years.values(), strict=True):
            siblings = tuple(Part(one.text, one.url, None, current=one is part) for one in parts)
            link, title = Link(part.text, part.url), f"Events: {part.text}"
            yield _page(lookup, site, link, title, counted(len(members), "event"), members, siblings)


def _name(year: str) -> str:
    return "No date known" if year == UNDATED else year


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
        description=f"{lead} that articles in the archive report, each with what its sources agree and "
        "differ on.",
        kind="Events",
        section="events",
        crumbs=() if link is INDEX else (INDEX,),
        json_ld={"@type": "CollectionPage"},
    )
    groups: dict[str, list[EventItem]] = {}
    for row in rows:
        groups.setdefault(row.start[:4] if row.start else UNDATED, []).append(
            event_item(lookup, row.id, site)
        )
    years = tuple(
        EventYear(f"year-{year}", _name(year), counted(len(events), "event"), tuple(events))
        for year, events in groups.items()
    )
    return Page(head.path, "event_list.html", EventListView(head, lead, parts, years))
