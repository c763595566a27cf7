"""Every kind of page that a site has: `PAGE_KINDS` is the table of contents."""

from collections.abc import Callable, Iterable

from plugins.model import Archive, Page, Site
from plugins.pages.about import about_pages
from plugins.pages.article_list import article_list_pages
from plugins.pages.briefings import briefing_pages
from plugins.pages.data import data_pages
from plugins.pages.differences import differences_pages
from plugins.pages.donor import donor_pages
from plugins.pages.donors import donors_page
from plugins.pages.drafts import Draft, Drafts, Family
from plugins.pages.equipment import equipment_pages
from plugins.pages.event import event_pages
from plugins.pages.event_list import event_list_pages
from plugins.pages.home import home_pages
from plugins.pages.ledger import ledger_pages
from plugins.pages.lookup import Lookup
from plugins.pages.method import method_pages
from plugins.pages.moved import moved_pages
from plugins.pages.organisations import organisation_pages
from plugins.pages.own_pages import families
from plugins.pages.people import people_pages
from plugins.pages.quotes import quotes_pages
from plugins.pages.search_page import search_pages
from plugins.pages.showcase import showcase_pages
from plugins.pages.sources import source_pages
from plugins.pages.timeline import timeline_pages

PAGE_KINDS: tuple[Callable[[Lookup, Site], Iterable[Page | Draft | Family]], ...] = (
    home_pages,
    moved_pages,
    families,
    event_pages,
    donor_pages,
    donors_page,
    about_pages,
    article_list_pages,
    briefing_pages,
    data_pages,
    differences_pages,
    equipment_pages,
    event_list_pages,
    ledger_pages,
    method_pages,
    organisation_pages,
    people_pages,
    quotes_pages,
    search_pages,
    showcase_pages,
    source_pages,
    timeline_pages,
)
"""One line a page kind; the order is the order in which pages are built and means nothing else."""


def site_pages(archive: Archive, site: Site) -> tuple[Page, ...]:
    """Give every page of the site, each with its own path."""
    return site_drafts(archive, site).pages


def site_drafts(archive: Archive, site: Site) -> Drafts:
    """Give the same pages, each to be made when it is asked for."""
    return Drafts(archive, site, PAGE_KINDS)
