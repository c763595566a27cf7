"""Fixtures for several folders of tests."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.site.builds import Folder


@pytest.fixture(scope="session")
def seeds_site(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """Give the site of the project's own articles, built once; tests only read it."""
    made = Folder(tmp_path_factory.mktemp("seeds"))
    made.add_seeds()
    assert not made.build().outcome.problems
    return made


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give the one browser of a test process: Playwright's synchronous interface runs once in each."""
    if CHROMIUM is None:
        if os.environ.get("DOSSIER_REQUIRE_BROWSER"):
            pytest.fail("Chromium is not there")
        pytest.skip("Chromium is not there")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()
