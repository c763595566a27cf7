"""Rows are made when they are asked for; what stands of them in short is what the rows themselves say."""

import pytest

from plugins import rows
from plugins.archive import build_archive
from plugins.bodies import outline_of, parted
from plugins.model import Archive, Facts, Reading
from plugins.rows import claim_table, quote_table
from tests.archive.growing import readings, registry

NUMBER = 60


@pytest.fixture(scope="module")
def archive() -> Archive:
    return build_archive(readings(NUMBER, registry()), registry(), ())[0]


def test_what_is_told_of_claims_in_short_is_what_their_rows_say(archive: Archive) -> None:
    lines = claim_table(archive.claims).lines
    assert any(line.relations for line in lines)
    assert lines == claim_table(tuple(archive.claims)).lines
    assert [line.id for line in lines] == sorted(row.id for row in archive.claims)


def test_what_is_told_of_quotes_in_short_is_what_their_rows_say(archive: Archive) -> None:
    lines = quote_table(archive.quotes).lines
    assert any(line.also_in for line in lines)
    assert lines == quote_table(tuple(archive.quotes)).lines


def test_a_row_is_the_same_by_place_by_id_and_after_others_were_made(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "MOST_HELD", 3)
    claims = claim_table(archive.claims)
    whole = tuple(claims)
    assert whole[5] == claims[5] == claims.by_id[whole[5].id] == claims[2:9][3]
    assert claims == whole
    assert claims[4:] == whole[4:] != whole


def test_facts_are_asked_for_where_nothing_in_short_will_do() -> None:
    asked: list[str] = []

    def kept(reading: Reading) -> Reading:
        lean, _ = parted(reading)

        def facts() -> Facts:
            asked.append(lean.document.path)
            return lean.facts

        return Reading(lean.document, facts, lean.tally, lean.outline)

    pages = readings(NUMBER, registry())
    whole, _ = build_archive(pages, registry(), ())
    found, _ = build_archive([kept(page) for page in pages], registry(), ())
    assert found.claims == whole.claims
    assert found.quotes == whole.quotes
    asked.clear()
    claims = claim_table(found.claims)
    assert {donor for line in claims.lines for donor in line.donors}
    assert asked == []
    assert claims[0].sentence
    assert len(asked) <= 1


def test_an_outline_is_made_of_the_same_facts_with_and_without_their_rules() -> None:
    for page in readings(NUMBER, registry()):
        lean, _ = parted(page)
        told, short = outline_of(lean.facts), outline_of(page.facts)
        # Names that the registry lacks are held in the outline alone.
        assert (told.claims, told.quotes, told.names) == (short.claims, short.quotes, short.names)
