"""The site of the project's own articles behind a plain static server, and a browser in front of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request

from tests.serving import static_site
from tests.site.builds import Folder


@dataclass
class Visit:
    """A page in the browser, with all that went wrong behind the reader's back."""

    page: Page
    root: str
    complaints: list[str]

    def open(self, path: str) -> Page:
        """Open a page of the site."""
        self.page.goto(self.root + path)
        return self.page


@pytest.fixture(scope="session", params=["/", "/sub/dir/"], ids=["at the root", "under a sub-path"])
def site_url(request: pytest.FixtureRequest, seeds_site: Folder) -> Iterator[str]:
    with static_site(seeds_site.output, request.param) as address:
        yield address


@pytest.fixture(scope="session")
def disk_url(seeds_site: Folder) -> str:
    return f"{seeds_site.output.as_uri()}/"


def _visit(browser: Browser, root: str, *, scripts: bool) -> Iterator[Visit]:
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: complaints.append(f"error: {error}"))

    def heard(request: Request) -> None:
        if not request.url.startswith((root, "data:")):
            complaints.append(f"request: {request.url}")

    page.on("request", heard)

    def failed(request: Request) -> None:
        # A reader who moves on before a picture came has it cut short.
        if request.failure != "net::ERR_ABORTED":
            complaints.append(f"failed: {request.url} {request.failure}")

    page.on("requestfailed", failed)
    yield Visit(page, root, complaints)
    context.close()


@pytest.fixture
def visit(browser: Browser, site_url: str) -> Iterator[Visit]:
    """Give a reader at a served site; whatever the browser complained of fails the test."""
    for one in _visit(browser, site_url, scripts=True):
        yield one
        assert one.complaints == []


@pytest.fixture
def plain_visit(browser: Browser, site_url: str) -> Iterator[Visit]:
    """Give a reader without scripts."""
    for one in _visit(browser, site_url, scripts=False):
        yield one
        assert one.complaints == []


@pytest.fixture
def disk_visit(browser: Browser, disk_url: str) -> Iterator[Visit]:
    """Give a reader who opened the folder from disk."""
    yield from _visit(browser, disk_url, scripts=True)


@pytest.fixture(scope="session")
def seeds_output(seeds_site: Folder) -> Path:
    return seeds_site.output
