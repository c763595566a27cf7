"""Tables by path as they are kept from build to build: in stretches, so that two are told apart quickly.

Of ten thousand rows an article more changes one. What lies in stretches that both tables have is not decoded.
"""

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import itemgetter
from typing import TypeVar

import msgspec

ONE_IN = 64
"""Things in a stretch, on average: one ends where its last path says so."""
Tabled = tuple[bytes, ...]
"""The stretches of a table, in the order of its paths."""
Row = TypeVar("Row")
Item = TypeVar("Item")

_encode = msgspec.msgpack.Encoder().encode


def tabled(rows: Mapping[str, object]) -> Tabled:
    """Give a table as it is kept."""
    return tuple(map(_encode, in_stretches(sorted(rows.items()), itemgetter(0))))


def differing_rows(one: Tabled, other: Tabled, kind: type[Row]) -> tuple[dict[str, Row], dict[str, Row]]:
    """Give the rows of two tables but for stretches that both have; `kind` is that of all rows.

    Raises:
        msgspec.DecodeError: a row is of another kind.
    """
    decoder = msgspec.msgpack.Decoder(list[tuple[str, kind]])  # type: ignore[valid-type]
    shared = frozenset(one).intersection(other)

    def rest(table: Tabled) -> dict[str, Row]:
        return {path: row for some in table if some not in shared for path, row in decoder.decode(some)}

    return rest(one), rest(other)


def in_stretches(items: Iterable[Item], path_of: Callable[[Item], str]) -> Iterator[list[Item]]:
    """Part things that stand in the order of their paths, after every one whose path says so."""
    some: list[Item] = []
    for item in items:
        some.append(item)
        if zlib.crc32(path_of(item).encode("utf-8", "surrogatepass")) % ONE_IN == 0:
            yield some
            some = []
    if some:
        yield some
