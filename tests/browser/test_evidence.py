"""The page as it was scraped: long cuts fold, open by keyboard without scripts, and are there on paper."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.builds import Folder

pytestmark = pytest.mark.browser

MENU = [f"Section {number}" for number in range(1, 13)]
DUMP = "\n".join(
    (
        *MENU,
        "",
        "Norway gives winter aid",
        "",
        "Norway will give NOK 500 million in winter aid to Ukraine, the government said in Oslo on Monday.",
        "",
        "The money is meant for generators and for heating schools and hospitals, a minister explained.",
    )
)


@pytest.fixture(scope="module")
def evidence(tmp_path_factory: pytest.TempPathFactory) -> str:
    made = Folder(tmp_path_factory.mktemp("evidence"))
    made.add("aid.txt", DUMP)
    made.build()
    (page,) = made.output.glob("articles/*.raw.html")
    return page.as_uri()


@pytest.fixture
def page(browser: Browser, evidence: str) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(evidence)
    yield page
    context.close()


def test_a_long_cut_folds_and_opens_by_keyboard_without_scripts(page: Page) -> None:
    cut = page.get_by_text("Section 7", exact=True)
    expect(cut).to_be_hidden()
    page.locator("summary", has_text="12 passages cut").press("Enter")
    expect(cut).to_be_visible()
    expect(page.get_by_role("deletion").filter(has_text="Section 7")).to_have_text("Section 7")


def test_every_cut_is_there_on_paper(page: Page) -> None:
    page.emulate_media(media="print")
    for line in MENU:
        expect(page.get_by_text(line, exact=True)).to_be_visible()


def test_the_key_says_what_each_reason_means(page: Page) -> None:
    page.locator("summary", has_text="Why it was cut").press("Enter")
    expect(page.get_by_role("definition").first).to_be_visible()


def test_what_is_kept_is_never_folded_on_a_short_page(page: Page) -> None:
    expect(page.get_by_text("Norway will give NOK 500 million")).to_be_visible()
    expect(page.get_by_role("link", name="Download the file as it was scraped")).to_be_visible()
