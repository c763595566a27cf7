"""Every kind of page without a mouse, at four hundred per cent, in the reader's own colours."""

from collections.abc import Iterator, Mapping

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
# A screen of 1280 by 1024 pixels at 400 %.
MAGNIFIED = {"width": 320, "height": 256}
FOCUSABLE = "a[href], button:not([disabled]), input, select, textarea, summary, [tabindex='0']"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page()
    yield opened
    opened.close()


# In the order of the page: who can have the focus, as long as it is there to be seen.
STOPS = f"""() => [...document.querySelectorAll("{FOCUSABLE}")].filter(
    (tag) => tag.checkVisibility({{ visibilityProperty: true }}) && tag.tabIndex >= 0
).length"""
AT = """() => {
    const tag = document.activeElement;
    if (!tag || tag === document.body) return null;
    const look = getComputedStyle(tag);
    const box = tag.getBoundingClientRect();
    // What lies on top of the middle of its first line, if that is on the screen.
    const first = tag.getClientRects()[0] ?? box;
    const [x, y] = [first.left + Math.min(first.width / 2, 20), first.top + first.height / 2];
    const above = document.elementFromPoint(x, y);
    return {
        outline: look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2,
        seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
        covered: !(above && (tag.contains(above) || above.contains(tag))),
        name: (tag.textContent || tag.getAttribute("aria-label") || tag.tagName).trim().slice(0, 60),
        index: [...document.querySelectorAll("*")].indexOf(tag),
    };
}"""


CARDS_ON_A_PHONE = ("claims/index.html", "donors/index.html", "events/oslo-2023-03-14.html", "search.html")


@pytest.mark.parametrize("width", [1280, 390], ids=["on a desk", "on a phone"])
def test_the_tab_key_reaches_everything_once_in_order_in_sight_and_with_an_outline(
    page: Page, address: str, paths: tuple[str, ...], width: int
) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 800})
    for path in paths if width > 390 else CARDS_ON_A_PHONE:
        page.goto(address + path)
        page.wait_for_load_state("networkidle")
        expected = page.evaluate(STOPS)
        stops = []
        for _ in range(expected + 3):
            page.keyboard.press("Tab")
            stop = page.evaluate(AT)
            # After the last stop comes the browser's own frame, or where there is none the first again.
            if stop is None or (stops and stop["index"] == stops[0]["index"]):
                break
            stops.append(stop)
        assert len(stops) == expected, (path, len(stops), expected)
        assert [stop["index"] for stop in stops] == sorted(stop["index"] for stop in stops), path
        assert [stop["name"] for stop in stops if not stop["outline"]] == [], path
        assert [stop["name"] for stop in stops if not stop["seen"] or stop["covered"]] == [], path


def test_the_key_that_leads_to_the_search_can_be_switched_off(browser: Browser, address: str) -> None:
    """WCAG 2.1.4: a key of one letter must not surprise who dictates or misses keys."""
    context = browser.new_context()
    page = context.new_page()
    at_the_box = "document.activeElement.matches('input[type=search]')"
    page.goto(f"{address}about/accessibility.html")
    choice = page.get_by_role("checkbox", name="leads into the search box")
    assert choice.is_checked()
    page.keyboard.press("/")
    assert page.evaluate(at_the_box)
    choice.uncheck()
    page.goto(f"{address}donors/norway.html")
    page.keyboard.press("/")
    assert not page.evaluate(at_the_box)
    context.close()


def test_the_first_stop_skips_to_the_content(page: Page, address: str, paths: tuple[str, ...]) -> None:
    for path in paths:
        page.goto(address + path)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('href')") == "#main", path
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main", path


def test_what_folds_opens_and_closes_by_keyboard(page: Page, address: str, paths: tuple[str, ...]) -> None:
    folds = 0
    for path in paths:
        page.goto(address + path)
        for summary in page.locator("summary:visible").all():
            before = summary.evaluate("tag => tag.parentElement.open")
            summary.press("Enter")
            assert summary.evaluate("tag => tag.parentElement.open") is not before, path
            summary.press("Space")
            assert summary.evaluate("tag => tag.parentElement.open") is before, path
            folds += 1
    assert folds > 10


def test_at_four_hundred_per_cent_nothing_sticks_out_or_covers_the_page(
    browser: Browser, address: str, paths: tuple[str, ...]
) -> None:
    context = browser.new_context(viewport=MAGNIFIED)  # type: ignore[arg-type]
    page = context.new_page()
    for path in paths:
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= MAGNIFIED["width"], path
        held = page.evaluate(
            """() => [...document.querySelectorAll("*")].filter((tag) => {
                const look = getComputedStyle(tag);
                return look.position === "fixed" || (look.position === "sticky" && look.top !== "auto");
            }).map((tag) => tag.getBoundingClientRect().height)"""
        )
        assert all(height < MAGNIFIED["height"] / 2 for height in held), path
    context.close()


def test_with_wider_spacing_of_text_nothing_is_cut_off(
    browser: Browser, address: str, paths: tuple[str, ...]
) -> None:
    """WCAG 1.4.12: lines of 1.5, letters 0.12 em, words 0.16 em and paragraphs 2 em apart."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, bypass_csp=True)
    page = context.new_page()
    for path in paths:
        page.goto(address + path)
        page.add_style_tag(
            content="""* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
            word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }"""
        )
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
        cut = page.evaluate(
            """() => [...document.querySelectorAll("h1, h2, h3, p, li, dt, dd, th, td, button, summary")]
            .filter((tag) => tag.checkVisibility() && !tag.closest(".visually-hidden"))
            .filter((tag) => getComputedStyle(tag).overflowY === "hidden" && tag.clientHeight > 2)
            .filter((tag) => tag.scrollHeight > tag.clientHeight + 1)
            .map((tag) => tag.textContent.trim().slice(0, 60))"""
        )
        assert cut == [], path
    context.close()


def test_in_the_readers_own_colours_kinds_and_marks_are_still_told_apart(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(f"{address}articles/oslo-gas.html")
    lines = page.locator(".article-text mark, .article-text a:not([href^='#'])").evaluate_all(
        """tags => tags.map(tag => {
            const look = getComputedStyle(tag);
            return look.textDecorationLine + look.borderBottomStyle + look.outlineStyle;
        })"""
    )
    assert lines
    assert "nonenonenone" not in lines
    page.goto(f"{address}claims/index.html")
    shapes = page.locator("#ledger .tag").evaluate_all(
        "tags => tags.map(tag => parseFloat(getComputedStyle(tag, '::before').borderTopWidth))"
    )
    assert shapes
    assert min(shapes) >= 1
    here = page.get_by_role("navigation", name="Main").locator("[aria-current]")
    there = page.get_by_role("navigation", name="Main").get_by_role("link", name="Quotes")
    weight = "tag => getComputedStyle(tag).fontWeight"
    assert here.first.evaluate(weight) != there.evaluate(weight)
    context.close()


def test_a_page_reads_in_order_without_its_styles(html: Mapping[str, str]) -> None:
    """Without CSS, what is placed beside the text still comes after the heading that it belongs to."""
    for path, text in html.items():
        assert text.index("<h1") > text.index('id="main"'), path
        assert text.index("</main>") < text.index('class="site-footer"'), path
