"""Pages on their way to files: whose views are known from an earlier build, and whose must be made.

What a build learned of a page (its view's digest, what the site is told of it, what its view asked and how
that was answered) is kept under a name made of everything else that a view depends on: the code, the site's
facts, and what the page is about. Pages of one family, an article's page and those of its figures, are kept
together: ten look-ups become one.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple

import msgspec

from plugins.model import Page
from plugins.pages.drafts import Draft, Drafts
from plugins.pages.views import Shown, shown
from plugins.render.cache import Cache
from plugins.render.culprits import NOT_THEIRS, unmakeable
from plugins.render.digests import all_code, digest, value_digest
from plugins.render.plan import Pending, Single
from plugins.render.templates import Templates

AT_ONCE = 1000
"""Memos read and kept in one step: few in memory, and a build that is killed keeps what it has learned."""


class Known(NamedTuple):
    """What a build must know of a page without its view."""

    view: bytes
    """Digest of its view."""
    shown: Shown


class Memo(msgspec.Struct, frozen=True, array_like=True):
    """What is kept of the pages of one family."""

    pages: tuple[Known, ...]
    asked: tuple[str, ...]
    answered: bytes


Family = tuple[Draft, ...]


class Sheets:
    """All pages of a site, as files to be."""

    def __init__(self, drafts: Drafts, more: Iterable[Page], templates: Templates, cache: Cache) -> None:
        """`more`: pages that come from elsewhere."""
        self._drafts = drafts
        self._templates = templates
        self._cache = cache
        self._finished = [*more]
        families: dict[str, list[Draft]] = {}
        for one in drafts:
            if isinstance(one, Draft):
                families.setdefault(one.family or f"/{one.path}", []).append(one)
            else:
                self._finished.append(one)
        common = digest(all_code(), value_digest(drafts.site))
        self._named = {_name(common, family): tuple(family) for family in families.values()}
        self._known = dict(self._unchanged())
        self._fresh: list[tuple[bytes, Memo]] = []
        self._made: dict[bytes, tuple[Page, ...]] = {}
        """The pages of the family last made: they are asked for one after the other."""

    @property
    def names(self) -> frozenset[bytes]:
        """Give the names of what the cache holds of these pages."""
        return frozenset(self._named)

    @property
    def are_known(self) -> bool:
        """Say whether no view needs to be made to know what the pages are."""
        return len(self._known) == len(self._named)

    def files(self) -> Iterator[Single | Pending]:
        """Give the pages as files; views that must be made are, one family at a time, when a file is due."""
        for page in self._finished:
            yield self._single(page, value_digest(page.view), partial(self._drafts.page, page))
        for name, family in self._named.items():
            if name in self._known:
                for number, draft in enumerate(family):
                    view = self._known[name][number].view
                    yield self._single(draft, view, partial(self._drafts.page, draft))
        for name, family in self._named.items():
            if name not in self._known:
                for number, draft in enumerate(family):
                    yield Pending(draft.path, partial(self._settle, name, family, number))

    def told(self) -> tuple[Shown, ...]:
        """Give what the site is told of its pages, once all are known."""
        self._keep()
        pages = (page for name in self._named for page in self._known[name])
        return (*map(shown, self._finished), *(page.shown for page in pages))

    def _unchanged(self) -> Iterator[tuple[bytes, tuple[Known, ...]]]:
        """Give those pages whose views would be as they were; some at a time, since questions are many."""
        names = list(self._named)
        for begin in range(0, len(names), AT_ONCE):
            for name, memo in self._cache.get_many(names[begin : begin + AT_ONCE], Memo).items():
                if self._drafts.answers(memo.asked) == memo.answered:
                    yield name, memo.pages

    def _settle(self, name: bytes, family: Family, number: int) -> Single:
        if name not in self._made:
            try:
                pages, asked = self._drafts.observed(*family)
            except NOT_THEIRS:
                raise
            except Exception as fault:
                raise unmakeable(fault, family[0].path) from fault
            self._made = {name: pages}
            known = tuple(Known(value_digest(page.view), shown(page)) for page in pages)
            if name not in self._known:
                self._known[name] = known
                self._fresh.append((name, Memo(known, asked, self._drafts.answers(asked))))
        if len(self._fresh) >= AT_ONCE:
            self._keep()
        page = self._made[name][number]
        return self._single(family[number], self._known[name][number].view, lambda: page)

    def _single(self, one: Page | Draft, view: bytes, page: Callable[[], Page]) -> Single:
        key = self._templates.key(one.template, one.path, view)
        return Single(one.path, key, lambda: self._templates.html(page()), page)

    def _keep(self) -> None:
        self._cache.put_many(self._fresh)
        self._fresh = []


def _name(common: bytes, family: Iterable[Draft]) -> bytes:
    """Give the name under which the cache keeps what a build learned of some pages."""
    return digest(common, value_digest([(_told(one), one.path, one.template, one.about) for one in family]))


def _told(draft: Draft) -> str:
    return f"{draft.view.__module__}.{draft.view.__qualname__}"
