"""Title, fields, captions, body and removed text together are the page's words, in order.

For 10,000 random pages in all, of every format; and for every page of the labelled bench, where it is at hand.
"""

import json
import os
import tarfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from plugins.clean import clean, decode, words
from plugins.clean.decoding import legible
from plugins.clean.html_segments import UNSEEN
from plugins.errors import BriefingError
from plugins.model import Document
from tests.clean.pages import raw_page

BENCH = Path(os.environ.get("DOSSIER_BENCHES", Path(__file__).parents[3] / "shared" / "bench")) / "cleaning"

SENTENCES = (
    "Norway will send eight tanks to Kyiv, the minister said in Oslo on Monday.",
    "“We will not back down,” she said; “never.”",
    "«Ми підтримуватимемо Україну стільки, скільки буде потрібно», – сказала вона.",
    "– Où sont-ils ? demanda-t-il… 3,8\u202fmilliards d’euros.",
    "„Wir stehen an der Seite der Ukraine“, sagte die Ministerin.",
)
LINES = (
    *SENTENCES,
    "Share on Facebook",
    "By Ada Byron",
    "3 May 2022",
    "Tanks for Kyiv",
    " • a point of the list",
    "1. first",
    "- Advertisement -",
    "AN AGENCY",
    "Source: The Courier",
    "Photo: a tank on a train",
    "Cookies help us to show you what you want. Accept all",
    "a line that was broken because the next word had no room to stand in it any-",
    "more, and goes on here as lines do that a machine has broken at its margin",
    "in the middle of a sentence, and then once more in the Anglo-",
    "American part of it",
    "\u00a0\u200b\u00ad",
    "\u0085Kyiv\u2028Lviv\x0bOdesa\x0cDnipro",
    "soft\u00adhyphen zero\u200bwidth \ufeffmark",
    "* * *",
    "",
    "",
)
SEPARATORS = ("\n", "\n", "\n\n", "\r\n", "\r", " \n")
DUMPS = st.lists(st.tuples(st.sampled_from(LINES), st.sampled_from(SEPARATORS)), max_size=14).map(
    lambda lines: "".join(line + end for line, end in lines)
)
WILD = st.lists(st.text(max_size=80), max_size=20).map("\n".join)

TAGS = ("div", "p", "span", "b", "a", "ul", "li", "h1", "h2", "article", "nav", "footer", "blockquote", "br", "table",
        "tr", "td", "script", "pre", "section", "figure", "figcaption", "em", "time", "aside", "header", "template")  # fmt: skip
WORDS = (
    *SENTENCES,
    "Kyiv",
    " ",
    "Share",
    "by\u00a0Ada",
    "\n",
    "3 May 2022",
    "a&amp;b",
    "&nbsp;&shy;x&#x200b;",
    "&eacute;",
)
OPENED = (
    *tuple(f"<{tag}>" for tag in TAGS),
    '<a href="https://a.example">',
    "<p hidden>",
    '<div class="share">',
    "<!-- x -->",
)
PARTS = (*WORDS, *WORDS, *OPENED, *(f"</{tag}>" for tag in TAGS))
SAVED = st.lists(st.sampled_from(PARTS), max_size=30).map("".join)
SAFE_TEXT = st.text(
    st.characters(exclude_characters="<>&\r\x00", exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn")),
    max_size=60,
)
NODES = st.recursive(
    SAFE_TEXT,
    lambda children: st.tuples(st.sampled_from(TAGS), st.lists(children, max_size=5)).map(
        lambda node: f"<{node[0]}>{''.join(node[1])}</{node[0]}>"
    ),
    max_leaves=40,
)

MARKED = (
    *SENTENCES, "# Tanks for Kyiv", "## More", "- a point", "  - below it", "1. first", "> quoted", "| a | b |\n|---|---|\n| c | d |",
    "```\ncode <b>\n```", "**strong** and *light* and `code`", "[a link](https://a.example)", "<b>raw</b> <script>x()</script>",
    "---", "***", "    indented", "Kyiv  \nLviv", "a \\* b &amp; c", "",
)  # fmt: skip
FRONT = (
    "",
    "",
    "---\ntitle: Tanks\ndate: 2023-02-14\n---\n",
    "---\nlayout: post\ntags: [a, [b]]\n---\n",
    "---\n---\n",
)
MARKDOWN = st.tuples(st.sampled_from(FRONT), st.lists(st.sampled_from(MARKED), max_size=12)).map(
    lambda page: page[0] + "\n\n".join(page[1])
)


def read(data: str | bytes, name: str) -> Document | None:
    """Give the page cleaned; None where it is refused as unusable."""
    try:
        return clean(raw_page(data if isinstance(data, bytes) else data.encode("utf-8", "replace"), name))
    except BriefingError:
        return None


def told(document: Document) -> list[str]:
    """Give the words of all that became of the page, and see that the body stands where it says."""
    for block in document.blocks:
        assert document.text[block.start : block.start + len(block.text)] == block.text
        for mark in block.marks:
            assert 0 <= mark.start < mark.end <= len(block.text)
    for piece in document.pieces:
        assert piece.role == "body" or piece.reason
    return words(" ".join(piece.text for piece in document.pieces))


def visible(page: str) -> str:
    """Give the characters a reader could see, blanks left out, in document order."""

    def walk(element):
        if not isinstance(element.tag, str) or element.tag in UNSEEN:
            return
        yield element.text or ""
        for child in element:
            yield from walk(child)
            yield child.tail or ""

    root = lxml.html.document_fromstring(page, parser=lxml.html.HTMLParser(huge_tree=True, remove_pis=True))
    body = root.find("body")
    return "".join(legible("".join(walk(root if body is None else body))).split())


def assert_no_word_of_a_dump_is_lost(data: bytes, name: str = "page.txt") -> None:
    if document := read(data, name):
        assert told(document) == words(decode(data, where="page"))


def assert_no_word_of_a_saved_page_is_lost(data: bytes) -> None:
    if document := read(data, "page.html"):
        assert "".join(told(document)) == visible(decode(data, where="page", markup=True))


@settings(max_examples=4500, deadline=None)
@given(DUMPS)
def test_no_word_of_a_dump_is_lost(page):
    assert_no_word_of_a_dump_is_lost(page.encode())


@settings(max_examples=500, deadline=None)
@given(WILD)
def test_no_word_of_any_text_is_lost(page):
    assert_no_word_of_a_dump_is_lost(page.encode("utf-8", "replace"))


@settings(max_examples=1800, deadline=None)
@given(SAVED)
def test_no_word_of_a_saved_page_is_lost(page):
    assert_no_word_of_a_saved_page_is_lost(f"<html><body><p>Kyiv</p>{page}</body></html>".encode())


@settings(max_examples=200, deadline=None)
@given(st.lists(NODES, min_size=1, max_size=6))
def test_no_word_of_any_tree_is_lost(nodes):
    assert_no_word_of_a_saved_page_is_lost(f"<html><body><p>Kyiv</p>{''.join(nodes)}</body></html>".encode())


@settings(max_examples=1500, deadline=None)
@given(MARKDOWN)
def test_no_word_of_markdown_is_lost(page):
    document = read(page, "page.md")
    if document is None:
        return
    front = [piece for piece in document.pieces if piece.role == "metadata"]
    lines = page.splitlines()
    assert [piece.text for piece in front] == [lines[piece.line - 1].strip() for piece in front]
    below = "\n".join(lines[front[-1].line :] if front else lines)
    shown = MarkdownIt("commonmark", {"html": False}).enable("table").render(below)
    rest = "".join(told(document))[sum(len("".join(words(piece.text))) for piece in front) :]
    assert rest == visible(f"<html><body>{shown}</body></html>")


@settings(max_examples=1500, deadline=None)
@given(DUMPS)
def test_no_word_of_a_record_is_lost(page):
    if document := read(json.dumps({"title": "Tanks", "text": page}), "page.jsonl#1"):
        assert told(document) == words(decode(page.encode(), where="page"))


@pytest.mark.parametrize(
    "encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1251", "koi8-u", "iso8859-5"]
)
def test_no_word_is_lost_in_another_encoding(encoding):
    page = f"Танки для Києва\n\n{SENTENCES[2]}\n\nПоділитися\n".translate({0xAB: '"', 0xBB: '"', 0x2013: "-"})
    document = read(page.encode(encoding), "page.txt")
    assert document is not None
    assert told(document) == words(page)


def bench_files() -> Iterator[tuple[str, bytes]]:
    """Give the labelled pages, from their folder or from the packed file that they come in."""
    if (BENCH / "data").exists():
        for path in sorted((BENCH / "data").rglob("*.*")):
            yield path.as_posix(), path.read_bytes()
        return
    with tarfile.open(BENCH / "data.tar.xz") as packed:
        for member in packed:
            if file := packed.extractfile(member):
                yield member.name, file.read()


@pytest.mark.skipif(
    not (BENCH / "data").exists() and not (BENCH / "data.tar.xz").exists(),
    reason="the labelled pages are not on this machine",
)
def test_no_word_of_any_page_of_the_bench_is_lost():
    seen: Counter[str] = Counter()
    for name, data in bench_files():
        if "/html/" in name:
            assert_no_word_of_a_saved_page_is_lost(data)
            seen["saved"] += 1
        elif "/textbench/" in name and name.endswith(".jsonl"):
            for line in data.splitlines():
                assert_no_word_of_a_dump_is_lost(json.loads(line)["text"].encode("utf-8", "replace"))
                seen["dumps"] += 1
    assert min(seen["saved"], seen["dumps"]) > 100
