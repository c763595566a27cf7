"""The words of all shards in one order, and in parts as readers load them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from plugins.render.cbor import ARRAY, head
from plugins.render.pagefind.postings import Shifts, Word, word_bytes
from plugins.render.pagefind.shards import words_of

LARGEST = 16_000
"""Bytes of one part of the words, before compression: a search loads one for each of its words."""


class WordPart(NamedTuple):
    """Some words in a row."""

    first: str
    last: str
    data: bytes
    """As the engine writes them."""


class _Run:
    """The words of one shard on their way into the one order, block by block."""

    def __init__(self, shifts: Shifts, blocks: Iterator[bytes]) -> None:
        self.shifts = shifts
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

    def until(self, bound: bytes) -> Iterator[Word]:
        """Give the words up to one, that one too, which no block but this one holds."""
        words, at, stop = self._words, self._at, len(self._words)
        while at < stop and words[at].word <= bound:
            yield words[at]
            at += 1
        self._at = at


def merged(shards: Iterable[tuple[Shifts, Iterator[bytes]]]) -> Iterator[tuple[bytes, bytes]]:
    """Give every word with its bytes in the one index, sorted.

    `shards` are what is to be added to their pages' numbers, and their blocks: one of each is held at a time.
    """
    runs = [run for run in (_Run(shifts, blocks) for shifts, blocks in shards) if not run.is_over]
    while runs:
        bound = min(run.end for run in runs)
        found: dict[bytes, list[tuple[Shifts, Word]]] = {}
        for run in runs:
            for word in run.until(bound):
                found.setdefault(word.word, []).append((run.shifts, word))
            run.advance()
        for name in sorted(found):
            yield name, word_bytes(name, found[name])
        runs = [run for run in runs if not run.is_over]


def parted(words: Iterable[tuple[bytes, bytes]]) -> Iterator[WordPart]:
    """Give words in parts of about the same size, at least one word in each."""
    run: list[tuple[bytes, bytes]] = []
    size = 0
    for word, data in words:
        if run and size + len(data) > LARGEST:
            yield _part(run)
            run, size = [], 0
        run.append((word, data))
        size += len(data)
    if run:
        yield _part(run)


def _part(run: Sequence[tuple[bytes, bytes]]) -> WordPart:
    data = head(ARRAY, 1) + head(ARRAY, len(run)) + b"".join(data for _, data in run)
    return WordPart(run[0][0].decode(), run[-1][0].decode(), data)
