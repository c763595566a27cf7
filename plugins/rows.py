"""Rows of the two large tables, made when somebody asks for them: most builds need few of them whole.

What lists are put in order by, what look-ups go by and what linking adds stands in a line for each row; all
lines together are made in the time that a tenth of the rows would take.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Generic, TypeVar, overload

import msgspec

from plugins.model import ClaimKind, ClaimRow, DateBasis, QuoteRow, Relation

MOST_HELD = 1 << 14
"""Rows of a table that are held once they are made."""


class ClaimLine(msgspec.Struct, frozen=True, gc=False):
    """A claim in short."""

    id: str
    article: str
    start: int
    kind: ClaimKind
    donors: tuple[str, ...]
    speaker: str | None
    day: str | None
    """When it was stated."""
    basis: DateBasis
    relations: tuple[Relation, ...]


class QuoteLine(msgspec.Struct, frozen=True, gc=False):
    """A quote in short."""

    id: str
    article: str
    start: int
    speaker: str | None
    length: int
    """Code points of its words."""
    also_in: tuple[str, ...]


L = TypeVar("L", bound=ClaimLine | QuoteLine)
R = TypeVar("R", bound=ClaimRow | QuoteRow)
T = TypeVar("T")
V = TypeVar("V")


class Maker(Generic[R, L]):
    """Makes rows, and holds those made last."""

    def __init__(self, make: Callable[[L], R]) -> None:
        self._make = make
        self._held: dict[str, R] = {}

    def __call__(self, line: L) -> R:
        """Give the row of a line."""
        row = self._held.get(line.id)
        if row is None:
            if len(self._held) >= MOST_HELD:
                self._held.clear()
            row = self._held[line.id] = self._make(line)
        return row


class Rows(Sequence[R], Generic[R, L]):
    """Rows in some order."""

    __hash__ = None  # type: ignore[assignment]

    def __init__(self, lines: Sequence[L], make: Callable[[L], R]) -> None:
        """`make` gives the row of a line; it should hold what it made last."""
        self.lines = lines
        self.make = make

    @overload
    def __getitem__(self, at: int) -> R: ...

    @overload
    def __getitem__(self, at: slice) -> "Rows[R, L]": ...

    def __getitem__(self, at: int | slice) -> "R | Rows[R, L]":
        if isinstance(at, slice):
            return Rows(self.lines[at], self.make)
        return self.make(self.lines[at])

    def __iter__(self) -> Iterator[R]:
        return map(self.make, self.lines)

    def __len__(self) -> int:
        return len(self.lines)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rows | tuple | list) and [*self] == [*other]

    @cached_property
    def linked(self) -> Sequence[L]:
        """The lines of those that linking ties to others: few of many."""
        lines: Sequence[Any] = self.lines
        if lines and isinstance(lines[0], QuoteLine):
            return [line for line in lines if line.also_in]
        return [line for line in lines if line.relations]

    @cached_property
    def by_id(self) -> "Made[R, L]":
        """The rows by id."""
        return Made({line.id: line for line in self.lines}, self.make)

    def grouped(self, lines: Iterable[tuple[str, L]]) -> "dict[str, Rows[R, L]]":
        """Give the rows of some lines under the key of each, in their order."""
        found: defaultdict[str, list[L]] = defaultdict(list)
        for key, line in lines:
            found[key].append(line)
        return {key: Rows(some, self.make) for key, some in found.items()}


class Made(Mapping[str, V], Generic[V, T]):
    """Values that are made of lines when they are asked for."""

    def __init__(self, lines: Mapping[str, T], make: Callable[[T], V]) -> None:
        self.lines = lines
        """By the same keys."""
        self._make = make

    def __getitem__(self, key: str) -> V:
        return self._make(self.lines[key])

    def __contains__(self, key: object) -> bool:
        return key in self.lines

    def __iter__(self) -> Iterator[str]:
        return iter(self.lines)

    def __len__(self) -> int:
        return len(self.lines)


def articles_of(rows: Sequence[ClaimRow] | Sequence[QuoteRow]) -> list[str]:
    """Give the article of each row."""
    return [row.article for row in (rows.lines if isinstance(rows, Rows) else rows)]


def claim_table(rows: Sequence[ClaimRow]) -> Rows[ClaimRow, ClaimLine]:
    """Give an archive's claims, sorted by id, with their lines: made of the rows where these are whole."""
    if isinstance(rows, Rows):
        return rows
    by_id = {row.id: row for row in rows}
    return Rows([_claim_line(by_id[ident]) for ident in sorted(by_id)], lambda line: by_id[line.id])


def quote_table(rows: Sequence[QuoteRow]) -> Rows[QuoteRow, QuoteLine]:
    """Give an archive's quotes in the same way."""
    if isinstance(rows, Rows):
        return rows
    by_id = {row.id: row for row in rows}
    return Rows([_quote_line(by_id[ident]) for ident in sorted(by_id)], lambda line: by_id[line.id])


def _claim_line(row: ClaimRow) -> ClaimLine:
    stated = row.stated_on
    return ClaimLine(
        row.id,
        row.article,
        row.start,
        row.kind,
        row.donors,
        row.speaker,
        stated.date,
        stated.basis,
        row.relations,
    )


def _quote_line(row: QuoteRow) -> QuoteLine:
    return QuoteLine(row.id, row.article, row.start, row.speaker, len(row.quote), row.also_in)
