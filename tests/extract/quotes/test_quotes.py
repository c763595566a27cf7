import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.extract.names import find_names
from plugins.extract.quotes import find_quotes, find_speech
from plugins.model import Block, Document, Mention, Quote
from tests.extract.readers import document, knowledge, read_case

CASES = sorted((Path(__file__).parent / "cases").iterdir())


def mentions(case: Document) -> tuple[Mention, ...]:
    return find_names(case, knowledge(), case.published)


def quotes(case: Document) -> tuple[Quote, ...]:
    return find_quotes(case, mentions(case), knowledge())


def said(text: str, **fields: str) -> list[tuple[str, str | None]]:
    return [(q.quote, q.speaker or q.speaker_as_stated) for q in quotes(document(text, **fields))]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_quotes(case, file_regression):
    found = [
        {
            "quote": quote.quote,
            "speaker": quote.speaker,
            "as stated": quote.speaker_as_stated,
            "rule": quote.rules[0],
        }
        for quote in quotes(read_case(case))
    ]
    file_regression.check(
        json.dumps(found, ensure_ascii=False, indent=1) + "\n", fullpath=case / "expected.json"
    )


def spoken(text: str, part: str, language: str = "en") -> tuple[str | None, str]:
    """Who says `part` of the text, and how: the innermost stretch around it."""
    case = document(text, language=language)
    spans = find_speech(case, mentions(case), knowledge(), quotes(case))
    at = text.index(part)
    around = [span for span in spans if span.start <= at and at + len(part) <= span.end]
    if not around:
        return None, "reporter"
    return around[-1].speaker or around[-1].speaker_as_stated, around[-1].speech


@pytest.mark.parametrize(
    ("text", "part", "speaker", "speech"),
    [
        ("“We give $3 million,” said Ann Bell.", "$3 million", "Ann Bell", "direct"),
        ("Ann Bell said Britain had given $3 million.", "$3 million", "Ann Bell", "indirect"),
        ("Britain gave $3 million, Ann Bell told reporters.", "$3 million", "Ann Bell", "indirect"),
        ("According to Blinken, $3 million went to Lviv.", "$3 million", "antony-blinken", "indirect"),
        ("Ann Bell arrived with $3 million and said she would stay.", "$3 million", None, "reporter"),
        ("Ann Bell came. He brought $3 million.", "$3 million", None, "reporter"),
        ("Ann Bell pledged $3 million on Friday.", "$3 million", "Ann Bell", "indirect"),
        (
            "Ann Bell spoke first. “We help,” she said. Our share will be $3 million.",
            "$3 million",
            "she [Ann Bell]",
            "indirect",
        ),
        (
            "Costs were put at $3 million by the fund, said Ann Bell in Oslo.",
            "$3 million",
            "Ann Bell",
            "indirect",
        ),
    ],
)
def test_any_amount_can_be_asked_who_says_it(text, part, speaker, speech):
    assert spoken(text, part) == (speaker, speech)


def test_every_quote_names_the_rule_and_the_evidence():
    (quote,) = quotes(document("“We stay,” Ann Bell told reporters."))
    assert quote.rules == ("speaker: tagged: 'tell'", "who: named 'Ann Bell'")


def test_a_heading_gives_no_quote():
    text = "“Nobody went home”\n\n“Nobody went home,” said Borys Lysenko."
    heading = Block(kind="heading", text=text[:18], start=0, line=1, level=2)
    body = Block(kind="paragraph", text=text[20:], start=20, line=3)
    case = Document(
        path="a", sha256="", title="", title_basis="stated", text=text, blocks=(heading, body), pieces=()
    )
    assert [(q.quote, q.start) for q in find_quotes(case, (), knowledge())] == [("Nobody went home,", 21)]


def test_a_block_quotation_needs_no_marks():
    text = "Borys Lysenko wrote to his crew:\n\nNobody goes home before the pump runs. — Borys"
    lead = Block(kind="paragraph", text=text[:32], start=0, line=1)
    block = Block(kind="quotation", text=text[34:], start=34, line=3)
    case = Document(
        path="a", sha256="", title="", title_basis="stated", text=text, blocks=(lead, block), pieces=()
    )
    (quote,) = find_quotes(case, (), knowledge())
    assert (quote.quote, quote.speaker_as_stated) == (
        "Nobody goes home before the pump runs.",
        "Borys Lysenko",
    )


def test_the_headline_gives_a_surname_its_first_name():
    assert said("“We stay,” Bell said.", title="Ann Bell: Britain stays") == [("We stay,", "Ann Bell")]


PIECES = st.sampled_from(
    [
        *"“”\"'‘’«»„‚",
        *(
            " said ",
            " he ",
            "Ann Bell",
            " told reporters",
            ", ",
            ". ",
            "? ",
            "\n\n",
            "— ",
            " according to ",
            "(",
            ")",
        ),
        *(
            "Stoltenberg",
            " the ",
            " minister ",
            "We will help",
            "Ukraine’s",
            "STOLTENBERG: ",
            " and ",
            ", who ",
            "…",
        ),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join), st.sampled_from(["en", "de", "fr", "pl", "uk"]))
def test_the_words_of_a_quote_stand_in_the_text_and_quotes_never_overlap(text, language):
    case = document(text, language=language)
    named = mentions(case)
    found = find_quotes(case, named, knowledge())
    assert found == find_quotes(case, named, knowledge())
    end = 0
    for quote in found:
        assert text[quote.start : quote.end] == quote.quote == quote.quote.strip()
        assert quote.start >= end
        end = quote.end
    spans = find_speech(case, named, knowledge(), found)
    assert {(q.start, q.end) for q in found} == {(s.start, s.end) for s in spans if s.speech == "direct"}
    assert all(0 <= span.start < span.end <= len(text) for span in spans)


WORST = [
    *("“", '"', "’ ", ' "a', "a) ", "Ann, ", ", who said ", "of the ", "A: b\n\n"),
    *('"a" said X, ', "“a, he said ", "He said that “a b c d” and ", "the mayor said "),
]


@pytest.mark.parametrize("unit", WORST)
def test_time_is_linear_in_the_worst_of_marks(unit):
    def seconds(size: int) -> float:
        case = document(unit * (size // len(unit)))
        times = []
        for _ in range(3):
            began = time.process_time()
            find_quotes(case, (), knowledge())
            times.append(time.process_time() - began)
        # The quickest: what else the process does, a search for cycles perhaps, falls into some.
        return min(times)

    # Four times the text may take four times as long; ten leaves room for a busy machine.
    assert seconds(100_000) < 10 * max(seconds(25_000), 0.05)
