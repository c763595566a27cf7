"""The words of a text: found fast, the same as a regular expression finds, in the same order everywhere."""

import re

from hypothesis import given
from hypothesis import strategies as st

from plugins.clean.line_features import wording_marks
from plugins.clean.word_runs import beyond_ascii, letters_in, words_in

SIGNS = "".join(map(chr, range(0x2000, 0x2100)))
TEXTS = st.text(st.one_of(st.characters(), st.sampled_from("aZ9_ .-’“”–²½٣éßЯї漢\u00a0\n\x1f")))


@given(TEXTS)
def test_words_are_what_the_regular_expression_finds(text):
    assert words_in(text) == re.findall(r"\w+", text)
    assert letters_in(text) == re.findall(r"[^\W\d_]+", text)
    assert beyond_ascii(text) == "".join(re.findall(r"[^\x00-\x7f]", text))


def test_a_text_of_many_signs_has_its_words_too():
    text = "one".join(SIGNS) + "two_2"
    assert words_in(text) == re.findall(r"\w+", text)
    assert letters_in(text) == re.findall(r"[^\W\d_]+", text)


def test_the_marks_of_a_line_come_in_the_order_of_its_words():
    """A set's order differs from process to process, and the sum of the weights with it in its last digits."""
    marks = wording_marks(["read", "more", "read", "more"])
    assert list(marks) == ["read", "more", "read more", "more read", "^read", "more$", "^read more"]
