"""Addresses that were published once and hold nothing of their own any more: they lead on, or say why not."""

from plugins.model import Moved, Page, Site, Value
from plugins.pages.head import page_head
from plugins.pages.lookup import Lookup
from plugins.pages.views import Head, Link


class MovedView(Value, frozen=True):
    """One old address."""

    head: Head
    to: Link | None
    """None where what stood there was taken out of the archive."""


def moved_pages(lookup: Lookup, site: Site) -> tuple[Page, ...]:
    """Give a page for every old address."""
    return tuple(Page(row.url, "moved.html", _view(row, site)) for row in lookup.archive.moved)


def _view(row: Moved, site: Site) -> MovedView:
    say = site.say
    title = say("This page has moved") if row.to else say("This page was withdrawn")
    description = (
        say("What stood at this address is now part of another page of this archive.")
        if row.to
        else say("What stood at this address was taken out of the archive.")
    )
    head = page_head(
        site, row.url, title=title, description=description, kind="Notice", moved_to=row.to, robots="noindex"
    )
    return MovedView(head, Link(say("Go to the page"), row.to) if row.to else None)
