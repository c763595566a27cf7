"""archive.sqlite: the public tables with a full-text index, the same bytes for the same rows."""

import errno
import hashlib
import os
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from itertools import compress, islice
from pathlib import Path
from typing import Any

import msgspec

from plugins.export.tables import NOT_FLAT, ROWS, Cell, Column, Scalar, columns, flattener
from plugins.fields import FOREIGN_KEYS, LISTS

SEARCHED: Mapping[str, tuple[str, ...]] = {
    "articles": ("title", "text"),
    "claims": ("sentence", "as_stated"),
    "quotes": ("quote", "speaker_as_stated"),
}
"""Columns in each full-text index."""
TYPES = {"integer": "INTEGER", "number": "REAL"}
SETTINGS = (
    "page_size = 4096",
    "encoding = 'UTF-8'",
    "foreign_keys = OFF",
    # What fails is made anew from the start.
    "journal_mode = OFF",
    "synchronous = OFF",
    "cache_size = -65536",
)
AT_ONCE = 500
"""Records held at a time."""
LARGEST = 2**63 - 1
"""What a column of whole numbers holds; a scraped page may name any sum."""
LIBRARY_VERSION = 96
"""Where a database's header holds the version of the library that wrote it, in four bytes: no part of the
data."""


def write_database(records: Path, target: Path) -> tuple[Path, bytes]:
    """Write a database of all tables; give where it stands, and its SHA-256.

    `records` is the folder of the tables as JSON Lines. Lists of ids have link tables of their own, other
    lists are JSON.

    Raises:
        OSError: the disk is full or fails.
    """
    target.unlink(missing_ok=True)
    try:
        _write(records, target)
    except sqlite3.OperationalError as fault:
        number = _DISK.get(fault.sqlite_errorcode & 0xFF)
        if number is None:
            raise
        raise OSError(number, os.strerror(number), str(target)) from fault
    with target.open("r+b") as file:
        file.seek(LIBRARY_VERSION)
        file.write(bytes(4))
        file.seek(0)
        return target, hashlib.file_digest(file, "sha256").digest()


_DISK = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_IOERR: errno.EIO,
    sqlite3.SQLITE_READONLY: errno.EROFS,
    sqlite3.SQLITE_CANTOPEN: errno.EIO,
}
"""Faults of the disk, as SQLite and as the system names them."""


def _write(records: Path, target: Path) -> None:
    with closing(sqlite3.connect(target, isolation_level=None)) as connection:
        for line in SETTINGS:
            connection.execute(f"PRAGMA {line}")
        connection.execute("BEGIN")
        for table in ROWS:
            _fill(connection, table, records / f"{table}.jsonl")
        for table, searched in SEARCHED.items():
            _index(connection, table, searched)
        connection.execute("COMMIT")
        connection.execute("VACUUM")


def _fill(connection: sqlite3.Connection, table: str, records: Path) -> None:
    """Make a table with its link tables, and put all of its rows into them."""
    lists = LISTS.get(table, {})
    columns_of = _make(connection, table)
    for field, other in lists.items():
        _make_link(connection, table, field, other)
    into = f'INSERT INTO "{table}" VALUES ({", ".join("?" * columns_of)})'  # noqa: S608
    heads, extra = columns(table), [field for name, field in sorted(NOT_FLAT) if name == table]
    kept, cells = [column.path[0] not in lists for column in heads], flattener(table)
    with records.open("rb") as lines:
        for some in iter(lambda: [_decoders[table].decode(line) for line in islice(lines, AT_ONCE)], []):
            connection.executemany(
                into,
                (
                    [
                        *map(_value, compress(cells(row), kept)),
                        *(_json(getattr(row, field)) for field in extra),
                    ]
                    for row in some
                ),
            )
            for field in lists:
                connection.executemany(
                    f'INSERT INTO "{table}_{field}" VALUES (?, ?, ?)',  # noqa: S608
                    ((row.id, place, one) for row in some for place, one in enumerate(getattr(row, field))),
                )
    for field in FOREIGN_KEYS.get(table, {}):
        connection.execute(f'CREATE INDEX "{table}_{field}" ON "{table}"("{field}")')
    for field in lists:
        connection.execute(f'CREATE INDEX "{table}_{field}_{field}" ON "{table}_{field}"("{field}")')


def _make(connection: sqlite3.Connection, table: str) -> int:
    """Make a table, and give the number of its columns."""
    lists = LISTS.get(table, {})
    # What has a link table of its own does not stand in the table itself.
    parts = [f'"{one.name}" {_declared(one)}' for one in columns(table) if one.path[0] not in lists]
    parts += [f'"{field}" TEXT' for name, field in sorted(NOT_FLAT) if name == table]
    keys = [
        f'FOREIGN KEY ("{field}") REFERENCES "{other}"("id")'
        for field, other in FOREIGN_KEYS.get(table, {}).items()
    ]
    # Names of tables and columns are ours; every value goes in as a parameter.
    connection.execute(f'CREATE TABLE "{table}" ({", ".join((*parts, *keys))})')
    return len(parts)


def _make_link(connection: sqlite3.Connection, table: str, field: str, other: str) -> None:
    connection.execute(
        f'CREATE TABLE "{table}_{field}" ("id" TEXT NOT NULL REFERENCES "{table}"("id"), '
        f'"position" INTEGER NOT NULL, "{field}" TEXT NOT NULL REFERENCES "{other}"("id"), '
        'PRIMARY KEY ("id", "position")) WITHOUT ROWID'
    )


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


_decoders: Mapping[str, msgspec.json.Decoder[Any]] = {
    table: msgspec.json.Decoder(row) for table, row in ROWS.items()
}


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
