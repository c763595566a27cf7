"""What is known of a word is worked out once, and never kept without bounds."""

from plugins.extract.remembered import LONGEST, Remembered


def test_a_word_is_asked_for_once():
    asked = []
    known = Remembered(lambda word: asked.append(word) or word.upper())
    assert [known["aid"], known["aid"], known["tank"]] == ["AID", "AID", "TANK"]
    assert asked == ["aid", "tank"]


def test_all_is_forgotten_when_it_is_full():
    known = Remembered(str.upper, most=3)
    assert [known[word] for word in "abcde"] == list("ABCDE")
    assert dict(known) == {"d": "D", "e": "E"}


def test_what_is_longer_than_a_word_is_answered_and_not_kept():
    known = Remembered(len)
    assert known["x" * (LONGEST + 1)] == LONGEST + 1
    assert known["x" * LONGEST] == LONGEST
    assert list(known) == ["x" * LONGEST]
