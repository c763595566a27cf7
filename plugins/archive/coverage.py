"""What each article of an event says of each fact and quotation: the coverage matrix."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import Literal

from plugins.model import CellWording, Claim, Contrast, Coverage, CoverageCell, CoverageRow, EventRow, Quote

from .desk import Item
from .passages import Reader, Sought
from .wording import joined, plain_words, within

REWORDED = 0.6
"""Share of words two quotations have in common, in order, to be the same words passed on differently."""
LEAST_WORDS = 4
"""A shorter quotation is only the same if it is equal or stands within the other."""
MAX_QUOTES = 400
"""Quotations of one event that are held against each other; those beyond get rows of their own."""


@dataclass(frozen=True)
class Fact:
    """One claim or quote of one article."""

    article: str
    url: str
    words: tuple[str, ...]
    text: str
    claim: Claim | None = None
    quote: Quote | None = None

    @cached_property
    def joined(self) -> str:
        """Its words as one text in which only whole words are found."""
        return joined(self.words)

    @cached_property
    def kinds(self) -> frozenset[str]:
        """Its words, each once."""
        return frozenset(self.words)


def coverage_of(
    event: EventRow,
    items: Mapping[str, Item],
    originals: Mapping[str, str],
    contrasts: Callable[[Sequence[Item]], tuple[Contrast, ...]],
) -> Coverage:
    """Give the matrix of one event; a reprint has no column beside its original."""
    members = set(event.articles)
    columns = [items[a] for a in event.articles if originals.get(a) not in members]
    # By day; an article that has its day from another stands behind it.
    columns.sort(key=lambda i: (i.published.date or "9999", i.published.basis == "event", i.id))
    claims = _alike([fact for item in columns for fact in _claims(item)], _keys)
    quotes = _same_quotes([fact for item in columns for fact in _quotes(item)])
    matrix = _Matrix(columns)
    rows = (*(matrix.row("claim", row) for row in claims), *(matrix.row("quote", row) for row in quotes))
    return Coverage(event.id, tuple(item.id for item in columns), rows, contrasts(columns))


def _claims(item: Item) -> Iterator[Fact]:
    for ident, claim in zip(item.claim_ids, item.reading.facts.claims, strict=True):
        text = claim.as_stated
        yield Fact(item.id, f"{item.url}#{ident}", plain_words(text), text, claim=claim)


def _quotes(item: Item) -> Iterator[Fact]:
    quotes = zip(item.quote_ids, item.reading.facts.quotes, item.quote_words, strict=True)
    for ident, quote, words in quotes:
        yield Fact(item.id, f"{item.url}#{ident}", words, quote.quote, quote=quote)


class _Row:
    """Facts of several articles that are one: at most one of each article."""

    def __init__(self) -> None:
        self.facts: list[Fact] = []
        self.articles: set[str] = set()
        self.wordings: dict[tuple[str, ...], Fact] = {}

    def add(self, fact: Fact) -> None:
        self.facts.append(fact)
        self.articles.add(fact.article)
        self.wordings.setdefault(fact.words, fact)


def _most_told(rows: Iterable[_Row]) -> list[list[Fact]]:
    """Give what most articles have first; sorting is stable, so the order of the texts decides the rest."""
    return [row.facts for row in sorted(rows, key=lambda row: -len(row.facts))]


def _alike(facts: Sequence[Fact], keys: Callable[[Fact], Iterable[Hashable]]) -> list[list[Fact]]:
    """Align facts that share a key: each goes to the first row that has one and not yet its article."""
    rows: list[_Row] = []
    shelves: dict[Hashable, list[int]] = {}
    for fact in facts:
        wanted = tuple(keys(fact))
        numbers = sorted({number for key in wanted for number in shelves.get(key, ())})
        fitting = next((number for number in numbers if fact.article not in rows[number].articles), None)
        if fitting is None:
            fitting = len(rows)
            rows.append(_Row())
        rows[fitting].add(fact)
        for key in wanted:
            shelf = shelves.setdefault(key, [])
            if fitting not in shelf:
                shelf.append(fitting)
    return _most_told(rows)


def _same_quotes(facts: Sequence[Fact]) -> list[list[Fact]]:
    """Align quotations: each goes to the first row with such a wording and not yet its article."""
    rows: list[_Row] = []
    for number, fact in enumerate(facts):
        for row in rows if number < MAX_QUOTES else ():
            if fact.article not in row.articles and any(_same_quote(w, fact) for w in row.wordings.values()):
                row.add(fact)
                break
        else:
            rows.append(_Row())
            rows[-1].add(fact)
    return _most_told(rows)


class _Matrix:
    """The articles of one event, each read once for all the words that it may say unquoted."""

    def __init__(self, columns: Sequence[Item]) -> None:
        self.columns = columns
        self._silent = {item.id: CoverageCell(item.id, "not-mentioned") for item in columns}
        self._readers: dict[str, Reader] = {}

    def row(self, kind: Literal["claim", "quote"], facts: Sequence[Fact]) -> CoverageRow:
        """Give the cell of every article for one fact."""
        reference = max(facts, key=lambda fact: len(fact.words))
        held = {fact.article: fact for fact in facts}
        sought = Sought(reference.words) if kind == "quote" else None
        cells = []
        for item in self.columns:
            fact = held.get(item.id) or (self._unquoted(sought, item) if sought else None)
            cells.append(
                CoverageCell(item.id, _wording(reference, fact), fact.text, fact.url)
                if fact
                else self._silent[item.id]
            )
        return CoverageRow(kind, reference.text, tuple(cells))

    def _unquoted(self, sought: Sought, item: Item) -> Fact | None:
        """Give the passage in which an article says a quotation's words without quoting, or None."""
        reader = self._readers.get(item.id)
        if reader is None:
            reader = self._readers[item.id] = Reader(item.reading.document.text)
        found = reader.passage(sought)
        return None if found is None else Fact(item.id, item.url, plain_words(found), found)


def _wording(reference: Fact, fact: Fact) -> CellWording:
    if reference.claim and fact.claim and not _same_value(reference.claim, fact.claim):
        return "another-value"
    if fact.words == reference.words:
        return "verbatim"
    if within(fact.words, reference.words):
        return "shortened"
    return "reworded"


def _same_quote(a: Fact, b: Fact) -> bool:
    short, long = sorted((a, b), key=lambda fact: len(fact.words))
    shared = len(short.kinds & long.kinds)
    if shared < REWORDED * len(short.kinds):
        return False
    if shared == len(short.kinds) and short.joined in long.joined:
        return len(short.words) > 1 or short.words == long.words
    if len(short.words) < LEAST_WORDS:
        return False
    matcher = SequenceMatcher(None, short.words, long.words, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()) >= REWORDED * len(short.words)


def _keys(fact: Fact) -> Iterator[Hashable]:
    """Give what two claims of one thing share: the value, or the donors, kind and aid."""
    claim = fact.claim
    if claim is None:
        return
    shared = claim.share is not None
    if claim.share is not None:
        yield (shared, claim.share.low, claim.share.high)
    elif claim.amount is not None:
        yield (shared, claim.amount.low, claim.amount.high, claim.amount.currency)
    if claim.donors:
        yield (shared, claim.kind, frozenset(claim.donors), frozenset(claim.aid))


def _same_value(a: Claim, b: Claim) -> bool:
    if a.share is not None or b.share is not None:
        return a.share is not None and b.share is not None and _bounds(a.share) == _bounds(b.share)
    if a.amount is None or b.amount is None:
        return False
    return _bounds(a.amount) == _bounds(b.amount) and a.amount.currency == b.amount.currency


def _bounds(value: object) -> tuple[object, object]:
    return getattr(value, "low", None), getattr(value, "high", None)
