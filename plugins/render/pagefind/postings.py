"""The engine's words as bytes: where each stands, told as steps from page to page.

A word is [word, postings, variants]: a posting is [steps from the posting before, places in the text, places
in the fields], a variant is [word as written with its accents, postings]. Only the first step changes when
pages get other numbers, so nothing else is ever read: the rest stays the bytes that the engine wrote.
"""

import re
from bisect import bisect, bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from operator import itemgetter

import msgspec

from plugins.render.cbor import ARRAY, NUMBER, TEXT, OutOfStepError, head, number_at
from plugins.render.pagefind.numbering import Moves

_INT = rb"(?:[\x00-\x17\x20-\x37]|[\x18\x38].|[\x19\x39]..|[\x1a\x3a]....)"
_INTS = rb"(?:[\x80-\x97]|\x98.|\x99..|\x9a....)" + _INT + rb"*+"
"""An array of numbers: what follows them is an array or a text, whose heads are no number's."""
_POSTING = re.compile(rb"\x83(" + _INT + rb")" + _INTS + _INTS, re.DOTALL)
_POSTINGS = re.compile(rb"(?:\x83" + _INT + _INTS + _INTS + rb")*+", re.DOTALL)
_step = lru_cache(1 << 16)(lambda step: b"\x83" + head(NUMBER, step))
"""How a posting begins."""
_size = lru_cache(1 << 16)(lambda step: number_at(step, 0)[0])


class Postings(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Where a word stands in the pages of one folder."""

    section: int
    """Number of the folder among those of the index."""
    pages: int
    """How many."""
    first: int
    """Number of the first page."""
    last: int
    """Number of the last page."""
    rest: bytes
    """Everything behind the first page's number."""


class Word(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A word, with where it stands."""

    word: bytes
    postings: tuple[Postings, ...]
    variants: tuple[tuple[bytes, tuple[Postings, ...]], ...]
    """As it is written with its accents, sorted."""


def read_words(data: bytes, starts: Sequence[int]) -> Iterator[Word]:
    """Give the words of one of the engine's parts of its words.

    `starts` are the numbers of every folder's first page, and of the first page that is to be left out.

    Raises:
        OutOfStepError: the bytes are not what this reads.
    """
    try:
        yield from _words(data, starts)
    except IndexError as fault:
        raise OutOfStepError(str(fault)) from fault


def _words(data: bytes, starts: Sequence[int]) -> Iterator[Word]:
    _, at = _head(data, 0, ARRAY, 1)
    words, at = _head(data, at, ARRAY)
    for _ in range(words):
        _, at = _head(data, at, ARRAY, 3)
        word, at = _text(data, at)
        postings, at = _postings(data, at, starts)
        number, at = _head(data, at, ARRAY)
        variants = []
        for _ in range(number):
            _, at = _head(data, at, ARRAY, 2)
            variant, at = _text(data, at)
            found, at = _postings(data, at, starts)
            if found:
                variants.append((variant, found))
        if postings or variants:
            yield Word(word, postings, tuple(sorted(variants, key=itemgetter(0))))
    if at != len(data):
        raise OutOfStepError(f"{len(data) - at} bytes are left over")


def _head(data: bytes, at: int, major: int, wanted: int | None = None) -> tuple[int, int]:
    """Give the number that a head holds, and where the head ends."""
    number, end = number_at(data, at)
    if data[at] >> 5 != major or (wanted is not None and number != wanted):
        raise OutOfStepError(f"byte {at} is not as expected")
    return number, end


def _text(data: bytes, at: int) -> tuple[bytes, int]:
    length, at = _head(data, at, TEXT)
    return data[at : at + length], at + length


def _postings(data: bytes, at: int, starts: Sequence[int]) -> tuple[tuple[Postings, ...], int]:
    count, begin = _head(data, at, ARRAY)
    found = _POSTINGS.match(data, begin)
    end = found.end() if found else begin
    steps = [_size(step) for step in _POSTING.findall(data, begin, end)]
    if len(steps) != count:
        raise OutOfStepError(f"{len(steps)} pages at byte {at} should be {count}")
    if not steps:
        return (), end
    numbers = list(accumulate(steps))
    section = bisect(starts, numbers[0]) - 1
    if numbers[-1] < starts[-1] and numbers[-1] < starts[section + 1]:
        rest = data[begin + len(_step(steps[0])) : end]
        return (Postings(section, count, numbers[0], numbers[-1], rest),), end
    places = [match.start() for match in _POSTING.finditer(data, begin, end)] + [end]
    return tuple(_by_section(data, starts, numbers, places)), end


def _by_section(
    data: bytes, starts: Sequence[int], numbers: Sequence[int], places: Sequence[int]
) -> Iterator[Postings]:
    """Part postings by folder; `places` is where each of them begins, and where the last one ends."""
    low = 0
    while low < len(numbers) and numbers[low] < starts[-1]:
        section = bisect(starts, numbers[low]) - 1
        high = bisect_left(numbers, starts[section + 1], low)
        step = numbers[low] - (numbers[low - 1] if low else 0)
        rest = data[places[low] + len(_step(step)) : places[high]]
        yield Postings(section, high - low, numbers[low], numbers[high - 1], rest)
        low = high


def united(word: bytes, found: Sequence[tuple[Moves, Word]]) -> Word:
    """Give a word of several indexes, in the order of their pages, as that of one."""
    variants: dict[bytes, list[tuple[Moves, tuple[Postings, ...]]]] = {}
    for moves, one in found:
        for variant, postings in one.variants:
            variants.setdefault(variant, []).append((moves, postings))
    return Word(
        word,
        _united([(moves, one.postings) for moves, one in found]),
        tuple((variant, _united(variants[variant])) for variant in sorted(variants)),
    )


def _united(found: Sequence[tuple[Moves, tuple[Postings, ...]]]) -> tuple[Postings, ...]:
    sections: dict[int, _Section] = {}
    for moves, postings in found:
        for one in postings:
            section, shift = moves[one.section]
            known = sections.get(section)
            if known is None:
                sections[section] = _Section(one, shift)
            else:
                known.add(one, shift)
    return tuple([known.postings(section) for section, known in sorted(sections.items())])


class _Section:
    """Where a word stands in the pages of one folder, index after index."""

    __slots__ = ("first", "last", "pages", "pieces")

    def __init__(self, one: Postings, shift: int) -> None:
        self.first = one.first + shift
        self.last = one.last + shift
        self.pages = one.pages
        self.pieces = [one.rest]

    def add(self, one: Postings, shift: int) -> None:
        self.pieces += _step(one.first + shift - self.last), one.rest
        self.last = one.last + shift
        self.pages += one.pages

    def postings(self, section: int) -> Postings:
        return Postings(section, self.pages, self.first, self.last, b"".join(self.pieces))


def word_bytes(word: Word) -> bytes:
    """Give the bytes of a word."""
    pieces = [head(ARRAY, 3), text_bytes(word.word), _bytes(word.postings), head(ARRAY, len(word.variants))]
    for variant, postings in word.variants:
        pieces += head(ARRAY, 2), text_bytes(variant), _bytes(postings)
    return b"".join(pieces)


def _bytes(postings: Sequence[Postings]) -> bytes:
    pieces: list[bytes] = []
    before = total = 0
    for one in postings:
        pieces += _step(one.first - before), one.rest
        before, total = one.last, total + one.pages
    return head(ARRAY, total) + b"".join(pieces)


def text_bytes(text: bytes) -> bytes:
    """Give the bytes of a text that is UTF-8."""
    return head(TEXT, len(text)) + text
