"""The evidence page: every word of the page in its place, long stretches folded, every cut explained."""

from hypothesis import given
from hypothesis import strategies as st

from plugins.model import Piece
from plugins.pages.stretches import CUTS, FOLD_LINES, LONG, SHOWN, cuts, stretches


def cut(text: str, reason: str = "navigation: “Home”", line: int = 1) -> Piece:
    return Piece(text, line, "removed", reason)


def body(number: int) -> Piece:
    return Piece(f"Sentence {number} of the article.", number, "body")


PIECES = st.lists(
    st.tuples(
        st.text(min_size=1, max_size=30), st.sampled_from(("body", "title", "caption", "metadata", "removed"))
    ).map(lambda made: Piece(made[0], 1, made[1], "" if made[1] == "body" else "navigation: “x”")),
    max_size=LONG * 2,
)


@given(PIECES)
def test_every_passage_is_there_once_and_in_its_order(pieces):
    shown = [passage for stretch in stretches(pieces) for passage in stretch.passages]
    assert [passage.role for passage in shown] == [piece.role for piece in pieces]
    assert all(passage.label for passage in shown if passage.role != "body")
    assert all(passage.reason for passage in shown if passage.role == "removed")


def test_a_short_cut_stands_open_and_a_long_one_folds():
    assert [s.head for s in stretches([body(1), cut("Home"), body(2)])] == ["", "", ""]
    (folded,) = stretches([cut(f"Link {n}", line=n) for n in range(1, FOLD_LINES + 1)])
    assert (folded.head, folded.place, folded.reasons) == (
        f"{FOLD_LINES} passages cut, 10 words",
        "lines 1–5",
        "navigation",
    )
    assert folded.preview.startswith("Link 1 · Link 2")


def test_one_cut_of_many_words_folds_too():
    (folded,) = stretches([cut("a word " * 100)])
    assert folded.head == "1 passage cut, 200 words"


def test_a_long_page_opens_with_its_beginning_and_folds_the_rest():
    first, *rest = stretches([body(n) for n in range(1, 400)])
    assert first.head == ""
    assert len(first.passages) == SHOWN
    assert [len(stretch.passages) for stretch in rest] == [100, 100, 100, 39]
    assert all(stretch.head and not stretch.cut for stretch in rest)


def test_a_folded_stretch_of_text_says_how_much_of_it_was_cut():
    pieces = [piece for n in range(1, 200) for piece in (body(n), cut("Home", line=n))]
    assert {stretch.reasons for stretch in stretches(pieces) if stretch.head} >= {"50 of them cut"}


def test_the_reason_does_not_say_again_what_stands_struck_through_beside_it():
    (stretch,) = stretches(
        [
            cut("Home", "navigation: “Home”"),
            cut("• Free books", "line-model: “Free books” above the article, 1% like running text"),
            cut("Oslo", "repeated-title: says the title again"),
            cut("x", "form: stands in <form>"),
            cut("y", "a-new-rule: 3 of 4"),
        ]
    )
    assert [passage.reason for passage in stretch.passages] == [
        "navigation",
        "unlike the article (above the article, 1% like running text)",
        "title again",
        "form (stands in <form>)",
        "a new rule (3 of 4)",
    ]


def test_a_line_number_is_shown_once():
    (stretch,) = stretches([cut("a", line=7), cut("b", line=7), cut("c", line=9)])
    assert [passage.begins for passage in stretch.passages] == [True, False, True]


def test_the_key_names_every_reason_with_its_extent_those_that_cut_most_first():
    found = cuts(
        [
            cut("Home"),
            cut("Share this page", "share-bar: “Share”"),
            body(1),
            cut("News"),
            cut("?", "odd-rule"),
        ]
    )
    assert [(one.name, one.extent) for one in found] == [
        ("share bar", "1 passage, 3 words"),
        ("navigation", "2 passages, 2 words"),
        ("odd rule", "1 passage, 1 word"),
    ]
    assert found[0].meaning == CUTS["share-bar"][1]
