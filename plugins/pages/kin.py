"""What the outputs beside the pages are told of these: each page, and in short what pages there are."""

import hashlib
from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from zlib import crc32

import msgspec

from plugins.pages.views import Shown

DIGEST = 16


class Kin(msgspec.Struct, frozen=True):
    """Pages that come and go together, in short."""

    place: int
    """A number that stays theirs, of 32 bits and evenly spread: to part long lists by."""
    count: int
    """Pages that search engines should know."""
    digest: bytes
    """What differs where the addresses of these do."""
    addresses: Callable[[], Sequence[str]]
    """Gives these addresses."""


class SitePages(Iterable[Shown]):
    """All pages of a site; they can be gone through more than once."""

    @abstractmethod
    def kin(self) -> Iterator[Kin]:
        """Give in short what pages there are, without a look at what each of them says."""


class HeldPages(SitePages):
    """Pages that are held in memory, each by itself."""

    def __init__(self, pages: Iterable[Shown]) -> None:
        self._pages = tuple(pages)

    def __iter__(self) -> Iterator[Shown]:
        return iter(self._pages)

    def kin(self) -> Iterator[Kin]:
        """Give each page."""
        return (kin_of([page]) for page in self._pages)


def parts_for(number: int, each: int) -> int:
    """Give in how many parts to keep a number of things, so that none has many more than `each`.

    A power of two: what grows is then parted anew at each doubling only.
    """
    return 1 << (number // each).bit_length()


def kin_of(pages: Sequence[Shown]) -> Kin:
    """Give some pages in short."""
    paths = known_paths(pages)
    return Kin(place_of(pages[0].path) if pages else 0, len(paths), digest_of(paths), lambda: paths)


def known_paths(pages: Iterable[Shown]) -> tuple[str, ...]:
    """Give the addresses that search engines should know."""
    return tuple(page.path for page in pages if not page.hidden)


def place_of(path: str) -> int:
    """Give the number that pages are parted by, made of the address of the first of them."""
    return crc32(path.encode("utf-8", "surrogatepass"))


def digest_of(paths: Iterable[str]) -> bytes:
    """Give what differs where some addresses do."""
    # No address holds the sign that parts them here.
    told = "\0".join(paths).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(told, digest_size=DIGEST).digest()
