"""An article's own pages: its text, what was cut, its figures. They ask much the same: one family."""

from collections.abc import Iterator

from plugins.model import Site
from plugins.pages.article import article_page
from plugins.pages.claim import claim_pages
from plugins.pages.drafts import Draft, Family
from plugins.pages.evidence import evidence_page
from plugins.pages.lookup import Lookup


def families(lookup: Lookup, _site: Site) -> Iterator[Family]:
    """Give the pages of every article."""
    return (Family(_own_pages, (entry.row.id,)) for entry in lookup.archive.entries)


def _own_pages(lookup: Lookup, _site: Site, article: str) -> tuple[Draft, ...]:
    entry = lookup.entries[article]
    return article_page(entry), evidence_page(entry), *claim_pages(lookup, entry)
