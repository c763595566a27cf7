"""The theme as a system: each component has one macro, one style sheet, one line of documentation."""

import re
from collections.abc import Mapping

from bs4 import BeautifulSoup
from msgspec.structs import replace

from plugins.pages import site_pages
from plugins.pages.showcase import COMPONENTS, PATH, TOKENS
from tests.pages.conftest import THEME
from tests.pages.samples import SITE, archive

WITHOUT_MACRO = {"card", "results", "prose"}
WITHOUT_STYLE = {"item_lists"}
README = (THEME / "README.md").read_text("utf-8")


def macros() -> set[str]:
    return {path.stem for path in (THEME / "templates" / "components").glob("*.html")}


def test_every_component_is_shown_and_documented() -> None:
    assert {name for name, _ in COMPONENTS} == macros()
    assert re.findall(r"^\| `(\w+)` \| (.+) \|$", README, re.M) == list(COMPONENTS)


def test_every_component_has_a_style_sheet_of_its_own() -> None:
    sheets = {path.stem for path in (THEME / "static/css/components").glob("*.css")}
    assert {name.replace("_", "-") for name in macros() - WITHOUT_STYLE} == sheets - WITHOUT_MACRO


def test_every_colour_is_named_with_what_it_is_for() -> None:
    tokens = (THEME / "static/css/tokens.css").read_text("utf-8")
    colours = dict.fromkeys(re.findall(r"--([\w-]+): #[0-9a-f]{3,6};", tokens))
    assert [name for name, _ in TOKENS] == list(colours)
    colours_told = README.partition("| other tokens |")[0]
    assert re.findall(r"^\| `--([\w-]+)` \| (.+) \|$", colours_told, re.M) == list(TOKENS)


def test_the_page_shows_each_component_with_matter(html: Mapping[str, str]) -> None:
    soup = BeautifulSoup(html[PATH], "lxml")
    for name, purpose in COMPONENTS:
        section = soup.find("section", attrs={"aria-labelledby": f"component-{name}"})
        assert section is not None, name
        lead = section.find("p", class_="section__lead")
        assert lead is not None
        assert lead.get_text() == purpose
        assert lead.find_next_sibling() is not None, name


def test_a_published_site_has_no_page_of_components() -> None:
    paths = {page.path for page in site_pages(archive(), replace(SITE, components=False))}
    assert PATH not in paths
