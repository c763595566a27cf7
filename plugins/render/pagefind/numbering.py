"""Which number a page has in the one index: pages of one folder stand together, shard after shard.

What is alike is shorter once it is packed, where it stands side by side; and of pages that answer a search
equally well an article comes before its figures.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, groupby

from plugins.search.parts import folder_of

Moves = Sequence[tuple[int, int]]
"""For each folder of an index, its number in another one, and what is to be added to its pages' numbers."""


def sections(urls: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Give the folders of a shard's pages, which are in order, with the number of pages in each."""
    return ((folder, sum(1 for _ in group)) for folder, group in groupby(urls, folder_of))


def section_starts(urls: Sequence[str]) -> list[int]:
    """Give the number of each folder's first page in its shard, and behind them that of the shard's end."""
    return [0, *accumulate(size for _, size in sections(urls))]


class Numbering:
    """The numbers of all pages."""

    def __init__(self, shards: Mapping[int, Sequence[str]]) -> None:
        """Take every shard's addresses in order."""
        sizes = {(folder, shard): size for shard, urls in shards.items() for folder, size in sections(urls)}
        self.order = sorted(sizes)
        """Every folder of every shard, in the order of their pages."""
        self.pages = sum(sizes.values())
        ends = dict(zip(self.order, accumulate(sizes[one] for one in self.order), strict=True))
        self._numbers: dict[int, list[int]] = {shard: [] for shard in shards}
        self._folders: dict[int, list[str]] = {shard: [] for shard in shards}
        self._shifts: dict[int, list[int]] = {shard: [] for shard in shards}
        for (folder, shard), size in sorted(sizes.items()):
            numbers, end = self._numbers[shard], ends[folder, shard]
            self._folders[shard].append(folder)
            self._shifts[shard].append(end - size - len(numbers))
            numbers += range(end - size, end)
        self.begins = {one: ends[one] - sizes[one] for one in self.order}
        """The number of the first page in each."""

    @property
    def folders(self) -> list[str]:
        """Give all folders."""
        return sorted({folder for folder, _ in self.order})

    def moves(self, shard: int) -> Moves:
        """Give for each folder of a shard its number among all, and what is to be added to its pages'."""
        folders = self.folders
        return [
            (folders.index(folder), shift)
            for folder, shift in zip(self._folders[shard], self._shifts[shard], strict=True)
        ]

    def moves_of(self, some: "Numbering") -> Moves:
        """Give the same for shards in a row that have numbers of their own already."""
        folders = self.folders
        # One shard tells for all: in both, they follow each other.
        first = {folder: (folder, shard) for folder, shard in reversed(some.order)}
        return [
            (folders.index(folder), self.begins[first[folder]] - some.begins[first[folder]])
            for folder in some.folders
        ]

    def number(self, shard: int, place: int) -> int:
        """Give the number of a shard's page."""
        return self._numbers[shard][place]
