"""The row of an article holds every word of the page: title, text and what was removed."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from plugins.archive import build_archive
from plugins.clean import clean
from plugins.extract import extract
from plugins.model import ArticleRow, Document, Reading, Registry
from plugins.registry import compile_knowledge
from tests.clean.pages import CASES, SEEDS, raw_page

PAGES = (*sorted(SEEDS.glob("*.txt")), *sorted(p for p in CASES.glob("*/page.*") if p.suffix != ".yaml"))


@cache
def rows() -> dict[Path, tuple[Document, ArticleRow]]:
    knowledge = compile_knowledge(Registry())
    documents = {}
    for number, path in enumerate(PAGES):
        sidecar = path.with_suffix(".yaml")
        desk = sidecar.read_text("utf-8") if sidecar.exists() else None
        documents[path] = clean(raw_page(path.read_bytes(), f"{number:03}{path.suffix}", desk))
    readings = [Reading(document, extract(document, knowledge)) for document in documents.values()]
    entries = build_archive(readings, Registry(), ())[0].entries
    by_path = {entry.row.path: entry.row for entry in entries}
    return {path: (document, by_path[document.path]) for path, document in documents.items()}


def letters(*texts: str) -> Counter[str]:
    return Counter(c for text in texts for c in text if c.isalpha())


@pytest.mark.parametrize("page", PAGES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_letter_of_the_page_is_in_its_row(page):
    document, row = rows()[page]
    told = letters(row.title, row.text, *(part.text for part in row.removed))
    assert letters(*(piece.text for piece in document.pieces)) <= told


@pytest.mark.parametrize("page", PAGES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_was_removed_stands_in_the_pages_order_with_reason_and_line(page):
    document, row = rows()[page]
    pieces = [(piece.line, piece.text) for piece in document.pieces]
    places = [pieces.index((part.line, part.text)) for part in row.removed]
    assert places == sorted(places)
    assert all(part.reason for part in row.removed)


def test_text_that_became_metadata_says_which_field_and_captions_are_kept():
    reasons = Counter(part.reason.partition(": ")[0] for _, row in rows().values() for part in row.removed)
    assert {"metadata:byline", "metadata:title", "metadata:date", "metadata:caption", "share-bar"} <= set(
        reasons
    )


def test_a_title_that_the_desk_has_changed_is_still_in_the_row():
    _, row = next(pair for path, pair in rows().items() if path.parent.name == "a-sidecar-wins-over-the-page")
    assert "metadata:title" in {part.reason for part in row.removed}
    assert row.title not in {part.text for part in row.removed}
