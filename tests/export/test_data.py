"""The public tables: what the data page promises."""

import csv
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from plugins.export import database as database_file
from plugins.export.batches import BATCHED
from plugins.export.database import Earlier
from plugins.export.filling import Run
from plugins.export.lines import cell
from plugins.export.tables import ROWS, json_line
from plugins.fields import FIELDS
from plugins.model import Amount
from tests.export.archives import ARCHIVE, NASTY, OFFLINE, SITE
from tests.export.workshop import data_of

FILES = data_of(ARCHIVE, SITE)


def records(table: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in FILES[f"data/{table}.jsonl"].decode().splitlines()]


def test_every_table_is_there_in_both_forms() -> None:
    assert {f"data/{table}.{form}" for table in ROWS for form in ("jsonl", "csv")} <= FILES.keys()


@pytest.mark.parametrize("table", ROWS)
def test_rows_are_sorted_by_id_and_every_line_ends(table: str) -> None:
    data = FILES[f"data/{table}.jsonl"]
    idents = [row["id"] for row in records(table)]
    assert idents == sorted(idents)  # type: ignore[type-var]
    assert data == b"" or data.endswith(b"\n")


@pytest.mark.parametrize("table", ROWS)
def test_every_field_is_described_and_no_other(table: str) -> None:
    for row in records(table):
        assert list(row) == list(FIELDS[table])


def test_an_unknown_value_is_null() -> None:
    (article,) = (row for row in records("articles") if row["id"] == "c")
    assert article["published"] == {"date": None, "basis": "unknown", "evidence": None}


def test_roles_are_published_without_what_only_the_registry_needs() -> None:
    assert records("people")[0]["roles"] == [{"role": "Chief", "from": "2014", "to": None}]


@given(st.text())
def test_a_line_of_json_is_one_line_for_every_reader_of_lines(text: str) -> None:
    clean = text.encode("utf-8", "replace").decode()
    (line,) = json_line({"text": clean}).decode().splitlines()
    assert json.loads(line) == {"text": clean}


@given(st.text())
def test_no_cell_runs_in_a_spreadsheet(text: str) -> None:
    assert str(cell(text))[:1] not in {"=", "+", "-", "@", "\t", "\r", "\n"}


def test_a_cell_that_would_run_is_quoted_and_a_number_is_not() -> None:
    assert (cell("=1+1"), cell("-5 degrees"), cell(-5)) == ("'=1+1", "'-5 degrees", -5)


def test_the_flat_view_has_one_row_a_record_and_parts_in_columns() -> None:
    rows = list(csv.DictReader(io.StringIO(FILES["data/claims.csv"].decode(), newline="")))
    assert len(rows) == 1
    assert (
        rows[0]
        | {
            "amount_low": "",
            "amount_high": "2000000000",
            "amount_currency": "NOK",
            "share_low": "",
            "aid": "energy; financial",
            "relations": "restates | a-c-2",
            "converted_EUR_high": "150000000",
            "converted_USD_high": "",
            "stated_on_date": "2023-02",
        }
        == rows[0]
    )


def test_the_data_package_describes_every_column_and_every_byte() -> None:
    package = json.loads(FILES["data/datapackage.json"])
    for resource in package["resources"]:
        data = FILES[f"data/{resource['path']}"]
        if "bytes" in resource:
            assert resource["bytes"] == len(data)
        if resource.get("format") == "csv":
            heads = next(csv.reader(io.StringIO(data.decode(), newline="")))
            assert [field["name"] for field in resource["schema"]["fields"]] == heads
            assert all(field["description"] for field in resource["schema"]["fields"])


def test_the_description_names_no_home_where_the_address_is_not_known() -> None:
    files = data_of(ARCHIVE, OFFLINE)
    assert "homepage" not in json.loads(files["data/datapackage.json"])


# --- the database -------------------------------------------------------------------------------------


@pytest.fixture
def database(tmp_path: Path) -> sqlite3.Connection:
    path = tmp_path / "archive.sqlite"
    path.write_bytes(FILES["data/archive.sqlite"])
    connection = sqlite3.connect(path)
    yield connection
    connection.close()


def test_the_database_holds_the_same_rows(database: sqlite3.Connection) -> None:
    for table in ROWS:
        idents = [row[0] for row in database.execute(f'SELECT id FROM "{table}" ORDER BY id')]  # noqa: S608
        assert idents == [row["id"] for row in records(table)]
    assert database.execute("SELECT title FROM articles WHERE id = 'a'").fetchone() == (NASTY,)


def test_the_database_is_sound(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    for table in database_file.SEARCHED:
        # Raises where the index does not hold the words of its table.
        index = f"{table}_fts"
        database.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")  # noqa: S608


def test_links_between_tables_can_be_followed(database: sqlite3.Connection) -> None:
    found = database.execute(
        "SELECT donors.name FROM articles_donors JOIN donors ON donors.id = articles_donors.donors "
        "WHERE articles_donors.id = 'a'"
    ).fetchall()
    assert found == [("Norway",)]


def test_words_are_found_in_the_database(database: sqlite3.Connection) -> None:
    found = database.execute(
        "SELECT articles.id FROM articles_fts JOIN articles ON articles.rowid = articles_fts.rowid "
        "WHERE articles_fts MATCH 'newest'"
    ).fetchall()
    assert found == [("d",)]


def test_the_same_rows_give_the_same_bytes() -> None:
    again = data_of(ARCHIVE, SITE)
    assert again == FILES


def test_a_sum_beyond_every_whole_number_of_the_database_is_kept_as_it_can_be() -> None:
    (claim,) = ARCHIVE.claims
    endless = replace(claim, amount=Amount(8.19e20, None, "USD", None))
    files = data_of(replace(ARCHIVE, claims=(endless,)), SITE)
    with closing(sqlite3.connect(":memory:")) as held:
        held.deserialize(files["data/archive.sqlite"])
        assert held.execute("SELECT amount_low FROM claims").fetchall() == [(8.19e20,)]


@pytest.mark.parametrize("stood", [False, True])
def test_a_full_disk_is_told_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stood: bool) -> None:
    for table in ROWS:
        (tmp_path / f"{table}.jsonl").write_bytes(FILES[f"data/{table}.jsonl"])
    (tmp_path / "before.sqlite").write_bytes(FILES["data/archive.sqlite"])
    before = Earlier(tmp_path / "before.sqlite", dict.fromkeys(BATCHED, ())) if stood else None
    runs = {table: [Run(1, FILES[f"data/{table}.jsonl"].count(b"\n"), 0)] for table in ROWS}
    monkeypatch.setattr(database_file, "SETTINGS", ("page_size = 4096", "max_page_count = 8"))
    with pytest.raises(OSError, match="No space left on device"):
        database_file.write_database(tmp_path, tmp_path / "archive.sqlite", runs, before)
