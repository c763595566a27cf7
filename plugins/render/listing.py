"""The list of a site's files, bundle by bundle: what comes and goes together is known by one key.

A large site has hundreds of thousands of files, so the list is kept by column and in parts, and a bundle that
is as it was passes from one site's list to the next without any of its files being looked at.
"""

import os
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, chain

from plugins.render.columns import DIGEST, FIGURES, MARK, ROW, FileTable, Part, Placed, mark_of, numbers_in
from plugins.render.folders import Folders

SEARCHES = 256
"""Files that are looked for one by one: one takes a hundredth of the time of putting all in order."""


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
        late: Iterable[bytes] = (),
    ) -> None:
        """`names` of the parts in the cache; `at_root`: keys of those bundles that have files at the root.

        `late`: keys of those that are made of pages, so that a build knows the new ones only in the end.
        """
        self.parts = parts
        self.folders = folders or {}
        """As they looked when all files were in their places; none where that is not known."""
        self.names = dict(zip((part.bundles for part in parts), names, strict=True)) if names else {}
        """The name of each part in the cache, by the keys of its bundles."""
        self.at_root = frozenset(at_root)
        self.late = frozenset(late)
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
        return self._placed(number)

    def _placed(self, number: int) -> Placed:
        at, (table, figures) = self._at(number)
        size, mtime, inode = figures[FIGURES * at : FIGURES * (at + 1)]
        begin, end = DIGEST * at, DIGEST * (at + 1)
        return Placed(table.keys[begin:end], table.sums[begin:end], size, mtime, inode)

    def placed(self, run: range) -> list[Placed]:
        """Give a bundle's files."""
        return [*map(self._placed, run)]

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
            figures, at = numbers_in("q", table.numbers), 0
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

    def without(self, paths: Iterable[str]) -> set[str]:
        """Give those of the paths that are no part of the site."""
        left = {*paths}
        if len(left) <= SEARCHES:
            return {path for path in left if path not in self}
        for part in self.parts:
            left.difference_update(part.table().paths)
        return left

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
        counts = numbers_in("I", b"".join([part.counts for part in self.parts]))
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
        return numbers_in("q", self.table(run).numbers)[2::FIGURES].tolist()

    def table(self, run: range) -> FileTable:
        """Give a bundle's files by column."""
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
            held = self._held[own] = table, numbers_in("q", table.numbers)
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
