"""A site made of nothing but hostile articles: no page of it runs, loads, styles or hides what is theirs."""

import csv
import io
import json
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

import html5lib
import pytest
from playwright.sync_api import Browser, Dialog, Request, Route

from tests.hostile.vectors import CELLS, EVERY, MARKDOWN, RUN, TRAP
from tests.serving import static_site
from tests.site.builds import Folder

BODY = (
    "The {n}th convoy left the harbour of Drammen for Odesa on Monday, the minister of transport said. It "
    "carries generators, blankets and two field hospitals, and will be on the road for nine days in all."
)
HTML = (
    "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>{title}</title>"
    "<meta name=author content='{author}'></head><body><article><h1>{title}</h1><p>{body}</p>\n{payload}\n"
    "<p>Convoy {n} was received in Lviv by the mayor, who thanked all that had given, and the drivers.</p>"
    "</article></body></html>"
)
XHTML = "{http://www.w3.org/1999/xhtml}"
LOADING = {"src", "srcset", "poster", "background", "data", "ping", "formaction", "xlink:href", "srcdoc"}
NEVER = {
    *("iframe", "object", "embed", "base", "frame", "applet", "style", "portal", "template", "math"),
    "foreignobject",
}


@dataclass(frozen=True)
class Site:
    """The built site, and which pages show the articles."""

    root: Path
    pages: tuple[str, ...]
    articles: tuple[str, ...]


def articles() -> Iterator[tuple[str, str]]:
    """Give every article, by its file's name."""
    for n, payload in enumerate(EVERY):
        body = BODY.format(n=n)
        # The payload stands in the text, in the title and in the name of the author, in turn.
        title, author = f"Convoy {n} for Odesa", "Kari Dahl"
        yield f"h{n}.html", HTML.format(title=title, author=author, body=body, payload=payload, n=n)
        yield f"t{n}.txt", f"Convoy {n} {payload}\n\nBy {payload}\n3 March 2023\n\n{body} {payload}\n"
    for n, payload in enumerate((*MARKDOWN, *EVERY)):
        fields = {"title": f"Report {n} {payload}", "author": payload, "link": payload}
        stated = "\n".join(f"{key}: {json.dumps(value)}" for key, value in fields.items())
        body = BODY.format(n=f"5{n}")
        yield (
            f"m{n}.md",
            f"---\n{stated}\n---\n\n{body}\n\n{payload}\n\n{body} Or so it was said in town {n}.\n",
        )
    for n, cell in enumerate(CELLS):
        record = {
            "title": f"{cell} convoy",
            "author": cell,
            "source": cell,
            "text": f"{BODY.format(n=n)} {n}",
        }
        yield f"c{n}.jsonl", json.dumps(record) + "\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = Folder(tmp_path_factory.mktemp("vectors"))
    for name, text in articles():
        folder.add(name, text)
    outcome = folder.build().outcome
    assert [problem.where for problem in outcome.problems if "failed" in problem.what] == []
    assert len(outcome.articles) > 0.9 * sum(1 for _ in articles())
    pages = tuple(
        sorted(path.relative_to(folder.output).as_posix() for path in folder.output.rglob("*.html"))
    )
    return Site(folder.output, pages, tuple(sorted(article.url for article in outcome.articles)))


Element = tuple[str, str, dict[str, str]]


@pytest.fixture(scope="module")
def elements(site: Site) -> list[Element]:
    """Give every element of every page as a browser reads it: page, name, attributes."""
    return list(_elements(site))


def _elements(site: Site) -> Iterator[Element]:
    for page in site.pages:
        tree = html5lib.parse((site.root / page).read_bytes(), transport_encoding="utf-8")
        for element in tree.iter():
            if isinstance(element.tag, str):
                names = {
                    str(name).rpartition("}")[2].lower(): value for name, value in element.attrib.items()
                }
                yield page, element.tag.removeprefix(XHTML).rpartition("}")[2].lower(), names


def test_pages_hold_only_the_sites_own_elements_and_attributes(elements: list[Element]) -> None:
    for page, tag, attributes in elements:
        assert tag not in NEVER, (page, tag)
        assert not [name for name in attributes if name.startswith("on") or name == "style"], (
            page,
            attributes,
        )
        for name in LOADING & attributes.keys():
            assert not re.match(r"\s*(?:[a-z]+:|[/\\]{2})", attributes[name], re.I), (page, tag, attributes)
        if tag == "script":
            assert "src" in attributes or attributes["type"] == "application/ld+json", (page, attributes)
        if tag == "form":
            assert "//" not in attributes["action"], (page, attributes)


def test_links_lead_to_pages_of_the_site_and_to_web_addresses_that_are_marked(
    elements: list[Element],
) -> None:
    for page, tag, attributes in elements:
        href = attributes.get("href", "")
        if tag in {"a", "area"} and re.match(r"\s*[a-z][a-z0-9+.-]*:|\s*[/\\]{2}", href, re.I):
            assert href.startswith(("https://", "http://")), (page, href)
            assert attributes["rel"] == "noopener nofollow ugc", (page, attributes)
        assert "target" not in attributes, (page, attributes)


def test_every_page_states_its_policy_before_any_script(site: Site) -> None:
    for page in site.pages:
        text = (site.root / page).read_text("utf-8")
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
        assert policy, page
        assert policy[1].startswith("default-src 'none'"), page
        assert "unsafe-inline" not in policy[1], page
        assert "'unsafe-eval'" not in policy[1], page
        assert policy.start() < text.index("<script"), page


def test_data_in_pages_cannot_end_its_element(site: Site) -> None:
    for page in site.pages:
        text = (site.root / page).read_text("utf-8")
        for data in re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.S):
            assert not re.search("[<>&\u2028\u2029]", data), page
            json.loads(data)


def test_feeds_and_data_always_parse(site: Site) -> None:
    for path in site.root.rglob("*"):
        if path.suffix == ".xml":
            assert b"<!DOCTYPE" not in path.read_bytes()
            ET.fromstring(path.read_bytes())  # noqa: S314 - our own files
        elif path.suffix == ".json":
            json.loads(path.read_bytes())
        elif path.suffix == ".jsonl":
            assert all(json.loads(line) for line in path.read_text("utf-8").split("\n") if line)


def test_no_cell_begins_with_what_a_spreadsheet_runs(site: Site) -> None:
    for path in site.root.rglob("*.csv"):
        for row in csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")):
            wrong = [cell for cell in row if re.match(r"[=@＝＋－＠\t\r]|[+-](?![\d.]+\Z)", cell)]
            assert wrong == [], path


def test_the_database_holds_the_words_as_they_are(site: Site) -> None:
    (path,) = site.root.glob("data/*.sqlite*")
    with sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True) as database:
        titles = {title for (title,) in database.execute("select title from articles")}
        assert database.execute("pragma integrity_check").fetchone() == ("ok",)
    database.close()
    assert any("<img" in title for title in titles)


def visit(browser: Browser, root: str, pages: tuple[str, ...]) -> list[str]:
    """Open pages in a browser and give all that ran, loaded or went somewhere."""
    context = browser.new_context()
    page = context.new_page()
    caught: list[str] = []
    at = ""

    def heard(route: Route, request: Request) -> None:
        caught.append(f"{at}: asked for {request.url}")
        route.abort()

    def asked(dialog: Dialog) -> None:
        caught.append(f"{at}: dialog {dialog.message}")
        dialog.dismiss()

    context.route(lambda url: not url.startswith((root, "data:")), heard)
    page.on("dialog", asked)
    for at in pages:
        page.goto(root + at)
        if page.evaluate("window.ran") is not None:
            caught.append(f"{at}: ran")
        if page.url != root + at:
            caught.append(f"{at}: went to {page.url}")
    context.close()
    return caught


def test_the_browser_test_would_catch_what_runs_and_what_loads(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(f"<script>{RUN}</script><img src={TRAP}/x>", "utf-8")
    with static_site(tmp_path) as root:
        assert visit(browser, root, ("a.html",)) == [f"a.html: asked for {TRAP}/x", "a.html: ran"]


@pytest.mark.browser
def test_a_browser_runs_loads_and_follows_nothing(browser: Browser, site: Site) -> None:
    lists = ("index.html", "articles/index.html", "quotes/index.html", "search.html")
    # Every other article, and the lists that show all titles: the rest is read without a browser above.
    shown = (*site.articles[::2], *(page for page in lists if page in site.pages))
    with static_site(site.root) as root:
        assert visit(browser, root, shown) == []
