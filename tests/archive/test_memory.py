"""A memory of earlier builds saves work and changes nothing, whatever was edited and whatever it forgot."""

import zlib
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import TypeVar

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugins.archive import build_archive, rarity, shelves
from plugins.archive.beside import Beside
from plugins.archive.derivations import Derived
from plugins.archive.differences import Differing
from plugins.archive.events import Found
from plugins.archive.quotes import Sayings
from plugins.archive.rarity import Counted
from plugins.archive.reprints import Sketches
from plugins.archive.restatements import Again
from plugins.archive.traits import Traits
from plugins.memory import name_of
from plugins.model import Coverage, Facts, Permalink, Reading
from tests.archive.growing import readings, registry
from tests.export.workshop import Shelf

T = TypeVar("T")
POOL = 40
"""Articles that the archives are made of: some reprints, and some without a day, are among them."""


@cache
def pool() -> list[Reading]:
    return readings(POOL, registry())


def named(pages: Iterable[Reading]) -> dict[str, bytes]:
    return {page.document.path: name_of(page) for page in pages}


def written_as(number: int, content: int) -> Reading:
    """Give the file of one article with the words of another."""
    path, page = pool()[number].document.path, pool()[content]
    return Reading(msgspec.structs.replace(page.document, path=path), page.facts)


NUMBERS = st.integers(0, POOL - 1)
EDITS = st.dictionaries(NUMBERS, NUMBERS | st.none(), max_size=6)
"""Files by number: the words that stand in them now, None where the file is gone."""


@pytest.mark.parametrize("sample", [15, rarity.SAMPLE])
@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(builds=st.lists(st.tuples(EDITS, st.integers(2, 9)), min_size=1, max_size=3))
def test_an_archive_with_a_memory_is_that_without(
    builds: list[tuple[dict[int, int | None], int]], sample: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rarity, "SAMPLE", sample)
    monkeypatch.setattr(shelves, "ON_ONE", 5)
    shelf, files = Shelf(), {number: number for number in range(POOL)}
    permalinks: tuple[Permalink, ...] = ()
    for edits, every in [({}, 2), *builds]:
        files |= {number: content for number, content in edits.items() if content is not None}
        gone = {number for number, content in edits.items() if content is None}
        pages = [written_as(*file) for file in files.items() if file[0] not in gone]
        shelf.readings = named(pages)
        for name in sorted(shelf.values)[::every]:
            del shelf.values[name]
        remembering = build_archive(pages, registry(), permalinks, memory=shelf)
        assert remembering == build_archive(pages, registry(), permalinks)
        permalinks = remembering[1]


def test_one_article_more_is_held_against_those_of_its_days_its_donors_and_its_events(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rarity, "SAMPLE", 20)
    monkeypatch.setattr(shelves, "ON_ONE", 8)
    pages, shelf = readings(400, registry()), Shelf()
    sample = sorted(pages, key=lambda page: zlib.crc32(page.document.path.encode()))[:20]
    new = next(page for page in reversed(pages) if page not in sample and page.document.published.date)
    shelf.readings = named(pages)
    _, permalinks = build_archive([page for page in pages if page is not new], registry(), (), memory=shelf)
    first, shelf.put = Counter(type(value) for value in shelf.put), []

    archive, _ = build_archive(pages, registry(), permalinks, memory=shelf)
    again = Counter(type(value) for value in shelf.put)
    assert archive == build_archive(pages, registry(), permalinks)[0]
    # The windows of its own day and of three more, and what holds those of these weeks together; its shelf
    # once for each thing that is kept by shelf.
    assert 1 <= again[tuple] <= 4 + 2 < first[tuple] / 4
    for kind in (Traits, Sketches, Sayings, Beside):
        assert again[kind] == 1 < first[kind] / 4
    assert not again[Counted]
    for kind in (Again, Differing, Derived, Found, Coverage):
        assert again[kind] < first[kind] / 2


def test_what_has_not_changed_is_not_worked_out_again() -> None:
    pages, shelf = readings(120, registry()), Shelf()
    shelf.readings = named(pages)
    archive, permalinks = build_archive(pages, registry(), (), memory=shelf)
    first, shelf.put = shelf.put, []
    assert {Facts, Coverage} < {type(value) for value in first}

    again, _ = build_archive(pages, registry(), permalinks, memory=shelf)
    assert not shelf.put
    assert again.coverage == archive.coverage

    edited = written_as(7, 8)
    pages[7] = edited
    shelf.readings = named(pages)
    after, _ = build_archive(pages, registry(), permalinks, memory=shelf)
    made = {value.event for value in shelf.put if isinstance(value, Coverage)}
    assert made
    assert len(made) < len(after.coverage) / 2
