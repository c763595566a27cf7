"""Occasions in a text: which kind, where, when, with whom, and whether they are its news."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.extract.happenings import CUES, Cue, find_happenings
from plugins.model import Dated, DateMention, Document, Happening, Mention, Registry
from plugins.registry import compile_knowledge

KNOWLEDGE = compile_knowledge(Registry())


def found(text: str, published: str | None = "2023-05-04", **days: tuple[str, int]) -> tuple[Happening, ...]:
    """Find occasions; "Ada" is a person, and `days` are words of the text with their day and weekday."""
    mentions = [Mention("person", "ada", at, at + 3) for at in range(len(text)) if text.startswith("Ada", at)]
    dates = [
        DateMention(word, text.index(word), text.index(word) + len(word), day, weekday=weekday)
        for word, (day, weekday) in days.items()
    ]
    document = Document("a.txt", "", "", "stated", text, (), ())
    when = Dated(published, "metadata", published) if published else Dated()
    return find_happenings(document, mentions, dates, when, KNOWLEDGE)


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("At a joint press conference in Oslo, Ada spoke.", "press-conference", "Oslo"),
        ("Ada spoke after a meeting of the council in Malmö.", "meeting", "Malmö"),
        ("The ministers meet in Turku today, Ada said.", "meeting", "Turku"),
        ("The contact group met on Friday at Ramstein.", "meeting", "Ramstein"),
        ("Ada and others met for talks in Vilnius.", "meeting", "Vilnius"),
        ("Ada received Ada’s guest, then received Ada in Odesa.", "visit", "Odesa"),
        ("Ada visited Ada in Odesa.", "visit", "Odesa"),
        ("Ada visited Gdynia.", "visit", "Gdynia"),
        ("Ada announced a package of aid.", "announcement", None),
        ("A missile attack in Lviv killed nobody.", "attack", "Lviv"),
        ("Ada had a phone call about boats.", "call", None),
    ],
)
def test_a_cue_tells_the_kind_and_the_place(text: str, kind: str, place: str | None) -> None:
    assert [(h.kind, h.place) for h in found(text)] == [(kind, place)]


def test_a_body_is_no_place_where_its_town_is_told() -> None:
    text = "Ada met Bo at NATO headquarters in Brussels."
    mentions = [Mention("person", "ada", 0, 3), Mention("organisation", "nato", 14, 18)]
    document = Document("a.txt", "", "", "stated", text, (), ())
    (meeting,) = find_happenings(document, mentions, [], Dated(), KNOWLEDGE)
    assert meeting.place == "Brussels"


@pytest.mark.parametrize("text", ["Ada received missiles in May.", "Bo welcomed Ada’s plan in Oslo."])
def test_what_is_received_or_welcomed_is_no_guest(text: str) -> None:
    assert found(text) == ()


def test_nobody_announces_nothing() -> None:
    assert found("A package was announced.") == ()


def test_the_nearest_day_of_the_sentence_is_the_occasions() -> None:
    text = "Ada met Bo in Oslo on Wednesday. They will speak on Friday."
    (meeting,) = found(text, Wednesday=("2023-05-03", 2), Friday=("2023-05-05", 4))
    assert (meeting.when.date, meeting.weekday, meeting.reported) == ("2023-05-03", 2, True)


@pytest.mark.parametrize(
    "text",
    [
        "Ada recalled last year's summit in Oslo.",
        "Ada praised the summit in 2008.",
        "One. Two. Three. Four. Five. Ada then had a phone call.",
    ],
)
def test_what_is_only_recalled_is_not_reported(text: str) -> None:
    assert [h.reported for h in found(text)] == [False]


def test_a_day_far_from_publication_is_history() -> None:
    (meeting,) = found("Ada met Bo in Oslo on Wednesday.", "2023-09-01", Wednesday=("2023-05-03", 2))
    assert not meeting.reported


def test_a_month_is_no_place() -> None:
    assert found("Ada held a press conference in March.", March=("2023-03", None))[0].place is None  # type: ignore[arg-type]


ONES = [(cue, re.compile(f"(?i:{word})")) for cue, _ in CUES for word in cue.words]


@pytest.mark.parametrize(("cue", "one"), ONES, ids=lambda value: getattr(value, "pattern", None))
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_whatever_a_cues_words_match_holds_one_of_its_heads(
    cue: Cue, one: re.Pattern[str], data: st.DataObject
) -> None:
    """Only sentences with a head are searched, so a missing head would silence the words."""
    wording = data.draw(st.from_regex(one, fullmatch=True, alphabet=LETTERS))
    assert any(head in wording.lower() for head in cue.heads)


LETTERS = "".join(
    sorted({letter for cue, _ in CUES for word in cue.words for letter in word if letter.isalpha()})
)
LETTERS += " -"


@pytest.mark.parametrize(
    "unit", ["Ada announced ", "a-b a-b ", "summit ", "meeting of Ada in Oslo. ", "the leaders ", "met Ada "]
)
def test_looking_for_occasions_stays_linear(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        began = time.process_time()
        found(text)
        return time.process_time() - began

    # Four times the text may take four times as long; ten leaves room for a busy machine.
    assert seconds(100_000) < 10 * max(seconds(25_000), 0.05)
