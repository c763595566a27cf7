"""What each article of an event says of each fact and quotation: the coverage matrix."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from plugins.model import CellWording, Claim, Contrast, Coverage, CoverageCell, CoverageRow, EventRow, Quote

from .desk import Item
from .passages import passage
from .quotes import plain_words, within

REWORDED = 0.6
"""Share of words two quotations have in common, in order, to be the same words passed on differently."""
LEAST_WORDS = 4
"""A shorter quotation is only the same if it is equal or stands within the other."""
MAX_FACTS = 400
"""Facts of one event that are held against each other; the rest of a huge event get rows of their own."""


@dataclass(frozen=True)
class Fact:
    """One claim or quote of one article."""

    article: str
    url: str
    words: tuple[str, ...]
    text: str
    claim: Claim | None = None
    quote: Quote | None = None


Same = Callable[[Fact, Fact], bool]


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
    rows = (
        *_rows("claim", [fact for item in columns for fact in _claims(item)], _same_claim, columns),
        *_rows("quote", [fact for item in columns for fact in _quotes(item)], _same_quote, columns),
    )
    return Coverage(event.id, tuple(item.id for item in columns), rows, contrasts(columns))


def _claims(item: Item) -> Iterable[Fact]:
    for ident, claim in zip(item.claim_ids, item.reading.facts.claims, strict=True):
        text = claim.as_stated
        yield Fact(item.id, f"{item.url}#{ident}", plain_words(text), text, claim=claim)


def _quotes(item: Item) -> Iterable[Fact]:
    for ident, quote in zip(item.quote_ids, item.reading.facts.quotes, strict=True):
        yield Fact(item.id, f"{item.url}#{ident}", plain_words(quote.quote), quote.quote, quote=quote)


def _rows(
    kind: Literal["claim", "quote"], facts: Sequence[Fact], same: Same, columns: Sequence[Item]
) -> tuple[CoverageRow, ...]:
    """Align facts: each goes to the first row whose article it isn't and whose fact it is."""
    rows: list[list[Fact]] = []
    for number, fact in enumerate(facts):
        fitting = next(
            (
                row
                for row in (rows if number < MAX_FACTS else ())
                if all(held.article != fact.article for held in row) and any(same(held, fact) for held in row)
            ),
            None,
        )
        if fitting is None:
            rows.append([fact])
        else:
            fitting.append(fact)
    # What most articles have comes first; sorting is stable, so the order of the text decides the rest.
    return tuple(_row(kind, row, columns) for row in sorted(rows, key=lambda row: -len(row)))


def _row(kind: Literal["claim", "quote"], facts: Sequence[Fact], columns: Sequence[Item]) -> CoverageRow:
    reference = max(facts, key=lambda fact: len(fact.words))
    held = {fact.article: fact for fact in facts}
    cells = []
    for item in columns:
        fact = held.get(item.id) or (_unquoted(reference, item) if kind == "quote" else None)
        if fact is None:
            cells.append(CoverageCell(item.id, "not-mentioned"))
        else:
            cells.append(CoverageCell(item.id, _wording(reference, fact), fact.text, fact.url))
    return CoverageRow(kind, reference.text, tuple(cells))


def _unquoted(quote: Fact, item: Item) -> Fact | None:
    """Give the passage in which an article says a quotation's words without quoting, or None."""
    found = passage(quote.words, item.reading.document.text)
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
    short, long = sorted((a.words, b.words), key=len)
    if within(short, long):
        return len(short) > 1 or short == long
    if len(short) < LEAST_WORDS or len({*short} & {*long}) < REWORDED * len({*short}):
        return False
    matcher = SequenceMatcher(None, short, long, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()) >= REWORDED * len(short)


def _same_claim(a: Fact, b: Fact) -> bool:
    """Say whether two claims tell of one thing: the same value, or the same donors, kind and aid."""
    if a.claim is None or b.claim is None:
        return False
    if (a.claim.share is None) != (b.claim.share is None):
        return False
    if _same_value(a.claim, b.claim):
        return True
    same_scope = a.claim.kind == b.claim.kind and set(a.claim.donors) == set(b.claim.donors) != set()
    return same_scope and set(a.claim.aid) == set(b.claim.aid)


def _same_value(a: Claim, b: Claim) -> bool:
    if a.share is not None or b.share is not None:
        return a.share is not None and b.share is not None and _bounds(a.share) == _bounds(b.share)
    if a.amount is None or b.amount is None:
        return False
    return _bounds(a.amount) == _bounds(b.amount) and a.amount.currency == b.amount.currency


def _bounds(value: object) -> tuple[object, object]:
    return getattr(value, "low", None), getattr(value, "high", None)
