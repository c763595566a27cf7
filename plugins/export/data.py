"""The data folder: every table as JSON Lines and CSV, their description, and one database of all."""

from collections.abc import Iterator
from typing import Any

from plugins.export.database import database
from plugins.export.lines import csv_view, jsonl
from plugins.export.package import datapackage
from plugins.export.tables import ROWS, public_record, table_rows
from plugins.model import Archive, File, Site

FOLDER = "data"


Records = dict[str, list[dict[str, Any]]]


def tables(archive: Archive, site: Site, _pages: object) -> dict[str, tuple[Site, Records]]:
    """Give every table's records as they are published."""
    records = {table: [public_record(table, row) for row in table_rows(archive, table)] for table in ROWS}
    return {"tables": (site, records)}


def data_files(described: tuple[Site, Records]) -> Iterator[File]:
    """Give the tables and what describes them."""
    site, tables = described
    files = {f"{table}.jsonl": jsonl(rows) for table, rows in tables.items()}
    files |= {f"{table}.csv": csv_view(table, rows) for table, rows in tables.items()}
    for name, data in files.items():
        yield File(f"{FOLDER}/{name}", data)
    yield File(f"{FOLDER}/datapackage.json", datapackage(site, files))
    yield File(f"{FOLDER}/archive.sqlite", database(tables))
