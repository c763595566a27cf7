"""The list of events: what was reported, year by year."""

from collections.abc import Iterable

from plugins.model import Page, Site, Value
from plugins.pages.dates import newest_first
from plugins.pages.head import page_head
from plugins.pages.items import event_item
from plugins.pages.lookup import Lookup
from plugins.pages.views import EventItem, Head
from plugins.pages.words import counted


class EventYear(Value, frozen=True):
    """The events of one year."""

    anchor: str
    title: str
    count: str
    events: tuple[EventItem, ...]


class EventListView(Value, frozen=True):
    """Every event, the latest first."""

    head: Head
    lead: str
    years: tuple[EventYear, ...]


def event_list_pages(lookup: Lookup, site: Site) -> Iterable[Page]:
    """Give the one page of all events."""
    rows = sorted(lookup.archive.events, key=lambda row: (newest_first(row.start), row.id))
    years: dict[str, list[EventItem]] = {}
    for row in rows:
        years.setdefault((row.start or "")[:4], []).append(event_item(lookup, row.id, site))
    head = page_head(
        site,
        "events/index.html",
        title="Events",
        description=f"{counted(len(rows), 'event')} that articles in the archive report, each with what its "
        "sources agree and differ on.",
        kind="Events",
        section="events",
        json_ld={"@type": "CollectionPage"},
    )
    yield Page(
        head.path,
        "event_list.html",
        EventListView(
            head=head,
            lead=counted(len(rows), "event"),
            years=tuple(
                EventYear(
                    f"year-{year or 'undated'}",
                    year or "No date known",
                    counted(len(events), "event"),
                    tuple(events),
                )
                for year, events in years.items()
            ),
        ),
    )
