"""Where sentences end, and where they don't."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.extract.sentences import sentences

PROMISES = {
    "a short form before a name doesn't end a sentence": [
        "He met Gen. Zaluzhny and Lt. Col. Ray Smith.",
        "They talked.",
    ],
    "a country's initials end a sentence only before a word that begins one": [
        "The U.S. State Department agreed with the U.S.",
        "The visit ended.",
    ],
    "a person's initial doesn't end a sentence": ["George H. W. Bush spoke.", "J. D. Vance listened."],
    "each sentence inside a quotation is one": [
        "“We stay. ",
        "We help,” she said.",
        "“Now.” ",
        "Then he left.",
    ],
    "a question in a quotation goes on with its speaker": ['"Will it arrive?" he asked.', "Nobody knew."],
    "a German ordinal goes on with its month": [
        "Am 8. Februar 2023 kamen 10 Mio. Euro an.",
        "Das reicht nicht.",
    ],
    "a French closing mark after a space belongs to its sentence": ["M. Macron a dit : « Oui. »", "Il part."],
    "Ukrainian and Russian short forms go on": [
        "Уряд виділив 10 млрд. грн. для м. Києва.",
        "Кошти надійшли.",
    ],
    "two sentences glued together are parted": ["A package for Ukraine.", "It is worth $ 1 million."],
    "a decimal point isn't an end": ["It cost $2.5 billion.", "That is 3.4 percent."],
    "a blank line ends a sentence": ["Sweden gives more", "Norway too"],
    "a web address isn't an end": ["See www.nato.int for more.", "End."],
}


@pytest.mark.parametrize("promise", PROMISES)
def test_sentences(promise):
    wanted = [sentence.strip() for sentence in PROMISES[promise]]
    joiner = "\n\n" if "blank" in promise else "" if "glued" in promise else " "
    text = joiner.join(wanted)
    assert [text[start:end] for start, end in sentences(text)] == wanted


@given(st.text(alphabet=st.sampled_from("abC .!?…\n\"”“»'U1,ї"), max_size=80))
def test_every_word_is_in_exactly_one_sentence(text):
    spans = sentences(text)
    assert "".join(text[a:b] for a, b in spans).split() == "".join(text[a:b] for a, b in spans).split()
    outside = list(text)
    for start, end in spans:
        assert not text[start].isspace()
        assert not text[end - 1].isspace()
        outside[start:end] = " " * (end - start)
    assert not "".join(outside).strip()
    assert list(spans) == sorted(spans)


@pytest.mark.parametrize("worst", [". ", ".", "U.S. ", "\n", "\n ", "a.B", "”", '." ', "8. ", " "])
def test_the_time_is_linear_in_the_length(worst):
    text = worst * (100_000 // len(worst))
    began = time.perf_counter()
    sentences(text)
    assert time.perf_counter() - began < 3
