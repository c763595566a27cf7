import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.extract.names import find_names, find_unknown_names
from plugins.extract.names_people import same_given_name
from plugins.model import Document, Mention

from .readers import cases, document, knowledge, read_case


def names(case: Document) -> tuple[Mention, ...]:
    return find_names(case, knowledge(), case.published)


@pytest.mark.parametrize("case", cases("names"), ids=lambda case: case.name)
def test_names(case, file_regression):
    read = read_case(case)
    found = [
        f"{m.kind} {m.id}: {read.text[m.start : m.end]}" + (" (by office)" if m.role else "")
        for m in names(read)
    ]
    file_regression.check(
        json.dumps(found, ensure_ascii=False, indent=1) + "\n", fullpath=case / "expected.json"
    )


def test_unknown_names_are_those_of_two_words_that_nothing_explains():
    read = document(
        "On Monday Annika Hoffmann-Weber of Save the Trees met Jens Stoltenberg in Kyiv. The Old Mill burnt."
    )
    found = find_unknown_names(read, knowledge(), names(read))
    assert [name.name for name in found] == ["Annika Hoffmann-Weber", "Old Mill"]
    assert [read.text[n.start : n.start + len(n.name)] for n in found] == [n.name for n in found]


def test_a_role_mention_keeps_the_words_of_the_office():
    read = document("The Norwegian prime minister came.", published="2023-02-08")
    (mention,) = (m for m in names(read) if m.kind == "person")
    assert mention.role == "Norwegian prime minister"
    assert mention.id == "jonas-gahr-store"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Volodymyr", "Wolodymyr", True),
        ("Jensa", "Jens", True),
        ("J.", "Jens", True),
        ("Anna", "Jens", False),
    ],
)
def test_given_names_are_one_in_every_spelling(one, other, same):
    assert same_given_name(one, other) is same


TEXT = (
    "Stoltenberg Jens Jens, NATO’s Norway US us Biden President the prime minister of Sweden , . “ ” \n\n "
    "Kyiv in F-16s tanks Zelensky’s Europe European allies Georgia Jordan Turkey МіГ-29 Зеленського "
    "İ ß US$5 (AP) – 8 March"
)
WORDS = st.sampled_from(TEXT.split(" "))


@settings(deadline=None, max_examples=150)
@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=200))
def test_every_mention_is_a_stretch_of_the_text_and_comes_out_the_same_twice(text):
    read = document(text, published="2023-02-08")
    found = names(read)
    assert found == names(read)
    for mention in found:
        assert 0 <= mention.start < mention.end <= len(text)
        wording = text[mention.start : mention.end]
        assert wording == wording.strip()
        assert knowledge().entity(mention.id, mention.kind) is not None
        assert mention.role is None or mention.role == wording
    assert sorted(found, key=lambda m: m.start) == list(found)


@settings(deadline=None, max_examples=60)
@given(st.lists(WORDS, max_size=25).map(" ".join), st.lists(WORDS, max_size=25).map(" ".join))
def test_nobody_is_named_by_words_that_name_nobody(first, second):
    read = document(f"{first}\n\nqwxz zxwq.\n\n{second}", published="2023-02-08")
    start = read.text.index("qwxz")
    assert not any(m.start < start + 10 and m.end > start for m in names(read))


@pytest.mark.parametrize(
    "unit",
    ["Stoltenberg ", "the president of ", "A. ", "Norwegian ", "US-", "F-16 ", "(", "the Alliance ", "Joe "],
)
def test_reading_names_stays_linear(unit):
    """A text ten times as long takes about ten times as long, whatever it repeats."""
    short, long = (document(unit * (size // len(unit)), published="2023-02-08") for size in (10_000, 100_000))
    names(short)
    began = time.perf_counter()
    names(short)
    middle = time.perf_counter()
    names(long)
    assert time.perf_counter() - middle < 60 * (middle - began) + 0.5
