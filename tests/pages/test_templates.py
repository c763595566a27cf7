"""What every page keeps to, whatever its kind."""

import json
import posixpath
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

import html5lib
import pytest
from bs4 import BeautifulSoup

from plugins.model import Archive
from plugins.pages import site_pages
from tests.pages.conftest import THEME, rendered
from tests.pages.samples import SITE, archive

TEMPLATES = sorted((THEME / "templates").rglob("*.html"))
MADE_ELSEWHERE = ("data/", "feeds/", "theme/", "opensearch.xml", "sitemap.xml", "articles/", "claims/")
"""Files, not pages, that pages may link to: other stages make them."""


def resolved(page: str, target: str) -> str:
    """Give the path, relative to the site's root, that a link's path leads to from a page."""
    # The page for dead addresses is shown at any depth, so its links begin at the host's root.
    within = unquote(target).removeprefix(urlsplit(SITE.url).path + "/")
    return posixpath.normpath(
        posixpath.join("" if within != unquote(target) else posixpath.dirname(page), within)
    )


@pytest.fixture(scope="session")
def soups(html: Mapping[str, str]) -> Mapping[str, BeautifulSoup]:
    return {path: BeautifulSoup(text, "lxml") for path, text in html.items()}


def led_to(page: str, target: str) -> str:
    """Give the path, in the site, that a link on a page leads to.

    The page for dead addresses is shown at any depth: its links begin at the host's root.
    """
    root = urlsplit(SITE.url).path
    folder = posixpath.join(root, posixpath.dirname(page))
    return posixpath.relpath(posixpath.normpath(posixpath.join(folder, unquote(target))), root)


def test_every_page_is_valid_html(html: Mapping[str, str]) -> None:
    for path, text in html.items():
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(text)
        assert not parser.errors, (path, parser.errors[:3])


def test_what_html5lib_lets_pass_is_valid_too(soups: Mapping[str, BeautifulSoup]) -> None:
    """Hold to rules of the Nu checker that a parser does not know."""
    for path, soup in soups.items():
        for row in soup.select("dl > div"):
            assert row.select(":scope > dt"), path
            assert row.select(":scope > dd"), (path, row)
        assert not soup.select("pre[aria-label]:not([role])"), path
        assert not soup.select("table[role], tr[role], th[role], td[role], thead[role], tbody[role]"), path


def test_every_page_has_one_heading_of_the_first_level_one_main_and_a_language(
    soups: Mapping[str, BeautifulSoup],
) -> None:
    for path, soup in soups.items():
        assert len(soup.find_all("h1")) == 1, path
        assert len(soup.find_all("main")) == 1, path
        assert soup.html is not None
        assert soup.html["lang"] == "en", path


def test_every_page_says_what_it_is(soups: Mapping[str, BeautifulSoup]) -> None:
    old = {row.url: row.to for row in archive().moved if row.to}
    for path, soup in soups.items():
        content = soup.select_one('meta[name="description"]')
        assert content is not None, path
        assert 10 < len(str(content["content"])) <= 160, path
        canonical = soup.select_one('link[rel="canonical"]')
        assert canonical is not None, path
        assert canonical["href"] == f"{SITE.url}/{old.get(path, path)}"
        script = soup.select_one('script[type="application/ld+json"]')
        assert script is not None, path
        described = json.loads(script.get_text())
        assert described["@context"] == "https://schema.org"
        assert described["url"] == canonical["href"]


def test_a_site_without_an_address_of_its_own_names_none(offline: Mapping[str, str]) -> None:
    for path, text in offline.items():
        soup = BeautifulSoup(text, "lxml")
        assert soup.select_one('link[rel="canonical"]') is None, path
        assert soup.select_one('meta[property="og:url"]') is None, path


def test_every_id_stands_once_on_its_page(soups: Mapping[str, BeautifulSoup]) -> None:
    for path, soup in soups.items():
        twice = [
            ident for ident, number in Counter(tag["id"] for tag in soup.select("[id]")).items() if number > 1
        ]
        assert not twice, path


def test_everything_that_is_named_by_id_is_there(soups: Mapping[str, BeautifulSoup]) -> None:
    for path, soup in soups.items():
        ids = {str(tag["id"]) for tag in soup.select("[id]")}
        for attribute in ("aria-labelledby", "aria-describedby", "aria-controls", "for"):
            for tag in soup.select(f"[{attribute}]"):
                value = tag[attribute]
                named = value if isinstance(value, list) else str(value).split()
                assert set(named) <= ids, (path, attribute, named)


def test_every_link_within_the_site_leads_to_a_page_and_every_fragment_to_a_place(
    html: Mapping[str, str], soups: Mapping[str, BeautifulSoup]
) -> None:
    ids = {path: {str(tag["id"]) for tag in soup.select("[id]")} for path, soup in soups.items()}
    for path, soup in soups.items():
        for tag in soup.select("a[href], form[action]"):
            target = urlsplit(str(tag.get("href") or tag.get("action")))
            if target.scheme or target.netloc:
                continue
            there = led_to(path, target.path)
            there = there if target.path else path
            if there.endswith(".html"):
                assert there in html, (path, there)
                assert not target.fragment or target.fragment in ids[there], (path, there, target.fragment)
            else:
                assert there.startswith(MADE_ELSEWHERE), (path, there)


def test_every_figure_and_quote_has_its_place_in_the_text(soups: Mapping[str, BeautifulSoup]) -> None:
    held = archive()
    for row in (*held.claims, *held.quotes):
        path, _, anchor = row.url.partition("#")
        place = soups[path].select_one(f'mark[id="{anchor}"]')
        assert place is not None, row.id


def test_no_style_script_or_handler_stands_in_a_page(soups: Mapping[str, BeautifulSoup]) -> None:
    for path, soup in soups.items():
        assert not soup.select("style, [style]"), path
        for script in soup.select("script"):
            assert script.get("src") or script.get("type") == "application/ld+json", path
        for tag in soup.find_all(True):
            assert not [name for name in tag.attrs if name.startswith("on")], (path, tag.name)


def test_no_page_asks_anything_of_another_host(soups: Mapping[str, BeautifulSoup]) -> None:
    for path, soup in soups.items():
        for tag in soup.select("[src], link[href]"):
            if tag.get("rel") == ["canonical"]:
                continue
            address = str(tag.get("src") or tag.get("href"))
            assert not urlsplit(address).netloc or address.startswith(SITE.url), (path, address)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_a_template_trusts_nothing_and_hides_nothing(template: Path) -> None:
    source = template.read_text("utf-8")
    assert not re.search(r"\|\s*safe\b|Markup|autoescape", source)
    assert "style=" not in source
    assert not re.search(r"\|\s*(sort|groupby|unique|sum|selectattr|rejectattr|dictsort|random)\b", source)


def test_every_component_has_a_stylesheet_that_main_imports() -> None:
    listed = set(
        re.findall(r'url\("components/([\w-]+)\.css"\)', (THEME / "static/css/main.css").read_text())
    )
    there = {path.stem for path in (THEME / "static/css/components").glob("*.css")}
    assert listed == there


def test_scraped_markup_is_shown_and_never_run(html: Mapping[str, str]) -> None:
    text = html["articles/oslo-gas.html"]
    assert "&lt;b&gt;not&lt;/b&gt;" in text
    assert "javascript:" not in text
    assert "&lt;script&gt;" in html["articles/oslo-gas.raw.html"]


def test_pages_are_the_same_whenever_they_are_made(
    html: Mapping[str, str],
) -> None:
    again = {page.path: rendered(page, SITE) for page in site_pages(archive(), SITE)}
    assert again == html


def test_two_pages_never_share_a_path() -> None:
    paths = [page.path for page in site_pages(archive(), SITE)]
    assert len(paths) == len(set(paths))


def test_an_empty_archive_still_gives_a_site_without_dead_links() -> None:
    empty = Archive(*(() for _ in Archive.__struct_fields__))
    pages = {page.path: rendered(page, SITE) for page in site_pages(empty, SITE)}
    for path, text in pages.items():
        for tag in BeautifulSoup(text, "lxml").select("a[href]"):
            target = urlsplit(str(tag["href"]))
            if target.scheme or not target.path.endswith(".html"):
                continue
            there = led_to(path, target.path)
            assert there in pages, (path, there)
