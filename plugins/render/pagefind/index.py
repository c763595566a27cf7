"""One index of all shards: their pages in one list, their words in one order, facets and days over all."""

import gzip
import hashlib
import json
import sys
from array import array
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from plugins.model import File
from plugins.render.cbor import ARRAY, NUMBER, encode, head, numbers
from plugins.render.pagefind.merging import WordPart, merged, parted
from plugins.render.pagefind.naming import asked_for
from plugins.render.pagefind.numbering import Numbering
from plugins.render.pagefind.postings import text_bytes
from plugins.render.pagefind.service import FIELDS
from plugins.render.pagefind.shards import ENTRY, MAGIC, Frame, Shard, ShardPage
from plugins.render.pagefind.spill import Spill
from plugins.search.parts import Part, folder_of

FOLDER = "pagefind"
SORT = "date"
LEVEL = 6
"""How much is done to make a part smaller: the highest takes four times as long and spares a fiftieth."""
WAITING = 16
"""Parts of the words that wait to be packed."""
UNDATED = "0000"
"""Undated pages stand last when the newest come first."""


class Merging:
    """An index on its way: shards are taken in as they come, each under its place among all; then words."""

    def __init__(self, spill: Spill) -> None:
        """Take where words wait until all shards are there."""
        self._spill = spill
        self._urls: dict[int, tuple[str, ...]] = {}
        """By shard: addresses of its pages."""
        self._pages: dict[tuple[str, int], bytearray] = {}
        """By folder and shard: its part of the list of pages, as the engine reads it."""
        self._facets: dict[str, dict[str, list[tuple[int, array[int]]]]] = {}
        """By name and value: the shards, and in each the numbers of pages."""
        self._days: dict[int, tuple[str, ...]] = {}
        """By shard: the days of its pages."""
        self._groups: list[range] = []
        """Shards in a row whose words are put together."""
        self._written: list[bytes] = []
        """By number of a page: how it is written."""

    def take(self, shard: int, made: Shard, part: Part) -> None:
        """Take in the shard of a part, but its words."""
        for name, page in named(made, part):
            self._pages.setdefault((folder_of(page.url), shard), bytearray()).extend(_entry(name, page))
        # Nearly always the very texts that are held already.
        whole = len(made.pages) == len(part.urls)
        self._urls[shard] = part.urls if whole else tuple(page.url for page in made.pages)
        self._days[shard] = tuple(sys.intern(page.day or UNDATED) for page in made.pages)
        for facet, values in made.facets:
            known = self._facets.setdefault(facet, {})
            for value, pages in values:
                known.setdefault(value, []).append((shard, array("I", pages)))

    def take_words(self, shards: range, blocks: Iterable[bytes]) -> None:
        """Take in the words of some shards, put together."""
        for block in blocks:
            self._spill.put(shards.start, block)
        self._groups.append(shards)

    def numbering(self, shards: Iterable[int]) -> Numbering:
        """Give the numbers that the pages of some shards have among these alone."""
        return Numbering({shard: self._urls[shard] for shard in shards})

    def files(self, frame: Frame) -> Iterator[File]:
        """Give everything but the pages' files, once all shards are there."""
        numbering = self.numbering(self._urls)
        self._written = numbers(numbering.pages)
        parts = []
        words = merged(
            (numbering.moves_of(self.numbering(group)), self._spill.get(group.start))
            for group in self._groups
        )
        for part, file in _packed_beside(parted(words), frame.code):
            yield file
            parts.append([part.first, part.last, _asked_for(file)])
        facets = []
        for name in sorted(self._facets):
            file = _packed(f"filter/{name}", self._facet(name, numbering))
            yield file
            facets.append([name, _asked_for(file)])
        meta = _packed(f"pagefind.{frame.code}", b"".join(self._meta(frame, parts, facets, numbering)))
        yield meta
        entry = json.loads(frame.entry)
        (language,) = entry["languages"].values()
        language["hash"] = _asked_for(meta).removeprefix("pagefind.")
        language["page_count"] = numbering.pages
        text = json.dumps(entry, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        yield File(f"{FOLDER}/{ENTRY}", text.encode())
        for path, data in sorted(frame.files.items()):
            yield File(f"{FOLDER}/{path}", data)

    def _facet(self, name: str, numbering: Numbering) -> bytes:
        """Give a facet: every value with the numbers of the pages that have it."""
        pieces = [head(ARRAY, 2), encode(name), head(ARRAY, len(self._facets[name]))]
        for value, found in sorted(self._facets[name].items()):
            pages = sorted(numbering.number(shard, page) for shard, pages in found for page in pages)
            pieces += head(ARRAY, 2), encode(value), self._listed(pages)
        return b"".join(pieces)

    def _meta(
        self, frame: Frame, parts: list[list[str]], facets: list[list[str]], numbering: Numbering
    ) -> Iterator[bytes | bytearray]:
        """Give the list of everything, which is loaded before the first search."""
        yield head(ARRAY, 6)
        yield encode(frame.version)
        yield head(ARRAY, numbering.pages)
        for section in numbering.order:
            yield self._pages[section]
        yield encode(parts)
        yield encode(facets)
        days = sorted(
            (day, url, numbering.number(shard, place))
            for shard, urls in self._urls.items()
            for place, (day, url) in enumerate(zip(self._days[shard], urls, strict=True))
        )
        if days:
            yield head(ARRAY, 1) + head(ARRAY, 2) + encode(SORT)
        yield self._listed([number for _, _, number in days])
        yield encode(list(FIELDS))

    def _listed(self, pages: Sequence[int]) -> bytes:
        return head(ARRAY, len(pages)) + b"".join(map(self._written.__getitem__, pages))


def named(shard: Shard, part: Part) -> Iterator[tuple[str, ShardPage]]:
    """Give a shard's pages, each with the name of its file."""
    names = zip(part.urls, part.names.split(), strict=True)
    for page in shard.pages:
        # A record without a word has a name, but no page.
        yield next(name for url, name in names if url == page.url), page


def _entry(name: str, page: ShardPage) -> bytes:
    asked = text_bytes(asked_for(name, page.sha256).encode())
    return b"".join([head(ARRAY, 2), asked, head(NUMBER, page.words)])


def _packed_beside(parts: Iterable[WordPart], code: str) -> Iterator[tuple[WordPart, File]]:
    """Give parts of the words with their files, packed in a thread while the next ones are put together."""
    waiting: deque[tuple[WordPart, Future[File]]] = deque()
    with ThreadPoolExecutor(1) as beside:
        for number, part in enumerate(parts):
            waiting.append((part, beside.submit(_packed, f"index/{code}{number}", part.data)))
            if len(waiting) > WAITING:
                first, packed = waiting.popleft()
                yield first, packed.result()
        for first, packed in waiting:
            yield first, packed.result()


def _packed(path: str, data: bytes) -> File:
    return File(f"{FOLDER}/{path}", gzip.compress(MAGIC + data, LEVEL, mtime=0))


def _asked_for(file: File) -> str:
    """Give what a file is asked for by, within its folder."""
    return asked_for(file.path.rpartition("/")[2], hashlib.sha256(file.data).digest())
