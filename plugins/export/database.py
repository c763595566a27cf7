"""archive.sqlite: the public tables with a full-text index, the same bytes for the same rows."""

import sqlite3
from collections.abc import Mapping, Sequence
from itertools import compress
from typing import Any

import msgspec

from plugins.export.tables import NOT_FLAT, ROWS, Cell, Column, Rows, Scalar, columns, flat_rows, flattener
from plugins.fields import FOREIGN_KEYS, LISTS

SEARCHED: Mapping[str, tuple[str, ...]] = {
    "articles": ("title", "text"),
    "claims": ("sentence", "as_stated"),
    "quotes": ("quote", "speaker_as_stated"),
}
"""Columns in each full-text index."""
TYPES = {"integer": "INTEGER", "number": "REAL"}
PAGE_SIZE = 4096
LARGEST = 2**63 - 1
"""What a column of whole numbers holds; a scraped page may name any sum."""
LIBRARY_VERSION = slice(96, 100)
"""Where a database's header holds the version of the library that wrote it: no part of the data."""


def database(rows: Mapping[str, Rows]) -> bytes:
    """Give a database of all tables; lists of ids have link tables of their own, other lists are JSON."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
        connection.execute("PRAGMA encoding = 'UTF-8'")
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("BEGIN")
        for table in ROWS:
            _fill(connection, table, rows[table])
        for table in ROWS:
            for field, other in LISTS.get(table, {}).items():
                _link(connection, table, field, other, flat_rows(rows[table]))
        for table, searched in SEARCHED.items():
            _index(connection, table, searched)
        connection.execute("COMMIT")
        connection.execute("VACUUM")
        data = connection.serialize()
    finally:
        connection.close()
    # Two copies at the most are held at a time: a large archive's is a few hundred megabytes.
    return b"".join((data[: LIBRARY_VERSION.start], bytes(4), memoryview(data)[LIBRARY_VERSION.stop :]))


def _fill(connection: sqlite3.Connection, table: str, rows: Rows) -> None:
    heads, lists = columns(table), LISTS.get(table, {})
    # What has a link table of its own does not stand in the table itself.
    kept = [column.path[0] not in lists for column in heads]
    links = FOREIGN_KEYS.get(table, {})
    extra = [field for name, field in sorted(NOT_FLAT) if name == table]
    parts = [f'"{column.name}" {_declared(column)}' for column in compress(heads, kept)]
    parts += [f'"{field}" TEXT' for field in extra]
    parts += [f'FOREIGN KEY ("{field}") REFERENCES "{other}"("id")' for field, other in links.items()]
    # Names of tables and columns are ours; every value goes in as a parameter.
    connection.execute(f'CREATE TABLE "{table}" ({", ".join(parts)})')
    marks = ", ".join("?" * (sum(kept) + len(extra)))
    cells = flattener(table)
    connection.executemany(
        f'INSERT INTO "{table}" VALUES ({marks})',  # noqa: S608
        (
            [*map(_value, compress(cells(row), kept)), *(_json(getattr(row, field)) for field in extra)]
            for row in rows
        ),
    )
    for field in links:
        connection.execute(f'CREATE INDEX "{table}_{field}" ON "{table}"("{field}")')


def _link(connection: sqlite3.Connection, table: str, field: str, other: str, rows: Sequence[Any]) -> None:
    name = f"{table}_{field}"
    connection.execute(
        f'CREATE TABLE "{name}" ("id" TEXT NOT NULL REFERENCES "{table}"("id"), "position" INTEGER NOT NULL, '
        f'"{field}" TEXT NOT NULL REFERENCES "{other}"("id"), PRIMARY KEY ("id", "position")) WITHOUT ROWID'
    )
    connection.executemany(
        f'INSERT INTO "{name}" VALUES (?, ?, ?)',  # noqa: S608
        ((row.id, position, ident) for row in rows for position, ident in enumerate(getattr(row, field))),
    )
    connection.execute(f'CREATE INDEX "{name}_{field}" ON "{name}"("{field}")')


def _index(connection: sqlite3.Connection, table: str, searched: Sequence[str]) -> None:
    names = ", ".join(f'"{name}"' for name in searched)
    connection.execute(
        f'CREATE VIRTUAL TABLE "{table}_fts" USING fts5({names}, content="{table}", '
        "tokenize='unicode61 remove_diacritics 2')"
    )
    connection.execute(
        f'INSERT INTO "{table}_fts" (rowid, {names}) SELECT rowid, {names} FROM "{table}"'  # noqa: S608
    )
    connection.execute(f'INSERT INTO "{table}_fts" ("{table}_fts") VALUES (\'optimize\')')  # noqa: S608


def _declared(column: Column) -> str:
    if column.name == "id":
        return "TEXT PRIMARY KEY NOT NULL"
    return "TEXT" if column.many else TYPES.get(column.kind, "TEXT")


def _value(value: Cell) -> Scalar:
    if value is None or (isinstance(value, str) and value.isascii()):
        return value
    if isinstance(value, str):
        # A lone surrogate has no form in the database.
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, int | float):
        whole = int(value) if value == value // 1 else value
        return float(value) if abs(whole) > LARGEST else whole
    return _json(value)


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode() if value else "[]"
