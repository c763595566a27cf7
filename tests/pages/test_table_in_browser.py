"""What a reader does with the ledger, in a real browser, with scripts and without."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from playwright.sync_api import Browser, Page, expect

from plugins.pages import site_pages
from tests.pages.conftest import THEME, rendered
from tests.pages.long_archive import long_archive
from tests.pages.samples import OFFLINE, archive
from tests.serving import static_site

pytestmark = pytest.mark.browser
LISTS = ("claims/", "quotes/", "sources/index.html")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with the lists of a short archive and, under long/, of a long one."""
    root = tmp_path_factory.mktemp("lists")
    for place, held in (("", archive()), ("long/", long_archive(200))):
        for page in site_pages(held, OFFLINE):
            if page.path.startswith(LISTS):
                file = root / place / page.path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(rendered(page, OFFLINE), "utf-8")
        copytree(THEME / "static", root / place / "theme")
    return root


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with static_site(folder) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Give a page that fails the test if anything is written to the console."""
    said: list[str] = []
    opened = browser.new_page()
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    yield opened
    opened.close()
    assert not said


def stated(page: Page) -> list[str]:
    """Give the words of the figures on view."""
    return page.locator("#ledger tbody th").all_inner_texts()


def test_without_scripts_every_figure_stands_in_the_table_and_nothing_pretends_to_work(
    browser: Browser, address: str
) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{address}claims/index.html")
    assert len(stated(page)) == len(archive().claims)
    expect(page.get_by_role("button", name=re.compile("Download"))).to_have_count(0)
    expect(page.get_by_role("link", name="CSV for spreadsheets")).to_be_visible()
    page.close()


def test_choosing_a_donor_shows_its_figures_and_keeps_the_choice_in_the_address(
    page: Page, address: str
) -> None:
    page.goto(f"{address}claims/index.html")
    page.get_by_role("combobox", name="Given by").select_option("Sweden")
    assert stated(page) == ["“SEK 300 million”"]
    assert "donor=Sweden" in page.url
    expect(page.get_by_role("status")).to_have_text("1–1 of 1 shown, chosen from 7")


def test_an_address_with_choices_shows_them_again(page: Page, address: str) -> None:
    page.goto(f"{address}claims/index.html?kind=New+announcement&sort=-words&hide=aid,article")
    assert stated(page) == ["“up to NOK 2.5 billion”", "“NOK 1.5 billion”", "“nearly $240 million”"]
    expect(page.get_by_role("columnheader", name="Article")).to_have_count(0)
    expect(page.get_by_role("combobox", name="Kind")).to_have_value("New announcement")


def test_words_narrow_down_without_regard_to_case(page: Page, address: str) -> None:
    page.goto(f"{address}claims/index.html")
    page.get_by_label("Words in the row").fill("RUSSIAN ministry")
    assert stated(page) == ["“$90 billion”"]


def test_a_heading_sorts_up_then_down_and_says_so(page: Page, address: str) -> None:
    page.goto(f"{address}claims/index.html")
    heading = page.get_by_role("columnheader", name="What that means")
    heading.get_by_role("button").click()
    expect(heading).to_have_attribute("aria-sort", "ascending")
    amounts = [words for words in stated(page) if "NOK" in words]
    assert amounts == ["“NOK 1.5 billion”", "“up to NOK 2.5 billion”", "“NOK 10 billion”"]
    heading.get_by_role("button").click()
    expect(heading).to_have_attribute("aria-sort", "descending")


def test_the_download_is_exactly_what_is_shown(page: Page, address: str) -> None:
    page.goto(f"{address}claims/index.html?donor=Norway&hide=aid&sort=words")
    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile("Download these")).click()
    assert download.value.suggested_filename == "ledger.csv"
    head, *rows = csv.reader(io.StringIO(Path(download.value.path()).read_text("utf-8-sig")))
    assert head == [
        *page.locator("#ledger thead th:visible").all_inner_texts(),
        "Address",
    ]
    assert [row[0] for row in rows] == stated(page)
    assert rows[0][-1].startswith(address)


def test_a_cell_that_a_spreadsheet_would_run_is_taken_as_text(page: Page, address: str) -> None:
    page.goto(f"{address}claims/index.html")
    page.evaluate("document.querySelector('#ledger tbody td').textContent = '=1+1'")
    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile("Download these")).click()
    assert '"\'=1+1"' in Path(download.value.path()).read_text("utf-8")


def test_a_long_ledger_shows_some_rows_at_a_time_and_turns_its_pages(page: Page, address: str) -> None:
    page.goto(f"{address}long/claims/index.html")
    first = stated(page)
    assert len(first) == 50
    page.get_by_role("button", name="Next rows").click()
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^51–100 of 300 shown"))
    assert "page=2" in page.url


def test_a_long_ledger_loads_whole_when_asked(page: Page, address: str) -> None:
    page.goto(f"{address}long/claims/index.html")
    page.get_by_role("button", name="Load all 407 rows").click()
    expect(page.get_by_role("status")).to_have_text("1–50 of 407 shown")
    page.get_by_label("Words in the row").fill("$90 billion")
    page.locator("#ledger tbody th a").click()
    assert page.url.endswith("/long/claims/baltic-gas-c3.html")


def test_the_ledger_works_from_disk(page: Page, folder: Path) -> None:
    page.goto((folder / "claims/index.html").as_uri())
    page.get_by_role("combobox", name="Given by").select_option("The West")
    assert stated(page) == ["“$90 billion”"]


def test_on_a_phone_nothing_sticks_out_and_rows_say_what_their_cells_are(
    browser: Browser, address: str
) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800})
    for place in ("claims/index.html", "long/claims/index.html", "long/quotes/index.html"):
        page.goto(f"{address}{place}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, place
    label = page.evaluate("getComputedStyle(document.querySelector('#quotes td'), '::before').content")
    assert label == '"Said by"'
    page.close()


@pytest.mark.parametrize("width", [320, 1024, 1100, 1247, 1248, 1280])
def test_a_ledger_is_never_wider_than_the_screen(browser: Browser, address: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    for place in ("claims/index.html", "long/claims/index.html"):
        page.goto(f"{address}{place}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, place
    page.close()


def test_the_headings_stay_in_sight_while_the_rows_go_by(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 700})
    page.goto(f"{address}long/claims/index.html")
    page.locator("#ledger tbody tr").nth(40).scroll_into_view_if_needed()
    expect(page.get_by_role("columnheader", name="Given by")).to_be_in_viewport()


def test_a_short_table_sorts_numbers_as_numbers(page: Page, address: str) -> None:
    page.goto(f"{address}long/sources/index.html")
    heading = page.get_by_role("columnheader", name="Figures carried")
    heading.get_by_role("button").click()
    numbers = [int(text) for text in page.locator("#sources tbody tr td:nth-child(5)").all_inner_texts()]
    assert numbers == sorted(numbers)
