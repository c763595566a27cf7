"""Archive to pages: every page of the site as data."""

from typing import TYPE_CHECKING

from plugins.lazily import offered

if TYPE_CHECKING:
    from plugins.pages.contents import PAGE_KINDS, site_drafts, site_pages

__all__ = ["PAGE_KINDS", "site_drafts", "site_pages"]

__getattr__ = offered(
    __name__,
    {"PAGE_KINDS": "contents", "site_drafts": "contents", "site_pages": "contents"},
)
