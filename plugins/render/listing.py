"""The list of a site's files, bundle by bundle: what comes and goes together is known by one key.

A large site has hundreds of thousands of files, so the list is kept by column, and a bundle that is as it was
passes from one site's list to the next without any of its files being looked at.
"""

import hashlib
import os
import sys
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, chain
from typing import TypeVar

import msgspec

from plugins.render.folders import Folders

DIGEST = 32
"""Bytes of a key and of a SHA-256."""
FIGURES = 3
"""Size, mtime and inode of each file, in eight bytes each."""
ROW = 8 * FIGURES
ONE_IN = 16
"""Bundles in a part of the list, on average."""
T = TypeVar("T")


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
    """A site's files, or some of them, as they are kept: by column, in the order of their bundles."""

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

    def __init__(self, table: FileTable, parts: Mapping[bytes, bytes] | None = None) -> None:
        """`parts`: the name of each part of the list as it is kept, by the keys of its bundles."""
        self.table = table
        self.parts = parts or {}
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


class Listing:
    """The list of a site that is made after another one."""

    def __init__(self, before: FileList) -> None:
        self._before = before
        self._bundles: list[tuple[bytes, range | Sequence[str]]] = []
        """Keys in their order; files of the list before by number, others by path."""
        self.placed: dict[str, Placed] = {}
        """Files of the bundles that were not kept whole."""

    def keep(self, key: bytes, run: range) -> None:
        """Take over a whole bundle."""
        self._bundles.append((key, run))

    def add(self, key: bytes, paths: Sequence[str]) -> None:
        """Note a bundle whose files are, or will be, among those placed."""
        self._bundles.append((key, paths))

    def __len__(self) -> int:
        return sum(len(files) for _, files in self._bundles)

    def gone(self) -> list[str]:
        """Give the paths of the site before that this one has not, sorted."""
        paths = self._before.table.paths
        kept = bytearray(len(paths))
        for _, run in self._bundles:
            if isinstance(run, range):
                kept[run.start : run.stop] = b"\1" * len(run)
        return sorted(
            path for path, here in zip(paths, kept, strict=True) if not here and path not in self.placed
        )

    def name(self, before: str) -> str:
        """Give the site's name, once every file is placed; `before` is the name of the site before."""
        if len(before) != 2 * NAME_BYTES:
            return site_name(self.table())  # There was none, or one that was named otherwise.
        files = self._before
        come = sum(_share(path, one.sha256) for path, one in self.placed.items())
        went = (*(path for path in self.placed if path in files), *self.gone())
        return _name(int(before, 16) + come - sum(_share(path, files[path].sha256) for path in went))

    def table(self) -> FileTable:
        """Give the list, once every file is placed."""
        return self._table(self._bundles)

    def parts(self) -> Iterator[bytes | FileTable]:
        """Give the list in parts, once every file is placed: one that is as it was by its name.

        A part ends where the key of its last bundle says so: a bundle more, or another one, makes one or two
        parts anew, wherever it stands.
        """
        known = self._before.parts
        for part in _parted(self._bundles):
            name = known.get(b"".join([key for key, _ in part]))
            if name is not None and all(isinstance(files, range) for _, files in part):
                yield name
            else:
                yield self._table(part)

    def _table(self, bundles: Sequence[tuple[bytes, range | Sequence[str]]]) -> FileTable:
        return joined(
            [self._part(run) for run in _runs(files for _, files in bundles)],
            b"".join([key for key, _ in bundles]),
            _bytes(array("I", [len(files) for _, files in bundles])),
        )

    def _part(self, run: range | Sequence[str]) -> FileTable:
        if not isinstance(run, range):
            return file_table({path: self.placed[path] for path in run})
        table, begin, end = self._before.table, run.start, run.stop
        return FileTable(
            table.paths[begin:end],
            table.keys[DIGEST * begin : DIGEST * end],
            table.sums[DIGEST * begin : DIGEST * end],
            table.numbers[ROW * begin : ROW * end],
        )


def joined(
    tables: Sequence[FileTable], bundles: bytes, counts: bytes, folders: Folders | None = None
) -> FileTable:
    """Give several tables as one, with these bundles."""
    return FileTable(
        tuple(chain.from_iterable(table.paths for table in tables)),
        b"".join([table.keys for table in tables]),
        b"".join([table.sums for table in tables]),
        b"".join([table.numbers for table in tables]),
        bundles,
        counts,
        {} if folders is None else folders,
    )


def _runs(bundles: Iterable[range | Sequence[str]]) -> list[range | Sequence[str]]:
    """Give the files of bundles, those together that stood together: nearly all are a few long runs."""
    runs: list[range | Sequence[str]] = []
    for run in bundles:
        last = runs[-1] if runs else ()
        if isinstance(run, range) and isinstance(last, range) and last.stop == run.start:
            runs[-1] = range(last.start, run.stop)
        else:
            runs.append(run)
    return runs


def _parted(bundles: Iterable[tuple[bytes, T]]) -> Iterator[list[tuple[bytes, T]]]:
    """Part bundles after every one whose key says so."""
    part: list[tuple[bytes, T]] = []
    for one in bundles:
        part.append(one)
        if int.from_bytes(one[0][-2:]) % ONE_IN == 0:
            yield part
            part = []
    if part:
        yield part


def file_table(files: Mapping[str, Placed]) -> FileTable:
    """Give some files by column."""
    figures = array("q", (n for one in files.values() for n in (one.size, one.mtime, one.inode)))
    keys, sums = (b"".join([getattr(one, name) for one in files.values()]) for name in ("key", "sha256"))
    return FileTable(tuple(files), keys, sums, _bytes(figures))


NAME_BYTES = 40
"""Of a site's name."""


def site_name(table: FileTable) -> str:
    """Give the name of a site: the sum of digests of each path with its bytes, whatever their order.

    A sum, since that of a site where a few files differ is known from the sum before.
    """
    starts = range(0, len(table.sums), DIGEST)
    sums = (table.sums[at : at + DIGEST] for at in starts)
    return _name(sum(_share(*pair) for pair in zip(table.paths, sums, strict=True)))


def _name(total: int) -> str:
    return (total % (1 << 8 * NAME_BYTES)).to_bytes(NAME_BYTES, "big").hex()


def _share(path: str, sha256: bytes) -> int:
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


def _bytes(numbers: "array[int]") -> bytes:
    if sys.byteorder != "little":
        numbers.byteswap()
    return numbers.tobytes()


def spelt_twice(paths: Iterable[str]) -> str | None:
    """Give a path that another one is the same as, in any spelling that a file system takes for one."""
    held = [*paths]
    if len({*map(str.casefold, held)}) == len(held):
        return None
    spelt: set[str] = set()
    for path in held:
        if path.casefold() in spelt:
            break
        spelt.add(path.casefold())
    return path
