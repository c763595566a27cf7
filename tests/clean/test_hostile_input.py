"""Hostile or broken input is refused by name, or read in bounded time; it never ends in a traceback."""

import contextlib
import time

import pytest

from plugins.clean import clean
from plugins.clean.decoding import MAX_BYTES
from plugins.errors import BriefingError, CombinedError
from tests.clean.pages import raw_page

UNUSABLE = {
    "an-empty-file": (b"", "page.txt"),
    "blanks-alone": (b" \n\t\r\n", "page.txt"),
    "zero-bytes-alone": (b"\x00" * 500, "page.txt"),
    "a-pdf": (b"%PDF-1.7 x", "page.txt"),
    "a-picture": (b"\x89PNG\r\n\x1a\n" + b"\x00\x01\x02" * 99, "page.html"),
    "a-program-in-letters": (b"cos\nsystem\n(S'touch x'\ntR.\n\n" + b"Oslo sends aid. " * 50, "page.md"),
    "noise": (bytes(range(256)) * 40, "page.txt"),
    "a-hundred-megabyte-line": (b"a " * 50_000_000, "page.txt"),
    "html-nested-100,000-deep": (b"<div>" * 100_000 + b"text", "page.html"),
    "html-inline-nested-100,000-deep": (b"<b>" * 100_000 + b"text", "page.html"),
    "a-text-of-four-million-characters": (b"aid for Kyiv\n" * 310_000, "page.txt"),
    "html-of-four-million-characters": (b"<p>" + b"aid for Kyiv " * 310_000, "page.html"),
    "markdown-of-a-million-characters": (b"*a **b " * 160_000, "page.md"),
    "html-with-a-million-tags": (b"<b>x</b>" * 500_000, "page.html"),
    "html-with-200,000-attributes": (
        b"<p " + b" ".join(b"a%d" % i for i in range(200_000)) + b">text",
        "page.html",
    ),
    "html-with-attributes-that-a-bracket-in-quotes-hides": (
        b"<p " + b" ".join(b"a%d='>'" % i for i in range(100_000)) + b">text",
        "page.html",
    ),
    "html-with-attributes-behind-a-comment-that-opens-a-script": (
        b"<!-- <script> -->text<p " + b"\n".join(b"a%d" % i for i in range(100_000)) + b"><!-- </script> -->",
        "page.html",
    ),
    "html-without-words": (b"<html><body><script>x()</script></body></html>", "page.html"),
    "two-hundred-thousand-lines": (b"x\n" * 200_000, "page.txt"),
    "json-that-breaks-off": (b'{"text": "Kyiv', "page.jsonl#1"),
    "json-nested-100,000-deep": (b'{"text":' + b"[" * 100_000, "page.jsonl#2"),
    "a-record-without-text": (b'{"title": "Kyiv"}', "page.jsonl#3"),
    "a-letter-under-a-hundred-thousand-accents": ("Aid for Odesa. a" + "\u0301" * 100_000, "page.txt"),
    "a-hundred-thousand-quotation-marks": ("<p>Aid for Odesa. " + "“" * 100_000, "page.html"),
    "an-unknown-format": (b"text", "page.docx"),
}


@pytest.mark.parametrize("name", UNUSABLE)
def test_unusable_input_is_refused_with_file_reason_and_mend(name):
    data, path = UNUSABLE[name]
    started = time.monotonic()
    with pytest.raises(BriefingError) as refusal:
        clean(raw_page(data, path))
    assert f"articles/{path}" in refusal.value.where
    assert refusal.value.what
    assert refusal.value.mend
    assert time.monotonic() - started < 10


def test_markdown_is_read_whose_lines_no_two_bytes_can_count():
    text = "Oslo sends two field hospitals.\n" + "\n" * 70_000 + "| a | b |\n|---|---|\n| generators | 40 |\n"
    assert "generators" in clean(raw_page(text, "page.md")).text


def test_a_script_that_looks_like_many_attributes_is_none():
    script = "if (a <b " + "c d=e " * 2_000 + ") x()"
    page = (
        f"<html><body><p>Oslo sends two field hospitals to Odesa.</p><script>{script}</script></body></html>"
    )
    assert "Odesa" in clean(raw_page(page, "page.html")).text


@pytest.mark.parametrize(
    "markup",
    [
        "<p " + " ".join(f'a{i}="<a"' for i in range(120)) + ">x</p>",
        "<p " + " ".join(f"a{i}" for i in range(500)) + ">x</p>",
        "<a b='\">",
        "<b><i>x</b></i>",
        "<ul><li>x",
        "<!--><![CDATA[",
        "&#x26;amp;&ampa;",
        "<a href=x>x",
        "<x><form><select><option>x",
    ],
    ids=[
        "nearly-crowded",
        "many-attributes",
        "open-quotes",
        "crossed",
        "unclosed",
        "odd-comments",
        "references",
        "links",
        "forms",
    ],
)
def test_two_megabytes_of_tangled_markup_are_read_or_refused_in_seconds(markup):
    started = time.process_time()
    with contextlib.suppress(BriefingError):
        clean(raw_page("<p>Oslo sends aid.</p>" + markup * (2_000_000 // len(markup)), "page.html"))
    assert time.process_time() - started < 10


@pytest.mark.parametrize(
    "data",
    [
        b"word " * 200_000,
        b". " * 500_000,
        b"\xc2\xab " * 300_000,
        b"By " + b"A " * 500_000,
        b"1 " * 500_000 + b" views",
        b"- " * 400_000,
        b"November " * 100_000 + b"2022",
        b"a- " * 300_000,
    ],
    ids=["words", "stops", "quotes", "byline", "digits", "bullets", "months", "hyphens"],
)
def test_a_megabyte_line_is_read_in_seconds(data):
    started = time.monotonic()
    document = clean(raw_page(data))
    assert document.pieces
    assert time.monotonic() - started < 20


@pytest.mark.parametrize(
    "sidecar",
    [
        "a: &a [x]\nb: [*a, *a]\n",
        "title: " + "[" * 20_000,
        "title: {a: {b: c}}\n",
        "- title\n",
        "title: 'unclosed\n",
        "x" * (MAX_BYTES // 64),
    ],
    ids=["alias", "deep-list", "nested-mapping", "list", "unclosed", "huge"],
)
def test_a_sidecar_that_is_no_list_of_fields_is_refused_with_its_line(sidecar):
    with pytest.raises(CombinedError) as refusal:
        clean(raw_page("Kyiv gets help.", sidecar=sidecar))
    assert "articles/page.yaml, line " in refusal.value.errors[0].where
