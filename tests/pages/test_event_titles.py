"""An event's title is said in the reader's language as far as the archive made it of known parts."""

import pytest

from plugins.model import EventKind
from plugins.pages.event_titles import event_title, title_language
from plugins.pages.words import EVENT_KINDS
from plugins.words import words

EN, UK = words("en"), words("uk")


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Meeting in Oslo: Ada Lind, Bo Berg", "Зустріч, Oslo: Ada Lind, Bo Berg"),
        ("Visit to Kyiv", "Візит: Kyiv"),
        ("Press conference: Ada Lind", "Пресконференція: Ada Lind"),
        ("Spain: tanks, training (12 April 2023)", "Spain: tanks, training (12 квітня 2023)"),
        ("Event (April 2023)", "Подія (квітень 2023)"),
    ],
)
def test_kind_and_day_of_a_made_title_are_said_anew_and_its_names_stay(title: str, told: str) -> None:
    assert event_title(title, UK) == told
    assert event_title(title, EN) == title


@pytest.mark.parametrize(
    "title",
    [
        "Meeting of ministers in Oslo, March 2023",
        "Talks (in secret)",
        "Зустріч в Осло",
        "Call me (12 Maybe 2023)",
    ],
)
def test_what_the_desk_calls_an_event_stays(title: str) -> None:
    assert event_title(title, UK) == title


@pytest.mark.parametrize("kind", sorted(EVENT_KINDS))
def test_every_kind_of_event_is_known(kind: EventKind) -> None:
    title = f"{EVENT_KINDS[kind]} in Oslo: Ada Lind"
    assert EN(EVENT_KINDS[kind]) not in event_title(title, UK)


def test_an_english_title_on_a_page_in_other_letters_is_marked_as_english() -> None:
    assert title_language("Meeting of ministers in Oslo", UK) == "en"
    assert title_language("Зустріч в Осло", UK) is None
    assert title_language("Meeting of ministers in Oslo", EN) is None
