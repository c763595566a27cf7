"""The words of all shards in one order, and in parts as readers load them."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from plugins.render.cbor import ARRAY, head
from plugins.render.pagefind.numbering import Moves
from plugins.render.pagefind.postings import Word, united, word_bytes
from plugins.render.pagefind.shards import words_of

LARGEST = 16_000
"""Bytes of one part of the words, before compression: a search loads one for each of its words."""

_name = attrgetter("word")


class WordPart(NamedTuple):
    """Some words in a row."""

    first: str
    last: str
    data: bytes
    """As the engine writes them."""


class _Run:
    """The words of one shard on their way into the one order, block by block."""

    def __init__(self, moves: Moves, blocks: Iterator[bytes]) -> None:
        self.moves = moves
        self._blocks = blocks
        self._words: tuple[Word, ...] = ()
        self._at = 0
        self.advance()

    @property
    def is_over(self) -> bool:
        return self._at == len(self._words)

    @property
    def end(self) -> bytes:
        """The last word of the block at hand."""
        return self._words[-1].word

    def advance(self) -> None:
        """Go on to the next block, where this one is used up."""
        if self.is_over:
            self._words, self._at = next(map(words_of, self._blocks), ()), 0

    def until(self, bound: bytes) -> Sequence[Word]:
        """Give the words up to one, that one too, which no block but this one holds."""
        begin = self._at
        self._at = bisect_right(self._words, bound, begin, key=_name)
        return self._words[begin : self._at]


def merged(shards: Iterable[tuple[Moves, Iterator[bytes]]]) -> Iterator[Word]:
    """Give every word as it stands in the one index, sorted.

    `shards` are how their pages' numbers change, and their blocks: one of each is held at a time. They come
    in the order of their pages.
    """
    runs = [run for run in (_Run(moves, blocks) for moves, blocks in shards) if not run.is_over]
    while runs:
        bound = min(run.end for run in runs)
        found: defaultdict[bytes, list[tuple[Moves, Word]]] = defaultdict(list)
        for run in runs:
            moves = run.moves
            for word in run.until(bound):
                found[word.word].append((moves, word))
            run.advance()
        for name in sorted(found):
            yield united(name, found[name])
        runs = [run for run in runs if not run.is_over]


def parted(words: Iterable[Word]) -> Iterator[WordPart]:
    """Give words in parts of about the same size, at least one word in each."""
    run: list[tuple[bytes, bytes]] = []
    size = 0
    for word in words:
        data = word_bytes(word)
        if run and size + len(data) > LARGEST:
            yield _part(run)
            run, size = [], 0
        run.append((word.word, data))
        size += len(data)
    if run:
        yield _part(run)


def _part(run: Sequence[tuple[bytes, bytes]]) -> WordPart:
    data = head(ARRAY, 1) + head(ARRAY, len(run)) + b"".join(data for _, data in run)
    return WordPart(run[0][0].decode(), run[-1][0].decode(), data)
