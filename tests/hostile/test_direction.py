"""Words that run from right to left never turn the page's own words around them."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.serving import static_site
from tests.site.builds import Folder

# Every Hebrew word that stands in one block with other text must stand in an element that isolates it.
TURNED = """() => {
  const found = [], right = /[\\u0590-\\u08ff]/;
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    if (!right.test(node.data) || !node.parentElement.checkVisibility()) continue;
    let element = node.parentElement, isolated = false;
    while (getComputedStyle(element).display.startsWith("inline") && !isolated) {
      isolated = /isolate|plaintext/.test(getComputedStyle(element).unicodeBidi);
      element = element.parentElement;
    }
    // The articles' own words hold no other Latin letters: any more were written by the page. Citations, and
    // titles and reasons made of several articles' words, are one sentence each.
    const composed = element.closest("a, h1, .cite, [class*=__title], [class*=__reason], .section__lead");
    const mixed = !composed && /[A-Za-z]/.test(node.data.replace(/NATO|EU/g, ""));
    const alone = element.textContent.trim() === node.data.trim();
    const plain = element.dir === "auto" || getComputedStyle(element).unicodeBidi === "plaintext";
    const turned = (mixed || (!plain && !alone)) && !isolated && !element.closest(".cite");
    if (turned) found.push(element.outerHTML);
  }
  return found;
}"""
ARTICLE = """<!DOCTYPE html><html lang=he><head><meta charset=utf-8><title>נורווגיה שולחת סיוע</title>
<meta property="og:site_name" content="העיתון היומי"><meta name=author content="רות לוי">
<meta property="article:published_time" content="2023-03-0{n}"></head><body><article>
<h1>נורווגיה שולחת סיוע {n}</h1><p>נורווגיה תשלח 100 מיליון דולר לאוקראינה, אמרה השרה באוסלו ביום שני {n}.</p>
<p>"נעמוד לצידם", אמרה השרה, NATO וגם EU ({n}).</p></article></body></html>"""


@pytest.mark.browser
def test_right_to_left_words_are_isolated_wherever_they_stand(browser: Browser, tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    for n in range(1, 8):
        folder.add(f"he{n}.html", ARTICLE.format(n=n))
    folder.build()
    pages = sorted(path.relative_to(folder.output).as_posix() for path in folder.output.rglob("*.html"))
    page = browser.new_page()
    with static_site(folder.output) as root:
        turned = {}
        for path in pages:
            page.goto(root + path)
            if found := page.evaluate(TURNED):
                turned[path] = found
    page.close()
    assert turned == {}


def test_the_test_would_catch_words_that_turn_others(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(
        "<p>נורווגיה · 3 March</p><p>נורווגיה <b>March</b></p><p><bdi>נורווגיה</bdi> March</p><p>נורווגיה</p>"
    )
    assert len(page.evaluate(TURNED)) == 2
    page.close()
