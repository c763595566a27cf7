"""Golden views: what each kind of page shows as data."""

from collections.abc import Mapping
from pathlib import Path

import msgspec
import pytest
from pytest_regressions.file_regression import FileRegressionFixture

from plugins.model import Page

VIEWS = Path(__file__).parent / "views"
PATHS = (
    "about/changes.html",
    "articles/baltic-gas.html",
    "articles/index.html",
    "articles/oslo-gas.html",
    "articles/oslo-gas.raw.html",
    "briefings/2023-03.html",
    "briefings/index.html",
    "claims/baltic-gas-c1.html",
    "claims/differences.html",
    "claims/index.html",
    "donors/index.html",
    "donors/norway.html",
    "equipment/gripen.html",
    "equipment/index.html",
    "events/index.html",
    "events/oslo-2023-03-14.html",
    "index.html",
    "organisations/russian-ministry.html",
    "people/index.html",
    "people/kari-lund.html",
    "quotes/index.html",
    "search.html",
    "sources/baltic-wire.html",
    "sources/index.html",
    "timeline/index.html",
)


@pytest.mark.parametrize("path", PATHS)
def test_a_page_shows_what_it_showed(
    path: str, pages: Mapping[str, Page], file_regression: FileRegressionFixture
) -> None:
    shown = msgspec.to_builtins(pages[path].view)
    # What every page says of itself has tests of its own.
    del shown["head"]
    text = msgspec.json.format(msgspec.json.encode(shown), indent=1).decode() + "\n"
    golden = VIEWS / f"{path.removesuffix('.html').replace('/', '-')}.json"
    file_regression.check(text, fullpath=golden, encoding="utf-8")
