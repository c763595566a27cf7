"""What can be found, before any engine sees it."""

import gzip

from plugins.model import Page, Value
from plugins.pages.head import page_head
from plugins.pages.views import Filter, Head, shown
from plugins.render.cbor import decode, encode
from plugins.render.pagefind_index import CHUNKS, LARGEST, MAGIC, index_files, short_names
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
            page("claims/2023-02.html", "Ledger of figures: February 2023", "Ledger"),
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


def test_a_page_about_a_thing_is_known_by_the_things_names() -> None:
    assert records()["donors/norway.html"].names == ("Norway", "Oslo", "Norwegian")
    assert records()["articles/a.html"].names == ()


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


def test_the_words_stand_in_parts_that_are_small_and_in_order() -> None:
    words = " ".join(
        f"{first}{second}{third}" for first in "abcdefgh" for second in "aeiou" for third in "xyzklmnprst"
    )
    found = Records(
        "en",
        tuple(Record(f"{n:03}.html", f"Page {n}", "Article", words, (), None, None) for n in range(60)),
    )
    files = {file.path: file.data for file in index_files(found)}
    meta = decode(gzip.decompress(files["pagefind/pagefind.en"]).removeprefix(MAGIC))
    assert len(meta[CHUNKS]) > 3
    ends = [end for first, last, _ in meta[CHUNKS] for end in (first, last)]
    assert ends == sorted(ends)
    for _, _, name in meta[CHUNKS]:
        part = files[f"pagefind/index/{name.partition('?')[0]}"]
        assert len(gzip.decompress(part)) < 2 * LARGEST


def test_two_addresses_never_share_a_file_of_the_index() -> None:
    urls = [f"claims/{number}.html" for number in range(60_000)]
    names = list(short_names(urls))
    assert len(set(names)) == len(urls)
    assert {len(name) for name in names} == {6, 7}
    assert all(name == name.lower() for name in names)


def test_cbor_gives_back_what_it_was_given() -> None:
    value = [0, 23, 24, 255, 256, 65536, -1, -500, "é", b"\0", True, None, 0.5, [["a"], []]]
    assert decode(encode(value)) == value
