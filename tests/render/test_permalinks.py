"""permalinks.tsv keeps every address, whatever signs are in it."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plugins.errors import BriefingError, CombinedError
from plugins.model import Permalink
from plugins.render.keeping import Addresses
from plugins.render.permalinks import KINDS, Written, parse_permalinks, permalinks_text, text_after

words = st.text("ab\t\n\r\\#", max_size=6)
some_rows = st.builds(Permalink, st.sampled_from([*KINDS]), words, words.filter(bool))
plain_words = st.text("abcд \x01", min_size=1, max_size=3)
twins = plain_words.flatmap(
    lambda word: st.builds(Permalink, st.sampled_from([*KINDS]), st.just(word), st.just(word))
)
plain_rows = st.one_of(twins, st.builds(Permalink, st.sampled_from([*KINDS]), plain_words, plain_words))
rows = st.one_of(st.lists(some_rows, max_size=6), st.lists(plain_rows, max_size=12))


def in_order(permalinks: list[Permalink]) -> list[Permalink]:
    found = {(row.kind, row.key, row.id): row for row in permalinks}
    return [found[told] for told in sorted(found)]


@given(rows)
def test_addresses_are_read_as_they_were_written(permalinks: list[Permalink]) -> None:
    text = permalinks_text(permalinks)
    assert [*parse_permalinks(text)] == in_order(permalinks)
    assert text == permalinks_text(reversed([*permalinks, *permalinks]))


@given(rows, st.randoms(use_true_random=False))
def test_lines_in_any_order_with_remarks_between_them_are_read(
    permalinks: list[Permalink], random: object
) -> None:
    lines = permalinks_text(permalinks).split("\n")
    random.shuffle(lines)  # type: ignore[attr-defined]
    text = "# by hand\n\n" + "\r\n".join(lines)
    assert {*parse_permalinks(text)} == {*permalinks}
    assert {*parse_permalinks("\n".join(lines))} == {*permalinks}


@given(rows, rows, st.data())
@example([], [Permalink("claim", "a", "a")], None)
def test_a_file_that_follows_another_one_is_as_if_written_anew(
    one: list[Permalink], more: list[Permalink], data: st.DataObject | None
) -> None:
    text = permalinks_text(one)
    before = Written(text, parse_permalinks(text))
    left = [row for row in before.rows if data is None or data.draw(st.integers(0, 9))]
    known = {(row.kind, row.key, row.id) for row in left}
    after = in_order([*left, *(row for row in more if (row.kind, row.key, row.id) not in known)])
    assert text_after(before, after) == permalinks_text(after)


@pytest.mark.parametrize("line", ["claim", "claim\ta", "claim\ta\t", "other\ta\ta", "claim\ta\ta\ta"])
def test_a_line_that_is_none_is_told_with_its_number(line: str) -> None:
    with pytest.raises(CombinedError) as caught:
        parse_permalinks(f"claim\ta\ta\n{line}\nclaim\tb\tb\n")
    assert [problem.where for problem in caught.value.errors] == ["permalinks.tsv, line 2"]


@pytest.mark.parametrize("text", ["claim\ta\nclaim\tclaim\tb\tb\n", "claim\na\n"])
def test_two_lines_that_are_none_do_not_make_up_for_each_other(text: str) -> None:
    with pytest.raises(CombinedError) as caught:
        parse_permalinks(text)
    lines = [problem.where for problem in caught.value.errors]
    assert lines == ["permalinks.tsv, line 1", "permalinks.tsv, line 2"]


def test_a_file_in_another_encoding_is_told_with_its_line() -> None:
    with pytest.raises(BriefingError) as caught:
        Addresses("claim\ta\ta\nclaim\tб\tб\n".encode("cp1251")).given()
    assert caught.value.where == "permalinks.tsv, line 2"
