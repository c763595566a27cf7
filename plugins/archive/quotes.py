"""The table of quotes, and where else the same words are quoted."""

import re
from collections import defaultdict
from collections.abc import Sequence

from plugins.model import Quote, QuoteRow

from .desk import Item

SAME_WORDS = 6
"""Words that a quotation needs to be recognised within another: shorter ones ("as long as it takes") are
common."""
EQUAL_WORDS = 3
"""Words that two quotations need to be the same by being equal."""


def quote_rows(items: Sequence[Item]) -> tuple[QuoteRow, ...]:
    """Give the rows of quotes.jsonl, sorted by id."""
    all_quotes = [
        (item, ident, quote)
        for item in items
        for ident, quote in zip(item.quote_ids, item.reading.facts.quotes, strict=True)
    ]
    elsewhere = also_in([(ident, item.id, quote) for item, ident, quote in all_quotes])
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
        for item, ident, quote in all_quotes
    ]
    return tuple(sorted(rows, key=lambda row: row.id))


def also_in(quotes: Sequence[tuple[str, str, Quote]]) -> dict[str, tuple[str, ...]]:
    """Give for each quote's id the ids of the same words in other articles.

    `quotes` are (id, article, quote). The same words: equal but for marks and case, or one within the other.
    """
    words = {ident: plain_words(quote.quote) for ident, _, quote in quotes}
    articles = {ident: article for ident, article, _ in quotes}
    equal: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    holders: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for ident, own in words.items():
        equal[own].append(ident)
        for start in range(len(own) - SAME_WORDS + 1):
            holders[own[start : start + SAME_WORDS]].append(ident)
    found: defaultdict[str, set[str]] = defaultdict(set)
    for ident, own in words.items():
        same = equal[own] if len(own) >= EQUAL_WORDS else []
        longer = (
            [o for o in holders[own[:SAME_WORDS]] if within(own, words[o])] if len(own) >= SAME_WORDS else []
        )
        for other in (*same, *longer):
            if articles[other] != articles[ident]:
                found[ident].add(other)
                found[other].add(ident)
    return {ident: tuple(sorted(others)) for ident, others in found.items()}


def plain_words(text: str) -> tuple[str, ...]:
    """Give a text's words without marks and case, to hold two wordings against each other."""
    return tuple(re.findall(r"\w+", text.casefold().replace("’", "'").replace("'", "")))


def within(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Say whether some words stand in others, in a row."""
    return f" {' '.join(part)} " in f" {' '.join(whole)} "
