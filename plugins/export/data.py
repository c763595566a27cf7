"""The data folder: every table as JSON Lines and CSV, their description, and one database of all."""

from collections.abc import Iterator

from plugins.export.database import database
from plugins.export.lines import csv_view, jsonl
from plugins.export.package import Measured, datapackage
from plugins.export.tables import ROWS, Rows, flat_rows, table_rows
from plugins.model import Archive, File, Site

FOLDER = "data"


def tables(archive: Archive, site: Site, _pages: object) -> dict[str, tuple[Site, dict[str, Rows]]]:
    """Give every table's rows."""
    return {"tables": (site, {table: table_rows(archive, table) for table in ROWS})}


def data_files(described: tuple[Site, dict[str, Rows]]) -> Iterator[File]:
    """Give the tables and what describes them."""
    site, rows = described
    measured: dict[str, Measured] = {}
    for table in ROWS:
        full, flat = rows[table], flat_rows(rows[table])
        for name, write, part in ((f"{table}.jsonl", jsonl, full), (f"{table}.csv", csv_view, flat)):
            data = write(table, part)
            measured[name] = Measured.of(data)
            yield File(f"{FOLDER}/{name}", data)
    yield File(f"{FOLDER}/datapackage.json", datapackage(site, measured))
    yield File(f"{FOLDER}/archive.sqlite", database(rows))
