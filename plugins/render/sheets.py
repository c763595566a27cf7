"""Pages on their way to files: whose views are known from an earlier build, and whose must be made.

What a build learned of a page (its view's digest, what the site is told of it, what its view asked and how
that was answered) stands in the book under a name made of everything else that a view depends on: the code,
the site's facts, and what the page is about. Pages of one family, an article's page and those of its figures,
stand there together: ten look-ups become one.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial

from plugins.model import Page
from plugins.pages.drafts import Draft, Drafts, Family
from plugins.pages.kin import Kin, SitePages, kin_of, parts_for
from plugins.pages.views import Shown, shown
from plugins.render.book import Book, part_of
from plugins.render.cache import Cache
from plugins.render.culprits import NOT_THEIRS, unmakeable
from plugins.render.digests import all_code, bytes_digest, digest, encoded, value_digest
from plugins.render.plan import Bundle, Single, bundle_of
from plugins.render.templates import Templates

Asking = Draft | Family
FAMILIES = 16
"""Families of pages that are looked at together, at most and as a rule."""


class Sheets:
    """All pages of a site, as files to be."""

    def __init__(self, drafts: Drafts, more: Iterable[Page], templates: Templates, cache: Cache) -> None:
        """`more`: pages that come from elsewhere."""
        self._drafts = drafts
        self._templates = templates
        # One for all: a site has a hundred thousand pages, and each holds what it is made by.
        self._print: Callable[[Callable[[], Page]], bytes] = lambda page: templates.html(page())
        self._finished = [*more]
        common = digest(all_code(), value_digest(drafts.site))
        self._named: dict[bytes, Asking] = {}
        for one in drafts:
            if isinstance(one, Page):
                self._finished.append(one)
            else:
                self._named[_name(common, one)] = one
        self._book = Book(cache, common, self._named, drafts.answers)
        self._known = self._book.known
        self._made: tuple[bytes, tuple[Page, ...]] = (b"", ())
        """The pages of the family last made: they are asked for one after the other."""

    @property
    def names(self) -> tuple[bytes, ...]:
        """Give the names of what the cache holds of these pages."""
        return self._book.names

    @property
    def are_known(self) -> bool:
        """Say whether no view needs to be made to know what the pages are."""
        return len(self._known) == len(self._named)

    def rows(self) -> Iterable[tuple[bytes, object]]:
        """Give what the cache is to hold of these pages, once all are known."""
        return self._book.rows()

    def bundles(self) -> Iterator[Bundle]:
        """Give the pages as files, a family at a time; views that must be made are when the files are due."""
        for page in self._finished:
            view = value_digest(page.view)
            yield bundle_of(self._single(page.path, page.template, view, partial(_itself, page)))
        number = parts_for(len(self._named), FAMILIES)
        parts: defaultdict[int, list[bytes]] = defaultdict(list)
        for name, one in self._named.items():
            if isinstance(one, Family):
                parts[int.from_bytes(name[:4]) % number].append(name)
            else:
                # Long lists change more often than an article's own pages.
                yield self._bundle([name])
        # Part by part of the book, which can put one aside when the next one comes.
        for _, names in sorted(parts.items(), key=lambda part: (part_of(part[1][0]), part[0])):
            yield self._bundle(names)

    def _bundle(self, names: Sequence[bytes]) -> Bundle:
        """Give the pages of some families as files that are as they were where all of them are."""
        return Bundle(self._key(names), partial(self._all_paths, names), partial(self._all_settled, names))

    def _key(self, names: Sequence[bytes]) -> bytes | None:
        """Give the key of some families, None where something of them is not known yet."""
        known, common = self._known, self._templates.common_key
        if not all(name in known for name in names):
            return None
        memos = [known[name] for name in names]
        told: list[bytes | str] = []
        for one in memos:
            told += common(one.templates), one.told
        return digest(*told)

    def _all_paths(self, names: Sequence[bytes]) -> list[str]:
        return [path for name in names for path in self._paths(name)]

    def _all_settled(self, names: Sequence[bytes]) -> tuple[bytes, list[Single]]:
        """Give some families' pages as files, and their key: what is not known of them is learned."""
        singles = [single for name in names for single in self._settled(name)]
        return self._key(names) or b"", singles

    def told(self) -> "Told":
        """Give what the site is told of its pages, once all are known."""
        return Told(tuple(map(shown, self._finished)), self._book, self._told_anew)

    def _told_anew(self, name: bytes) -> tuple[Shown, ...]:
        return tuple(map(shown, self._pages(name)))

    def _paths(self, name: bytes) -> list[str]:
        memo = self._known.get(name)
        if memo is not None:
            return [path for path, _ in memo.names()]
        return [draft.path for draft in self._drafts.listed(self._named[name])]

    def _settled(self, name: bytes) -> list[Single]:
        """Give a family's pages as files."""
        made: tuple[Page, ...] | None = None
        weights: Sequence[int] = ()
        if name not in self._known:
            made, asked = self._making(name, partial(self._drafts.observed, self._named[name]))
            names = [(one.path, one.template) for one in made]
            told = [encoded(one.view) for one in made]
            weights = [*map(len, told)]
            self._book.put(name, names, map(digest, told), [*map(shown, made)], asked)
        memo = self._known[name]

        def page(number: int) -> Callable[[], Page]:
            # What was just made is printed as it is; what is known is made only where its file has to be.
            return partial(self._page, name, number) if made is None else partial(_itself, made[number])

        return [
            self._single(path, template, memo.view(number), page(number), weights[number] if weights else 0)
            for number, (path, template) in enumerate(memo.names())
        ]

    def _page(self, name: bytes, number: int) -> Page:
        return self._pages(name)[number]

    def _pages(self, name: bytes) -> tuple[Page, ...]:
        if self._made[0] != name:
            pages, _ = self._making(name, lambda: (self._drafts.made(self._named[name]), ()))
            self._made = (name, pages)
        return self._made[1]

    def _making(
        self, name: bytes, make: Callable[[], tuple[tuple[Page, ...], tuple[str, ...]]]
    ) -> tuple[tuple[Page, ...], tuple[str, ...]]:
        try:
            return make()
        except NOT_THEIRS:
            raise
        except Exception as fault:
            raise unmakeable(fault, self._drafts.listed(self._named[name])[0].path) from fault

    def _single(
        self, path: str, template: str, view: bytes, page: Callable[[], Page], weight: int = 0
    ) -> Single:
        key = self._templates.key(template, path, view)
        return Single(path, key, partial(self._print, page), page, weight)


class Told(SitePages):
    """What the site is told of its pages: decoded as it is gone through, since nobody needs all at a time."""

    def __init__(
        self, finished: Sequence[Shown], book: Book, anew: Callable[[bytes], tuple[Shown, ...]]
    ) -> None:
        """`anew` gives what is told of the pages of a family, where the book has lost it."""
        self._finished = finished
        self._book = book
        self._anew = anew

    def __iter__(self) -> Iterator[Shown]:
        yield from self._finished
        for name, told in self._book.told():
            yield from self._anew(name) if told is None else told

    def kin(self) -> Iterator[Kin]:
        """Give in short what pages there are."""
        yield from (kin_of([page]) for page in self._finished)
        yield from (memo.kin() for memo in self._book.known.values())


def _itself(page: Page) -> Page:
    return page


def _name(common: bytes, one: Asking) -> bytes:
    """Give the name by which the book knows a page or a family."""
    if isinstance(one, Family):
        return bytes_digest(_family(common, one.pages) + encoded(one.about))
    return digest(common, _told(one.view), one.path, one.template, encoded(one.about))


@cache
def _family(common: bytes, pages: Callable[..., object]) -> bytes:
    return digest(common, _told(pages))


@cache
def _told(view: Callable[..., object]) -> str:
    return f"{view.__module__}.{view.__qualname__}"
