"""What each article of an event says of each fact and quotation: the coverage matrix."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal

from plugins.bodies import Bodies
from plugins.memory import Memory, reading_of, remembered
from plugins.model import CellWording, Coverage, CoverageCell, CoverageRow, EventRow
from plugins.registry import Knowledge

from .alignment import Fact, same_claims, same_quotes, value_of
from .contrasts import contrasts_with
from .desk import Item
from .passages import Reader, Sought
from .wording import plain_words


def coverage_of(
    events: Sequence[EventRow],
    items: Mapping[str, Item],
    originals: Mapping[str, str],
    knowledge: Knowledge,
    memory: Memory | None = None,
    bodies: Bodies | None = None,
) -> tuple[Coverage, ...]:
    """Give the matrix of every event; a reprint has no column beside its original.

    `bodies` are those of the documents, where the readings come without.
    """

    def text_of(item: Item) -> str:
        return item.reading.document.text if bodies is None else bodies[item.path].text

    contrasts = contrasts_with(knowledge, text_of)
    countries = frozenset(ident for ident, donor in knowledge.donors.items() if donor.kind == "country")
    columns = [_columns(event, items, originals) for event in events]

    def matrix(number: int) -> Coverage:
        """Give one event's matrix."""
        inside = columns[number]
        claims = same_claims([fact for item in inside for fact in _claims(item)], countries)
        quotes = same_quotes([fact for item in inside for fact in _quotes(item)])
        made = _Matrix(inside, text_of)
        rows = (*(made.row("claim", row) for row in claims), *(made.row("quote", row) for row in quotes))
        return Coverage(events[number].id, tuple(item.id for item in inside), rows, contrasts(inside))

    # An article's date decides its column's place, and how it was read again.
    made_of = [
        ("coverage", event.id, [(i.id, reading_of(memory, i.path), i.published) for i in inside])
        for event, inside in zip(events, columns, strict=True)
    ]
    return remembered(memory, made_of, Coverage, matrix)


def _columns(event: EventRow, items: Mapping[str, Item], originals: Mapping[str, str]) -> list[Item]:
    """Give an event's articles by day; one that has its day from another stands behind it."""
    members = set(event.articles)
    columns = [items[a] for a in event.articles if originals.get(a) not in members]
    return sorted(columns, key=lambda i: (i.published.date or "9999", i.published.basis == "event", i.path))


def _claims(item: Item) -> Iterator[Fact]:
    for ident, claim in zip(item.claim_ids, item.reading.facts.claims, strict=True):
        text = claim.as_stated
        yield Fact(item.id, f"{item.url}#{ident}", plain_words(text), text, claim=claim)


def _quotes(item: Item) -> Iterator[Fact]:
    quotes = zip(item.quote_ids, item.reading.facts.quotes, item.quote_words, strict=True)
    for ident, quote, words in quotes:
        yield Fact(item.id, f"{item.url}#{ident}", words, quote.quote, quote=quote)


class _Matrix:
    """The articles of one event, each read once for all the words that it may say unquoted."""

    def __init__(self, columns: Sequence[Item], text_of: Callable[[Item], str]) -> None:
        self.columns = columns
        self._text_of = text_of
        self._silent = {item.id: CoverageCell(item.id, "not-mentioned") for item in columns}
        self._readers: dict[str, Reader] = {}

    def row(self, kind: Literal["claim", "quote"], facts: Sequence[Fact]) -> CoverageRow:
        """Give the cell of every article for one fact."""
        reference = max(facts, key=lambda fact: len(fact.words))
        held = {fact.article: fact for fact in facts}
        sought = Sought(reference.text) if kind == "quote" else None
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
            gist = item.reading.facts.gist
            told = gist.beginnings if gist else None
            reader = self._readers[item.id] = Reader(self._text_of(item), told)
        found = reader.passage(sought)
        return None if found is None else Fact(item.id, item.url, plain_words(found), found)


def _wording(reference: Fact, fact: Fact) -> CellWording:
    if reference.claim and fact.claim and value_of(reference.claim) != value_of(fact.claim):
        return "another-value"
    if fact.words == reference.words:
        return "verbatim"
    if fact.joined in reference.joined:
        return "shortened"
    return "reworded"
