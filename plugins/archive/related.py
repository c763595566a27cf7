"""Other articles worth reading beside one, each with the reason in words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from plugins.model import EventRow, QuoteRow, Related
from plugins.rows import QuoteLine, Rows

from .ledger import article_of_claim
from .quotes import SAME_WORDS
from .restatements import SaidAgain
from .wording import plain_words

SHOWN = 8
"""Related articles of one article."""
NEAREST = 6
"""Siblings of one event that an article leads to: those beside it, so that a huge event costs no more."""


def related_articles(
    events: Sequence[EventRow],
    originals: Mapping[str, str],
    quotes: Rows[QuoteRow, QuoteLine],
    again: Iterable[SaidAgain],
) -> dict[str, tuple[Related, ...]]:
    """Give for each article the others that it stands close to; the closest reason comes first."""
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for one, other, reason in (
        *_reprints(originals),
        *_siblings(events),
        *_mentioners(events),
        *_quoters(quotes),
        *_restaters(again),
    ):
        if one != other:
            found[one].setdefault(other, reason)
    return {
        article: tuple(Related(other, reason) for other, reason in list(others.items())[:SHOWN])
        for article, others in found.items()
    }


Tie = tuple[str, str, str]


def _reprints(originals: Mapping[str, str]) -> Iterator[Tie]:
    for copy, original in sorted(originals.items()):
        yield copy, original, "this is a reprint of it"
        yield original, copy, "a reprint of this"


def _siblings(events: Iterable[EventRow]) -> Iterator[Tie]:
    for event in events:
        for at, one in enumerate(event.articles):
            first = max(0, min(at - NEAREST // 2, len(event.articles) - NEAREST - 1))
            for other in event.articles[first : first + NEAREST + 1]:
                yield one, other, f"reports the same event: {event.title}"


def _mentioners(events: Iterable[EventRow]) -> Iterator[Tie]:
    for event in events:
        for mentioner in event.mentioned_in:
            for article in event.articles[:NEAREST]:
                yield mentioner, article, f"reports an event mentioned here: {event.title}"
        for article in event.articles:
            for mentioner in event.mentioned_in[:NEAREST]:
                yield article, mentioner, f"looks back on {event.title}"


def _quoters(quotes: Rows[QuoteRow, QuoteLine]) -> Iterator[Tie]:
    for quote in quotes.lines:
        if not quote.also_in or len(plain_words(quotes.make(quote).quote)) < SAME_WORDS:
            continue
        for other in quote.also_in[:NEAREST]:
            yield quote.article, quotes.by_id.lines[other].article, "has the same quotation"


def _restaters(again: Iterable[SaidAgain]) -> Iterator[Tie]:
    for pair in again:
        one, other = article_of_claim(pair.one), article_of_claim(pair.other)
        yield one, other, f"gives the same amount: “{pair.other_stated}”"
        yield other, one, f"gives the same amount: “{pair.one_stated}”"
