"""The list of a site's files while the site is made: what is kept of the one before, and what comes."""

from array import array
from collections.abc import Iterator, Sequence
from itertools import chain

from plugins.render.listing import (
    DIGEST,
    FIGURES,
    NAME_BYTES,
    ROW,
    FileList,
    FileTable,
    Placed,
    little_endian,
    named,
    share_of,
)


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

    def table(self) -> FileTable:
        """Give them as they are kept, once every file is placed."""
        figures = little_endian(self._figures[:])
        return FileTable(tuple(self.paths), bytes(self._keys), bytes(self._sums), figures)


class Listing:
    """The list of a site that is made after another one."""

    def __init__(self, before: FileList) -> None:
        self._before = before
        self._keys: list[bytes] = []
        self._counts: array[int] = array("I")
        self._runs: list[range] = []
        """Files in their order, by number: first come those of the list before, then those that are new."""
        self._new = NewFiles()
        """Files of the bundles that were not kept whole."""

    def keep(self, key: bytes, run: range) -> None:
        """Take over a whole bundle."""
        self._note(key, run)

    def add(self, key: bytes, paths: Sequence[str]) -> None:
        """Note a bundle whose files are, or will be, placed one by one."""
        run, known = self._new.add(paths), len(self._before)
        self._note(key, range(known + run.start, known + run.stop))

    def place(self, path: str, placed: Placed) -> None:
        """Note what a file is that comes to the site with a bundle of `add`, or stays in it."""
        self._new.place(path, placed)

    def _note(self, key: bytes, run: range) -> None:
        self._keys.append(key)
        self._counts.append(len(run))
        last = self._runs[-1] if self._runs else range(0)
        if last and last.stop == run.start != len(self._before):
            # Bundles come in the order that they had: nearly all are a few long runs.
            self._runs[-1] = range(last.start, run.stop)
        else:
            self._runs.append(run)

    def __len__(self) -> int:
        return sum(self._counts)

    def inodes(self) -> Iterator[tuple[str, int]]:
        """Give the path and the inode of each file that was placed."""
        return self._new.inodes()

    def gone(self) -> list[str]:
        """Give the paths of the site before that this one has not, sorted."""
        paths = self._before.table.paths
        kept, new = bytearray(len(paths)), frozenset(self._new.paths if paths else ())
        for run in self._kept():
            kept[run.start : run.stop] = b"\1" * len(run)
        return sorted(path for path, here in zip(paths, kept, strict=True) if not here and path not in new)

    def name(self, before: str) -> str:
        """Give the site's name, once every file is placed; `before` is the name of the site before."""
        files = self._before
        come = sum(share_of(*told) for told in self._new.sums())
        if len(before) != 2 * NAME_BYTES:
            # There was none, or one that was named otherwise.
            paths = (path for run in self._kept() for path in files.paths(run))
            return named(come + sum(share_of(path, files[path].sha256) for path in paths))
        went = (*(path for path in self._new.paths if path in files), *self.gone())
        return named(int(before, 16) + come - sum(share_of(path, files[path].sha256) for path in went))

    def table(self) -> FileTable:
        """Give the list as it is kept, once every file is placed."""
        known, before, new = len(self._before), self._before.table, self._new.table()
        spans = [
            (new, run.start - known, run.stop - known)
            if run.start >= known
            else (before, run.start, run.stop)
            for run in self._runs
        ]
        return FileTable(
            tuple(chain.from_iterable(table.paths[begin:end] for table, begin, end in spans)),
            b"".join([table.keys[DIGEST * begin : DIGEST * end] for table, begin, end in spans]),
            b"".join([table.sums[DIGEST * begin : DIGEST * end] for table, begin, end in spans]),
            b"".join([table.numbers[ROW * begin : ROW * end] for table, begin, end in spans]),
            b"".join(self._keys),
            little_endian(self._counts[:]),
        )

    def _kept(self) -> list[range]:
        """Give the files of the list before that are part of this one."""
        return [run for run in self._runs if run.start < len(self._before)]
