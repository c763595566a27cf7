"""Two tables are told apart by their stretches as they would be row by row."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.render import tabled
from plugins.render.cache import Cache
from plugins.render.tabled import Table, differing_rows, rows_of

tables = st.dictionaries(st.text("abc/д", max_size=4), st.integers(0, 2), max_size=12)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cache]:
    kept = Cache(tmp_path_factory.mktemp("cache"))
    yield kept
    kept.close()


@given(tables, tables, st.integers(1, 4))
def test_what_two_tables_have_alike_is_all_that_is_left_out(
    cache: Cache, one: dict[str, int], other: dict[str, int], size: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tabled, "ONE_IN", size)
        before, after = Table(one), Table(other)
    cache.put_many(before.new(()))
    then, now = differing_rows(before.names, after, int, cache)
    assert then.items() <= one.items()
    assert now.items() <= other.items()
    for path in one.keys() | other.keys():
        if one.get(path) != other.get(path):
            assert then.get(path) == one.get(path)
            assert now.get(path) == other.get(path)
    cache.put_many(after.new(before.names))
    assert rows_of(after.names, int, cache) == other


def test_of_many_rows_one_more_leaves_all_stretches_but_one(cache: Cache) -> None:
    rows = {f"articles/{number:05}.txt": number for number in range(5000)}
    one, other = Table(rows), Table(rows | {"articles/00100x.txt": 1})
    assert 40 < len(one.names) < 140
    assert len([*other.new(one.names)]) == 1
    assert differing_rows(one.names, one, int, cache) == ({}, {})


def test_rows_that_are_lost_are_new(cache: Cache) -> None:
    lost = Table({"lost": 1})
    assert differing_rows(lost.names, Table({"lost": 1, "more": 2}), int, cache) == (
        {},
        {"lost": 1, "more": 2},
    )
