"""Tables and database where an earlier site stands: byte for byte what they are where none does."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from plugins.bodies import HeldBodies
from plugins.export import batches, data, database, filling, fulltext, lines
from plugins.export.batches import Batch, first_numbers
from plugins.export.data import tables
from plugins.export.standing import FILES
from plugins.export.tables import Tables
from plugins.model import Amount, Archive, Body, Piece, QuoteRow
from plugins.render.digests import value_digest
from tests.export.archives import ARCHIVE, CLAIM, NASTY, SITE, article, entry
from tests.export.workshop import data_after, data_of
from tests.pages.long_archive import long_archive

SUMS = (None, 0.5, 2e9, 8.19e20, 12.0)
Variants = dict[int, int]
"""Articles by number, and in which of five forms each comes."""


def archive_of(variants: Variants) -> Archive:
    """Give an archive whose articles differ in their texts, claims, quotes and links."""
    rows = [
        replace(
            article(f"a{number}", "2023-02-08", "Title", f"{NASTY if form == 4 else 'Text'} {number} {form}"),
            donors=("norway", "ukraine")[:form],
        )
        for number, form in sorted(variants.items())
    ]
    claims = [
        replace(
            CLAIM,
            id=f"a{number}-c-{place}",
            article=f"a{number}",
            amount=Amount(SUMS[form], SUMS[place], "NOK", None),
            recipients=("ukraine",) * (place % 2),
        )
        for number, form in variants.items()
        for place in range(form)
    ]
    quotes = [
        QuoteRow(f"a{number}-q", f"a{number}", "u", "Words.", 0, 6, None, None, (f"a{number + 1}-q",))
        for number, form in variants.items()
        if form % 2
    ]
    return replace(
        ARCHIVE,
        entries=tuple(sorted(map(entry, rows), key=lambda one: one.row.id)),
        claims=tuple(sorted(claims, key=lambda row: row.id)),
        quotes=tuple(sorted(quotes, key=lambda row: row.id)),
    )


variants = st.dictionaries(st.integers(0, 60), st.integers(0, 4), max_size=40)


@pytest.fixture
def small_parts() -> Iterator[None]:
    """Let even a small archive have many batches, and rows in many parts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(batches, "ONE_IN", 3)
        patch.setattr(filling, "AT_ONCE", 7)
        # So few places that some are taken, and so small that some batches need two.
        patch.setattr(batches, "ROOM", 4)
        patch.setattr(batches, "PLACE_BYTES", 1)
        patch.setattr(fulltext, "NUMBERS", 4 << 8)
        yield


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(variants, variants, st.booleans())
@pytest.mark.usefixtures("small_parts")
def test_whatever_stood_there_the_bytes_are_those_of_a_first_build(
    before: Variants, after: Variants, alike: bool
) -> None:
    wanted = archive_of(before | after if alike else after)
    assert data_after(archive_of(before), wanted, SITE) == data_of(wanted, SITE)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(variants, variants)
@pytest.mark.usefixtures("small_parts")
def test_tables_that_another_process_writes_have_the_same_bytes(before: Variants, more: Variants) -> None:
    wanted = archive_of(before | more)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(data, "SMALL", 0)
        patch.setattr(data, "FEW", 1 << 20)
        assert data_after(archive_of(before), wanted, SITE) == data_of(wanted, SITE)


@pytest.fixture(scope="module")
def long() -> Archive:
    return long_archive(100)


@pytest.fixture(scope="module")
def longer() -> Archive:
    return long_archive(101)


@pytest.mark.usefixtures("small_parts")
def test_only_what_changed_is_written_anew(
    long: Archive, longer: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[int] = []
    put: list[bytes] = []

    def jsonl(table: str, rows: list[object]) -> bytes:
        written.append(len(rows))
        return lines.jsonl(table, rows)  # type: ignore[arg-type]

    def row(cells: filling._Cells, line: bytes) -> object:
        put.append(line)
        return put_before(cells, line)

    put_before = filling._Cells.row
    monkeypatch.setattr(data, "jsonl", jsonl)
    monkeypatch.setattr(filling._Cells, "row", row)
    data_of(long, SITE)
    first, put_first = sum(written), len(put)
    whole = sum(len(rows) for rows in tables(long, SITE, ())["tables"].tables.whole.values())
    assert first == put_first > 3 * len(long.entries)
    written.clear()
    put.clear()
    data_after(long, longer, SITE)
    assert sum(written) - first == len(put) - put_first < whole + 50


@contextmanager
def opened(files: Mapping[str, bytes]) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as held:
        held.deserialize(files["data/archive.sqlite"])
        yield held


def test_a_segment_that_is_written_in_parts_is_one_in_the_end(
    long: Archive, longer: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fulltext, "HELD", 1000)
    files = data_after(long, longer, SITE)
    assert files == data_of(longer, SITE)
    with opened(files) as held:
        assert held.execute("PRAGMA freelist_count").fetchone() == (0,)
        held.execute("INSERT INTO articles_fts (articles_fts, rank) VALUES ('integrity-check', 1)")


def test_a_large_database_has_large_pages(
    long: Archive, longer: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    size = sum(len(data) for path, data in data_of(longer, SITE).items() if path.endswith(".jsonl"))
    monkeypatch.setattr(database, "LARGE", size)
    files = data_after(long, longer, SITE)
    assert files == data_of(longer, SITE)
    # How SQLite writes 65,536, in two bytes.
    assert files["data/archive.sqlite"][16:18] == b"\x00\x01"
    assert data_of(long, SITE)["data/archive.sqlite"][16:18] == (4096).to_bytes(2)


ASKED = ("text", "te*", '"text 7"', "title : title", "NEAR(text 1, 1)", "^text", "text NOT 1")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=20)
@given(variants, variants)
@pytest.mark.usefixtures("small_parts")
def test_an_index_of_segments_says_what_one_made_at_once_says(before: Variants, more: Variants) -> None:
    wanted = archive_of(before | more)
    with opened(data_after(archive_of(before), wanted, SITE)) as held:
        held.execute(
            "CREATE VIRTUAL TABLE once USING fts5(title, text, content='articles', tokenize = "
            "'unicode61 remove_diacritics 2')"
        )
        held.execute("INSERT INTO once (once) VALUES ('rebuild')")
        for words in ASKED:
            one, other = (
                held.execute(f"SELECT rowid, rank FROM {name} (?) ORDER BY 2, 1", (words,)).fetchall()  # noqa: S608
                for name in ("once", "articles_fts")
            )
            assert one == other
        for table in database.SEARCHED:
            # Raises where the index does not hold the words of its table.
            index = f"{table}_fts"
            held.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")  # noqa: S608


def test_an_index_takes_what_its_readers_put_into_it(long: Archive) -> None:
    with opened(data_of(long, SITE)) as held:
        held.execute("INSERT INTO articles (id, title, text) VALUES ('new', 'Quixotic', 'words')")
        held.execute(
            "INSERT INTO articles_fts (rowid, title, text) VALUES (last_insert_rowid(), 'Quixotic', 'words')"
        )
        for command in ("integrity-check", "optimize", "integrity-check"):
            held.execute("INSERT INTO articles_fts (articles_fts) VALUES (?)", (command,))
            found = held.execute("SELECT title FROM articles_fts ('quixotic')").fetchall()
            assert found == [("Quixotic",)]


@given(st.lists(st.integers(1, 20), max_size=40))
def test_no_two_rows_have_one_number(sizes: list[int]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(batches, "ROOM", 8)
        patch.setattr(batches, "PLACE_BYTES", 1)
        some = [
            Batch([article(f"a{place}", None)], {"claims": [None] * size}) for place, size in enumerate(sizes)
        ]
        numbers = [
            first + row for first, size in zip(first_numbers(some), sizes, strict=True) for row in range(size)
        ]
    assert len(numbers) == len(set(numbers))
    assert min(numbers, default=1) > 0


def test_a_batch_more_moves_no_other() -> None:
    def places(numbers: range) -> dict[str, int]:
        archive = archive_of(dict.fromkeys(numbers, 1))
        some = [batch for _, batch in tables(archive, SITE, ())["tables"].tables.batches]
        return {batch.articles[-1].id: first for batch, first in zip(some, first_numbers(some), strict=True)}

    one, other = places(range(200, 400)), places(range(100, 400))
    assert 3 < len(one) < len(other)
    assert one.items() < other.items()


def test_what_tells_tables_apart_is_worked_out_batch_by_batch(
    long: Archive, longer: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = (value_digest(tables(archive, SITE, ())) for archive in (long, longer))
    assert one != other
    monkeypatch.setattr(Tables, "digest", b"alike")
    one, other = (value_digest(tables(archive, SITE, ())) for archive in (long, longer))
    assert one == other


def test_what_was_removed_from_a_page_tells_tables_apart() -> None:
    def told(reason: str) -> bytes:
        bodies = {
            one.row.path: Body("", (), (Piece("cut", 3, "removed", reason),), (), one.facts)
            for one in ARCHIVE.entries
        }
        return value_digest(tables(replace(ARCHIVE, bodies=HeldBodies(bodies)), SITE, ()))

    assert told("share-bar") == told("share-bar") != told("link-list")


@pytest.mark.parametrize("spoilt", ["data/archive.sqlite", *(f"data/{name}" for name in FILES)])
def test_what_was_spoilt_is_made_anew(long: Archive, longer: Archive, spoilt: str) -> None:
    assert data_after(long, longer, SITE, [spoilt]) == data_of(longer, SITE)


def test_a_database_that_holds_other_rows_is_not_updated(
    long: Archive, longer: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = data_of(longer, SITE)
    updated: list[bool] = []

    def is_updated(*given: object) -> bool:
        updated.append(tried(*given))  # type: ignore[arg-type]
        return updated[-1]

    tried = database._is_updated
    monkeypatch.setattr(database, "_is_updated", is_updated)
    assert data_after(long, longer, SITE, ["data/archive.sqlite"]) == wanted
    assert data_after(long, longer, SITE) == wanted
    assert updated == [False, True]
