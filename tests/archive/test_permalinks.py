"""Tables of a hundred thousand ids are held against those that were published, whatever their order."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.archive import permalinks
from plugins.archive.permalinks import apart, by_kind, moved, published_rows
from plugins.model import Permalink

IDS = st.sets(st.text("abc-", min_size=1, max_size=4), max_size=40)


@given(IDS, IDS, st.integers(1, 9))
def test_what_only_one_of_two_tables_holds_is_told(ours: set[str], theirs: set[str], stretch: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(permalinks, "STRETCH", stretch)
        assert apart(sorted(ours), sorted(theirs)) == (sorted(ours - theirs), sorted(theirs - ours))


@given(IDS, IDS, st.randoms(use_true_random=False), st.integers(1, 9))
def test_rows_in_any_order_and_rows_twice_are_kept_once_and_in_order(
    before: set[str], now: set[str], chance: random.Random, stretch: int
) -> None:
    given_rows = [Permalink("donor", ident, ident) for ident in before] * 2
    chance.shuffle(given_rows)
    tables = {kind: sorted(now) if kind == "donor" else () for kind in permalinks.TABLES}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(permalinks, "STRETCH", stretch)
        rows = published_rows([], [], tables, by_kind(given_rows))
        assert [row.id for row in rows["donor"]] == sorted(before | now)
        gone = [one.url for one in moved([], [], tables, by_kind(given_rows))]
    assert gone == sorted(f"donors/{ident}.html" for ident in before - now)
