"""The list of a site's files while the site is made: what is kept of the one before, and what comes."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from plugins.render.columns import DIGEST, FIGURES, FileTable, Part, Placed, little_endian, part_of, sums_of
from plugins.render.listing import FileList
from plugins.render.parting import parted
from plugins.render.site_names import NAME_BYTES, named, share_of

ONE_IN = 16
"""Bundles in a part of the list, on average."""
Bundled = tuple[bytes, range]
"""A bundle's key, and the numbers of its files."""


class NewFiles:
    """Files that come to a list, by column: a struct of each would take three times the room."""

    def __init__(self) -> None:
        self.paths: list[str] = []
        self._keys, self._sums, self._figures = bytearray(), bytearray(), array("q")
        self._due: dict[str, int] = {}
        """Numbers of those that are listed and not placed yet."""
        self._early: dict[str, Placed] = {}
        """Those that are placed and not listed yet."""

    def __len__(self) -> int:
        return len(self.paths)

    def add(self, paths: Sequence[str]) -> range:
        """List some files, and give their numbers."""
        run = range(len(self.paths), len(self.paths) + len(paths))
        self.paths += paths
        self._keys += bytes(DIGEST * len(run))
        self._sums += bytes(DIGEST * len(run))
        self._figures.extend([0] * FIGURES * len(run))
        self._due.update(zip(paths, run, strict=True))
        for path in self._early.keys() & self._due.keys():
            self.place(path, self._early.pop(path))
        return run

    def place(self, path: str, placed: Placed) -> None:
        """Note what a file is, before or after it is listed."""
        number = self._due.pop(path, None)
        if number is None:
            self._early[path] = placed
            return
        at = DIGEST * number
        self._keys[at : at + DIGEST], self._sums[at : at + DIGEST] = placed.key, placed.sha256
        for figure, value in enumerate((placed.size, placed.mtime, placed.inode)):
            self._figures[FIGURES * number + figure] = value

    def sums(self) -> Iterator[tuple[str, bytes]]:
        """Give each path with the SHA-256 of its file."""
        starts = range(0, len(self._sums), DIGEST)
        return zip(self.paths, (bytes(self._sums[at : at + DIGEST]) for at in starts), strict=True)

    def inodes(self) -> Iterator[tuple[str, int]]:
        """Give each path with the inode of its file."""
        return zip(self.paths, self._figures[2::FIGURES], strict=True)

    def table(self, run: range) -> FileTable:
        """Give some of them as they are kept, once they are placed."""
        begin, end = run.start, run.stop
        return FileTable(
            tuple(self.paths[begin:end]),
            bytes(self._keys[DIGEST * begin : DIGEST * end]),
            bytes(self._sums[DIGEST * begin : DIGEST * end]),
            little_endian(self._figures[FIGURES * begin : FIGURES * end]),
        )


class Listing:
    """The list of a site that is made after another one."""

    def __init__(self, before: FileList) -> None:
        self._before = before
        self._bundles: list[Bundled] = []
        """In their order. First come the numbers of files of the list before, then of those that are new."""
        self._kept: set[bytes] = set()
        """Keys of the bundles that were kept whole."""
        self._new = NewFiles()
        """Files of the bundles that were not."""
        self.late: list[bytes] = []
        """Keys of the bundles that are made of pages."""

    def keep(self, key: bytes, run: range) -> None:
        """Take over a whole bundle."""
        self._bundles.append((key, run))
        self._kept.add(key)

    def add(self, key: bytes, paths: Sequence[str]) -> None:
        """Note a bundle whose files are, or will be, placed one by one."""
        run, known = self._new.add(paths), len(self._before)
        self._bundles.append((key, range(known + run.start, known + run.stop)))

    def place(self, path: str, placed: Placed) -> None:
        """Note what a file is that comes to the site with a bundle of `add`, or stays in it."""
        self._new.place(path, placed)

    def __len__(self) -> int:
        return sum(len(run) for _, run in self._bundles)

    def inodes(self) -> Iterator[tuple[str, int]]:
        """Give the path and the inode of each file that was placed."""
        return self._new.inodes()

    def anew(self) -> tuple[bytes, ...]:
        """Give the keys of the bundles that were not kept whole."""
        return tuple(key for key, _ in self._bundles if key not in self._kept)

    def at_root(self) -> tuple[bytes, ...]:
        """Give the keys of the bundles that have files at the root."""
        known, paths, before = len(self._before), self._new.paths, self._before.at_root
        return tuple(
            key
            for key, run in self._bundles
            if (
                key in before
                if key in self._kept
                else not all("/" in path for path in paths[run.start - known : run.stop - known])
            )
        )

    def gone(self) -> list[str]:
        """Give the paths of the site before that this one has not, sorted."""
        left = self._left()
        new = frozenset(self._new.paths if left else ())
        paths = chain.from_iterable(self._before.paths(run) for run in left)
        return sorted(path for path in paths if path not in new)

    def _left(self) -> list[range]:
        """Give the bundles of the site before that were not kept whole."""
        return [run for key, run in self._before.bundles.items() if key not in self._kept]

    def name(self, before: str) -> str:
        """Give the site's name, once every file is placed; `before` is the name of the site before."""
        come = sum(share_of(*told) for told in self._new.sums())
        if len(before) != 2 * NAME_BYTES:
            # There was none, or one that was named otherwise.
            return named(come + self._shares(run for key, run in self._bundles if key in self._kept))
        return named(int(before, 16) + come - self._shares(self._left()))

    def _shares(self, runs: Iterable[range]) -> int:
        return sum(share_of(*told) for run in runs for told in sums_of(self._before.table(run)))

    def parts(self) -> Iterator[bytes | Part]:
        """Give the list in parts, once every file is placed: one that is as it was by its name.

        A part ends where the key of its last bundle says so: a bundle more, or another one, makes one or two
        parts anew, wherever it stands.
        """
        names = self._before.names
        for some in parted(self._bundles, _is_last):
            name = names.get(b"".join([key for key, _ in some]))
            if name is not None and all(key in self._kept for key, _ in some):
                yield name
            else:
                yield self._part(some)

    def _part(self, bundles: Sequence[Bundled]) -> Part:
        return part_of(
            b"".join([key for key, _ in bundles]),
            little_endian(array("I", [len(run) for _, run in bundles])),
            _joined([self._table(run) for _, run in bundles]),
        )

    def _table(self, run: range) -> FileTable:
        known = len(self._before)
        if run.start >= known:
            return self._new.table(range(run.start - known, run.stop - known))
        return self._before.table(run)


def _joined(tables: Sequence[FileTable]) -> FileTable:
    return FileTable(
        tuple(chain.from_iterable(table.paths for table in tables)),
        b"".join([table.keys for table in tables]),
        b"".join([table.sums for table in tables]),
        b"".join([table.numbers for table in tables]),
    )


def _is_last(bundle: Bundled) -> bool:
    """Say whether a part of the list ends with a bundle."""
    return int.from_bytes(bundle[0][-2:]) % ONE_IN == 0
