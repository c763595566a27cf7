"""What can be found, before any engine sees it."""

from plugins.model import Page, Value
from plugins.pages.head import page_head
from plugins.pages.views import Filter, Head, shown
from plugins.render.cbor import decode, encode
from plugins.render.pagefind_index import index_files
from plugins.search import Record, Records, search_records
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
            page("articles/gone.html", "Gone", "Notice", robots="noindex"),
        ),
    )
)


def records() -> dict[str, Record]:
    found = search_records(ARCHIVE, SITE, PAGES)["index"]
    return {record.url: record for record in found.records}


def test_pages_that_answer_no_search_are_left_out() -> None:
    assert set(records()) == {"donors/norway.html", "articles/a.html"}


def test_a_donor_is_found_by_every_name_it_has() -> None:
    assert records()["donors/norway.html"].words == "Norway, Oslo, Norwegian"


def test_an_article_is_found_by_its_text_its_day_and_its_facets() -> None:
    article = records()["articles/a.html"]
    assert "calc" in article.words
    assert article.day == "2023-02-08"
    assert dict(article.filters) == {"kind": ("Article",), "source": ("The Courier",), "donor": ("Norway",)}
    assert article.source == "The Courier"


def test_the_same_records_give_the_same_index() -> None:
    words = ("Norway", "Sweden", "Poland", "Estonia", "Latvia", "Lithuania", "Denmark", "Finland")
    found = Records(
        "en",
        tuple(
            Record(f"{one}{two}.html", one, "Article", f"{one} {two}", (("donor", (one, two)),), None, None)
            for one in words
            for two in words
        ),
    )
    first, second = ({file.path: file.data for file in index_files(found)} for _ in range(2))
    assert first == second
    assert "pagefind/pagefind.js" in first
    assert {"pagefind/filter/donor", "pagefind/pagefind.en", "pagefind/index/en0"} <= first.keys()
    assert not [path for path in first if "ui" in path]


def test_a_new_page_takes_no_file_of_the_index_away() -> None:
    old = Record("a.html", "Norway", "Article", "Norway", (("donor", ("Norway",)),), None, None)
    new = Record("b.html", "Sweden", "Article", "Sweden", (("donor", ("Sweden",)),), None, None)
    before = {file.path for file in index_files(Records("en", (old,)))}
    after = {file.path for file in index_files(Records("en", (old, new)))}
    assert len(after - before) == 1
    assert before <= after


def test_cbor_gives_back_what_it_was_given() -> None:
    value = [0, 23, 24, 255, 256, 65536, -1, -500, "é", b"\0", True, None, 0.5, [["a"], []]]
    assert decode(encode(value)) == value
