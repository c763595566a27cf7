"""Tables and database where an earlier site stands: byte for byte what they are where none does."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from plugins.bodies import HeldBodies
from plugins.export import batches, data, database, filling, lines
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
        yield


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(variants, variants, st.booleans())
@pytest.mark.usefixtures("small_parts")
def test_whatever_stood_there_the_bytes_are_those_of_a_first_build(
    before: Variants, after: Variants, alike: bool
) -> None:
    wanted = archive_of(before | after if alike else after)
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


def test_an_index_that_is_written_in_parts_leaves_no_pages_behind(
    long: Archive, longer: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "HELD", 1000)
    files = data_after(long, longer, SITE)
    assert files == data_of(longer, SITE)
    with closing(sqlite3.connect(":memory:")) as held:
        held.deserialize(files["data/archive.sqlite"])
        assert held.execute("PRAGMA freelist_count").fetchone() == (0,)


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


def test_a_database_that_holds_other_rows_is_not_copied(
    long: Archive, longer: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = data_of(longer, SITE)
    copied: list[bool] = []

    def is_copied(*given: object) -> bool:
        copied.append(tried(*given))  # type: ignore[arg-type]
        return copied[-1]

    tried = database._is_copied
    monkeypatch.setattr(database, "_is_copied", is_copied)
    assert data_after(long, longer, SITE, ["data/archive.sqlite"]) == wanted
    assert data_after(long, longer, SITE) == wanted
    assert copied == [False, True]
