"""archive.sqlite: the public tables with a full-text index, the same bytes for the same rows.

Written from the start each time, table by table, so that no history shows in the file. Rows that the database
of the build before has are copied from there, which takes a fifth of the time.
"""

import errno
import hashlib
import os
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

from plugins.export.filling import BEFORE, Run, fill

SEARCHED: Mapping[str, tuple[str, ...]] = {
    "articles": ("title", "text"),
    "claims": ("sentence", "as_stated"),
    "quotes": ("quote", "speaker_as_stated"),
}
"""Columns in each full-text index."""
SETTINGS = (
    "page_size = 4096",
    "encoding = 'UTF-8'",
    "foreign_keys = OFF",
    # What fails is made anew from the start.
    "journal_mode = OFF",
    "synchronous = OFF",
    "cache_size = -65536",
)
HELD = 64 << 20
"""Bytes of a full-text index that are held before they are written: what is written at once need not be
merged."""
LIBRARY_VERSION = 96
"""Where a database's header holds the version of the library that wrote it, in four bytes: no part of the
data."""


def write_database(
    records: Path, target: Path, runs: Mapping[str, Sequence[Run]], before: Path | None
) -> tuple[Path, bytes]:
    """Write a database of all tables; give where it stands, and its SHA-256.

    `records` is the folder of the tables as JSON Lines, `runs` are each table's rows, of which the database
    `before` may hold some. Lists of ids have link tables of their own, other lists are JSON.

    Raises:
        OSError: the disk is full or fails.
    """
    if before is None or not _is_copied(records, target, runs, before):
        _write_anew(records, target, runs)
    with target.open("r+b") as file:
        file.seek(LIBRARY_VERSION)
        file.write(bytes(4))
        file.seek(0)
        return target, hashlib.file_digest(file, "sha256").digest()


def write_database_to_disk(
    records: Path, target: Path, runs: Mapping[str, Sequence[Run]], before: Path | None
) -> tuple[Path, bytes]:
    """Write a database, and see that it and the tables are on the disk: else a build waits for it last.

    Raises:
        OSError: the disk is full or fails.
    """
    written = write_database(records, target, runs, before)
    for path in (target, *sorted(records.iterdir())):
        with path.open("rb") as file:
            os.fsync(file.fileno())
    return written


def _is_copied(records: Path, target: Path, runs: Mapping[str, Sequence[Run]], before: Path) -> bool:
    """Write it with the rows of an earlier database; False where that can't be read."""
    try:
        _write(records, target, runs, before)
    except sqlite3.Error:
        return False
    return True


def _write_anew(records: Path, target: Path, runs: Mapping[str, Sequence[Run]]) -> None:
    anew = {table: [Run(sum(run.rows for run in some), 0, None)] for table, some in runs.items()}
    try:
        _write(records, target, anew, None)
    except sqlite3.OperationalError as fault:
        number = _DISK.get(fault.sqlite_errorcode & 0xFF)
        if number is None:
            raise
        raise OSError(number, os.strerror(number), str(target)) from fault


_DISK = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_IOERR: errno.EIO,
    sqlite3.SQLITE_READONLY: errno.EROFS,
    sqlite3.SQLITE_CANTOPEN: errno.EIO,
}
"""Faults of the disk, as SQLite and as the system names them."""


def _write(records: Path, target: Path, runs: Mapping[str, Sequence[Run]], before: Path | None) -> None:
    target.unlink(missing_ok=True)
    with closing(sqlite3.connect(target, isolation_level=None, uri=True)) as connection:
        for line in SETTINGS:
            connection.execute(f"PRAGMA {line}")
        if before is not None:
            # Nobody writes there: no lock, and no file beside it in the published site.
            connection.execute(f"ATTACH ? AS {BEFORE}", (f"{before.absolute().as_uri()}?immutable=1",))
        connection.execute("BEGIN")
        for table, rows in runs.items():
            fill(connection, table, records / f"{table}.jsonl", rows)
        for table, searched in SEARCHED.items():
            _index(connection, table, searched)
        connection.execute("COMMIT")
        if before is not None:
            connection.execute(f"DETACH {BEFORE}")
        if connection.execute("PRAGMA freelist_count").fetchone() != (0,):
            # Pages that merging left behind.
            connection.execute("VACUUM")


def _index(connection: sqlite3.Connection, table: str, searched: Sequence[str]) -> None:
    names = ", ".join(f'"{name}"' for name in searched)
    index = f"{table}_fts"
    connection.execute(
        f'CREATE VIRTUAL TABLE "{index}" USING fts5({names}, content="{table}", '
        "tokenize='unicode61 remove_diacritics 2')"
    )
    connection.execute(f'INSERT INTO "{index}" ("{index}", rank) VALUES (\'hashsize\', {HELD})')  # noqa: S608
    connection.execute(
        f'INSERT INTO "{index}" (rowid, {names}) SELECT rowid, {names} FROM "{table}"'  # noqa: S608
    )
    connection.execute(f'INSERT INTO "{index}" ("{index}") VALUES (\'optimize\')')  # noqa: S608
