"""permalinks.tsv keeps every address, whatever signs are in it."""

from hypothesis import given
from hypothesis import strategies as st

from plugins.model import Permalink
from plugins.render.permalinks import KINDS, parse_permalinks, permalinks_text

words = st.text("ab\t\n\r\\#", max_size=6)
rows = st.lists(st.builds(Permalink, st.sampled_from([*KINDS]), words, words.filter(bool)), max_size=6)


@given(rows)
def test_addresses_are_read_as_they_were_written(permalinks: list[Permalink]) -> None:
    text = permalinks_text(permalinks)
    assert {*parse_permalinks(text)} == {*permalinks}
    assert text == permalinks_text(reversed([*permalinks, *permalinks]))
