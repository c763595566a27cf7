"""The list of a site's files, bundle by bundle: what comes and goes together is known by one key.

A large site has hundreds of thousands of files, so the list is kept by column and in parts, and a bundle that
is as it was passes from one site's list to the next without any of its files being looked at.
"""

import hashlib
import os
import sys
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, chain

import msgspec

from plugins.render.folders import Folders

DIGEST = 32
"""Bytes of a key and of a SHA-256."""
FIGURES = 3
"""Size, mtime and inode of each file, in eight bytes each."""
ROW = 8 * FIGURES
MARK = 8
"""Bytes of a file's mark."""
SEARCHES = 256
"""Files that are looked for one by one: one takes a hundredth of the time of putting all in order."""


class Placed(msgspec.Struct, frozen=True, array_like=True):
    """One file of a site."""

    key: bytes
    """Of what it was made."""
    sha256: bytes
    size: int
    mtime: int
    """Nanoseconds, as the file system gives it back."""
    inode: int


class FileTable(msgspec.Struct, frozen=True, array_like=True):
    """Some files, by column."""

    paths: tuple[str, ...] = ()
    keys: bytes = b""
    sums: bytes = b""
    numbers: bytes = b""
    """Size, mtime and inode of each in eight bytes each, low byte first."""


class Part(msgspec.Struct, frozen=True, array_like=True):
    """Some bundles of a site, as they are kept."""

    bundles: bytes
    """Their keys."""
    counts: bytes
    """Files in each bundle, four bytes each, low byte first."""
    marks: bytes
    """See `mark_of`: one of each file."""
    files: msgspec.Raw
    """A FileTable, decoded only where somebody asks for a file in it."""

    def table(self) -> FileTable:
        """Give its files."""
        return _table.decode(self.files)

    def __len__(self) -> int:
        return len(self.marks) // MARK


_table = msgspec.msgpack.Decoder(FileTable)


def part_of(bundles: bytes, counts: bytes, table: FileTable) -> Part:
    """Give some bundles' files as they are kept."""
    marks = b"".join(map(mark_of, table.paths))
    return Part(bundles, counts, marks, msgspec.Raw(msgspec.msgpack.encode(table)))


class FileList(Mapping[str, Placed]):
    """The files of a published site, by path.

    Of a large site a build asks for few: only parts that hold one of these are decoded, and are held then.
    """

    def __init__(
        self,
        parts: Sequence[Part] = (),
        folders: Folders | None = None,
        names: Sequence[bytes] = (),
        at_root: Iterable[bytes] = (),
    ) -> None:
        """`names` of the parts in the cache; `at_root`: keys of those bundles that have files at the root."""
        self.parts = parts
        self.folders = folders or {}
        """As they looked when all files were in their places; none where that is not known."""
        self.names = dict(zip((part.bundles for part in parts), names, strict=True)) if names else {}
        """The name of each part in the cache, by the keys of its bundles."""
        self.at_root = frozenset(at_root)
        self._starts = [*accumulate(map(len, parts), initial=0)]
        self._held: dict[int, tuple[FileTable, array[int]]] = {}
        self._opened: dict[str, int] = {}
        """Numbers of those files that are likely to be asked for."""
        self._looked_for: dict[str, int | None] = {}
        """Numbers of others that were: new ones are asked for at each step of their way."""
        self._searches = 0

    def __getitem__(self, path: str) -> Placed:
        number = self._number(path)
        if number is None:
            raise KeyError(path)
        at, (table, figures) = self._at(number)
        size, mtime, inode = figures[FIGURES * at : FIGURES * (at + 1)]
        begin, end = DIGEST * at, DIGEST * (at + 1)
        return Placed(table.keys[begin:end], table.sums[begin:end], size, mtime, inode)

    def __iter__(self) -> Iterator[str]:
        return chain.from_iterable(part.table().paths for part in self.parts)

    def __len__(self) -> int:
        return self._starts[-1]

    def __contains__(self, path: object) -> bool:
        return isinstance(path, str) and self._number(path) is not None

    def changed(self, root: int) -> set[str]:
        """Give the paths that do not look as they did when they were published; `root` is an open folder."""
        changed: set[str] = set()
        look = os.lstat
        # In the order in which they were written, so that neither disk nor memory jumps about.
        for part in self.parts:
            table = part.table()
            figures, at = _numbers("q", table.numbers), 0
            for path in table.paths:
                try:
                    status = look(path, dir_fd=root)
                except (FileNotFoundError, NotADirectoryError):
                    changed.add(path)
                else:
                    if (
                        status.st_ino != figures[at + 2]
                        or status.st_mtime_ns != figures[at + 1]
                        or status.st_size != figures[at]
                    ):
                        changed.add(path)
                at += FIGURES
        return changed

    def looks_like(self, path: str, size: int, mtime: int, inode: int) -> bool | None:
        """Say whether a file looks as it did when it was published; None where it is no part of the site."""
        number = self._number(path)
        if number is None:
            return None
        at, (_, figures) = self._at(number)
        return [*figures[FIGURES * at : FIGURES * (at + 1)]] == [size, mtime, inode]

    @cached_property
    def bundles(self) -> Mapping[bytes, range]:
        """The numbers of each bundle's files, by the bundle's key."""
        told = b"".join([part.bundles for part in self.parts])
        counts = _numbers("I", b"".join([part.counts for part in self.parts]))
        ends = [*accumulate(counts, initial=0)]
        keys = [told[at : at + DIGEST] for at in range(0, len(told), DIGEST)]
        return dict(zip(keys, map(range, ends, ends[1:]), strict=True))

    def open(self, bundles: Iterable[bytes]) -> None:
        """Have at hand what files are in some of the bundles: others are found more slowly."""
        for run in map(self.bundles.__getitem__, bundles):
            self._opened.update(zip(self.paths(run), run, strict=True))

    def paths(self, run: range) -> tuple[str, ...]:
        """Give the paths of a bundle's files."""
        return self.table(run).paths

    def inodes(self, run: range) -> list[int]:
        """Give the inodes of a bundle's files."""
        return _numbers("q", self.table(run).numbers)[2::FIGURES].tolist()

    def table(self, run: range) -> FileTable:
        """Give a bundle's files."""
        if not run:
            return FileTable()
        at, (table, _) = self._at(run.start)
        end = at + len(run)
        return FileTable(
            table.paths[at:end],
            table.keys[DIGEST * at : DIGEST * end],
            table.sums[DIGEST * at : DIGEST * end],
            table.numbers[ROW * at : ROW * end],
        )

    def has_like(self, path: str) -> bool:
        """Say whether a path, or one that some file system may take for it, is among those not opened."""
        return path not in self._opened and any(True for _ in self._marked(mark_of(path)))

    def _at(self, number: int) -> tuple[int, tuple[FileTable, "array[int]"]]:
        """Give a file's place in its part, and that part."""
        own = bisect_right(self._starts, number) - 1
        held = self._held.get(own)
        if held is None:
            table = self.parts[own].table()
            held = self._held[own] = table, _numbers("q", table.numbers)
        return number - self._starts[own], held

    def _number(self, path: str) -> int | None:
        number = self._opened.get(path)
        if number is None and path not in self._looked_for:
            self._looked_for[path] = self._found(path)
        return self._looked_for[path] if number is None else number

    def _found(self, path: str) -> int | None:
        for number in self._marked(mark_of(path)):
            at, (table, _) = self._at(number)
            if table.paths[at] == path:
                return number
        return None

    def _marked(self, mark: bytes) -> Iterable[int]:
        """Give the numbers of the files that have a mark; where many are asked for, all are put in order."""
        self._searches += 1
        if self._searches > SEARCHES and self._by_mark is not None:
            return (self._by_mark[mark],) if mark in self._by_mark else ()
        return _places(self._marks, mark)

    @cached_property
    def _marks(self) -> bytes:
        return b"".join([part.marks for part in self.parts])

    @cached_property
    def _by_mark(self) -> dict[bytes, int] | None:
        """The number of each file by its mark; None where two have the same."""
        marks = self._marks
        found = {marks[MARK * number : MARK * (number + 1)]: number for number in range(len(self))}
        return found if len(found) == len(self) else None


def _places(marks: bytes, mark: bytes) -> Iterator[int]:
    """Give the numbers of the files that have a mark."""
    at = marks.find(mark)
    while at >= 0:
        if at % MARK == 0:
            yield at // MARK
        at = marks.find(mark, at + 1)


def mark_of(path: str) -> bytes:
    """Give eight bytes that are the same for all spellings that a file system may take for one."""
    told = path.casefold().encode("utf-8", "surrogatepass")
    return hashlib.blake2b(told, digest_size=MARK).digest()


NAME_BYTES = 40
"""Of a site's name."""


def site_name(table: FileTable) -> str:
    """Give the name of a site: the sum of digests of each path with its bytes, whatever their order.

    A sum, since that of a site where a few files differ is known from the sum before.
    """
    return named(sum(share_of(*told) for told in sums_of(table)))


def sums_of(table: FileTable) -> Iterator[tuple[str, bytes]]:
    """Give each path with the SHA-256 of its file."""
    starts = range(0, len(table.sums), DIGEST)
    return zip(table.paths, (table.sums[at : at + DIGEST] for at in starts), strict=True)


def named(total: int) -> str:
    """Give the name of a site whose files add up to a number."""
    return (total % (1 << 8 * NAME_BYTES)).to_bytes(NAME_BYTES, "big").hex()


def share_of(path: str, sha256: bytes) -> int:
    """Give what one file adds to its site's name."""
    # No path holds the sign that parts them here.
    told = path.encode("utf-8", "surrogatepass") + b"\0" + sha256
    return int.from_bytes(hashlib.blake2b(told, digest_size=NAME_BYTES).digest(), "big")


def _numbers(kind: str, data: bytes) -> "array[int]":
    numbers: array[int] = array(kind)
    numbers.frombytes(data)
    if sys.byteorder != "little":
        numbers.byteswap()
    return numbers


def little_endian(numbers: "array[int]") -> bytes:
    """Give numbers as they are kept; the array is spent."""
    if sys.byteorder != "little":
        numbers.byteswap()
    return numbers.tobytes()


def spelt_twice(paths: Callable[[], Iterable[str]]) -> str | None:
    """Give a path that another one is the same as, in any spelling that a file system takes for one.

    Of a million paths none is held: where their hashes differ, they do.
    """
    hashes = array("q", map(hash, map(str.casefold, paths())))
    if len({*hashes}) == len(hashes):
        return None
    spelt: set[str] = set()
    for path in paths():
        if path.casefold() in spelt:
            return path
        spelt.add(path.casefold())
    return None
