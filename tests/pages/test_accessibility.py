"""Each kind of page in a real browser: no violation that axe-core knows, nothing wider than the screen."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.pages.conftest import THEME, UNREAD

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# axe leaves the rule on the size of targets out unless it is asked for.
EVERY_RULE = {"runOnly": TAGS, "rules": {"target-size": {"enabled": True}}}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
SIZES = {"runOnly": {"type": "rule", "values": ["target-size"]}}
PHONE, DESK = 390, 1280


def test_every_kind_of_page_is_looked_at(paths: tuple[str, ...]) -> None:
    templates = {path.name for path in (THEME / "templates").glob("*.html")}
    assert len(paths) == len(templates - UNREAD)


@pytest.mark.parametrize(
    ("scheme", "width", "options"),
    [("light", DESK, EVERY_RULE), ("dark", DESK, COLOURS), ("light", 320, SIZES)],
    ids=["every rule", "colours in the dark", "targets on a phone"],
)
def test_no_page_shuts_a_reader_out(
    browser: Browser, address: str, paths: tuple[str, ...], scheme: Any, width: int, options: Any
) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
    page = context.new_page()
    found: dict[str, list[str]] = {}
    for path in paths:
        page.goto(address + path)
        violations = Axe().run(page, options=options).response["violations"]
        found[path] = [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in violations]
    context.close()
    assert {path: rules for path, rules in found.items() if rules} == {}


def test_no_page_makes_the_browser_complain(browser: Browser, address: str, paths: tuple[str, ...]) -> None:
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    for path in paths:
        page.goto(address + path)
    page.close()
    assert said == []


@pytest.mark.parametrize("width", [320, DESK])
def test_no_page_is_wider_than_the_screen(
    browser: Browser, address: str, paths: tuple[str, ...], width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    for path in paths:
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    context.close()


@pytest.mark.parametrize("path", ["claims/index.html", "search.html", "donors/norway.html"])
def test_whatever_has_the_focus_shows_it(browser: Browser, address: str, path: str) -> None:
    page = browser.new_page()
    page.goto(address + path)
    seen = []
    for _ in range(25):
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate(
                """() => {
                    const look = getComputedStyle(document.activeElement);
                    return look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2;
                }"""
            )
        )
    page.close()
    assert all(seen)


def test_nothing_moves_for_who_wants_less_motion(
    browser: Browser, address: str, paths: tuple[str, ...]
) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    for path in paths:
        page.goto(address + path)
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto", path
        assert page.evaluate("document.getAnimations().length") == 0, path
    context.close()


@pytest.mark.parametrize("path", ["donors/norway.html", "timeline/index.html"])
def test_every_mark_of_a_chart_is_drawn_in_the_readers_own_colours(
    browser: Browser, address: str, path: str
) -> None:
    context = browser.new_context(forced_colors="active", color_scheme="dark")
    page = context.new_page()
    page.goto(address + path)
    colours = page.locator("[role=img] :is(rect, circle, path)").evaluate_all(
        "marks => marks.map(mark => getComputedStyle(mark).color)"
    )
    text = page.evaluate("getComputedStyle(document.body).color")
    context.close()
    assert colours
    assert set(colours) == {text}


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
    page.get_by_role("link", name="Read the sentence in the article").click()
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
