"""Markdown: front matter states the fields, whatever else it holds; the rest is text."""

import pytest

from plugins.clean import clean
from plugins.errors import BriefingError
from plugins.model import Document
from tests.clean.archives import LEAD
from tests.clean.pages import raw_page


def read(text: str) -> Document:
    return clean(raw_page(text, "page.md"))


def test_front_matter_is_metadata_line_by_line():
    document = read(
        f"---\ntitle: Tanks\ndate: 2023-02-14\nauthors:\n  - Ada Byron\nlayout: post\n---\n\n{LEAD}\n"
    )
    assert (document.title, document.published.date, document.authors) == (
        "Tanks",
        "2023-02-14",
        ("Ada Byron",),
    )
    assert [(p.line, p.role, p.reason) for p in document.pieces] == [
        (1, "metadata", "front-matter"),
        (2, "metadata", "title"),
        (3, "metadata", "date"),
        (4, "metadata", "byline"),
        (5, "metadata", "byline"),
        (6, "metadata", "front-matter"),
        (7, "metadata", "front-matter"),
        (9, "body", ""),
    ]


@pytest.mark.parametrize(
    "other",
    [
        "image: {src: a.png, sizes: [1, [2]]}",
        "tags: [[a], {b: c}]",
        "draft: false",
        "menu:\n  main:\n    weight: 3",
        "x: |\n  a\n  b",
    ],
)
def test_keys_that_no_article_has_may_hold_anything(other):
    assert read(f"---\n{other}\ntitle: Tanks\n---\n{LEAD}\n").title == "Tanks"


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ("title: Ukraine: what now", 2),
        ("date: 2023-02-14\ntitle: 'open", 3),
        ("title: {a: b}", 2),
        ("a: 1\n\tb: 2", 3),
    ],
    ids=["a-bare-colon", "an-open-quote", "a-nested-title", "a-tab"],
)
def test_front_matter_that_cant_be_read_names_its_line_and_the_mend(fields, line):
    with pytest.raises(BriefingError) as refusal:
        read(f"---\n{fields}\n---\n{LEAD}\n")
    assert refusal.value.where == f"articles/page.md, line {line}"
    assert refusal.value.mend


def test_plain_fields_at_the_top_are_front_matter_as_in_pelican():
    document = read(
        "Title: Tanks: what now?\nDate: 2023-02-14 10:20\nAuthors: Ada Byron, Kari Dahl\nTags: a, b\n"
        "Summary: A long one,\n    on two lines\nLang: en\nSource: https://example.org/tanks\n\n"
        f"{LEAD}\n"
    )
    assert (document.title, document.published.date, document.authors, document.link, document.source) == (
        "Tanks: what now?",
        "2023-02-14",
        ("Ada Byron", "Kari Dahl"),
        "https://example.org/tanks",
        None,
    )
    assert document.text == LEAD
    assert [(p.line, p.role, p.reason) for p in document.pieces] == [
        (1, "metadata", "title"),
        (2, "metadata", "date"),
        (3, "metadata", "byline"),
        (4, "metadata", "front-matter"),
        (5, "metadata", "front-matter"),
        (6, "metadata", "front-matter"),
        (7, "metadata", "language"),
        (8, "metadata", "source"),
        (10, "body", ""),
    ]


@pytest.mark.parametrize(
    "first",
    ["Note: all times are local", "Source: NATO\nThe ministers met again", "Kyiv, 3 March: a date"],
    ids=["no-field-of-an-article", "prose-among-them", "no-key"],
)
def test_a_first_paragraph_with_colons_is_text(first):
    assert read(f"{first}\n\n{LEAD}\n").text.startswith(first.split("\n")[0])


def test_front_matter_is_bounded_as_a_page_is():
    with pytest.raises(BriefingError):
        read("Title: Tanks\n" + "k: v\n" * 20_000 + f"\n{LEAD}\n")


@pytest.mark.parametrize(
    "text",
    [
        LEAD,
        f"---\n\n{LEAD}",
        f"---\n\n{LEAD}\n\n---\n",
        f"---\n---\n{LEAD}",
        f"{LEAD}\n\n---\ntitle: no\n---\n",
        f"---\n{LEAD}\n---\n",
    ],
    ids=["none", "a-rule", "two-rules", "empty", "below", "prose-between-rules"],
)
def test_what_is_no_front_matter_is_text(text):
    document = read(text)
    assert LEAD in document.text


def test_html_in_markdown_stays_text():
    document = read(f"{LEAD} <b>Now</b>\n\n<script>alert(1)</script>\n")
    assert "<b>Now</b>" in document.text
    assert "<script>alert(1)</script>" in document.text


def test_pieces_know_their_line_in_the_file():
    document = read(
        f"# Tanks\n\n{LEAD}\n\n- one\n- two\n\n> quoted\n\n```\ncode\n```\n\n| a | b |\n|---|---|\n| c | d |\n"
    )
    assert [piece.line for piece in document.pieces] == [1, 3, 5, 6, 8, 10, 14, 16]
