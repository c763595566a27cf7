"""Each kind of page in a real browser: no violation that axe-core knows, nothing wider than the screen."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from plugins.model import Page
from tests.pages.conftest import THEME
from tests.serving import static_site

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
FULLEST = {
    "article.html": "articles/oslo-gas.html",
    "evidence.html": "articles/oslo-gas.raw.html",
    "event.html": "events/oslo-2023-03-14.html",
    "claim.html": "claims/baltic-gas-c1.html",
    "donor.html": "donors/norway.html",
    "party.html": "people/kari-lund.html",
    "source.html": "sources/norway-government.html",
    "names.html": "people/index.html",
}
"""The page to look at where a kind has several; of other kinds, the first."""
PHONE, DESK, ZOOMED = 390, 1280, 320
"""Widths; a window of 1280 pixels at 400 per cent is as wide as one of 320."""


@pytest.fixture(scope="module")
def paths(pages: Mapping[str, Page]) -> tuple[str, ...]:
    """Give one page of every kind there is."""
    kinds = {page.template: FULLEST.get(page.template, path) for path, page in pages.items()}
    # The page for dead addresses finds its styles from the host's root, which is another one here.
    return tuple(path for path in kinds.values() if path != "404.html")


@pytest.fixture(scope="module")
def address(html: Mapping[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("site")
    for path, text in html.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    (root / "theme").symlink_to(THEME / "static")
    with static_site(root) as address:
        yield address


@pytest.mark.parametrize(("scheme", "width"), [("light", DESK), ("dark", PHONE)])
def test_no_page_shuts_a_reader_out(
    browser: Browser, address: str, paths: tuple[str, ...], scheme: Any, width: int
) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
    page = context.new_page()
    found: dict[str, list[str]] = {}
    for path in paths:
        page.goto(address + path)
        violations = Axe().run(page, options=RULES).response["violations"]
        found[path] = [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in violations]
    context.close()
    assert {path: rules for path, rules in found.items() if rules} == {}


def test_no_page_complains(browser: Browser, address: str, paths: tuple[str, ...]) -> None:
    # Without axe-core: what it does is against a page's own policy, and the browser says so.
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    for path in paths:
        page.goto(address + path)
    page.close()
    assert said == []


@pytest.mark.parametrize("width", [ZOOMED, DESK])
def test_no_page_is_wider_than_the_screen(
    browser: Browser, address: str, paths: tuple[str, ...], width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    for path in paths:
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    context.close()


def test_pages_read_and_look_alike_from_disk(
    browser: Browser, html: Mapping[str, str], tmp_path: Path
) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "theme").symlink_to(THEME / "static")
    file = tmp_path / "articles" / "oslo-gas.html"
    file.write_text(html["articles/oslo-gas.html"], "utf-8")
    page = browser.new_page()
    page.goto(file.as_uri())
    assert page.locator("h1").evaluate("tag => getComputedStyle(tag).letterSpacing") != "normal"
    page.keyboard.press("/")
    assert page.get_by_role("searchbox").evaluate("tag => tag === document.activeElement")
    page.close()


def test_a_claims_sentence_is_in_full_colour_for_whoever_comes_from_the_claim(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}claims/oslo-gas-c4.html")
    page.get_by_role("link", name="Read the sentence in its place").click()
    page.wait_for_url("**/articles/oslo-gas.html#oslo-gas-c4")
    assert (
        page.locator("mark:target").inner_text()
        == "Sweden would add SEK 300 million, Lund said, if its parliament agrees."
    )
    context.close()


def test_the_matrix_of_an_event_is_a_stack_of_cards_on_a_phone(browser: Browser, address: str) -> None:
    shown = {}
    for width in (PHONE, DESK):
        context = browser.new_context(viewport={"width": width, "height": 900})
        page = context.new_page()
        page.goto(f"{address}events/oslo-2023-03-14.html")
        boxes = [cell.bounding_box() for cell in page.locator(".coverage__row").first.locator("td").all()]
        first, second = (box for box in boxes if box)
        shown[width] = first["x"] == second["x"]
        context.close()
    assert shown == {PHONE: True, DESK: False}


def test_everything_a_finger_must_hit_is_large_enough(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": PHONE, "height": 900})
    page = context.new_page()
    page.goto(f"{address}index.html")
    heights = page.locator(".masthead a, .masthead button, .masthead input, .site-footer a").evaluate_all(
        "tags => tags.map(tag => (tag.closest('li') ?? tag).getBoundingClientRect().height)"
    )
    assert min(heights) >= 24
    context.close()


def test_a_name_in_the_text_tells_who_it_is_by_keyboard_and_escape_closes_it(
    browser: Browser, address: str
) -> None:
    page = browser.new_page()
    page.goto(f"{address}articles/oslo-gas.html")
    name = page.locator(".article-text").get_by_role("link", name="Kari Lund")
    page.locator(".article-text a").first.focus()
    for _ in range(10):
        if name.evaluate("tag => tag === document.activeElement"):
            break
        page.keyboard.press("Tab")
    card = page.get_by_role("tooltip")
    assert card.inner_text() == "Kari Lund, Prime Minister of Norway"
    page.keyboard.press("Escape")
    assert not card.is_visible()
    page.close()


def test_a_figure_in_the_text_tells_its_bounds_to_who_points_at_it(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}articles/oslo-gas.html")
    page.get_by_role("link", name="up to NOK 2.5 billion", exact=True).hover()
    card = page.get_by_role("tooltip")
    card.wait_for()
    assert "at most NOK 2.5 billion" in card.inner_text().replace("\xa0", " ")
    page.close()


def test_whatever_the_keyboard_reaches_shows_that_it_has_the_focus(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}articles/oslo-gas.html")
    unseen = []
    for _ in range(45):
        page.keyboard.press("Tab")
        told = page.evaluate(
            """() => {
                const tag = document.activeElement;
                const style = getComputedStyle(tag);
                const told = tag.textContent.trim().slice(0, 40);
                return [told, style.outlineStyle, parseFloat(style.outlineWidth)];
            }"""
        )
        if told[1] == "none" or told[2] < 2:
            unseen.append(told)
    assert unseen == []
    page.close()


def test_the_first_stop_leads_past_the_menu(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}index.html")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.get_by_role("main").evaluate("tag => tag === document.activeElement")
    page.close()


def test_nothing_moves_where_less_motion_is_asked_for(browser: Browser, address: str) -> None:
    behaviours = {}
    for motion in ("reduce", "no-preference"):
        context = browser.new_context(reduced_motion=motion)  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(f"{address}articles/oslo-gas.html")
        behaviours[motion] = page.evaluate("getComputedStyle(document.documentElement).scrollBehavior")
        context.close()
    assert behaviours == {"reduce": "auto", "no-preference": "smooth"}


def test_in_forced_colours_marks_and_kinds_are_still_told_apart(browser: Browser, address: str) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(f"{address}articles/oslo-gas.html")
    lines = page.locator(".article-text mark").evaluate_all(
        "marks => marks.map(mark => getComputedStyle(mark).textDecorationLine)"
    )
    assert lines
    assert set(lines) == {"underline"}
    page.goto(f"{address}donors/norway.html")
    drawn = page.locator("svg .chart__bar, svg .chart__dot").first.evaluate(
        "mark => [getComputedStyle(mark).stroke, getComputedStyle(document.body).backgroundColor]"
    )
    assert drawn[0] != drawn[1]
    context.close()


def test_words_in_another_language_say_so(browser: Browser, address: str) -> None:
    page = browser.new_page()
    for path in ("index.html", "articles/index.html", "articles/kyiv-gas.html"):
        page.goto(address + path)
        headlines = page.get_by_text("Норвегія допоможе Україні", exact=True).all()
        assert headlines, path
        for headline in headlines:
            assert headline.evaluate("tag => tag.closest('[lang]').lang") == "uk", path
    page.close()
