"""A memory of earlier builds saves work and changes nothing, whatever was edited and whatever it forgot."""

import contextlib
import math
import zlib
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import TypeVar

import msgspec
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugins.archive import (
    build_archive,
    days,
    events,
    ledger,
    mentions,
    rarity,
    reprints,
    restatements,
    shelves,
    windows,
)
from plugins.archive.beside import Beside
from plugins.archive.derivations import Derived
from plugins.archive.desk import items_of
from plugins.archive.differences import Differing
from plugins.archive.events import Found
from plugins.archive.likeness import Likeness
from plugins.archive.quotes import Sayings
from plugins.archive.rarity import Counted
from plugins.archive.reprints import Sketches, Ties
from plugins.archive.restatements import Again
from plugins.archive.stories import stories_of
from plugins.archive.traits import Traits
from plugins.archive.windows import edges_of
from plugins.memory import name_of
from plugins.model import Coverage, Facts, Permalink, Reading
from plugins.registry import compile_knowledge
from tests.archive.builders import REGISTRY, read_case
from tests.archive.growing import readings, registry
from tests.archive.test_cases import CASES
from tests.export.workshop import Shelf

T = TypeVar("T")
POOL = 40
"""Articles that the archives are made of: some reprints, and some without a day, are among them."""

TOLD = {case.name: (case / "articles.yaml").read_text("utf-8") for case in CASES}
TOGETHER = """
- {file: a.txt, title: "Norway announces $700 million for Ukraine", published: "2023-04-03"}
- {file: b.txt, title: "Norway gives Ukraine $700 million", published: "2023-04-03"}
- {file: c.txt, title: "Sweden announces $90 million for Ukraine", published: "2023-04-04"}
- {file: d.txt, title: "Sweden gives Ukraine $90 million", published: "2023-04-04"}
- {file: e.txt, title: "Germany sends boats to Ukraine", published: "2023-04-06",
   text: "Germany's step comes after Sweden's package of $90 million."}
- {file: f.txt, title: "Harbour Council backs Ukraine", published: "2023-05-03", source: The Courier,
   text: "At the meeting of the Harbour Council in Malmö on Wednesday (3 May 2023), Ada Lind asked for more.",
   dates: [{as_stated: "Wednesday (3 May 2023)", date: "2023-05-03", weekday: 2}]}
- {file: g.txt, title: "Lind: more help is needed",
   text: "Norway gives $5 million, Ada Lind said on Wednesday
     at the meeting of the Harbour Council in Malmö.",
   dates: [{as_stated: "Wednesday", weekday: 2}],
   claims: [{as_stated: "$5 million", low: 5.0e+6, high: 5.0e+6}]}
- {file: h.txt, title: "What Norway pays", published: "2023-05-05", text: "Norway announced $5 million.",
   claims: [{as_stated: "$5 million", low: 5.0e+6, high: 5.0e+6}]}
"""
"""An event looked back on, beside another; and a day lent to an article whose claim another says again."""


@cache
def pool() -> list[Reading]:
    return readings(POOL, registry())


def named(pages: Iterable[Reading]) -> dict[str, bytes]:
    return {page.document.path: name_of(page) for page in pages}


def in_parts(monkeypatch: pytest.MonkeyPatch, together: int) -> None:
    """Have what is kept by days kept by so many of them."""
    for module, name in ((days, "TOGETHER"), (mentions, "TOGETHER"), (ledger, "SPELL")):
        monkeypatch.setattr(module, name, together)


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
    in_parts(monkeypatch, 2)
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


@pytest.mark.parametrize("told", [*TOLD.values(), TOGETHER], ids=[*TOLD, "ties-between-events"])
def test_whichever_article_of_a_case_is_taken_away_nothing_stale_is_left_of_it(
    told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_parts(monkeypatch, 1)
    # With a theme and a rarity that each article changes, all days would be held against each other anew.
    monkeypatch.setattr(events, "theme_of", lambda _: frozenset(("ukraine",)))
    monkeypatch.setattr(rarity, "SAMPLE", 0)
    pages = [read_case(article) for article in yaml.safe_load(told)]
    shelf = Shelf()
    shelf.readings = named(pages)
    _, permalinks = build_archive(pages, REGISTRY, (), memory=shelf)
    for page in pages:
        left = [other for other in pages if other is not page]
        remembering = build_archive(left, REGISTRY, permalinks, memory=shelf)
        assert remembering == build_archive(left, REGISTRY, permalinks)
        shelf.values.clear()
        assert build_archive(left, REGISTRY, (), memory=shelf) == build_archive(left, REGISTRY, ())
        again = build_archive(pages, REGISTRY, permalinks, memory=shelf)
        assert again == build_archive(pages, REGISTRY, permalinks)


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
    # The windows of its own day and of three more, its shelf once for each thing that is kept by shelf.
    assert 1 <= again[windows.Compared] <= 4 < first[windows.Compared] / 4
    # Eight samples of its phrases stand in as many parts of all.
    assert again[Ties] <= reprints.SAMPLES < first[Ties] / 4
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


@pytest.mark.parametrize("together", [1, 3])
def test_into_which_days_and_parts_results_are_put_changes_nothing(
    together: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # So that what reaches back as far as may be reaches over several parts.
    monkeypatch.setattr(restatements, "RETOLD", dict.fromkeys(restatements.RETOLD, 3))
    monkeypatch.setattr(restatements, "LOOKED_BACK", 5)
    monkeypatch.setattr(mentions, "MEMORY", 3)
    pages = readings(400, registry())
    in_parts(monkeypatch, 10_000)
    monkeypatch.setattr(reprints, "PARTS", 1)
    whole = build_archive(pages, registry(), ())
    in_parts(monkeypatch, together)
    monkeypatch.setattr(reprints, "PARTS", 16 * together)
    assert build_archive(pages, registry(), ()) == whole
    assert any(event.mentioned_in for event in whole[0].events)
    assert any(reason.type == "restates" for reason in whole[0].reasons)
    assert any(entry.row.duplicate_of for entry in whole[0].entries)


def pairs_of(pages: list[Reading], memory: Shelf | None) -> dict[tuple[int, int], Likeness]:
    knowledge = compile_knowledge(registry())
    paths = {page.document.path: page.document.path for page in pages}
    stories = stories_of(items_of(pages, paths, knowledge), knowledge, memory)
    return edges_of(stories, frozenset(), *rarity.rarity_of(stories, knowledge, memory), memory)


def test_pairs_that_are_less_alike_count_between_articles_that_are_alike_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pages, shelf = readings(200, registry()), Shelf()
    shelf.readings = named(pages)
    with monkeypatch.context() as patch:
        patch.setattr(windows, "LIKE", -math.inf)
        every = pairs_of(pages, None)
    alike = {pair: found for pair, found in every.items() if found.score >= windows.LIKE}
    inside = {number for pair in alike for number in pair}
    expected = alike | {pair: found for pair, found in every.items() if inside.issuperset(pair)}
    assert len(alike) < len(expected) < len(every)
    assert pairs_of(pages, shelf) == pairs_of(pages, shelf) == expected

    for name, value in shelf.values.items():
        with contextlib.suppress(msgspec.ValidationError):
            kept = msgspec.msgpack.decode(value, type=tuple[windows.Compared, ...])
            unreadable = [windows.Compared(one.alike, one.others and b"\xc1") for one in kept]
            shelf.values[name] = msgspec.msgpack.encode(unreadable)
    assert pairs_of(pages, shelf) == expected
