"""What all articles together teach about one: lines that stand on most pages of a source."""

import random

import pytest

from plugins.clean import clean, recurring_lines
from plugins.model import Document, Raw

NOTICE = "The Harbour Gazette is read in forty countries, and every reader counts."
BACKGROUND = (
    "Russia began its full-scale invasion of Ukraine in February 2022, and millions have fled since then."
)
TOWNS = (
    "Oslo",
    "Riga",
    "Ghent",
    "Turin",
    "Porto",
    "Lyon",
    "Malmö",
    "Gdańsk",
    "Brno",
    "Cork",
    "Basel",
    "Graz",
)


def story(number: int, *more: str, source: str = "The Harbour Gazette") -> Raw:
    town = TOWNS[number]
    text = (
        f"{town} sends aid to Kyiv\n\nSource: {source}\n\n"
        f"The mayor of {town} said on Monday that {number + 2} lorries with aid had left for Kyiv.\n\n"
        f"The drivers of {town} will be back within {number + 5} days, she told reporters at the town hall.\n"
    )
    text += "".join(f"\n{line}\n" for line in more)
    return Raw(f"articles/{number}.txt", text.encode(), str(number), "txt")


def taught(pages: list[Raw]) -> dict[str, frozenset[str]]:
    return recurring_lines([clean(page) for page in pages])


def body(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def test_a_sentence_on_most_pages_of_a_source_is_its_furniture() -> None:
    pages = [story(number, NOTICE) for number in range(9)] + [story(9)]
    assert NOTICE in body(clean(pages[0]))
    lines = taught(pages)
    assert set(lines) == {page.path for page in pages[:9]}
    document = clean(pages[0], lines[pages[0].path])
    assert NOTICE not in body(document)
    reason = next(piece.reason for piece in document.pieces if piece.text == NOTICE)
    assert reason == f"recurring-line: “{NOTICE[:59]}…” stands on most pages of this source"


def test_a_background_sentence_in_some_stories_stays() -> None:
    pages = [story(number, BACKGROUND) if number % 3 == 0 else story(number) for number in range(12)]
    assert taught(pages) == {}


def test_what_one_source_repeats_says_nothing_about_another() -> None:
    pages = [story(number, NOTICE) for number in range(9)] + [story(9, NOTICE, source="The Inland Post")]
    assert pages[9].path not in taught(pages)


def test_pages_of_unknown_source_teach_nothing() -> None:
    pages = [
        Raw(page.path, page.data.replace(b"Source: The Harbour Gazette", b""), page.sha256, "txt")
        for page in (story(number, NOTICE) for number in range(9))
    ]
    assert all(clean(page).source is None for page in pages)
    assert taught(pages) == {}


def test_an_article_that_is_published_again_and_again_keeps_its_text() -> None:
    first = story(0)
    pages = [
        Raw(f"articles/v{n}.txt", first.data + f"\nUpdate {n}: {n + 3} more lorries left the town on {n + 2} May.\n".encode(), str(n), "txt")
        for n in range(10)
    ]  # fmt: skip
    assert taught(pages) == {}


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_articles_teaches_nothing_else(seed: int) -> None:
    pages = [story(number, NOTICE) for number in range(9)] + [story(9), story(10, BACKGROUND)]
    mixed = random.Random(seed).sample(pages, len(pages))  # noqa: S311
    assert taught(mixed) == taught(pages)


def test_nothing_is_lost_where_a_line_recurs() -> None:
    page = story(3, NOTICE)
    document = clean(page, frozenset({NOTICE}))
    assert " ".join(piece.text for piece in document.pieces).split() == page.data.decode().split()
    for block in document.blocks:
        assert document.text[block.start : block.start + len(block.text)] == block.text
