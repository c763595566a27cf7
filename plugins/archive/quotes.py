"""The table of quotes, and where else the same words are quoted."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plugins.model import QuoteRow

from .desk import Item
from .wording import joined

SAME_WORDS = 6
"""Words that a quotation needs to be recognised within another: shorter ones ("as long as it takes") are
common."""
EQUAL_WORDS = 3
"""Words that two quotations need to be the same by being equal."""
NEAREST = 40
"""Earlier ones of the same words that a quotation is tied to: words in everybody's mouth for years would
otherwise each be tied to all."""


@dataclass(frozen=True)
class Said:
    """One quotation with its words as they are compared."""

    id: str
    article: str
    words: tuple[str, ...]


def quote_rows(items: Sequence[Item]) -> tuple[QuoteRow, ...]:
    """Give the rows of quotes.jsonl, sorted by id."""
    in_time = sorted(items, key=lambda item: (item.day or "", item.id))
    elsewhere = also_in(
        [
            Said(ident, item.id, words)
            for item in in_time
            for ident, words in zip(item.quote_ids, item.quote_words, strict=True)
        ]
    )
    rows = [
        QuoteRow(
            ident,
            item.id,
            f"{item.url}#{ident}",
            quote.quote,
            quote.start,
            quote.end,
            quote.speaker,
            quote.speaker_as_stated,
            elsewhere.get(ident, ()),
        )
        for item in items
        for ident, quote in zip(item.quote_ids, item.reading.facts.quotes, strict=True)
    ]
    return tuple(sorted(rows, key=lambda row: row.id))


def also_in(quotes: Sequence[Said]) -> dict[str, tuple[str, ...]]:
    """Give for each quote's id the ids of the same words in other articles.

    `quotes` are in order of time. The same words: equal but for marks and case, or one within the other.
    """
    found: defaultdict[str, list[str]] = defaultdict(list)
    for one, other in _pairs(quotes):
        found[one.id].append(other.id)
        found[other.id].append(one.id)
    return {ident: tuple(sorted(others)) for ident, others in found.items()}


def _pairs(quotes: Sequence[Said]) -> Iterator[tuple[Said, Said]]:
    """Give each quotation with the nearest earlier ones of its words, of longer ones and of shorter ones."""
    beginnings = {said.words[:SAME_WORDS] for said in quotes if len(said.words) >= SAME_WORDS}
    equal: defaultdict[tuple[str, ...], list[Said]] = defaultdict(list)
    beginning: defaultdict[tuple[str, ...], list[Said]] = defaultdict(list)
    holding: defaultdict[tuple[str, ...], list[Said]] = defaultdict(list)
    for said in quotes:
        words = said.words
        if len(words) < EQUAL_WORDS:
            continue
        yield from ((said, other) for other in equal[words][-NEAREST:] if other.article != said.article)
        equal[words].append(said)
        if len(words) < SAME_WORDS:
            continue
        own, first = joined(words), words[:SAME_WORDS]
        for other in holding[first][-NEAREST:]:
            if other.article != said.article and own in joined(other.words) and other.words != words:
                yield said, other
        starts = range(len(words) - SAME_WORDS + 1)
        windows = {window for at in starts if (window := words[at : at + SAME_WORDS]) in beginnings}
        for other in [held for window in windows for held in beginning[window][-NEAREST:]]:
            if other.article != said.article and joined(other.words) in own and other.words != words:
                yield said, other
        beginning[first].append(said)
        for window in windows:
            holding[window].append(said)
