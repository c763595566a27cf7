"""Tables by path as they are kept from build to build: in stretches, each by a name that tells what is in it.

Of ten thousand rows an article more changes one. What lies in stretches that two tables share is neither read
nor written. A stretch that the cache has lost holds rows that nobody knows: to whoever asks they are new.
"""

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from operator import itemgetter
from typing import TypeVar

import msgspec

from plugins.render.cache import Cache
from plugins.render.digests import bytes_digest
from plugins.render.parting import parted

ONE_IN = 64
"""Things in a stretch, on average: one ends where its last path says so."""
Names = tuple[bytes, ...]
"""Of the stretches of a table, in the order of its paths."""
Row = TypeVar("Row")
Item = TypeVar("Item")

_encode = msgspec.msgpack.Encoder().encode


class Table:
    """A table as it is to be kept."""

    def __init__(self, rows: Mapping[str, object]) -> None:
        """Take rows by their paths."""
        encoded = map(_encode, map(dict, in_stretches(sorted(rows.items()), itemgetter(0))))
        self.stretches = {bytes_digest(some): some for some in encoded}

    @cached_property
    def names(self) -> Names:
        """Give what is kept of it elsewhere."""
        return tuple(self.stretches)

    def new(self, before: Iterable[bytes]) -> Iterator[tuple[bytes, object]]:
        """Give what the cache is to hold of it, but what it holds for a table of these names."""
        known = frozenset(before)
        return ((name, msgspec.Raw(some)) for name, some in self.stretches.items() if name not in known)


def rows_of(names: Sequence[bytes], kind: type[Row], cache: Cache) -> dict[str, Row]:
    """Give the rows of some stretches, as far as the cache has them; `kind` is that of all rows."""
    found = cache.get_many(names, dict[str, kind])  # type: ignore[valid-type]
    return {path: row for name in names for path, row in found.get(name, {}).items()}


def differing_rows(
    then: Names, now: Table, kind: type[Row], cache: Cache
) -> tuple[dict[str, Row], dict[str, Row]]:
    """Give the rows of a table that was kept, and of one that is to be, but for stretches that both have."""
    before = rows_of([name for name in then if name not in now.stretches], kind, cache)
    known, decoder = frozenset(then), msgspec.msgpack.Decoder(dict[str, kind])  # type: ignore[valid-type]
    after: dict[str, Row] = {}
    for name, some in now.stretches.items():
        if name not in known:
            after |= decoder.decode(some)
    return before, after


def in_stretches(items: Iterable[Item], path_of: Callable[[Item], str]) -> Iterator[list[Item]]:
    """Part things that stand in the order of their paths, after every one whose path says so."""

    def is_last(item: Item) -> bool:
        return zlib.crc32(path_of(item).encode("utf-8", "surrogatepass")) % ONE_IN == 0

    return parted(items, is_last)
