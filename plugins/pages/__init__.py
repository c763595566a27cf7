"""Archive to pages: every page of the site as data. `PAGE_KINDS` is the table of contents."""

from collections.abc import Callable

from plugins.model import Archive, Page, Site
from plugins.pages.article import article_pages
from plugins.pages.claim import claim_pages
from plugins.pages.donors import donors_page
from plugins.pages.evidence import evidence_pages
from plugins.pages.lookup import Lookup, look_up

PAGE_KINDS: tuple[Callable[[Lookup, Site], tuple[Page, ...]], ...] = (
    article_pages,
    evidence_pages,
    claim_pages,
    donors_page,
)
"""One line a page kind; the order is the order in which pages are built and means nothing else."""


def site_pages(archive: Archive, site: Site) -> tuple[Page, ...]:
    """Give every page of the site, each with its own path."""
    lookup = look_up(archive)
    return tuple(page for pages in PAGE_KINDS for page in pages(lookup, site))


__all__ = ["PAGE_KINDS", "site_pages"]
