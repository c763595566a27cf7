"""All records in parts: a part is what an engine takes in at a time, and what one change makes anew.

A part is a year, or a month where the year holds too much, or a piece of a month where that does; which piece
is told by the digest of the article that a record belongs to. So one article more changes the part that it
falls into, with its figures, and those of the pages that show it; and no part outgrows what an engine can
hold, whatever the archive's size.
"""

import hashlib
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

import msgspec

from plugins.memory import name_of
from plugins.model import Value
from plugins.search.naming import short_names

MOST = 1_000_000
"""Letters of the records of one part, each counted for `RECORD` letters more: about a thousand records."""
RECORD = 500
BITS = 64

_encoder = msgspec.msgpack.Encoder()


class Record(Value, frozen=True):
    """One page as a search engine takes it in, whatever engine it is."""

    url: str
    """Relative to the site's root."""
    title: str
    kind: str
    words: str
    """All that should be found, the title first."""
    filters: tuple[tuple[str, tuple[str, ...]], ...]
    """Name and values of each facet, sorted."""
    day: str | None
    """ISO 8601 as precise as known: sorts as text."""
    source: str | None
    names: tuple[str, ...] = ()
    """Every name of whom or what the page is about; empty where it is about no one thing."""
    article: str = ""
    """Address of the article that it belongs to; "" where it belongs to none."""
    period: str = ""
    """Day of that article, or its own: as `day`, "" where unknown."""


def folder_of(url: str) -> str:
    """Give the folder that holds pages of one kind; "" for those at the root."""
    return url.partition("/")[0] if "/" in url else ""


def in_order(url: str) -> tuple[str, str]:
    """Give what a part's records are sorted by."""
    return folder_of(url), url


class Part(NamedTuple):
    """Some of the records."""

    name: bytes
    """Digest of all that stands in them."""
    urls: tuple[str, ...]
    """Their addresses: those of one folder together, sorted."""
    names: str
    """Short names of their pages, parted by blanks: no two pages of the site have one name."""
    place: str
    """Which of the records, whatever stands in them: "/2023/2023-02/0/1"."""


class Mark(NamedTuple):
    """What is kept of a record while the parts are found."""

    number: int
    """Its place among all records."""
    url: str
    period: str
    spread: int
    """The same for all records of an article, but for the last bits."""
    size: int
    digest: bytes


Found = Callable[[Collection[int] | None], Iterable[Record]]
"""Gives the records, or those that have some places among all."""


class Records:
    """Everything that goes into one index. None of it is held: it is made whenever it is gone through."""

    def __init__(self, language: str, found: Found, most: int = MOST) -> None:
        """Find the parts; `found` gives the same records in the same order every time, each address once."""
        self.language = language
        self._found = found
        marks = [_mark(number, record) for number, record in enumerate(found(None))]
        names = dict(zip(urls := sorted(mark.url for mark in marks), short_names(urls), strict=True))
        self._parts = array("I", [0]) * len(marks)
        """By a record's place among all: the number of its part."""
        parts = []
        for number, (place, some) in enumerate(_parted(marks, most, 0, "")):
            part = sorted(some, key=lambda mark: in_order(mark.url))
            for mark in part:
                self._parts[mark.number] = number
            parts.append(
                Part(
                    name_of([mark.digest for mark in part]),
                    tuple(mark.url for mark in part),
                    " ".join([names[mark.url] for mark in part]),
                    place,
                )
            )
        self.parts = tuple(parts)

    @property
    def digest(self) -> bytes:
        """The digest of all records."""
        return name_of(self.language, [part.name for part in self.parts])

    @property
    def pages(self) -> "tuple[Pages, ...]":
        """Give what each part's pages are told of: files of their own, which others do not change."""
        return tuple(Pages(self, number) for number in range(len(self.parts)))

    def of(self, parts: Collection[int]) -> Iterator[tuple[int, Record]]:
        """Give all records of some parts, each with its part's number, in no order that means anything."""
        places = [place for place, part in enumerate(self._parts) if part in parts]
        for place, record in zip(places, self._found(frozenset(places)), strict=True):
            yield self._parts[place], record


class Pages:
    """One part of the records, for what an engine makes of each of its pages."""

    def __init__(self, records: Records, number: int) -> None:
        self.records = records
        self.number = number
        self.place = records.parts[number].place

    @property
    def digest(self) -> bytes:
        """The digest of the part's records and names."""
        part = self.records.parts[self.number]
        return name_of(self.records.language, part.name, part.names)


def _mark(number: int, record: Record) -> Mark:
    owner = record.article or record.url
    spread = b"".join(hashlib.blake2b(text.encode(), digest_size=4).digest() for text in (owner, record.url))
    digest = hashlib.blake2b(_encoder.encode(record), digest_size=16).digest()
    size = len(record.words) + RECORD
    return Mark(number, record.url, record.period, int.from_bytes(spread), size, digest)


def _parted(marks: Sequence[Mark], most: int, level: int, place: str) -> Iterator[tuple[str, Sequence[Mark]]]:
    """Part marks further until no part is too large, or one record alone is; give each with its place."""
    if not marks:
        return
    if len(marks) == 1 or level == len(LEVELS) or sum(mark.size for mark in marks) <= most:
        yield place, marks
        return
    key = LEVELS[level]
    for own, part in groupby(sorted(marks, key=key), key=key):
        yield from _parted(list(part), most, level + 1, f"{place}/{own}")


def _year(mark: Mark) -> str:
    return mark.period[:4]


def _month(mark: Mark) -> str:
    return mark.period[:7]


def _bit(number: int) -> Callable[[Mark], int]:
    return lambda mark: mark.spread >> (BITS - 1 - number) & 1


LEVELS: tuple[Callable[[Mark], int | str], ...] = (_year, _month, *map(_bit, range(BITS)))
"""What parts are told apart by: one level is used only where the one before leaves too much together."""
