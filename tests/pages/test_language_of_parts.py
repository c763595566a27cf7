"""Words in another language than their page say so, and the interface's own words never do.

The sample's articles are English but one: on a site in Ukrainian their words are marked, on one in English
those of the Ukrainian article are.
"""

import re
from collections.abc import Iterator
from functools import cache

import pytest
from bs4 import BeautifulSoup, NavigableString, Tag
from msgspec import to_builtins
from msgspec.structs import replace

from plugins.model import Archive
from plugins.pages import site_pages
from tests.pages.conftest import rendered
from tests.pages.samples import SITE, archive

# Formats of reference managers are for programs.
UNSPOKEN = ("script", "style", "head", "svg", "textarea", "pre")
LETTERS = re.compile(r"[^\W\d_]{3,}")
# Formats, codes, names of files and tables are the same in every language.
NAMES = re.compile(r"[A-Z]{3}\b|CSL-JSON|BibTeX|RIS|gzip|SHA-256|https?://\S+|\S+\.(?:txt|csv|jsonl|html)\S*")


@cache
def pages(language: str) -> dict[str, BeautifulSoup]:
    site = replace(SITE, language=language, components=False)
    return {page.path: BeautifulSoup(rendered(page, site), "lxml") for page in site_pages(archive(), site)}


def scraped(held: Archive) -> Iterator[tuple[str, str]]:
    """Give all that articles say, with its language."""
    languages = {}
    for entry in held.entries:
        languages[entry.row.id] = entry.row.language
        for text in (entry.row.title, *entry.row.text.splitlines()):
            yield text, entry.row.language
    for claim in held.claims:
        yield claim.sentence, languages[claim.article]
        yield claim.as_stated, languages[claim.article]
    for quote in held.quotes:
        yield quote.quote, languages[quote.article]


def strings(value: object) -> Iterator[str]:
    """Give every text in some data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for one in value.values() if isinstance(value, dict) else value:
            yield from strings(one)


def language_of(tag: Tag | None) -> str:
    while tag is not None and not tag.get("lang"):
        tag = tag.parent
    return str(tag["lang"]) if tag is not None else ""


def spoken(soup: BeautifulSoup) -> Iterator[tuple[str, str]]:
    """Give every text that a reader sees, with its language."""
    for node in soup.find_all(string=LETTERS):
        if type(node) is NavigableString and not node.find_parent(UNSPOKEN):
            yield " ".join(node.split()), language_of(node.parent)


@pytest.mark.parametrize("language", ["en", "uk"])
def test_headlines_sentences_quotes_and_passages_are_marked_with_their_language(language: str) -> None:
    known = [(text, of) for text, of in scraped(archive()) if of != language and len(text) > 20]
    assert known
    missed: dict[str, set[str]] = {}
    for path, soup in pages(language).items():
        for text, marked in spoken(soup):
            words = text.strip("“”… ")
            of = {of for whole, of in known if (len(words) > 20 and words in whole) or whole in words}
            if of and marked not in of:
                missed.setdefault(text, set()).add(path)
    assert missed == {}


@pytest.mark.parametrize("language", ["en", "uk"])
def test_the_interfaces_own_words_are_never_marked_as_an_articles(language: str) -> None:
    said = " ".join(" ".join(strings(to_builtins(archive()))).split())
    wrong: dict[str, set[str]] = {}
    for path, soup in pages(language).items():
        for text, marked in spoken(soup):
            words = text.strip("“”… ")
            if marked != language and words not in said and LETTERS.search(NAMES.sub("", words)):
                wrong.setdefault(f"{marked}: {text}", set()).add(path)
    assert wrong == {}


def test_what_is_written_from_right_to_left_says_so() -> None:
    held = archive()
    entries = tuple(
        replace(one, row=replace(one.row, language="ar")) if one.row.language == "uk" else one
        for one in held.entries
    )
    site = replace(SITE, components=False)
    marked = 0
    for page in site_pages(replace(held, entries=entries), site):
        soup = BeautifulSoup(rendered(page, site), "lxml")
        for tag in soup.select("[lang=ar]"):
            assert tag["dir"] == "rtl", (page.path, str(tag)[:200])
            marked += 1
    assert marked > 5
