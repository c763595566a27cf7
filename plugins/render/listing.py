"""The list of a site's files, bundle by bundle: what comes and goes together is known by one key.

A large site has hundreds of thousands of files, so the list is kept by column, and a bundle that is as it was
passes from one site's list to the next without any of its files being looked at.
"""

import hashlib
import os
import sys
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import accumulate

import msgspec

from plugins.render.folders import Folders

DIGEST = 32
"""Bytes of a key and of a SHA-256."""
FIGURES = 3
"""Size, mtime and inode of each file, in eight bytes each."""
ROW = 8 * FIGURES


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
    """A site's files as they are kept, by column, in the order of their bundles."""

    paths: tuple[str, ...] = ()
    keys: bytes = b""
    sums: bytes = b""
    numbers: bytes = b""
    """Size, mtime and inode of each in eight bytes each, low byte first."""
    bundles: bytes = b""
    """Keys of the bundles."""
    counts: bytes = b""
    """Files in each bundle, four bytes each, low byte first."""
    folders: Folders = msgspec.field(default_factory=dict)
    """As they looked when all files were in their places; none where that is not known."""


class FileList(Mapping[str, Placed]):
    """The files of a published site, by path."""

    def __init__(self, table: FileTable) -> None:
        self.table = table
        self._number = dict(zip(table.paths, range(len(table.paths)), strict=True))
        self._figures = _numbers("q", table.numbers)

    def __getitem__(self, path: str) -> Placed:
        number = self._number[path]
        begin, table = DIGEST * number, self.table
        size, mtime, inode = self._figures[FIGURES * number : FIGURES * (number + 1)]
        key, sha256 = table.keys[begin : begin + DIGEST], table.sums[begin : begin + DIGEST]
        return Placed(key, sha256, size, mtime, inode)

    def __iter__(self) -> Iterator[str]:
        return iter(self._number)

    def __len__(self) -> int:
        return len(self._number)

    def __contains__(self, path: object) -> bool:
        return path in self._number

    def changed(self, root: int) -> set[str]:
        """Give the paths that do not look as they did when they were published; `root` is an open folder."""
        changed: set[str] = set()
        figures, at, look = self._figures, 0, os.lstat
        # In the order in which they were written, so that neither disk nor memory jumps about.
        for path in self.table.paths:
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
        number = self._number.get(path)
        if number is None:
            return None
        at, figures = FIGURES * number, self._figures
        return figures[at] == size and figures[at + 1] == mtime and figures[at + 2] == inode

    @cached_property
    def bundles(self) -> Mapping[bytes, range]:
        """The numbers of each bundle's files, by the bundle's key."""
        told = self.table.bundles
        ends = [*accumulate(_numbers("I", self.table.counts), initial=0)]
        keys = [told[at : at + DIGEST] for at in range(0, len(told), DIGEST)]
        return dict(zip(keys, map(range, ends, ends[1:]), strict=True))

    def paths(self, run: range) -> tuple[str, ...]:
        """Give the paths of some files."""
        return self.table.paths[run.start : run.stop]

    def inodes(self, run: range) -> list[int]:
        """Give the inodes of some files."""
        return self._figures[FIGURES * run.start + 2 : FIGURES * run.stop : FIGURES].tolist()


NAME_BYTES = 40
"""Of a site's name."""


def site_name(table: FileTable) -> str:
    """Give the name of a site: the sum of digests of each path with its bytes, whatever their order.

    A sum, since that of a site where a few files differ is known from the sum before.
    """
    starts = range(0, len(table.sums), DIGEST)
    sums = (table.sums[at : at + DIGEST] for at in starts)
    return named(sum(share_of(*pair) for pair in zip(table.paths, sums, strict=True)))


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
