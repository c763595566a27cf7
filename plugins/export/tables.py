"""The public tables: their rows, and how a row becomes a line of JSON or a flat row of cells."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import Any, cast

import msgspec

from plugins.bodies import Bodies
from plugins.export.batches import BATCHED, Batch, batches
from plugins.memory import name_of
from plugins.model import (
    Archive,
    ArticleRow,
    ClaimRow,
    DonorRow,
    EquipmentRow,
    EventRow,
    OrganisationRow,
    PersonRow,
    QuoteRow,
    SourceRow,
)
from plugins.rows import claim_table, quote_table

ROWS: Mapping[str, type[msgspec.Struct]] = {
    "articles": ArticleRow,
    "claims": ClaimRow,
    "quotes": QuoteRow,
    "events": EventRow,
    "donors": DonorRow,
    "people": PersonRow,
    "organisations": OrganisationRow,
    "sources": SourceRow,
    "equipment": EquipmentRow,
}
"""Every table with the type of its rows."""

INNER = frozenset({("people", "roles", "of"), ("people", "roles", "titles")})
"""Fields of the registry that are no public data: table, field, its part."""
NOT_FLAT = frozenset({("articles", "removed")})
"""Fields too deep for a spreadsheet's cell: they stand in the full record only."""

BETWEEN_ITEMS = "; "
BETWEEN_PARTS = " | "
# What JSON allows inside a string but a line reader, a terminal or XML does not: line separators of Unicode,
# delete and the second block of control characters, non-characters, direction marks.
_HIDDEN = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff]")


class Tables:
    """The rows of all tables, each sorted by id.

    No dataclass: what is encoded for a digest is its own `digest`, not all the rows at once.
    """

    def __init__(self, rows: Mapping[str, Sequence[Any]], bodies: Bodies | None) -> None:
        """`bodies`: where the articles' rows come without texts and what was removed from their pages."""
        self.rows = rows
        self.bodies = bodies

    @cached_property
    def batches(self) -> tuple[tuple[bytes, Batch], ...]:
        """Give the tables that are made batch by batch so, each batch with its name."""
        return tuple((batch.name(self.bodies), batch) for batch in batches(self.rows))

    @property
    def whole(self) -> Mapping[str, Sequence[Any]]:
        """Give the tables that are made at once."""
        return {table: rows for table, rows in self.rows.items() if table not in BATCHED}

    @cached_property
    def digest(self) -> bytes:
        """What differs where any row does, a text or what was removed from a page."""
        return name_of([name for name, _ in self.batches], self.whole)

    def full(self, articles: Sequence[ArticleRow]) -> Sequence[ArticleRow]:
        """Give some articles' rows with their texts, and with what was removed, ready to be encoded."""
        if self.bodies is None:
            return articles
        bodies = self.bodies.rows([(row.path, row.title) for row in articles])
        return [
            msgspec.structs.replace(
                row,
                text=msgspec.json.decode(body.text, type=str),
                # Encoded once when the page was read: what is given here is only ever encoded again.
                removed=cast("Any", msgspec.Raw(body.removed)),
            )
            for row, body in zip(articles, bodies, strict=True)
        ]


def tables_of(archive: Archive) -> Tables:
    """Give the rows of all tables."""
    rows: dict[str, tuple[Any, ...]] = {"articles": tuple(entry.row for entry in archive.entries)}
    rows |= {table: getattr(archive, table) for table in ROWS if table not in BATCHED}
    ordered: dict[str, Sequence[Any]]
    ordered = {table: tuple(sorted(some, key=attrgetter("id"))) for table, some in rows.items()}
    ordered["claims"] = claim_table(archive.claims)
    ordered["quotes"] = quote_table(archive.quotes)
    return Tables({table: ordered[table] for table in ROWS}, archive.bodies)


def public_value(table: str, row: msgspec.Struct) -> object:
    """Give a row as the value that is published, its keys in order."""
    fields = [field for name, field, _ in INNER if name == table]
    if not fields:
        return row
    record: dict[str, Any] = msgspec.to_builtins(row)
    return record | {field: public_items(table, field, getattr(row, field)) for field in fields}


def public_items(table: str, field: str, items: Iterable[msgspec.Struct]) -> list[dict[str, Any]]:
    """Give the items of a list that have parts, as they are published."""
    hidden = {part for name, owner, part in INNER if (name, owner) == (table, field)}
    records: list[dict[str, Any]] = msgspec.to_builtins(items)
    return [{part: value for part, value in item.items() if part not in hidden} for item in records]


def json_line(value: object) -> bytes:
    r"""Give one line of JSON that every line reader takes for one line.

    >>> json_line({"text": "a\u2028b"})
    b'{"text":"a\\u2028b"}\n'
    """
    data = msgspec.json.encode(value)
    if data.isascii() and b"\x7f" not in data:
        return data + b"\n"
    text = _HIDDEN.sub(lambda found: f"\\u{ord(found.group()):04x}", data.decode())
    return (text + "\n").encode()


@dataclass(frozen=True)
class Column:
    """One column of a table's flat view."""

    name: str
    """ "published_date": the field and, where it has parts, the part."""
    path: tuple[str, ...]
    """The field, and its part where it has parts."""
    kind: str
    """As Frictionless names it: "string", "integer", "number"."""
    many: bool
    """A list, its items parted by "; "."""
    inner: bool = False
    """A list whose items have parts."""


def columns(table: str) -> tuple[Column, ...]:
    """Give the columns of a table's flat view."""
    return tuple(
        column
        for column in _columns(msgspec.inspect.type_info(ROWS[table]), ())
        if (table, column.path[0]) not in NOT_FLAT
    )


def _columns(kind: msgspec.inspect.Type, path: tuple[str, ...]) -> Iterator[Column]:
    if isinstance(kind, msgspec.inspect.UnionType):
        (kind,) = (one for one in kind.types if not isinstance(one, msgspec.inspect.NoneType))
    if isinstance(kind, msgspec.inspect.StructType):
        for field in kind.fields:
            yield from _columns(field.type, (*path, field.encode_name))
    else:
        item = kind.item_type if isinstance(kind, msgspec.inspect.VarTupleType) else None
        inner = isinstance(item, msgspec.inspect.StructType)
        yield Column("_".join(path), path, _KINDS.get(type(kind), "string"), item is not None, inner)


_KINDS = {msgspec.inspect.IntType: "integer", msgspec.inspect.FloatType: "number"}


Scalar = str | int | float | None
Cell = Scalar | Sequence[Any]
"""What stands in one cell before it is written: a list as it is."""


def flattener(table: str) -> Callable[[msgspec.Struct], list[Cell]]:
    """Give what makes a row of a table to its cells, in the order of `columns`.

    How a field fills its cells is decided once for the table, not anew for every row.
    """
    return _filler(table, columns(table), 0)


Filler = Callable[[Any], list[Any]]


def _filler(table: str, heads: Sequence[Column], depth: int) -> Filler:
    """Give what makes a value with parts to its cells; `depth` says how many values it is a part of."""
    names: list[str] = []
    parts: list[tuple[Filler | None, tuple[None, ...]]] = []
    for name, group in groupby(heads, key=lambda column: column.path[depth]):
        below = list(group)
        names.append(name)
        parts.append((_part(table, below, depth), (None,) * len(below)))
    take = attrgetter(*names)

    def cells(value: Any) -> list[Any]:
        found: list[Any] = []
        for part, (fill, nothing) in zip(take(value), parts, strict=True):
            if fill is None:
                found.append(part)
            else:
                found += nothing if part is None else fill(part)
        return found

    return cells


def _part(table: str, heads: Sequence[Column], depth: int) -> Filler | None:
    """Give how one part fills its cells, None where it is the one cell itself."""
    if heads[0].inner:
        return lambda items: [public_items(table, heads[0].name, items) if items else []]
    return None if len(heads[0].path) == depth + 1 else _filler(table, heads, depth + 1)


def listed(items: Iterable[Any]) -> str:
    """Give a list as one cell of the flat view."""
    return BETWEEN_ITEMS.join([item if isinstance(item, str) else _item(item) for item in items])


def _item(item: object) -> str:
    """Give an item with parts as text: its parts in order, "" for what is unknown."""
    if isinstance(item, Mapping):
        return BETWEEN_PARTS.join("" if part is None else str(part) for part in item.values())
    return str(item)
