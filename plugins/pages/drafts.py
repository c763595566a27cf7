"""Pages before their views are made, and the questions that making a view asks the archive.

A view is made of what its page is about and of what the archive answers on the way. Where all the questions
that were asked last time get the same answers, the same view would come of it, so it need not be made: a new
article then costs the views that show something new, not those of the whole site. Nobody has to declare what
a page shows; the look-ups note it by themselves.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any

import msgspec

from plugins.model import Archive, Page, Site
from plugins.pages.answers import Answers
from plugins.pages.asking import watched
from plugins.pages.lookup import Lookup, look_up


class Draft(msgspec.Struct, frozen=True):
    """A page whose view is not made yet."""

    path: str
    template: str
    view: Callable[..., msgspec.Struct]
    """A top-level function of a Lookup, the Site, and what the page is about."""
    about: tuple[Any, ...]
    """Ids, and small values worked out from the whole archive: made of texts, numbers, tuples, mappings and
    structs."""


class Family(msgspec.Struct, frozen=True):
    """Pages that ask much the same, so that they are looked at together: listed only to be made."""

    pages: Callable[..., Sequence[Draft]]
    """A top-level function of a Lookup, the Site, and what the pages are about; what it gives is decided by
    these and by what the look-up answers."""
    about: tuple[Any, ...]


class Drafts:
    """All pages of a site, each made when it is asked for."""

    def __init__(self, archive: Archive, site: Site, kinds: Sequence[Callable[[Lookup, Site], Any]]) -> None:
        self.site = site
        self._lookup = look_up(archive, site.language)
        self._kinds = kinds
        self._asked: dict[str, None] = {}
        self._watched = watched(self._lookup, archive, self._asked)
        self.answers = Answers(self._lookup)

    def __iter__(self) -> Iterator[Page | Draft | Family]:
        """Give every page, finished, as a draft or with its family; the order means nothing."""
        return (page for pages in self._kinds for page in pages(self._lookup, self.site))

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """Give every page with its view."""
        return tuple(page for one in self for page in self.made(one))

    def listed(self, one: Draft | Family) -> Sequence[Draft]:
        """Give the drafts of a family."""
        return _listed(one, self._lookup, self.site)

    def made(self, one: Page | Draft | Family) -> tuple[Page, ...]:
        """Give a draft or a family as pages."""
        return pages_of(one, self._lookup, self.site)

    def observed(self, one: Draft | Family) -> tuple[tuple[Page, ...], tuple[str, ...]]:
        """Give a draft or a family as pages, and the questions that this asked, in their order."""
        self._asked.clear()
        return pages_of(one, self._watched, self.site), tuple(self._asked)


def pages_of(one: Page | Draft | Family, lookup: Lookup, site: Site) -> tuple[Page, ...]:
    """Give a draft or a family as pages with their views."""
    if isinstance(one, Page):
        return (one,)
    return tuple(
        Page(draft.path, draft.template, draft.view(lookup, site, *draft.about))
        for draft in _listed(one, lookup, site)
    )


def _listed(one: Draft | Family, lookup: Lookup, site: Site) -> Sequence[Draft]:
    return one.pages(lookup, site, *one.about) if isinstance(one, Family) else (one,)
