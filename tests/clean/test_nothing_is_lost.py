"""Title, fields, captions, body and removed text together are the page's words, in order."""

import lxml.html
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.clean import clean, decode, words
from plugins.clean.html_segments import UNSEEN
from plugins.errors import BriefingError
from tests.clean.pages import raw_page

LINES = st.one_of(
    st.text(max_size=80),
    st.sampled_from(
        [
            "Share on Facebook",
            "Norway will send eight tanks to Kyiv, the minister said in Oslo on Monday.",
            "By Ada Byron",
            "3 May 2022",
            " • a point of the list",
            "- Advertisement -",
            "AN AGENCY",
            "“We will not back down,” she said; “never.”",
            "a line that was broken because the next word had no room to stand in it any-",
            "more, and goes on here",
            "\u00a0\u200b\u00ad",
            "",
        ]
    ),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(LINES, max_size=40))
def test_no_word_of_a_dump_is_lost(lines):
    data = "\n".join(lines).encode("utf-8", "replace")
    try:
        document = clean(raw_page(data))
    except BriefingError:
        return
    assert words(" ".join(p.text for p in document.pieces)) == words(decode(data, where="page"))
    for block in document.blocks:
        assert document.text[block.start : block.start + len(block.text)] == block.text


TAGS = ("div", "p", "span", "b", "a", "ul", "li", "h1", "h2", "article", "nav", "footer", "blockquote", "br", "table",
        "tr", "td", "script", "pre", "section", "figure", "figcaption", "em", "time")  # fmt: skip
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


def visible(page):
    """Give the characters a reader could see, blanks left out, in document order."""

    def walk(element):
        if not isinstance(element.tag, str) or element.tag in UNSEEN:
            return
        yield element.text or ""
        for child in element:
            yield from walk(child)
            yield child.tail or ""

    body = lxml.html.document_fromstring(page).find("body")
    return "".join("".join(walk(body)).split())


@settings(max_examples=100, deadline=None)
@given(st.lists(NODES, min_size=1, max_size=6))
def test_no_word_of_a_saved_page_is_lost(nodes):
    page = f"<html><body><p>Kyiv</p>{''.join(nodes)}</body></html>"
    document = clean(raw_page(page, "page.html"))
    kept = "".join("".join(piece.text for piece in document.pieces).split())
    assert kept == visible(decode(page.encode(), where="page", markup=True))
    for block in document.blocks:
        assert document.text[block.start : block.start + len(block.text)] == block.text
        for mark in block.marks:
            assert 0 <= mark.start < mark.end <= len(block.text)
