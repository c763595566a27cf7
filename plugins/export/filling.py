"""Fill the tables of the database: with the records, or with the rows that an earlier database has of them.

Rows go in by the thousand, each thousand's links after it, wherever they come from: so the pages of the file
come in the same order, and the same rows give the same bytes.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, islice
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from plugins.export.tables import NOT_FLAT, ROWS, Cell, Column, Scalar, columns, flattener
from plugins.fields import FOREIGN_KEYS, LISTS

BEFORE = "before"
"""What the earlier database is called in a connection."""
TYPES = {"integer": "INTEGER", "number": "REAL"}
AT_ONCE = 1000
"""Rows whose links are held at a time."""
LARGEST = 2**63 - 1
"""What a column of whole numbers holds; a scraped page may name any sum."""
Link = tuple[str, int, str]


class Run(NamedTuple):
    """Rows of a table, one after the other."""

    rows: int
    size: int
    """Bytes of their records."""
    first: int | None
    """The number that the first of them has in the earlier database; None where it holds none of them."""


def fill(connection: sqlite3.Connection, table: str, records: Path, runs: Sequence[Run]) -> None:
    """Make a table with its link tables and indices, and put all of its rows into them.

    `records` are its rows as JSON Lines, `runs` are all of them in order.

    Raises:
        sqlite3.Error: the disk fails, or the earlier database does not hold what it should.
    """
    into = _make(connection, table)
    lists = LISTS.get(table, {})
    for field, other in lists.items():
        _make_link(connection, table, field, other)
    kept = _Cells(table)
    with records.open("rb") as lines:
        for some in _by_thousands(runs):
            links: list[dict[str, list[Link]] | None] = []
            for run in some:
                if run.first is None:
                    links.append(_put(connection, into, kept, islice(lines, run.rows)))
                else:
                    lines.seek(run.size, 1)
                    _copy(connection, table, run.first, run.rows)
                    links.append(None)
            for field in lists:
                _link(connection, table, field, zip(some, links, strict=True))
    for field in FOREIGN_KEYS.get(table, {}):
        connection.execute(f'CREATE INDEX "{table}_{field}" ON "{table}"("{field}")')
    for field in lists:
        connection.execute(f'CREATE INDEX "{table}_{field}_{field}" ON "{table}_{field}"("{field}")')


def _by_thousands(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """Part runs wherever a thousand rows are full; what is left of a run's bytes goes with its first part."""
    some: list[Run] = []
    room = AT_ONCE
    for run in runs:
        done = 0
        while done < run.rows:
            rows = min(room, run.rows - done)
            first = None if run.first is None else run.first + done
            some.append(Run(rows, 0 if done else run.size, first))
            done, room = done + rows, room - rows
            if room == 0:
                yield some
                some, room = [], AT_ONCE
    if some:
        yield some


# --- rows and links: made of records, or copied -----------------------------------------------------------


class _Cells:
    """What makes a record to the cells of its row, and to the links that it has."""

    def __init__(self, table: str) -> None:
        self.lists = tuple(LISTS.get(table, {}))
        self._decode = _decoders[table].decode
        self._cells = flattener(table)
        self._kept = [column.path[0] not in self.lists for column in columns(table)]
        self._extra = _not_flat(table)

    def row(self, line: bytes) -> tuple[Any, list[Scalar]]:
        """Give a record, and the cells of its row."""
        row = self._decode(line)
        cells = [_value(cell) for cell in compress(self._cells(row), self._kept)]
        return row, cells + [_json(getattr(row, field)) for field in self._extra]


def _put(
    connection: sqlite3.Connection, into: str, kept: _Cells, lines: Iterable[bytes]
) -> dict[str, list[Link]]:
    """Put the rows of some records into their table, and give the links that they have."""
    links: dict[str, list[Link]] = {field: [] for field in kept.lists}

    def rows() -> Iterator[list[Scalar]]:
        for line in lines:
            row, cells = kept.row(line)
            for field, found in links.items():
                found += [(row.id, place, one) for place, one in enumerate(getattr(row, field))]
            yield cells

    connection.executemany(into, rows())
    return links


def _copy(connection: sqlite3.Connection, table: str, first: int, rows: int) -> None:
    """Copy rows of the earlier database."""
    # Names of tables and columns are ours; every value goes in as a parameter.
    copied = connection.execute(
        f'INSERT INTO "{table}" SELECT * FROM {BEFORE}."{table}" '  # noqa: S608
        "WHERE rowid BETWEEN ? AND ? ORDER BY rowid",
        (first, first + rows - 1),
    )
    if copied.rowcount != rows:
        raise sqlite3.DatabaseError(f"{table}: {copied.rowcount} rows where {rows} should be")


def _link(
    connection: sqlite3.Connection,
    table: str,
    field: str,
    runs: Iterable[tuple[Run, dict[str, list[Link]] | None]],
) -> None:
    """Put the links that some rows have in one field into their table."""
    name = f"{table}_{field}"
    ident = f'(SELECT "id" FROM {BEFORE}."{table}" WHERE rowid = ?)'  # noqa: S608
    for run, links in runs:
        if links is not None:
            connection.executemany(f'INSERT INTO "{name}" VALUES (?, ?, ?)', links[field])  # noqa: S608
        elif run.first is not None:
            connection.execute(
                f'INSERT INTO "{name}" SELECT * FROM {BEFORE}."{name}" '  # noqa: S608
                f'WHERE "id" BETWEEN {ident} AND {ident} ORDER BY "id", "position"',
                (run.first, run.first + run.rows - 1),
            )


# --- tables -----------------------------------------------------------------------------------------------


def _make(connection: sqlite3.Connection, table: str) -> str:
    """Make a table, and give the statement that puts a row into it."""
    lists = LISTS.get(table, {})
    # What has a link table of its own does not stand in the table itself.
    parts = [f'"{one.name}" {_declared(one)}' for one in columns(table) if one.path[0] not in lists]
    parts += [f'"{field}" TEXT' for field in _not_flat(table)]
    keys = [
        f'FOREIGN KEY ("{field}") REFERENCES "{other}"("id")'
        for field, other in FOREIGN_KEYS.get(table, {}).items()
    ]
    connection.execute(f'CREATE TABLE "{table}" ({", ".join((*parts, *keys))})')
    return f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(parts))})'  # noqa: S608


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
