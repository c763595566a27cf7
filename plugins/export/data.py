"""The data folder: every table as JSON Lines and as CSV, their description, and one database of all.

The tables of a large archive are hundreds of megabytes: they go to the disk batch by batch. A batch that the
published tables have is copied from there; the database is made of the finished records, and of the rows that
the published one has, in a process aside.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import NamedTuple

from plugins.export.batches import BATCHED, Batch, first_numbers
from plugins.export.database import Earlier, write_database, write_database_to_disk
from plugins.export.files import PlannedFiles, TableFiles
from plugins.export.filling import Run
from plugins.export.lines import csv_head, csv_lines, jsonl
from plugins.export.package import datapackage
from plugins.export.standing import Places, Share, Standing, keep_places, standing_tables
from plugins.export.tables import ROWS, Tables, tables_of
from plugins.model import Archive, File, Site
from plugins.workshop import FileOnDisk, Finished, Workshop

FOLDER = "data"
DATABASE = f"{FOLDER}/archive.sqlite"
SMALL = 2 << 20
"""Bytes of records, up to which no process is begun for the database: about 200 articles."""
FEW = 16
"""Batches up to which what is new in the tables is held, and another process writes them: ten megabytes."""


class Described(NamedTuple):
    """All tables, and the site that publishes them."""

    site: Site
    tables: Tables


def tables(archive: Archive, site: Site, _pages: object) -> dict[str, Described]:
    """Give every table's rows."""
    return {"tables": Described(site, tables_of(archive))}


def data_files(described: Described, workshop: Workshop) -> Iterator[File | FileOnDisk]:
    """Give the tables and what describes them."""
    folder = workshop.folder / FOLDER
    with standing_tables(workshop, FOLDER) as standing:
        if _are_few_new(described.tables, standing.places):
            planned = PlannedFiles(folder, standing.paths)
            places = _filled(described.tables, standing, planned)
            planned.begin(workshop)
            files: TableFiles | PlannedFiles = planned
        else:
            with TableFiles(folder) as files:
                places = _filled(described.tables, standing, files)
    # The first to be waited for: it reads the records where they stand now.
    yield FileOnDisk(DATABASE, _database(described.tables, places, standing.places, workshop, files.sizes))
    keep_places(workshop.memory, {name: files.finished(name)[1] for name in files.names}, places)
    for name in files.names:
        yield FileOnDisk(f"{FOLDER}/{name}", partial(files.finished, name))
    measured = {name: files.measured(name) for name in files.names}
    yield File(f"{FOLDER}/datapackage.json", datapackage(described.site, measured))


def _are_few_new(tables: Tables, before: Places) -> bool:
    """Tell whether nearly all of large tables is copied: what is new is held then until it is written."""
    new = sum(name not in before for name, _ in tables.batches)
    records = (shares[table].bytes_of[f"{table}.jsonl"][1] for shares in before.values() for table in shares)
    return bool(before) and new <= FEW and sum(records) >= SMALL


def _filled(tables: Tables, standing: Standing, files: TableFiles | PlannedFiles) -> Places:
    """Put all tables into their files, and give where each batch stands in them."""
    for table in ROWS:
        files.write(f"{table}.csv", csv_head(table))
        files.write(f"{table}.jsonl", b"")
    places = _batched(tables, standing, files)
    for table, rows in tables.whole.items():
        files.write(f"{table}.jsonl", jsonl(table, rows))
        files.write(f"{table}.csv", csv_lines(table, rows))
    return places


def _database(
    tables: Tables, places: Places, standing: Places, workshop: Workshop, sizes: Mapping[str, int]
) -> Finished:
    """Give what waits for the database: begun aside, but where it takes no longer than to begin a process."""
    published = workshop.published(DATABASE)
    before = {} if published is None else standing
    runs = _runs(tables, places, before)
    earlier = Earlier(published[0], _gone(places, before)) if published is not None and before else None
    given = (workshop.folder / FOLDER, workshop.folder / "archive.sqlite", runs, earlier)
    if sum(size for name, size in sizes.items() if name.endswith(".jsonl")) < SMALL:
        return partial(write_database, *given)
    return workshop.aside(write_database_to_disk, *given)


def _batched(tables: Tables, standing: Standing, files: TableFiles | PlannedFiles) -> Places:
    """Write the tables that have batches, and give where each batch stands in them."""
    places: Places = {}
    firsts = first_numbers(batch for _, batch in tables.batches)
    for (name, batch), first in zip(tables.batches, firsts, strict=True):
        begins = dict(files.sizes)
        if name in standing.places:
            standing.copy(standing.places[name], files)
        else:
            _write(tables, batch, files)
        places[name] = {
            table: Share(
                first,
                len(some),
                {
                    file: (begins[file], files.sizes[file] - begins[file])
                    for file in (f"{table}.jsonl", f"{table}.csv")
                },
            )
            for table, some in batch.rows.items()
        }
    return places


def _write(tables: Tables, batch: Batch, files: TableFiles | PlannedFiles) -> None:
    """Write a batch."""
    for table, rows in batch.rows.items():
        full = tables.full(batch.articles) if table == "articles" else rows
        files.write(f"{table}.jsonl", jsonl(table, full))
        files.write(f"{table}.csv", csv_lines(table, full))


def _runs(tables: Tables, places: Places, before: Places) -> dict[str, list[Run]]:
    """Give the rows of every table as runs, of which the earlier database holds some."""
    runs: dict[str, list[Run]] = {table: [Run(1, len(rows), 0)] for table, rows in tables.whole.items()}
    for table in BATCHED:
        runs[table] = [
            Run(
                shares[table].first,
                shares[table].rows,
                shares[table].bytes_of[f"{table}.jsonl"][0],
                _is_kept(name, shares, before),
            )
            for name, shares in places.items()
        ]
    return {table: runs[table] for table in ROWS}


def _gone(places: Places, before: Places) -> dict[str, list[tuple[int, int]]]:
    """Give the rows that the earlier database has and the new one has not, or not under these numbers."""
    gone = [shares for name, shares in before.items() if not _is_kept(name, shares, places)]
    return {
        table: [(one[table].first, one[table].first + one[table].rows - 1) for one in gone if one[table].rows]
        for table in BATCHED
    }


def _is_kept(name: bytes, shares: Mapping[str, Share], others: Places) -> bool:
    """Tell whether a batch stands among others under the same numbers."""
    other = others.get(name)
    return other is not None and all(other[table].first == share.first for table, share in shares.items())
