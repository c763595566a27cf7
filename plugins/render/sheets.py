"""Pages on their way to files: whose views are known from an earlier build, and whose must be made.

What a build learned of a page (its view's digest, what the site is told of it, what its view asked and how
that was answered) is kept under a name made of everything else that a view depends on: the code, the site's
facts, and what the page is about.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from plugins.model import Page
from plugins.pages.drafts import Draft, Drafts
from plugins.pages.views import Shown, shown
from plugins.render.cache import Cache
from plugins.render.digests import all_code, digest, value_digest
from plugins.render.templates import Templates


class Memo(msgspec.Struct, frozen=True, array_like=True):
    """What is kept of a page."""

    view: bytes
    """Digest of its view."""
    shown: Shown
    asked: tuple[str, ...]
    answered: bytes


@dataclass(frozen=True)
class Sheet:
    """One page that is to be a file."""

    key: bytes
    """Changes whenever the page's bytes may change."""
    shown: Shown
    draft: Page | Draft

    @property
    def path(self) -> str:
        """Give the page's place in the site."""
        return self.draft.path


@dataclass(frozen=True)
class Sheets:
    """All pages of a site."""

    found: tuple[Sheet, ...]
    kept: frozenset[bytes]
    """Names of what the cache holds of them."""
    made: int
    """How many views were made."""


def sheets_of(drafts: Drafts, more: Iterable[Page], templates: Templates, cache: Cache) -> Sheets:
    """Give every page with its key; `more` are pages that come from elsewhere."""
    common = digest(all_code(), value_digest(drafts.site))
    finished: list[Page] = [*more]
    named: dict[bytes, Draft] = {}
    for one in drafts:
        if isinstance(one, Draft):
            named[_name(common, one)] = one
        else:
            finished.append(one)
    memos = cache.get_many(list(named), Memo)
    fresh: list[tuple[bytes, Memo]] = []
    found = [
        Sheet(templates.key(page.template, page.path, value_digest(page.view)), shown(page), page)
        for page in finished
    ]
    for name, draft in named.items():
        memo = memos.get(name)
        if memo is None or drafts.answers(memo.asked) != memo.answered:
            page, asked = drafts.observed(draft)
            memo = Memo(value_digest(page.view), shown(page), asked, drafts.answers(asked))
            fresh.append((name, memo))
        found.append(Sheet(templates.key(draft.template, draft.path, memo.view), memo.shown, draft))
    cache.put_many(fresh)
    return Sheets(tuple(found), frozenset(named), len(fresh) + len(finished))


def _name(common: bytes, draft: Draft) -> bytes:
    view = f"{draft.view.__module__}.{draft.view.__qualname__}"
    return digest(common, view, draft.path, draft.template, value_digest(draft.about))
