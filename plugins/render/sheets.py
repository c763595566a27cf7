"""Pages on their way to files: whose views are known from an earlier build, and whose must be made.

What a build learned of a page (its view's digest, what the site is told of it, what its view asked and how
that was answered) stands in the book under a name made of everything else that a view depends on: the code,
the site's facts, and what the page is about. Pages of one family, an article's page and those of its figures,
stand there together: ten look-ups become one.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial

from plugins.model import Page
from plugins.pages.drafts import Draft, Drafts
from plugins.pages.views import Shown, shown
from plugins.render.book import Book, Memo, PartTable
from plugins.render.cache import Cache
from plugins.render.culprits import NOT_THEIRS, unmakeable
from plugins.render.digests import all_code, digest, value_digest
from plugins.render.plan import Pending, Single
from plugins.render.templates import Templates

Family = tuple[Draft, ...]


class Sheets:
    """All pages of a site, as files to be."""

    def __init__(self, drafts: Drafts, more: Iterable[Page], templates: Templates, cache: Cache) -> None:
        """`more`: pages that come from elsewhere."""
        self._drafts = drafts
        self._templates = templates
        # One for all: a site has a hundred thousand pages, and each holds what it is made by.
        self._print: Callable[[Callable[[], Page]], bytes] = lambda page: templates.html(page())
        self._page_of = drafts.page
        self._finished = [*more]
        families: dict[str, list[Draft]] = {}
        for one in drafts:
            if isinstance(one, Draft):
                families.setdefault(one.family or f"/{one.path}", []).append(one)
            else:
                self._finished.append(one)
        common = digest(all_code(), value_digest(drafts.site))
        self._named = {_name(common, family): tuple(family) for family in families.values()}
        self._book = Book(cache, common, self._named, drafts.answer)
        self._known = self._book.known
        self._made: dict[bytes, tuple[Page, ...]] = {}
        """The pages of the family last made: they are asked for one after the other."""

    @property
    def names(self) -> tuple[bytes, ...]:
        """Give the names of what the cache holds of these pages."""
        return self._book.names

    @property
    def are_known(self) -> bool:
        """Say whether no view needs to be made to know what the pages are."""
        return len(self._known) == len(self._named)

    def rows(self) -> Iterable[tuple[bytes, PartTable]]:
        """Give what the cache is to hold of these pages, once all are known."""
        return self._book.rows()

    def files(self) -> Iterator[Single | Pending]:
        """Give the pages as files; views that must be made are, one family at a time, when a file is due."""
        for page in self._finished:
            yield self._single(page, value_digest(page.view), partial(self._page_of, page))
        for name, family in self._named.items():
            memo = self._known.get(name)
            for number, draft in enumerate(family):
                if memo is not None:
                    yield self._single(draft, memo.view(number), partial(self._page_of, draft))
                else:
                    yield Pending(draft.path, partial(self._settle, name, family, number))

    def told(self) -> "Told":
        """Give what the site is told of its pages, once all are known."""
        return Told(tuple(map(shown, self._finished)), [self._known[name] for name in self._named])

    def _settle(self, name: bytes, family: Family, number: int) -> Single:
        if name not in self._made:
            try:
                pages, asked = self._drafts.observed(*family)
            except NOT_THEIRS:
                raise
            except Exception as fault:
                raise unmakeable(fault, family[0].path) from fault
            self._made = {name: pages}
            if name not in self._known:
                views = [value_digest(page.view) for page in pages]
                self._book.put(name, views, [*map(shown, pages)], asked)
        page = self._made[name][number]
        return self._single(family[number], self._known[name].view(number), lambda: page)

    def _single(self, one: Page | Draft, view: bytes, page: Callable[[], Page]) -> Single:
        key = self._templates.key(one.template, one.path, view)
        return Single(one.path, key, partial(self._print, page), page)


class Told(Iterable[Shown]):
    """What the site is told of its pages: decoded as it is gone through, since nobody needs all at a time."""

    def __init__(self, finished: Iterable[Shown], known: Iterable[Memo]) -> None:
        self._finished = finished
        self._known = known

    def __iter__(self) -> Iterator[Shown]:
        yield from self._finished
        for memo in self._known:
            yield from memo.told()


def _name(common: bytes, family: Iterable[Draft]) -> bytes:
    """Give the name by which the book knows some pages."""
    return digest(
        common, value_digest([(_told(one.view), one.path, one.template, one.about) for one in family])
    )


@cache
def _told(view: Callable[..., object]) -> str:
    return f"{view.__module__}.{view.__qualname__}"
