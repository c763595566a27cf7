"""The data folder: every table as JSON Lines and as CSV, their description, and one database of all.

The tables of a large archive are hundreds of megabytes: they go to the disk batch by batch, what a batch's
spreadsheet lines are is remembered by its records, and the database is made of the finished records in a
process aside.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import IO, Any, NamedTuple, Self

from plugins.export.batches import BY_ARTICLE, Batch, batches
from plugins.export.database import write_database
from plugins.export.lines import csv_head, csv_lines, jsonl
from plugins.export.package import Measured, datapackage
from plugins.export.tables import ROWS, Tables, tables_of
from plugins.memory import Memory, name_of, remembered
from plugins.model import Archive, ArticleRow, File, Site
from plugins.workshop import FileOnDisk, Workshop

FOLDER = "data"


class Described(NamedTuple):
    """All tables, and the site that publishes them."""

    site: Site
    tables: Tables


def tables(archive: Archive, site: Site, _pages: object) -> dict[str, Described]:
    """Give every table's rows."""
    return {"tables": Described(site, tables_of(archive))}


def data_files(described: Described, workshop: Workshop) -> Iterator[File | FileOnDisk]:
    """Give the tables and what describes them."""
    held, folder = described.tables, workshop.folder / FOLDER
    with TableFiles(folder) as files:
        for table in ROWS:
            files.write(f"{table}.csv", csv_head(table))
            files.write(f"{table}.jsonl", b"")
        for batch in batches(held.rows):
            articles = held.full(batch.articles)
            records = {
                "articles": jsonl("articles", articles),
                **{table: jsonl(table, rows) for table, rows in batch.parts.items()},
            }
            for table, lines, flat in zip(
                records, records.values(), _flat(articles, batch, records, workshop.memory), strict=True
            ):
                files.write(f"{table}.jsonl", lines)
                files.write(f"{table}.csv", flat)
        for table in ROWS.keys() - {"articles", *BY_ARTICLE}:
            files.write(f"{table}.jsonl", jsonl(table, held.rows[table]))
            files.write(f"{table}.csv", csv_lines(table, held.rows[table]))
    # The first to be waited for: it reads the records where they stand now.
    database = workshop.aside(write_database, folder, workshop.folder / "archive.sqlite")
    yield FileOnDisk(f"{FOLDER}/archive.sqlite", database)
    for name in files.names:
        yield FileOnDisk(f"{FOLDER}/{name}", partial(files.finished, name))
    measured = {name: files.measured(name) for name in files.names}
    yield File(f"{FOLDER}/datapackage.json", datapackage(described.site, measured))


def _flat(
    articles: Sequence[ArticleRow], batch: Batch, records: Mapping[str, bytes], memory: Memory
) -> tuple[bytes, ...]:
    """Give the spreadsheet lines of a batch, table by table in the order of its records."""

    def made(_number: int) -> tuple[bytes, ...]:
        rows = {"articles": articles, **batch.parts}
        return tuple(csv_lines(table, rows[table]) for table in records)

    (lines,) = remembered(memory, [name_of(*records.values())], tuple[bytes, ...], made)
    return lines


class TableFiles:
    """Files that grow on the disk, with their measures."""

    def __init__(self, folder: Path) -> None:
        """Make the folder that they stand in."""
        folder.mkdir()
        self._folder = folder
        self._open: dict[str, tuple[IO[bytes], Any]] = {}
        self._held = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_fault: object) -> None:
        self._held.close()

    @property
    def names(self) -> tuple[str, ...]:
        """Give their names."""
        return tuple(sorted(self._open))

    def write(self, name: str, data: bytes) -> None:
        """Put more into a file."""
        if name not in self._open:
            opened = self._held.enter_context((self._folder / name).open("xb"))
            self._open[name] = (opened, hashlib.sha256())
        file, found = self._open[name]
        file.write(data)
        found.update(data)

    def finished(self, name: str) -> tuple[Path, bytes]:
        """Give where a file stands, and its SHA-256."""
        return self._folder / name, self._open[name][1].digest()

    def measured(self, name: str) -> Measured:
        """Give what the description says of a file."""
        return Measured((self._folder / name).stat().st_size, self._open[name][1].hexdigest())
