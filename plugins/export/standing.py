"""The tables of the build before: what they have of a batch is copied, and not made anew."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, NamedTuple

from plugins.export.batches import BATCHED
from plugins.export.files import PlannedFiles, TableFiles
from plugins.memory import Memory, name_of
from plugins.workshop import Workshop

FILES = tuple(f"{table}.{form}" for table in BATCHED for form in ("jsonl", "csv"))


class Share(NamedTuple):
    """What one batch has of one table, and where."""

    first: int
    """Number of its first row in the database."""
    rows: int
    bytes_of: dict[str, tuple[int, int]]
    """Where it begins in each of the table's files, and how many bytes it has there."""


Places = dict[bytes, dict[str, Share]]
"""By the name of a batch, then by table."""


class Standing(NamedTuple):
    """Published tables, and what stands where in them."""

    places: Places
    files: Mapping[str, IO[bytes]]
    paths: Mapping[str, Path]

    def copy(self, shares: Mapping[str, Share], into: TableFiles | PlannedFiles) -> None:
        """Put what a batch has of every table into the same tables of the site to be."""
        for share in shares.values():
            for name, (begin, size) in share.bytes_of.items():
                into.copy(name, self.files[name], begin, size)


@contextmanager
def standing_tables(workshop: Workshop, folder: str) -> Iterator[Standing]:
    """Give the tables of the published site, where they are as they were published and known; else none."""
    stand = [workshop.published(f"{folder}/{name}") for name in FILES]
    there = [one for one in stand if one is not None]
    held = _held(workshop.memory, [sha256 for _, sha256 in there]) if len(there) == len(stand) else {}
    paths = {name: path for name, (path, _) in zip(FILES, there, strict=True)} if held else {}
    with ExitStack() as opened:
        files = {name: opened.enter_context(path.open("rb", buffering=0)) for name, path in paths.items()}
        yield Standing(held, files, paths)


def keep_places(memory: Memory, sums: Mapping[str, bytes], places: Places) -> None:
    """Keep where the batches stand, under the SHA-256 of all tables that they stand in."""
    memory.put_many([(_name([sums[name] for name in FILES]), places)])


def _held(memory: Memory, sums: list[bytes]) -> Places:
    name = _name(sums)
    return memory.get_many([name], Places).get(name, {})


def _name(sums: list[bytes]) -> bytes:
    return name_of("where batches stand, by numbers", sqlite3.sqlite_version, sums)
