"""What can be found, before any engine sees it."""

from plugins.model import Page, Value
from plugins.pages.head import page_head
from plugins.pages.views import Filter, Head, shown
from plugins.search import Record, search_records
from tests.export.archives import ARCHIVE, SITE


class View(Value, frozen=True):
    head: Head


def page(path: str, title: str, kind: str, *filters: Filter, robots: str = "") -> Page:
    head = page_head(
        SITE, path, title=title, description=f"About {title}", kind=kind, filters=filters, robots=robots
    )
    return Page(path, "x.html", View(head))


PAGES = tuple(
    map(
        shown,
        (
            page(
                "donors/norway.html",
                "Norway",
                "Donor",
                Filter("donor", "Norway"),
                Filter("source", "The Courier"),
            ),
            page(
                "articles/a.html",
                "Title",
                "Article",
                Filter("source", "The Courier"),
                Filter("donor", "Norway"),
            ),
            page("articles/a.raw.html", "Title as scraped", "Evidence"),
            page("search.html", "Search", "Search"),
            page("claims/2023-02.html", "Ledger of figures: February 2023", "Ledger"),
            page("articles/gone.html", "Gone", "Notice", robots="noindex"),
        ),
    )
)


def records() -> dict[str, Record]:
    found = search_records(ARCHIVE, SITE, PAGES)["index"]
    return {record.url: record for _, record in found.of(range(len(found.parts)))}


def test_pages_that_answer_no_search_are_left_out() -> None:
    assert set(records()) == {"donors/norway.html", "articles/a.html"}


def test_a_donor_is_found_by_every_name_it_has() -> None:
    assert records()["donors/norway.html"].words == "Norway, Oslo, Norwegian"


def test_a_page_about_a_thing_is_known_by_the_things_names() -> None:
    assert records()["donors/norway.html"].names == ("Norway", "Oslo", "Norwegian")
    assert records()["articles/a.html"].names == ()


def test_an_article_is_found_by_its_text_its_day_and_its_facets() -> None:
    article = records()["articles/a.html"]
    assert "calc" in article.words
    assert article.day == "2023-02-08"
    assert dict(article.filters) == {"kind": ("Article",), "source": ("The Courier",), "donor": ("Norway",)}
    assert article.source == "The Courier"
