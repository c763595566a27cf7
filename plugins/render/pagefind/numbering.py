"""Which number a page has in the one index: pages of one folder stand together, shard after shard.

What is alike is shorter once it is packed, where it stands side by side; and of pages that answer a search
equally well an article comes before its figures.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, groupby

from plugins.search.parts import folder_of


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
        self._shifts: dict[int, list[int]] = {shard: [] for shard in shards}
        for (folder, shard), size in sorted(sizes.items()):
            numbers, end = self._numbers[shard], ends[folder, shard]
            self._shifts[shard].append(end - size - len(numbers))
            numbers += range(end - size, end)

    def shifts(self, shard: int) -> Sequence[int]:
        """Give for each folder of a shard what is to be added to a page's number in the shard."""
        return self._shifts[shard]

    def number(self, shard: int, place: int) -> int:
        """Give the number of a shard's page."""
        return self._numbers[shard][place]
