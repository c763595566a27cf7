"""What a page costs over the wire: its HTML, its styles, its scripts and its icon, each compressed."""

import gzip
import posixpath
import re
from collections.abc import Mapping
from functools import cache

import pytest
from bs4 import BeautifulSoup

from plugins.model import Page
from plugins.pages import site_pages
from tests.pages.conftest import THEME, rendered
from tests.pages.long_archive import long_archive
from tests.pages.samples import OFFLINE

# In bytes, for a page without a search.
MOST = 60_000
# Enough articles for every list to be parted or cut.
MANY = 1200


@cache
def asset(path: str) -> int:
    """Give the compressed size of a file of the theme; the style sheet with all that it imports."""
    file = THEME / "static" / path
    data = file.read_bytes()
    if path.endswith("main.css"):
        parts = re.findall(r'url\("([^"]+)"\)', data.decode())
        data = b"".join((file.parent / part).read_bytes() for part in parts)
    return len(gzip.compress(data))


def weight(path: str, html: str) -> int:
    linked = BeautifulSoup(html, "lxml").select(
        'script[src], link[rel="stylesheet"], link[type="image/svg+xml"]'
    )
    theme = posixpath.relpath("theme", posixpath.dirname(path) or ".") + "/"
    files = {str(tag.get("src") or tag.get("href")).removeprefix(theme) for tag in linked}
    return len(gzip.compress(html.encode())) + sum(asset(file) for file in files)


def test_every_page_of_a_short_archive_is_light(offline: Mapping[str, str]) -> None:
    weights = {path: weight(path, html) for path, html in offline.items()}
    assert {path: size for path, size in weights.items() if size >= MOST} == {}


@pytest.fixture(scope="module")
def longest() -> Mapping[str, Page]:
    """Give the longest pages of every kind of a long archive, by their paths."""
    kinds: dict[str, list[Page]] = {}
    for page in site_pages(long_archive(MANY), OFFLINE):
        kinds.setdefault(page.template, []).append(page)
    return {
        page.path: page
        for pages in kinds.values()
        for page in sorted(pages, key=lambda page: len(str(page.view)))[-2:]
    }


def test_no_page_of_a_long_archive_grows_with_it_beyond_what_a_phone_can_bear(
    longest: Mapping[str, Page],
) -> None:
    weights = {path: weight(path, rendered(page, OFFLINE)) for path, page in longest.items()}
    assert {path: size for path, size in weights.items() if size >= MOST} == {}


def test_a_long_list_of_articles_without_a_date_is_cut_and_the_rest_is_told_by_number(
    longest: Mapping[str, Page],
) -> None:
    view = longest["about/changes.html"].view
    undated = sum(entry.row.published.date is None for entry in long_archive(MANY).entries)
    assert len(view.undated) == 100  # type: ignore[attr-defined]
    assert view.more_undated == f"and {undated - 100} more articles"  # type: ignore[attr-defined]
