"""The site in Ukrainian: what a reader finds, and how it stands beside the English one."""

import re
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, expect

from tests.serving import static_site
from tests.site.builds import Folder

EDITIONS = {"en": "https://example.org/", "uk": "https://example.org/uk"}


@pytest.fixture(scope="session")
def ukrainian(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    made = Folder(tmp_path_factory.mktemp("ukrainian"))
    made.add_seeds()
    made.build(DEFAULT_LANG="uk", EDITIONS=EDITIONS, SITEURL=EDITIONS["uk"])
    return made


def soup(folder: Folder, path: str) -> BeautifulSoup:
    return BeautifulSoup((folder.output / path).read_text("utf-8"), "lxml")


def test_the_interface_speaks_ukrainian_and_marks_what_does_not(ukrainian: Folder) -> None:
    page = soup(ukrainian, "index.html")
    assert page.html is not None
    assert page.html["lang"] == "uk"
    assert "Останні події" in [heading.get_text() for heading in page.find_all("h2")]
    headlines = page.select("article a[href^='articles/'][lang]")
    assert headlines
    assert {link["lang"] for link in headlines} == {"en"}


def test_the_same_archive_has_the_same_addresses_in_both_languages(
    ukrainian: Folder, seeds_site: Folder
) -> None:
    pages = [
        {path.relative_to(folder.output).as_posix() for path in folder.output.rglob("*.html")}
        for folder in (ukrainian, seeds_site)
    ]
    assert pages[0] == pages[1]


def test_each_page_names_its_other_editions(ukrainian: Folder) -> None:
    links = soup(ukrainian, "donors/norway.html").select("link[hreflang]")
    assert {link["hreflang"]: link["href"] for link in links} == {
        "en": "https://example.org/donors/norway.html",
        "uk": "https://example.org/uk/donors/norway.html",
    }


def test_the_public_data_is_the_same_in_every_language(ukrainian: Folder, seeds_site: Folder) -> None:
    for name in ("claims.jsonl", "events.jsonl", "articles.csv"):
        assert (ukrainian.output / "data" / name).read_bytes() == (
            seeds_site.output / "data" / name
        ).read_bytes()


@pytest.fixture(scope="session")
def address(ukrainian: Folder) -> Iterator[str]:
    with static_site(ukrainian.output) as address:
        yield address


@pytest.mark.browser
def test_search_and_tables_speak_ukrainian_with_the_right_forms(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}search.html?q=Ukraine")
    expect(page.get_by_role("status")).to_have_text(
        re.compile(r"^\d+ (результат|результати|результатів) для «Ukraine»\.$")
    )
    page.goto(f"{address}claims/index.html")
    expect(page.get_by_role("status")).to_have_text(re.compile("^Показано 1–"))
    expect(page.get_by_role("button", name="Завантажити ці")).to_be_visible()
    page.close()
