"""The public tables: their rows, and how a row becomes a line of JSON or a flat row of cells."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

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


def table_rows(archive: Archive, table: str) -> tuple[msgspec.Struct, ...]:
    """Give a table's rows, sorted by id."""
    rows: tuple[Any, ...] = (
        tuple(entry.row for entry in archive.entries) if table == "articles" else getattr(archive, table)
    )
    return tuple(sorted(rows, key=lambda row: row.id))


def public_record(table: str, row: msgspec.Struct) -> dict[str, Any]:
    """Give a row as the plain value that is published, its keys in order."""
    record: dict[str, Any] = msgspec.to_builtins(row)
    for name, field, part in INNER:
        if name == table:
            for item in record[field]:
                del item[part]
    return record


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
    kind: str
    """As Frictionless names it: "string", "integer", "number"."""
    many: bool
    """A list, its items parted by "; "."""


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
        many = isinstance(kind, msgspec.inspect.VarTupleType)
        yield Column("_".join(path), path, _KINDS.get(type(kind), "string"), many)


_KINDS = {msgspec.inspect.IntType: "integer", msgspec.inspect.FloatType: "number"}


def flat(record: Mapping[str, Any], column: Column) -> str | int | float | None:
    """Give what stands in one cell of the flat view."""
    value: Any = record[column.path[0]]
    for name in column.path[1:]:
        if value is None:
            return None
        value = value[name]
    if isinstance(value, str):
        return value
    if column.many:
        return BETWEEN_ITEMS.join(_item(item) for item in value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value  # type: ignore[no-any-return]


def _item(item: object) -> str:
    if isinstance(item, dict):
        return BETWEEN_PARTS.join("" if part is None else str(part) for part in item.values())
    return str(item)
