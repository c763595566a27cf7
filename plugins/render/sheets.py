"""Pages on their way to files: whose views are known from an earlier build, and whose must be made.

What a build learned of a page (its view's digest, what the site is told of it, what its view asked and how
that was answered) is kept under a name made of everything else that a view depends on: the code, the site's
facts, and what the page is about.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple

import msgspec

from plugins.model import Page
from plugins.pages.drafts import Draft, Drafts
from plugins.pages.views import Shown, shown
from plugins.render.cache import Cache
from plugins.render.digests import all_code, digest, value_digest
from plugins.render.plan import Pending, Single
from plugins.render.templates import Templates

AT_ONCE = 1000
"""Memos read and kept in one step: few in memory, and a build that is killed keeps what it has learned."""


class Memo(msgspec.Struct, frozen=True, array_like=True):
    """What is kept of a page."""

    view: bytes
    """Digest of its view."""
    shown: Shown
    asked: tuple[str, ...]
    answered: bytes


class Known(NamedTuple):
    """What a build must know of a page without its view."""

    view: bytes
    shown: Shown


class Sheets:
    """All pages of a site, as files to be."""

    def __init__(self, drafts: Drafts, more: Iterable[Page], templates: Templates, cache: Cache) -> None:
        """`more`: pages that come from elsewhere."""
        self._drafts = drafts
        self._templates = templates
        self._cache = cache
        self._finished = [*more]
        self._named: dict[bytes, Draft] = {}
        common = digest(all_code(), value_digest(drafts.site))
        for one in drafts:
            if isinstance(one, Draft):
                self._named[_name(common, one)] = one
            else:
                self._finished.append(one)
        self._known = dict(self._unchanged())
        self._fresh: list[tuple[bytes, Memo]] = []

    @property
    def names(self) -> frozenset[bytes]:
        """Give the names of what the cache holds of these pages."""
        return frozenset(self._named)

    @property
    def are_known(self) -> bool:
        """Say whether no view needs to be made to know what the pages are."""
        return len(self._known) == len(self._named)

    def files(self) -> Iterator[Single | Pending]:
        """Give the pages as files; views that must be made are, one at a time, when their file is."""
        for page in self._finished:
            yield self._single(page, value_digest(page.view), partial(self._drafts.page, page))
        for name, draft in self._named.items():
            if name in self._known:
                yield self._single(draft, self._known[name].view, partial(self._drafts.page, draft))
        for name, draft in self._named.items():
            if name not in self._known:
                yield Pending(draft.path, partial(self._settle, name, draft))

    def told(self) -> tuple[Shown, ...]:
        """Give what the site is told of its pages, once all are known."""
        self._keep()
        return (*map(shown, self._finished), *(self._known[name].shown for name in self._named))

    def _unchanged(self) -> Iterator[tuple[bytes, Known]]:
        """Give those pages whose views would be as they were; some at a time, since questions are many."""
        names = list(self._named)
        for begin in range(0, len(names), AT_ONCE):
            for name, memo in self._cache.get_many(names[begin : begin + AT_ONCE], Memo).items():
                if self._drafts.answers(memo.asked) == memo.answered:
                    yield name, Known(memo.view, memo.shown)

    def _settle(self, name: bytes, draft: Draft) -> Single:
        page, asked = self._drafts.observed(draft)
        memo = Memo(value_digest(page.view), shown(page), asked, self._drafts.answers(asked))
        self._known[name] = Known(memo.view, memo.shown)
        self._fresh.append((name, memo))
        if len(self._fresh) >= AT_ONCE:
            self._keep()
        return self._single(draft, memo.view, lambda: page)

    def _single(self, one: Page | Draft, view: bytes, page: Callable[[], Page]) -> Single:
        key = self._templates.key(one.template, one.path, view)
        return Single(one.path, key, lambda: self._templates.html(page()), page)

    def _keep(self) -> None:
        self._cache.put_many(self._fresh)
        self._fresh = []


def _name(common: bytes, draft: Draft) -> bytes:
    view = f"{draft.view.__module__}.{draft.view.__qualname__}"
    return digest(common, view, draft.path, draft.template, value_digest(draft.about))
