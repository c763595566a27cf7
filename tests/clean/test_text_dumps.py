"""What cleaning promises for text dumps."""

import json
from pathlib import Path

import pytest

from plugins.clean import clean, decode, words
from tests.clean.pages import SEEDS, raw_page

GOLD = Path(__file__).parents[3] / "shared" / "gold" / "seeds.json"


@pytest.mark.skipif(not GOLD.exists(), reason="the careful reader's notes are not on this machine")
@pytest.mark.parametrize("seed", sorted(SEEDS.glob("*.txt")), ids=lambda seed: seed.name)
def test_a_page_is_sorted_as_a_careful_reader_would(seed):
    gold = json.loads(GOLD.read_text("utf-8")).get(seed.name)
    if gold is None:
        pytest.skip("not read by hand")
    document = clean(raw_page(seed.read_bytes(), seed.name))
    pieces = document.pieces
    assert document.title == gold["title"]
    assert document.title_basis == gold["title_basis"]
    assert document.source == gold["source"]
    assert [p.line for p in pieces if p.role == "body"] == gold["body_lines"]
    assert [p.line for p in pieces if p.role == "removed"] == gold["removed_lines"]
    fields = {str(p.line): p.reason for p in pieces if p.role not in ("body", "removed")}
    assert fields == gold["metadata_lines"]


@pytest.mark.parametrize("seed", sorted(SEEDS.glob("*.txt")), ids=lambda seed: seed.name)
def test_every_word_is_kept_or_set_aside(seed):
    document = clean(raw_page(seed.read_bytes(), seed.name))
    page = decode(seed.read_bytes(), where=seed.name)
    assert words(" ".join(piece.text for piece in document.pieces)) == words(page)


@pytest.mark.parametrize("seed", sorted(SEEDS.glob("*.txt")), ids=lambda seed: seed.name)
def test_blocks_stand_where_they_say(seed):
    document = clean(raw_page(seed.read_bytes(), seed.name))
    for block in document.blocks:
        assert document.text[block.start : block.start + len(block.text)] == block.text
