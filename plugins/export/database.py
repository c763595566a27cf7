"""archive.sqlite: the public tables with a full-text index, the same bytes for the same rows.

Nothing of its history shows in the file: where an earlier one stands, rows are changed in a copy of it, and
in the end VACUUM writes table after table into a new file, packed anew in the order of their keys. It takes
pages apart no further than into records, and costs a third of what copying rows by their columns does.
"""

import errno
import hashlib
import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from plugins.export.batches import BATCHED
from plugins.export.filling import Run, empty, make_indices, make_tables, put_rows, take_out
from plugins.export.fulltext import ASIDE, index_rows, make_index
from plugins.export.tables import ROWS
from plugins.workshop import copy_published

SEARCHED: Mapping[str, tuple[str, ...]] = {
    "articles": ("title", "text"),
    "claims": ("sentence", "as_stated"),
    "quotes": ("quote", "speaker_as_stated"),
}
"""Columns in each full-text index."""
SETTINGS = (
    "encoding = 'UTF-8'",
    "foreign_keys = OFF",
    # What fails is made anew from the start.
    "journal_mode = OFF",
    "synchronous = OFF",
    "cache_size = -65536",
)
SMALL_PAGE, LARGE_PAGE = 4096, 65536
LARGE = 32 << 20
"""Bytes of records from which the file has large pages: they are written in half the time, but a table of
three rows takes one."""
SCHEMA_VERSION, LIBRARY_VERSION = 40, 96
"""Where a database's header holds how often its tables were declared, and the version of the library that
wrote it, each in four bytes: no part of the data."""


class Earlier(NamedTuple):
    """The database of the build before."""

    path: Path
    gone: Mapping[str, Sequence[tuple[int, int]]]
    """Rows that it has and the new one has not, or not as they were, by table: first and last numbers."""


def write_database(
    records: Path, target: Path, runs: Mapping[str, Sequence[Run]], earlier: Earlier | None
) -> tuple[Path, bytes]:
    """Write a database of all tables; give where it stands, and its SHA-256.

    `records` is the folder of the tables as JSON Lines, `runs` are each table's rows, some of which the
    earlier database may hold. Lists of ids have link tables of their own, other lists are JSON.

    Raises:
        OSError: the disk is full or fails.
    """
    _write(records, target, runs, earlier)
    return target, _sha256(target)


def _write(records: Path, target: Path, runs: Mapping[str, Sequence[Run]], earlier: Earlier | None) -> None:
    if earlier is None or not _is_updated(records, target, runs, earlier):
        _write_anew(records, target, runs)
    with target.open("r+b") as file:
        file.seek(SCHEMA_VERSION)
        file.write((1).to_bytes(4))
        file.seek(LIBRARY_VERSION)
        file.write(bytes(4))


def _sha256(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def write_database_to_disk(
    records: Path, target: Path, runs: Mapping[str, Sequence[Run]], earlier: Earlier | None
) -> tuple[Path, bytes]:
    """Write a database, and see that it and the tables are on the disk: else a build waits for it last.

    Raises:
        OSError: the disk is full or fails.
    """
    with ThreadPoolExecutor() as threads:
        # The disk works meanwhile.
        tables = [threads.submit(_sync, path) for path in sorted(records.iterdir())]
        _write(records, target, runs, earlier)
        own = threads.submit(_sync, target)
        digest = _sha256(target)
        for synced in (*tables, own):
            synced.result()
    return target, digest


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _is_updated(records: Path, target: Path, runs: Mapping[str, Sequence[Run]], earlier: Earlier) -> bool:
    """Write it with the rows of an earlier database; False where that can't be read, or holds other rows."""
    try:
        with _at_work(target) as work:
            copy_published(earlier.path, work)
            _update(records, work, runs, earlier.gone)
            _publish(work, target, _page_size(records))
    except sqlite3.Error:
        return False
    return True


def _write_anew(records: Path, target: Path, runs: Mapping[str, Sequence[Run]]) -> None:
    try:
        with _at_work(target) as work:
            _fill(records, work, runs)
            _publish(work, target, _page_size(records))
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


def _fill(records: Path, work: Path, runs: Mapping[str, Sequence[Run]]) -> None:
    """Fill a new database with all rows."""
    with _opened(work) as connection:
        make_tables(connection)
        for table, some in runs.items():
            # In the order of their numbers, so that pages are filled one after the other.
            put_rows(connection, table, records / f"{table}.jsonl", sorted(some))
        make_indices(connection)
        for table, searched in SEARCHED.items():
            make_index(connection, table, searched)
            index_rows(connection, table, searched, (), [run.ends for run in runs[table] if run.rows])


def _update(
    records: Path,
    work: Path,
    runs: Mapping[str, Sequence[Run]],
    gone: Mapping[str, Sequence[tuple[int, int]]],
) -> None:
    """Change the rows of an earlier database to what they are now."""
    new = {table: sorted(run for run in some if not run.kept) for table, some in runs.items()}
    with _opened(work) as connection:
        for table in ROWS:
            if table in BATCHED:
                take_out(connection, table, gone[table])
            else:
                empty(connection, table)
            put_rows(connection, table, records / f"{table}.jsonl", new[table])
        for table, rows in runs.items():
            (held,) = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()  # noqa: S608
            if held != sum(run.rows for run in rows):
                raise sqlite3.DatabaseError(f"{table}: {held} rows")
        for table, searched in SEARCHED.items():
            put = [run.ends for run in new[table] if run.rows]
            index_rows(connection, table, searched, gone[table], put)


def _publish(work: Path, target: Path, page: int) -> None:
    """Write a database into a new file, in an order that its rows' numbers tell alone."""
    target.unlink(missing_ok=True)
    with closing(_connected(work)) as connection:
        connection.execute(f"PRAGMA page_size = {page}")
        connection.execute("VACUUM INTO ?", (str(target),))


def _page_size(records: Path) -> int:
    size = sum((records / f"{table}.jsonl").stat().st_size for table in ROWS)
    return LARGE_PAGE if size >= LARGE else SMALL_PAGE


@contextmanager
def _at_work(target: Path) -> Iterator[Path]:
    """Give where a database is worked on, and leave nothing there."""
    work = target.with_suffix(".work")
    work.unlink(missing_ok=True)
    try:
        yield work
    finally:
        work.unlink(missing_ok=True)


@contextmanager
def _opened(work: Path) -> Iterator[sqlite3.Connection]:
    """Give a connection in which all is done at once."""
    with closing(_connected(work)) as connection:
        connection.execute(f"ATTACH ':memory:' AS {ASIDE}")
        connection.execute("BEGIN")
        yield connection
        connection.execute("COMMIT")


def _connected(work: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(work, isolation_level=None)
    for line in SETTINGS:
        connection.execute(f"PRAGMA {line}")
    return connection
