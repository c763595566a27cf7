"""Golden cases: a folder is a case, its name is the promise."""

import json
import re

import msgspec
import pytest

from plugins.clean import clean
from plugins.model import Document
from tests.clean.pages import CASES, raw_page

_ODDS = re.compile(r"\d+% like")


def shown(document: Document) -> str:
    """Give what a case promises of a document, in a form that reads well in a diff."""
    view = {
        "title": document.title,
        "title_basis": document.title_basis,
        "source": document.source,
        "link": document.link,
        "authors": document.authors,
        "published": [document.published.date, document.published.basis, document.published.evidence],
        "language": document.language,
        "bases": msgspec.to_builtins(document.bases),
        "blocks": [
            {
                "kind": block.kind,
                "text": block.text,
                **({"level": block.level} if block.level else {}),
                **({"ordered": True} if block.ordered else {}),
                **({"cells": block.cells} if block.cells else {}),
                **(
                    {"marks": [[m.kind, block.text[m.start : m.end], m.href] for m in block.marks]}
                    if block.marks
                    else {}
                ),
            }
            for block in document.blocks
        ],
        # The model's odds change with every training; what it decides is what a case promises.
        "pieces": [
            [p.line, p.role, _ODDS.sub("…% like", p.reason), p.text]
            for p in document.pieces
            if p.role != "body"
        ],
    }
    return json.dumps(view, ensure_ascii=False, indent=2) + "\n"


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_case(case, file_regression):
    page = next(path for path in case.iterdir() if path.stem == "page" and path.suffix != ".yaml")
    sidecar = case / "page.yaml"
    raw = raw_page(page.read_bytes(), page.name, sidecar.read_text("utf-8") if sidecar.exists() else None)
    file_regression.check(shown(clean(raw)), fullpath=case / "expected.json", encoding="utf-8")
