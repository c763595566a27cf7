"""Pictures of an article are kept as words and an address; what is no picture of it is not."""

import pytest

from plugins.clean import clean
from plugins.model import Picture
from tests.clean.pages import raw_page

LEAD = "Norway will send eight tanks to Kyiv, the minister of defence said in Oslo on Monday evening."
MORE = "They are to leave the harbour of Drammen within a week, he said, and their crews are trained already."
TANK = "https://example.org/tank.jpg"


def pictures(inside: str, *, head: str = "", name: str = "page.html") -> tuple[Picture, ...]:
    page = (
        f"<html><head><title>Tanks</title>{head}</head><body><nav><img alt=Logo src='https://example.org/logo.png'></nav>"
        f"<article><h1>Tanks for Kyiv</h1><p>{LEAD}</p>{inside}<p>{MORE}</p></article>"
        f"<footer><img alt=Foot src='https://example.org/foot.png'></footer></body></html>"
    )
    return clean(raw_page(page, name)).pictures


def test_a_picture_has_the_words_under_it() -> None:
    figure = f"<figure><img src='{TANK}' alt='x'><figcaption>A tank <b>in Oslo</b></figcaption></figure>"
    assert pictures(figure) == (Picture(TANK, "A tank in Oslo"),)


def test_without_words_under_it_those_for_whoever_cant_see_it() -> None:
    assert pictures(f"<p><img src='{TANK}' alt='A tank&#x202e;'></p>") == (Picture(TANK, "A tank"),)


def test_an_address_is_whole_where_the_page_says_its_own() -> None:
    link = "<link rel=canonical href='https://example.org/news/1'>"
    assert pictures("<img src='/tank.jpg' alt=Tank>", head=link) == (Picture(TANK, "Tank"),)
    assert pictures("<img src='/tank.jpg' alt=Tank>") == ()


def test_a_picture_that_is_loaded_late_is_kept_where_it_will_be() -> None:
    assert pictures(f"<img src='https://example.org/blank.gif' data-src='{TANK}' alt=Tank>") == (
        Picture(TANK, "Tank"),
    )


@pytest.mark.parametrize(
    "image",
    [
        "<img alt=Tank src='data:image/png;base64,AAAA'>",
        "<img alt=Tank src=javascript:alert(1)>",
        "<img alt=Tank src='file:///etc/passwd'>",
        "<img alt=Tank src='https://a@example.org/x.png'>",
        "<img alt=Tank src='https://['>",
        "<img alt=Tank>",
        f"<img src='{TANK}'>",
        f"<img alt='tank-2.jpg' src='{TANK}'>",
        f"<img alt='Share on Facebook' src='{TANK}'>",
        f"<img alt=Tank src='{TANK}' width=1 height=1>",
        f"<aside><img alt=Tank src='{TANK}'></aside>",
        f"<svg><image href='{TANK}'/></svg>",
    ],
)
def test_what_is_no_picture_of_the_article_is_not_kept(image: str) -> None:
    assert pictures(image) == ()


def test_the_same_picture_is_kept_once_and_not_too_many() -> None:
    assert len(pictures(f"<img alt=Tank src='{TANK}'>" * 5)) == 1
    assert (
        len(pictures("".join(f"<img alt=Tank src='https://example.org/{n}.jpg'>" for n in range(3_000))))
        == 40
    )


def test_pictures_of_stories_listed_far_below_are_not_the_articles() -> None:
    listed = "".join(
        f"<div class=card><figure><img src='https://example.org/{n}.jpg'><figcaption>Story {n}</figcaption>"
        f"</figure><p>Read more</p></div>"
        for n in range(9)
    )
    page = (
        f"<html><body><h1>Tanks for Kyiv</h1><p>{LEAD}</p><p>{MORE}</p><h2>Related</h2>{listed}</body></html>"
    )
    assert clean(raw_page(page, "page.html")).pictures == ()


def test_a_picture_in_markdown_is_kept_as_words_too() -> None:
    document = clean(raw_page(f"# Tanks\n\n{LEAD}\n\n![A tank]({TANK})\n\n{MORE}\n", "page.md"))
    assert document.pictures == (Picture(TANK, "A tank"),)
