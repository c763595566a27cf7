"""Fill the tables of the database: put rows in, and take those out that are no more.

A row has a number that its batch and its place in there tell, so rows of other batches never move.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import compress, islice
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from plugins.export.tables import NOT_FLAT, ROWS, Cell, Column, Scalar, columns, flattener
from plugins.fields import FOREIGN_KEYS, LISTS

TYPES = {"integer": "INTEGER", "number": "REAL"}
AT_ONCE = 1000
"""Rows whose links are held at a time."""
LARGEST = 2**63 - 1
"""What a column of whole numbers holds; a scraped page may name any sum."""
Link = tuple[str, int, str]


class Run(NamedTuple):
    """Rows of a table, one after the other."""

    first: int
    """The number of the first of them; the others follow."""
    rows: int
    begin: int
    """Where their records begin in the table's file, in bytes."""
    kept: bool = False
    """Whether the earlier database has them, under these numbers."""

    @property
    def ends(self) -> tuple[int, int]:
        """Give the numbers of the first and the last of them."""
        return self.first, self.first + self.rows - 1


def make_tables(connection: sqlite3.Connection) -> None:
    """Make all tables with their link tables, empty."""
    for table in ROWS:
        _make(connection, table)
        for field, other in LISTS.get(table, {}).items():
            _make_link(connection, table, field, other)


def make_indices(connection: sqlite3.Connection) -> None:
    """Make the indices of the tables: where many rows were put in, this is cheaper afterwards."""
    for table in ROWS:
        for field in FOREIGN_KEYS.get(table, {}):
            connection.execute(f'CREATE INDEX "{table}_{field}" ON "{table}"("{field}")')
        for field in LISTS.get(table, {}):
            connection.execute(f'CREATE INDEX "{table}_{field}_{field}" ON "{table}_{field}"("{field}")')


def put_rows(connection: sqlite3.Connection, table: str, records: Path, runs: Iterable[Run]) -> None:
    """Put rows into a table, and their links into its link tables; `records` are all rows as JSON Lines.

    Raises:
        sqlite3.Error: the disk fails, or there is such a row.
    """
    kept = _Cells(table)
    with records.open("rb") as lines:
        for run in runs:
            lines.seek(run.begin)
            for done in range(0, run.rows, AT_ONCE):
                some = islice(lines, min(AT_ONCE, run.rows - done))
                _put(connection, table, kept, run.first + done, some)


def take_out(connection: sqlite3.Connection, table: str, runs: Iterable[tuple[int, int]]) -> None:
    """Take rows out of a table, by their first and last number, with their links.

    Raises:
        sqlite3.Error: the disk fails, or there are no such rows.
    """
    # Names of tables and columns are ours; every value goes in as a parameter.
    for run in runs:
        for field in LISTS.get(table, {}):
            connection.execute(
                f'DELETE FROM "{table}_{field}" '  # noqa: S608
                f'WHERE "id" IN (SELECT "id" FROM "{table}" WHERE rowid BETWEEN ? AND ?)',
                run,
            )
        gone = connection.execute(f'DELETE FROM "{table}" WHERE rowid BETWEEN ? AND ?', run)  # noqa: S608
        if gone.rowcount != run[1] - run[0] + 1:
            raise sqlite3.DatabaseError(f"{table}: {gone.rowcount} rows at {run}")


def empty(connection: sqlite3.Connection, table: str) -> None:
    """Take all rows out of a table, with their links."""
    for field in LISTS.get(table, {}):
        connection.execute(f'DELETE FROM "{table}_{field}"')  # noqa: S608
    connection.execute(f'DELETE FROM "{table}"')  # noqa: S608


# --- rows and links ---------------------------------------------------------------------------------------


class _Cells:
    """What makes a record to the cells of its row, and to the links that it has."""

    def __init__(self, table: str) -> None:
        self.lists = tuple(LISTS.get(table, {}))
        self._decode = _decoders[table].decode
        self._cells = flattener(table)
        self._kept = [column.path[0] not in self.lists for column in columns(table)]
        self._extra = _not_flat(table)
        names = [one.name for one in compress(columns(table), self._kept)] + self._extra
        named = ", ".join(f'"{name}"' for name in names)
        self.into = f'INSERT INTO "{table}" (rowid, {named}) VALUES (?{", ?" * len(names)})'  # noqa: S608
        """The statement that puts a row in, its number first."""

    def row(self, line: bytes) -> tuple[Any, list[Scalar]]:
        """Give a record, and the cells of its row."""
        row = self._decode(line)
        cells = [_value(cell) for cell in compress(self._cells(row), self._kept)]
        return row, cells + [_json(getattr(row, field)) for field in self._extra]


def _put(
    connection: sqlite3.Connection, table: str, kept: _Cells, first: int, lines: Iterable[bytes]
) -> None:
    """Put the rows of some records into their table, and their links into theirs."""
    links: dict[str, list[Link]] = {field: [] for field in kept.lists}

    def rows() -> Iterator[list[Scalar]]:
        for number, line in enumerate(lines, first):
            row, cells = kept.row(line)
            for field, found in links.items():
                found += [(row.id, place, one) for place, one in enumerate(getattr(row, field))]
            yield [number, *cells]

    connection.executemany(kept.into, rows())
    for field, found in links.items():
        connection.executemany(f'INSERT INTO "{table}_{field}" VALUES (?, ?, ?)', found)  # noqa: S608


# --- tables -----------------------------------------------------------------------------------------------


def _make(connection: sqlite3.Connection, table: str) -> None:
    lists = LISTS.get(table, {})
    # What has a link table of its own does not stand in the table itself.
    parts = [f'"{one.name}" {_declared(one)}' for one in columns(table) if one.path[0] not in lists]
    parts += [f'"{field}" TEXT' for field in _not_flat(table)]
    keys = [
        f'FOREIGN KEY ("{field}") REFERENCES "{other}"("id")'
        for field, other in FOREIGN_KEYS.get(table, {}).items()
    ]
    connection.execute(f'CREATE TABLE "{table}" ({", ".join((*parts, *keys))})')


def _make_link(connection: sqlite3.Connection, table: str, field: str, other: str | None) -> None:
    told = f' REFERENCES "{other}"("id")' if other else ""
    connection.execute(
        f'CREATE TABLE "{table}_{field}" ("id" TEXT NOT NULL REFERENCES "{table}"("id"), '
        f'"position" INTEGER NOT NULL, "{field}" TEXT NOT NULL{told}, '
        'PRIMARY KEY ("id", "position")) WITHOUT ROWID'
    )


def _not_flat(table: str) -> list[str]:
    return [field for name, field in sorted(NOT_FLAT) if name == table]


def _declared(column: Column) -> str:
    if column.name == "id":
        return "TEXT PRIMARY KEY NOT NULL"
    return "TEXT" if column.many else TYPES.get(column.kind, "TEXT")


_decoders = {table: msgspec.json.Decoder(row) for table, row in ROWS.items()}


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
