"""The table of quotes, and where else the same words are quoted."""

import zlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple

from plugins.extract.gist import checksums
from plugins.model import QuoteRow, Value
from plugins.rows import QuoteLine, Rows

from .desk import Item, rows_of
from .shelves import Shelves
from .stories import Story
from .wording import checksum, joined

SAME_WORDS = 6
"""Words that a quotation needs to be recognised within another: shorter ones ("as long as it takes") are
common."""
EQUAL_WORDS = 3
"""Words that two quotations need to be the same by being equal."""
NEAREST = 40
"""Earlier ones of the same words that a quotation is tied to: words in everybody's mouth for years would
otherwise each be tied to all."""


class Said(NamedTuple):
    """One quotation with its words as they are compared."""

    id: str
    article: str
    words: tuple[str, ...]


def quote_rows(items: Sequence[Item], shelves: Shelves) -> Rows[QuoteRow, QuoteLine]:
    """Give the rows of quotes.jsonl, sorted by id; `shelves` hold the stories of the same articles."""
    alike = _alike(shelves)
    # What was read again, with an event's day, may quote otherwise than its shelf was told.
    near = (item for item in items if item.id in alike or item.published.basis == "event")
    in_time = sorted(near, key=lambda item: (item.day or "", item.path))
    elsewhere = also_in(
        [
            Said(ident, item.id, words)
            for item in in_time
            for ident, words in zip(item.quote_ids, item.quote_words, strict=True)
        ]
    )
    lines = [
        QuoteLine(ident, item.id, one.start, one.speaker, one.length, elsewhere.get(ident, ()))
        for item in items
        for ident, one in zip(item.quote_ids, item.outline.quotes, strict=True)
    ]
    return rows_of(items, lines, _row)


def _row(item: Item, line: QuoteLine) -> QuoteRow:
    quote = item.reading.facts.quotes[item.quote_ids.index(line.id)]
    return QuoteRow(
        line.id,
        item.id,
        f"{item.url}#{line.id}",
        quote.quote,
        quote.start,
        quote.end,
        quote.speaker,
        quote.speaker_as_stated,
        line.also_in,
    )


class Sayings(Value, frozen=True):
    """What one shelf's articles quote, as checksums, packed."""

    articles: tuple[str, ...]
    """Ids of those that quote anything."""
    beginnings: tuple[bytes, ...]
    """How each article's quotations begin, short ones whole."""
    runs: tuple[bytes, ...]
    """What else in each article's quotations could be another's beginning."""


def _alike(shelves: Shelves) -> set[str]:
    """Give the ids of all articles that may quote what another one quotes: few others need be read."""
    every = shelves.each("sayings", Sayings, _sayings)
    begun = [checksums(b"".join(some.beginnings)) for some in every]
    counted = Counter(chain.from_iterable(begun))
    inside = [counted.keys() & checksums(b"".join(some.runs)) for some in every]
    within = set[int]().union(*inside)
    shared = within.union(beginning for beginning, count in counted.items() if count > 1)
    # On most shelves nobody says what another says, and none of the articles need be looked at by itself.
    telling = (
        some
        for some, sums, runs in zip(every, begun, inside, strict=True)
        if runs or not shared.isdisjoint(sums)
    )
    return {
        article
        for some in telling
        for article, beginnings, runs in zip(some.articles, some.beginnings, some.runs, strict=True)
        if not shared.isdisjoint(checksums(beginnings)) or not within.isdisjoint(checksums(runs))
    }


def _sayings(stories: Sequence[Story]) -> Sayings:
    told = [(story.id, [*map(_run_sums, words)]) for story in stories if (words := story.item.quote_words)]
    return Sayings(
        tuple(ident for ident, _ in told),
        tuple(array("I", [one for sums in quotes for one in sums[:1]]).tobytes() for _, quotes in told),
        tuple(array("I", [one for sums in quotes for one in sums[1:]]).tobytes() for _, quotes in told),
    )


def _run_sums(words: tuple[str, ...]) -> list[int]:
    """Give a checksum of every run of words that could be how another quotation begins, its own first."""
    if len(words) < EQUAL_WORDS:
        return []
    sums = [*map(checksum, words)]
    packed, width = array("I", sums).tobytes(), array("I").itemsize
    ends = range(min(SAME_WORDS, len(words)) * width, len(packed) + 1, width)
    return [zlib.crc32(packed[max(end - SAME_WORDS * width, 0) : end]) for end in ends]


def also_in(quotes: Sequence[Said]) -> dict[str, tuple[str, ...]]:
    """Give for each quote's id the ids of the same words in other articles.

    `quotes` are in order of time. The same words: equal but for marks and case, or one within the other.
    """
    found: defaultdict[str, list[str]] = defaultdict(list)
    for one, others in _nearest(quotes):
        found[one.id] += others
        for other in others:
            found[other].append(one.id)
    return {ident: tuple(sorted(others)) for ident, others in found.items()}


class _Words:
    """The words of one or many quotations."""

    def __init__(self, words: tuple[str, ...]) -> None:
        self.joined = joined(words)
        self.said: list[Said] = []
        self.beside: list[_Words] = []
        """Words that hold these or stand in them."""


class _Texts:
    """All that was quoted so far, found by its first words and by any that could be another's first."""

    def __init__(self, quotes: Iterable[Said]) -> None:
        self.known: dict[tuple[str, ...], _Words] = {}
        self.beginnings = {said.words[:SAME_WORDS] for said in quotes if len(said.words) >= SAME_WORDS}
        self.beginning: defaultdict[tuple[str, ...], list[_Words]] = defaultdict(list)
        self.holding: defaultdict[tuple[str, ...], list[_Words]] = defaultdict(list)

    def words(self, words: tuple[str, ...]) -> _Words:
        """Give what is known of some words; what holds them, and what they hold, is looked up once."""
        held = self.known.get(words)
        if held is None:
            held = self.known[words] = _Words(words)
            if len(words) >= SAME_WORDS:
                self._put_beside(held, words)
        return held

    def _put_beside(self, new: _Words, words: tuple[str, ...]) -> None:
        first = words[:SAME_WORDS]
        starts = range(len(words) - SAME_WORDS + 1)
        windows = self.beginnings.intersection([words[at : at + SAME_WORDS] for at in starts])
        found = [other for other in self.holding[first][-NEAREST:] if new.joined in other.joined]
        for window in windows:
            found += [other for other in self.beginning[window][-NEAREST:] if other.joined in new.joined]
            self.holding[window].append(new)
        self.beginning[first].append(new)
        for other in found:
            new.beside.append(other)
            other.beside.append(new)


def _nearest(quotes: Sequence[Said]) -> Iterator[tuple[Said, list[str]]]:
    """Give each quotation with the ids of the nearest earlier ones of its words, and of words beside them."""
    texts = _Texts(quotes)
    for said in quotes:
        if len(said.words) < EQUAL_WORDS:
            continue
        text = texts.words(said.words)
        beside = (other for words in reversed(text.beside) for other in reversed(words.said))
        near = (*text.said[-NEAREST:], *islice(beside, NEAREST))
        yield said, [other.id for other in near if other.article != said.article]
        text.said.append(said)
