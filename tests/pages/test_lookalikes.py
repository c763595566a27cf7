"""Words that look like another: shown as they are, with a mark that says so."""

import time
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from plugins.pages.lookalikes import mixed_words, said_of

CYRILLIC_O = "\u043e"


def test_a_name_with_a_letter_of_another_alphabet_is_marked_and_said() -> None:
    text = f"The aid of N{CYRILLIC_O}rway is on its way."
    (word,) = mixed_words(text)
    assert text[word.start : word.end] == f"N{CYRILLIC_O}rway"
    assert said_of(text)[0] == f"“N{CYRILLIC_O}rway”"
    assert "Latin and Cyrillic letters" in said_of(text)[1]


def test_words_of_one_alphabet_beside_words_of_another_are_as_they_should_be() -> None:
    for text in ("Kyiv (Київ) and Αθήνα", "Су-27 і F-16", "Øresund, Çelik, naïve", "5 µm of ice", ""):
        assert list(mixed_words(text)) == []
        assert said_of(text) == ("", "")


@given(st.text(alphabet="aо αN-1 \u0301", max_size=60))
def test_marked_words_stand_in_order_and_apart(text: str) -> None:
    found = list(mixed_words(text))
    assert [text[word.start : word.end] for word in found] == [word.text for word in found]
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_a_long_word_takes_time_that_grows_with_its_length() -> None:
    def seconds(length: int) -> float:
        began = time.process_time()
        list(mixed_words(f"a{CYRILLIC_O}" * length))
        return time.process_time() - began

    assert seconds(400_000) < 60 * max(seconds(25_000), 0.02)
