"""Whatever escape a page uses, no text of a document holds what no reader sees or what turns text around."""

import json
import unicodedata

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.clean import clean
from plugins.clean.web_address import web_address
from plugins.model import Document
from tests.clean.pages import raw_page

BODY = "Oslo sends two field hospitals to Odesa. The first leaves on Monday, the minister said."
UNWELCOME = tuple("\x00\x07\x1b\x7f\x85\x9b\u202e\u2066\ufdd0\uffff\U0001fffe")


def texts(document: Document) -> str:
    """Give every text of a document in one."""
    return str(msgspec.to_builtins(document))


def assert_harmless(document: Document) -> None:
    shown = texts(document)
    assert [mark for mark in UNWELCOME if mark in shown or ascii(mark)[1:-1] in shown] == []
    assert not any(unicodedata.category(character) in {"Cs", "Cn"} for character in shown)


@pytest.mark.parametrize("mark", UNWELCOME, ids=ascii)
def test_a_text_dump_loses_it(mark: str) -> None:
    document = clean(raw_page(f"Hospitals{mark} for Odesa\n\n{BODY}{mark}\n"))
    assert_harmless(document)
    assert "Odesa" in document.text


@pytest.mark.parametrize("mark", UNWELCOME, ids=ascii)
def test_a_character_reference_is_no_way_around(mark: str) -> None:
    reference = f"&#{ord(mark)};"
    page = (
        f"<html lang=en><head><title>Hospitals{reference} for Odesa</title>"
        f"<meta name=author content='Kari{reference} Dahl'></head>"
        f"<body><h1>Hospitals{reference} for Odesa</h1><p>{reference}{BODY}</p></body></html>"
    )
    assert_harmless(clean(raw_page(page, "page.html")))


@pytest.mark.parametrize("mark", [*UNWELCOME, "\ud800"], ids=ascii)
def test_an_escape_in_embedded_data_is_no_way_around(mark: str) -> None:
    stated = {
        "@type": "NewsArticle",
        "headline": f"Hospitals{mark} for Odesa",
        "author": {"name": f"Kari{mark} Dahl"},
        "publisher": {"name": f"The Fjord{mark} Times"},
        "datePublished": f"2023-02-08{mark}",
    }
    page = (
        f"<html><head><script type='application/ld+json'>{json.dumps(stated)}</script></head>"
        f"<body><p>{BODY}</p></body></html>"
    )
    document = clean(raw_page(page, "page.html"))
    assert_harmless(document)
    assert document.title == "Hospitals for Odesa"


@settings(deadline=None)
@given(st.text(alphabet=st.characters(codec=None), max_size=60))
def test_no_text_reaches_a_document_that_has_no_utf8_form(text: str) -> None:
    stated = json.dumps({"@type": "NewsArticle", "headline": text}).replace("<", r"\u003c")
    page = f"<script type='application/ld+json'>{stated}</script><p>{BODY}</p>"
    texts(clean(raw_page(page, "page.html"))).encode("utf-8")


LED_ASTRAY = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "file:///etc/hostname",
    "//example.org/a",
    "https://[",
    "https://example.org:99999/",
    "https://example.org@other.example/",
    "https://" + "a" * 5000,
    "blob:https://example.org/1",
)


@pytest.mark.parametrize("link", LED_ASTRAY, ids=lambda link: link[:30])
def test_a_link_that_leads_elsewhere_than_to_a_web_server_is_only_text(link: str) -> None:
    page = f"<head><link rel=canonical href='{link}'></head><p>{BODY} <a href='{link}'>More</a> of it.</p>"
    document = clean(raw_page(page, "page.html"))
    assert document.link is None
    assert [mark for block in document.blocks for mark in block.marks if mark.kind == "link"] == []
    assert "More of it" in document.text


@pytest.mark.parametrize("link", LED_ASTRAY, ids=lambda link: link[:30])
def test_front_matter_and_records_state_no_such_link(link: str) -> None:
    matter = clean(raw_page(f"---\ntitle: Hospitals\nlink: {json.dumps(link)}\n---\n\n{BODY}\n", "page.md"))
    record = clean(raw_page(json.dumps({"title": "Hospitals", "url": link, "text": BODY}), "page.jsonl#1"))
    assert (matter.link, record.link) == (None, None)


@settings(deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_an_address_or_is_not(text: str) -> None:
    assert web_address(text) in {None, text.strip()}
    assert web_address(f"https://{text}") in {None, f"https://{text}".strip()}


OVERRIDE = "invisible-mark: ⟨U+202E⟩ right-to-left override"
PAGES = {
    "page.txt": f"Hospitals for Odesa\n\nOslo\u202e sends {BODY}\n",
    "page.html": f"<h1>Hospitals</h1><p>Oslo&#x202e; sends {BODY}</p><script>'\u2066'</script>",
    "page.md": f"---\ntitle: Hospitals\u202e for Odesa\n---\n\nOslo sends {BODY}\n",
    "page.jsonl#1": json.dumps({"title": "Hospitals\u202e for Odesa", "text": f"Oslo sends {BODY}"}),
}


@pytest.mark.parametrize("name", PAGES)
def test_what_was_taken_out_unseen_is_told_among_the_cuts(name: str) -> None:
    document = clean(raw_page(PAGES[name], name))
    assert_harmless(document)
    assert [piece.reason for piece in document.pieces if piece.text == ""] == [OVERRIDE]


def test_how_often_is_told_too_and_soft_hyphens_are_not() -> None:
    document = clean(raw_page(f"Hospi\u00adtals\n\nKyi\u200bv\u200b and Os\u2066lo. {BODY}\n"))
    assert [piece.reason for piece in document.pieces if piece.text == ""] == [
        "invisible-mark: ⟨U+200B⟩ zero-width space 2 times, ⟨U+2066⟩ left-to-right isolate"
    ]
