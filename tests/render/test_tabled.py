"""Two tables are told apart by their stretches as they would be row by row."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.render import tabled as module
from plugins.render.tabled import differing_rows, tabled

tables = st.dictionaries(st.text("abc/д", max_size=4), st.integers(0, 2), max_size=12)


@given(tables, tables, st.integers(1, 4))
def test_what_two_tables_have_alike_is_all_that_is_left_out(
    one: dict[str, int], other: dict[str, int], size: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "ONE_IN", size)
        then, now = differing_rows(tabled(one), tabled(other), int)
    assert then.items() <= one.items()
    assert now.items() <= other.items()
    for path in one.keys() | other.keys():
        if one.get(path) != other.get(path):
            assert then.get(path) == one.get(path)
            assert now.get(path) == other.get(path)


def test_of_many_rows_one_more_leaves_all_stretches_but_one() -> None:
    rows = {f"articles/{number:05}.txt": number for number in range(5000)}
    one, other = tabled(rows), tabled(rows | {"articles/00100x.txt": 1})
    assert 40 < len(one) < 140
    assert len({*other} - {*one}) == 1
    assert differing_rows(one, one, int) == ({}, {})
