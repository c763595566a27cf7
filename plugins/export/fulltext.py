"""The full-text index of a table, in segments: rows that changed have theirs made anew, the others stay.

FTS5 keeps an index as segments, each a sorted list of words with the rows that have them, and merges what
they say when it is asked. Here a row's number tells its segment, so that a segment is a function of its rows:
it is made in an empty index aside, and takes its place in the tables of the published one. What these tables
hold is part of SQLite's file format: every later version reads it.
"""

# ruff: noqa: S608 - names of tables and columns are ours; every value goes in as a parameter.

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from plugins.export.batches import NUMBERS

SEGMENTS = 32
"""How many there are at most: one article more makes one anew, and a search looks into each."""
ASIDE = "aside"
"""What the connection calls the database in memory in which segments are made."""
HELD = 64 << 20
"""Bytes of a segment that are held before they are written: what is written at once need not be merged."""
TOKENIZER = "unicode61 remove_diacritics 2"
TOTALS, STRUCTURE = 1, 10
"""Records of an index that are no part of a segment: how many words there are, and which segments."""
SEGMENT_BIT = 37
"""In a page's number, where that of its segment begins."""
PAGES = (1 << 31) - 1
"""In a page's number, its place in the segment."""
ABOVE_LEAVES = 31
"""In a page's number, the first bit that only pages of another kind than leaves have."""


def make_index(connection: sqlite3.Connection, table: str, columns: Sequence[str]) -> None:
    """Make the index of a table, empty."""
    connection.execute(
        f'CREATE VIRTUAL TABLE "{table}_fts" USING fts5({_names(columns)}, content="{table}", '
        f"tokenize='{TOKENIZER}')"
    )


def index_rows(
    connection: sqlite3.Connection,
    table: str,
    columns: Sequence[str],
    gone: Sequence[tuple[int, int]],
    put: Sequence[tuple[int, int]],
) -> None:
    """Bring the index of a table to what its rows are now.

    `gone` are the rows that it had and the table has not, or not as they were, by their first and last
    numbers; `put` are those that are new.

    Raises:
        sqlite3.Error: the disk fails, or the index is none.
    """
    index = f"{table}_fts"
    held = f'{ASIDE}."{index}"'
    (totals,) = connection.execute(f'SELECT block FROM "{index}_data" WHERE id = {TOTALS}').fetchone()
    sums = list(_numbers(totals)) or [0] * (1 + len(columns))
    connection.execute(
        f"CREATE VIRTUAL TABLE {held} USING fts5({_names(columns)}, content='', tokenize='{TOKENIZER}')"
    )
    connection.execute(f"INSERT INTO {held} (\"{index}\", rank) VALUES ('hashsize', {HELD})")
    _count(connection, index, gone, sums, -1)
    for segment in sorted({segment for run in (*gone, *put) for segment in _segments(run)}):
        _replace(connection, table, columns, segment)
    _count(connection, index, put, sums, 1)
    connection.execute(f"DROP TABLE {held}")
    record = b"".join(map(_varint, sums)) if sums[0] else b""
    connection.execute(f'UPDATE "{index}_data" SET block = ? WHERE id = {TOTALS}', (record,))
    _tell_segments(connection, index)


def _replace(connection: sqlite3.Connection, table: str, columns: Sequence[str], segment: int) -> None:
    """Make one segment anew."""
    index, names = f"{table}_fts", _names(columns)
    held = f'{ASIDE}."{index}"'
    rows = _rows(segment)
    connection.execute(
        f'INSERT INTO {held} (rowid, {names}) SELECT rowid, {names} FROM "{table}" '
        "WHERE rowid BETWEEN ? AND ? ORDER BY rowid",
        rows,
    )
    connection.execute(f"INSERT INTO {held} (\"{index}\") VALUES ('optimize')")
    number = segment + 1
    pages = (number << SEGMENT_BIT, (number + 1 << SEGMENT_BIT) - 1)
    connection.execute(f'DELETE FROM "{index}_data" WHERE id BETWEEN ? AND ?', pages)
    connection.execute(f'DELETE FROM "{index}_idx" WHERE segid = ?', (number,))
    connection.execute(f'DELETE FROM "{index}_docsize" WHERE id BETWEEN ? AND ?', rows)
    connection.execute(
        f'INSERT INTO "{index}_data" SELECT (id & ?) | ?, block FROM {ASIDE}."{index}_data" '
        f"WHERE id > {STRUCTURE} ORDER BY id",
        ((1 << SEGMENT_BIT) - 1, pages[0]),
    )
    connection.execute(
        f'INSERT INTO "{index}_idx" SELECT ?, term, pgno FROM {ASIDE}."{index}_idx" ORDER BY term', (number,)
    )
    connection.execute(
        f'INSERT INTO "{index}_docsize" SELECT id, sz FROM {ASIDE}."{index}_docsize" ORDER BY id'
    )
    connection.execute(f"INSERT INTO {held} (\"{index}\") VALUES ('delete-all')")


def _tell_segments(connection: sqlite3.Connection, index: str) -> None:
    """Write which segments there are, all of them on one level."""
    # The first four bytes are the state of the index's settings.
    (before,) = connection.execute(
        f'SELECT substr(block, 1, 4) FROM "{index}_data" WHERE id = {STRUCTURE}'
    ).fetchone()
    found = connection.execute(
        f'SELECT id >> {SEGMENT_BIT} AS segment, max(id & {PAGES}) FROM "{index}_data" '
        f"WHERE id > {STRUCTURE} AND (id >> {ABOVE_LEAVES}) & 63 = 0 GROUP BY segment ORDER BY segment"
    ).fetchall()
    written = sum(last for _, last in found)
    levels = [0, len(found), *(part for number, last in found for part in (number, 1, last))] if found else []
    parts = [int(bool(found)), len(found), written, *levels]
    record = before + b"".join(map(_varint, parts))
    connection.execute(f'UPDATE "{index}_data" SET block = ? WHERE id = {STRUCTURE}', (record,))


def _count(
    connection: sqlite3.Connection, index: str, runs: Iterable[tuple[int, int]], sums: list[int], sign: int
) -> None:
    """Add how many rows there are, and how many words they have, to the index's sums, or take them off."""
    for run in runs:
        for (sizes,) in connection.execute(f'SELECT sz FROM "{index}_docsize" WHERE id BETWEEN ? AND ?', run):
            sums[0] += sign
            for place, size in enumerate(_numbers(sizes), 1):
                sums[place] += sign * size


def _segments(run: tuple[int, int]) -> range:
    """Give the segments that have some rows, which are told by the first and the last number."""
    first, last = (min(row // (NUMBERS // SEGMENTS), SEGMENTS - 1) for row in run)
    return range(first, last + 1)


def _rows(segment: int) -> tuple[int, int]:
    """Give the first and the last number that a row of a segment can have."""
    last = (segment + 1) * (NUMBERS // SEGMENTS) - 1
    return segment * (NUMBERS // SEGMENTS), last if segment + 1 < SEGMENTS else (1 << 63) - 1


def _names(columns: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def _numbers(data: bytes) -> Iterator[int]:
    """Give the numbers that a record is made of.

    >>> list(_numbers(_varint(5) + _varint(300)))
    [5, 300]
    """
    number = 0
    for byte in data:
        number = number << 7 | byte & 127
        if byte < 128:
            yield number
            number = 0


def _varint(number: int) -> bytes:
    """Write a number as SQLite does, seven bits a byte, where it is less than 2^56."""
    parts = [number & 127]
    while number := number >> 7:
        parts.append(number & 127 | 128)
    return bytes(reversed(parts))
