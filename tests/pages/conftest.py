"""The sample site, rendered once for all tests of pages."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from plugins.model import Page, Site
from plugins.pages import site_pages
from plugins.render.interface import speak
from plugins.words import words
from tests.pages.samples import OFFLINE, SITE, archive
from tests.serving import static_site

# A page takes as long as the machine is busy; how fast pages are made is measured elsewhere.
settings.register_profile("pages", deadline=None)
settings.load_profile("pages")

THEME = Path(__file__).parents[2] / "theme"
ENVIRONMENT = Environment(
    loader=FileSystemLoader(THEME / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    extensions=["jinja2.ext.i18n"],
)


@cache
def environment(language: str) -> Environment:
    own = ENVIRONMENT.overlay()
    speak(own, words(language))
    return own


def rendered(page: Page, site: Site) -> str:
    return environment(site.language).get_template(page.template).render(page=page.view, site=site)


@pytest.fixture(scope="session")
def pages() -> Mapping[str, Page]:
    """Give every page of the sample site by its path."""
    return {page.path: page for page in site_pages(archive(), SITE)}


@pytest.fixture(scope="session")
def html(pages: Mapping[str, Page]) -> Mapping[str, str]:
    """Give every page's HTML by its path, where the site's address is known."""
    return {path: rendered(page, SITE) for path, page in pages.items()}


@pytest.fixture(scope="session")
def offline() -> Mapping[str, str]:
    """Give every page's HTML by its path, where the site's address is not known."""
    return {page.path: rendered(page, OFFLINE) for page in site_pages(archive(), OFFLINE)}


# What others extend, addresses that lead on, pages that a maintainer writes, components out of their place.
UNREAD = {"base.html", "moved.html", "handwritten.html", "showcase.html"}


@pytest.fixture(scope="session")
def address(offline: Mapping[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address at which the sample site is served, for a browser."""
    root = tmp_path_factory.mktemp("site")
    for path, text in offline.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    (root / "theme").symlink_to(THEME / "static")
    with static_site(root) as address:
        yield address


@pytest.fixture(scope="session")
def paths(pages: Mapping[str, Page]) -> tuple[str, ...]:
    """Give the longest page of every kind, by its template."""
    longest: dict[str, Page] = {}
    for page in pages.values():
        before = longest.get(page.template)
        if before is None or len(str(page.view)) > len(str(before.view)):
            longest[page.template] = page
    return tuple(page.path for template, page in sorted(longest.items()) if template not in UNREAD)
