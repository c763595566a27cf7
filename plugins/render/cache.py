"""What earlier builds worked out, kept by content in one SQLite file.

A cache can be wrong or gone at any time, and that must never show: every row carries a checksum over its
name and value, values are msgpack decoded into their types (no code is ever run from here), and whatever
can't be read counts as not there. A file that is no database is put aside and a new one begun.
"""

import contextlib
import sqlite3
import zlib
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast

import msgspec

VERSION = 3
"""Raised when the tables change; files of another version are begun anew."""
FILE_NAME = "dossier.sqlite"
SCHEMA = """
CREATE TABLE IF NOT EXISTS kept (name BLOB NOT NULL UNIQUE, value BLOB NOT NULL, seal BLOB NOT NULL)
"""
"""Names stand in an index of their own: to find one among values takes forty times as long."""
SWEPT = b"swept"
"""The name of how many bytes there were once nothing stale was among them."""
GROWN = 1.25
PAGES = ("page_count", "freelist_count", "page_size")
AT_ONCE = 8
BATCH = 500
"""Names in one question: below SQLite's limit on variables."""

Kept = TypeVar("Kept")


@lru_cache
def _decoder(kind: Hashable) -> Any:
    return msgspec.msgpack.Decoder(kind)


class Cache:
    """Values by name; reading never fails, writing may come to nothing."""

    WAIT_SECONDS = 5.0
    """How long to wait for another build that writes."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE_NAME
        self.trouble: str | None = None
        """Why nothing can be kept, where that is so."""
        self._spoilt = False
        """Whether the file is no database of this version."""
        self._connection = self._open()
        if self._spoilt:
            self._connection = self._open(anew=True)

    def get_many(self, names: Sequence[bytes], kind: type[Kept]) -> dict[bytes, Kept]:
        """Give those of the values that are there and whole."""
        decoder = _decoder(cast("Hashable", kind))
        found: dict[bytes, Kept] = {}
        for name, value in self._rows(names):
            with contextlib.suppress(msgspec.DecodeError, ValueError):
                found[name] = decoder.decode(value)
        return found

    def get(self, name: bytes, kind: type[Kept]) -> Kept | None:
        """Give one value, or None."""
        return self.get_many([name], kind).get(name)

    def put_many(self, values: Iterable[tuple[bytes, object]]) -> None:
        """Keep values under their names, all or none."""
        if self._connection is None:
            return
        encoder = msgspec.msgpack.Encoder()
        rows = ((name, data, _seal(name, data)) for name, data in ((n, encoder.encode(v)) for n, v in values))
        try:
            with self._connection:
                self._connection.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", rows)
        except sqlite3.Error as fault:
            self.trouble = str(fault)

    def keep_only(self, names: Callable[[], set[bytes]], room: int) -> None:
        """Forget what no name asks for, once there is a quarter and `room` bytes more than the last time."""
        if self._connection is None:
            return
        before = self.get(SWEPT, int)
        try:
            if before is not None and _bytes_held(self._connection) <= GROWN * before + room:
                return
            with self._connection:
                there = [row[0] for row in self._connection.execute("SELECT name FROM kept")]
                asked = names()
                stale = [(name,) for name in there if name not in asked]
                self._connection.executemany("DELETE FROM kept WHERE name = ?", stale)
            self.put_many([(SWEPT, _bytes_held(self._connection))])
        except sqlite3.Error as fault:
            self.trouble = str(fault)

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None

    def _rows(self, names: Sequence[bytes]) -> Iterator[tuple[bytes, bytes]]:
        if self._connection is None:
            return
        for begin in range(0, len(names), BATCH):
            batch = names[begin : begin + BATCH]
            marks = ",".join("?" * len(batch))
            try:
                # The only thing put into the statement is a number of question marks.
                asked = self._connection.execute(
                    f"SELECT name, value, seal FROM kept WHERE name IN ({marks})",  # noqa: S608
                    batch,
                )
                # Few at a time: values of a hundred kilobytes find the room of those before them.
                while rows := asked.fetchmany(AT_ONCE):
                    for name, value, seal in rows:
                        if isinstance(value, bytes) and _seal(name, value) == seal:
                            yield name, value
            except sqlite3.Error as fault:
                self._note(fault)
                if self._spoilt:
                    self.close()
                    self._connection = self._open(anew=True)
                return

    def _note(self, fault: sqlite3.Error | OSError) -> None:
        self.trouble = str(fault)
        # An operational error (locked, read-only, no room) says nothing against the file itself.
        self._spoilt = isinstance(fault, sqlite3.DatabaseError) and not isinstance(
            fault, sqlite3.OperationalError
        )

    def _open(self, *, anew: bool = False) -> sqlite3.Connection | None:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            if anew:
                for suffix in ("", "-wal", "-shm"):
                    Path(f"{self.path}{suffix}").unlink(missing_ok=True)
            connection = sqlite3.connect(self.path, timeout=self.WAIT_SECONDS, isolation_level="DEFERRED")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if version not in {0, VERSION}:
                connection.close()
                self._spoilt = True
                return None
            if version == 0:
                connection.execute(SCHEMA)
                connection.execute(f"PRAGMA user_version = {VERSION}")
                connection.commit()
        except (sqlite3.Error, OSError) as fault:
            self._note(fault)
            return None
        self.trouble, self._spoilt = None, False
        return connection


def _bytes_held(connection: sqlite3.Connection) -> int:
    """Give how many bytes of the file hold anything: what was forgotten leaves room for what comes."""
    count, free, size = (int(connection.execute(f"PRAGMA {name}").fetchone()[0]) for name in PAGES)
    return (count - free) * size


def _seal(name: bytes, value: bytes) -> bytes:
    """Give what any one byte more, less or other would change.

    A sum guards against failing disks and cut files. No digest would guard against somebody who writes to the
    file, who could work it out as well; and it takes five times as long over the 150 MB that a build reads.
    """
    return zlib.crc32(value, zlib.crc32(name)).to_bytes(4, "big") + len(value).to_bytes(8, "big")
