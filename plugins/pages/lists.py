"""Long lists made readable: by letter, by month, and no longer than a phone can hold."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Generic, NamedTuple, TypeVar

from msgspec.structs import replace

from plugins.memory import name_of
from plugins.model import Value
from plugins.pages.dates import date_text
from plugins.pages.views import Column
from plugins.words import Words

T = TypeVar("T")

# A table up to this length stands on one page; a longer one is parted by month, its newest rows on its first
# page. 300 rows of the ledger are about 250 kB of HTML, 25 kB over the wire.
MOST_ROWS = 300
# Lists that stand among others on a page: the rest is one link away.
MOST_ITEMS = 100
UNDATED = "undated"


class Field(Column, frozen=True):
    """A column of a table that readers narrow down, where scripts run."""

    key: str = ""
    """Its name in the page's address: "?donor=Norway"."""
    choose: bool = False
    """Whether its values are few enough to choose from a list."""


class Part(Value, frozen=True):
    """One page of a list that is parted, as its siblings link to it."""

    text: str
    url: str
    count: str
    """Told on the list's first page alone: else every new row would change every page."""
    current: bool


class Letter(NamedTuple, Generic[T]):
    """The things whose name begins with a letter."""

    letter: str
    members: tuple[T, ...]


class Slice(NamedTuple, Generic[T]):
    """One month's share of a list, or a page of it: its key "2023-02", "2023" or "undated", its members."""

    key: str
    members: tuple[T, ...]
    page: int = 1
    """From 1: a month that is longer than a page goes on."""

    @property
    def name(self) -> str:
        """Give what its address ends with: "2023-02", "2023-02-page-2"."""
        return page_name(self.key, self.page)

    def words(self, say: Words) -> str:
        """Give the month as readers write it."""
        period = say("No date known") if self.key == UNDATED else date_text(self.key, say)
        return page_words(period, self.page, say)


def page_name(key: str, page: int) -> str:
    """Give a page's name in an address; the first is named as if there were no other."""
    return f"{key}-page-{page}" if page > 1 else key


def page_words(period: str, page: int, say: Words) -> str:
    """Give a page's name for readers; the first is named as if there were no other."""
    return say("{period}, page {number}", period=period, number=page) if page > 1 else period


def by_page(members: Sequence[T], most: int) -> Iterator[tuple[int, tuple[T, ...]]]:
    """Give things in runs that a page can hold, each with its number from 1."""
    for start in range(0, len(members), most):
        yield start // most + 1, tuple(members[start : start + most])


def plain(text: str) -> str:
    """Give a text as it is sorted: without case, and Latin letters without their accents.

    In other scripts a mark makes another letter: "Ї" is not "І".

    >>> plain("Élysée"), plain("Їжак")
    ('elysee', 'їжак')
    """
    folded = text.casefold()
    return folded if folded.isascii() else _BEYOND_ASCII.sub(_base, folded)


_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


def _base(found: re.Match[str]) -> str:
    return _base_of(found.group())


@cache
def _base_of(char: str) -> str:
    """Give a Latin letter without its accents, and any other character as it is."""
    base = unicodedata.normalize("NFKD", char)
    return base[0] if base[0].isascii() else char


def family_name(name: str) -> str:
    """Give what a list of people is sorted by: the last word of the name, then all of it.

    >>> family_name("Jens Stoltenberg")
    'stoltenberg jens stoltenberg'
    """
    return f"{plain(name).split()[-1] if name.split() else ''} {plain(name)}"


def by_letter(members: Iterable[T], sort_name: Callable[[T], str]) -> tuple[Letter[T], ...]:
    """Give things under their first letters; digits and signs come under "0–9" and "#", first."""
    held = [*members]
    names = [plain(sort_name(member)) for member in held]
    found: defaultdict[str, list[T]] = defaultdict(list)
    for name, member in sorted(zip(names, held, strict=True), key=itemgetter(0)):
        found[_letter(name)].append(member)
    order = sorted(found, key=lambda letter: (letter.isalpha(), letter))
    return tuple(Letter(letter, tuple(found[letter])) for letter in order)


def _letter(name: str) -> str:
    first = name[:1]
    return _heading(first if first.isalnum() else next((char for char in name if char.isalnum()), "#"))


@cache
def _heading(first: str) -> str:
    return "0–9" if first.isdigit() else first.upper()


def by_month(days: Mapping[str | None, Sequence[T]]) -> tuple[Slice[T], ...]:
    """Give things that stand by day by month, latest first, the undated last.

    What is known only to the year stands under the year, after its months; what a page cannot hold, as a busy
    month or all that is undated, goes on in further slices.
    """
    found: dict[str, list[T]] = {}
    for day, members in days.items():
        found.setdefault((day or UNDATED)[:7], []).extend(members)
    order = sorted((key for key in found if key != UNDATED), reverse=True)
    # "2023-12" sorts above "2023", so that a bare year follows its months.
    keys = [*order, *([UNDATED] if UNDATED in found else [])]
    return tuple(Slice(key, run, page) for key in keys for page, run in by_page(found[key], MOST_ROWS))


def parts(folder: str, slices: Sequence[Slice[T]], say: Words) -> tuple[Part, ...]:
    """Give the links to the months of a list that is parted by month, as its first page has them."""
    held = Counter[str]()
    for part in slices:
        held[part.key] += len(part.members)
    return tuple(
        Part(part.words(say), f"{folder}/{part.name}.html", say.number(f"{held[part.key]:,}"), False)
        for part in slices
        if part.page == 1
    )


class Ways:
    """The links from one page of a parted list to all of them.

    No struct: hundreds of pages have hundreds of links each; what is encoded for a page's name is `digest`.
    """

    def __init__(
        self,
        parts: Sequence[Part],
        shared: bytes | None = None,
        current: int | None = None,
        inside: Sequence[Part] = (),
        page: int = 0,
    ) -> None:
        """`shared`: digest of `parts`, where it is known; `current`: which of them the page belongs to.

        `inside`: further pages of that one, told on its own pages; `page`: which of them, 0 for the first.
        """
        self._parts = parts
        self._current = current
        self._inside = inside
        self._page = page
        self.digest = name_of(name_of(parts) if shared is None else shared, current, inside, page)

    @property
    def parts(self) -> tuple[Part, ...]:
        """Give the links."""
        if self._current is None:
            return (*self._parts,)
        before, after = self._parts[: self._current], self._parts[self._current + 1 :]
        own = [self._parts[self._current], *self._inside]
        own[self._page] = replace(own[self._page], current=True)
        return (*before, *own, *after)

    def __bool__(self) -> bool:
        return bool(self._parts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Ways) and other.digest == self.digest

    def __hash__(self) -> int:
        return hash(self.digest)


def beside(found: Sequence[Part], around: Sequence[Part] = ()) -> Iterator[Ways]:
    """Give for each page of a parted list the links to all of them, without how much they hold.

    `around`: links that stand before these.
    """
    bare = tuple(replace(part, count="") for part in (*around, *found))
    shared = name_of(bare)
    return (Ways(bare, shared, len(around) + number) for number in range(len(found)))


def beside_months(
    found: Sequence[Part], folder: str, slices: Sequence[Slice[T]], say: Words
) -> Iterator[Ways]:
    """Give for each page of a list parted by month the links to months, `found`, and its own month's pages.

    Of the pages that another month goes on with it tells nothing: else one more would change them all.
    """
    bare = tuple(replace(part, count="") for part in found)
    shared, month = name_of(bare), -1
    inside: dict[str, list[Part]] = {}
    for part in slices:
        if part.page > 1:
            more = Part(part.words(say), f"{folder}/{part.name}.html", "", False)
            inside.setdefault(part.key, []).append(more)
    for part in slices:
        month += part.page == 1
        yield Ways(bare, shared, month, inside.get(part.key, ()), part.page - 1)
