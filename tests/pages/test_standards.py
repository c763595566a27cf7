"""What machines are told of a page: search engines, social networks, browsers, feed readers."""

import json
import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup, Tag
from msgspec.structs import replace

from plugins.export.feeds import feed_files, feeds
from plugins.export.sitemap import site_map, sitemap_files
from plugins.export.web import Web, web_files
from plugins.model import Page
from plugins.pages import site_pages
from plugins.pages.kin import HeldPages
from plugins.pages.views import Shown
from tests.pages.conftest import THEME, rendered
from tests.pages.samples import OFFLINE, SITE, archive

ATOM = "{http://www.w3.org/2005/Atom}"
SEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)")
SOLD_TO = {"Article": "article", "Person": "profile"}
CARDS = {"Event": "card-event", "Donor": "card-donor", "Figure": "card-figure", "Person": "card-person"}


@pytest.fixture(scope="module")
def soups(html: Mapping[str, str]) -> Mapping[str, BeautifulSoup]:
    return {path: BeautifulSoup(text, "lxml") for path, text in html.items()}


def content(soup: BeautifulSoup, name: str) -> str | None:
    tag = soup.select_one(f'meta[property="{name}"], meta[name="{name}"]')
    return str(tag["content"]) if tag else None


def shown(soup: BeautifulSoup) -> str:
    """Give all that a page shows, and the days that it shows in words, on one line."""
    days = " ".join(str(tag["datetime"]) for tag in soup.select("time[datetime]"))
    return " ".join(f"{soup.body.get_text(' ') if soup.body else ''} {days}".split())


def test_a_social_network_is_told_title_description_kind_and_address(
    soups: Mapping[str, BeautifulSoup], pages: Mapping[str, Page]
) -> None:
    for path, soup in soups.items():
        head = pages[path].view.head  # type: ignore[attr-defined]
        assert content(soup, "og:title") == head.title, path
        assert content(soup, "og:description") == content(soup, "description"), path
        assert content(soup, "og:type") == SOLD_TO.get(head.kind, "website"), path
        assert content(soup, "og:url") == head.canonical, path
        assert content(soup, "og:site_name") == SITE.name, path
        assert content(soup, "twitter:card") == "summary_large_image", path


def test_pages_of_a_kind_share_a_card_that_is_there(
    soups: Mapping[str, BeautifulSoup], pages: Mapping[str, Page]
) -> None:
    for path, soup in soups.items():
        address = content(soup, "og:image") or ""
        name = address.removeprefix(f"{SITE.url}/theme/")
        assert (THEME / "static" / name).read_bytes()[16:24] == bytes.fromhex("000004b000000276"), path
        kind = pages[path].view.head.kind  # type: ignore[attr-defined]
        assert name.removesuffix(".png") == CARDS.get(kind, name.removesuffix(".png")), path
        assert content(soup, "og:image:alt"), path


def told(value: object) -> Iterator[tuple[str, str]]:
    """Give what a page's JSON-LD claims of its subject, by name."""
    if isinstance(value, dict):
        for name, one in value.items():
            if isinstance(one, str) and not name.startswith("@"):
                yield name, one
            else:
                yield from told(one)
    elif isinstance(value, list):
        for one in value:
            yield from told(one)


MACHINES_ALONE = {
    "url",
    "inLanguage",
    "contentUrl",
    "encodingFormat",
    "license",
    "sameAs",
    "isBasedOn",
    "target",
    "query-input",
}


def test_structured_data_says_what_the_page_shows(soups: Mapping[str, BeautifulSoup]) -> None:
    for path, soup in soups.items():
        script = soup.select_one('script[type="application/ld+json"]')
        assert script is not None, path
        described = json.loads(script.get_text())
        text = shown(soup)
        for name, value in told(described):
            if name not in MACHINES_ALONE:
                # "Norway: nearly $240 million" is two pieces of a heading.
                for piece in " ".join(value.split()).removesuffix("…").split(": "):
                    assert piece.casefold() in text.casefold(), (path, name, value)


def test_each_subject_has_its_own_kind_of_structured_data(soups: Mapping[str, BeautifulSoup]) -> None:
    kinds = {
        "articles/oslo-gas.html": "NewsArticle",
        "events/oslo-2023-03-14.html": "Event",
        "donors/norway.html": "Country",
        "people/kari-lund.html": "Person",
        "claims/oslo-gas-c1.html": "Claim",
        "data/index.html": "Dataset",
    }
    for path, kind in kinds.items():
        script = soups[path].select_one('script[type="application/ld+json"]')
        assert script is not None
        assert json.loads(script.get_text())["@type"] == kind


def test_an_articles_structured_data_has_its_day_language_and_headline(
    soups: Mapping[str, BeautifulSoup],
) -> None:
    script = soups["articles/oslo-gas.html"].select_one('script[type="application/ld+json"]')
    assert script is not None
    described = json.loads(script.get_text())
    row = next(entry.row for entry in archive().entries if entry.row.id == "oslo-gas")
    assert described["headline"] == row.title
    assert described["datePublished"] == row.published.date
    assert described["inLanguage"] == row.language


def test_every_page_of_an_edition_names_all_its_twins() -> None:
    editions = (("en", SITE.url), ("uk", "https://briefings.example.org/uk"))
    site = replace(SITE, editions=editions, components=False)
    for page in site_pages(archive(), site):
        soup = BeautifulSoup(rendered(page, site), "lxml")
        twins = {
            str(tag["hreflang"]): str(tag["href"]) for tag in soup.select('link[rel="alternate"][hreflang]')
        }
        path = page.view.head.path  # type: ignore[attr-defined]
        assert twins == {language: f"{address}/{path}" for language, address in editions}, path


def test_a_site_in_one_language_names_no_twins(soups: Mapping[str, BeautifulSoup]) -> None:
    assert not [path for path, soup in soups.items() if soup.select("link[hreflang]")]


def test_no_page_may_run_or_load_what_is_not_its_own(soups: Mapping[str, BeautifulSoup]) -> None:
    for path, soup in soups.items():
        policy = soup.select_one('meta[http-equiv="Content-Security-Policy"]')
        assert policy is not None, path
        assert policy.find_previous(["script", "link", "style"]) is None, path
        rules = dict(rule.strip().split(" ", 1) for rule in str(policy["content"]).split(";"))
        assert rules["default-src"] == "'none'", path
        assert rules["base-uri"] == "'none'", path
        own = {word for values in rules.values() for word in values.split()}
        allowed = {"'none'", "'self'", "data:"} | ({"'wasm-unsafe-eval'"} if path == "search.html" else set())
        assert own <= allowed, (path, own)


@pytest.mark.parametrize("site", [SITE, OFFLINE], ids=["address known", "address unknown"])
def test_atom_feeds_have_all_that_the_standard_asks_for(site: object) -> None:
    made = feeds(archive(), site, ())  # type: ignore[arg-type]
    assert made
    for feed in made.values():
        (data,) = (file.data for file in feed_files(feed) if file.path.endswith(".xml"))
        root = ET.fromstring(data)  # noqa: S314 - our own file
        entries = root.findall(f"{ATOM}entry")
        for element in (root, *entries):
            for name in ("id", "title", "updated"):
                assert len(element.findall(f"{ATOM}{name}")) == 1, (feed.path, name)
            assert MOMENT.fullmatch(element.findtext(f"{ATOM}updated") or ""), feed.path
            assert re.match(r"https?://|urn:", element.findtext(f"{ATOM}id") or ""), feed.path
            assert element.find(f"{ATOM}link[@rel='alternate']") is not None, feed.path
        # An entry without an author takes the feed's.
        assert root.findtext(f"{ATOM}author/{ATOM}name"), feed.path
        assert root.find(f"{ATOM}link[@rel='self']") is not None, feed.path
        idents = [entry.findtext(f"{ATOM}id") for entry in entries]
        assert len(set(idents)) == len(idents), feed.path


@pytest.mark.parametrize("site", [SITE, OFFLINE], ids=["address known", "address unknown"])
def test_json_feeds_have_all_that_the_standard_asks_for(site: object) -> None:
    for feed in feeds(archive(), site, ()).values():  # type: ignore[arg-type]
        (data,) = (file.data for file in feed_files(feed) if file.path.endswith(".json"))
        told = json.loads(data)
        assert told["version"] == "https://jsonfeed.org/version/1.1"
        assert told["title"]
        for item in told["items"]:
            assert isinstance(item["id"], str)
            assert item.get("content_text") or item.get("content_html"), item["id"]
            assert MOMENT.fullmatch(item.get("date_published", "2000-01-01T00:00:00Z"))
        idents = [item["id"] for item in told["items"]]
        assert len(set(idents)) == len(idents)


def test_every_feed_that_a_page_names_is_made(soups: Mapping[str, BeautifulSoup]) -> None:
    made = {file.path for feed in feeds(archive(), SITE, ()).values() for file in feed_files(feed)}
    for path, soup in soups.items():
        named = soup.select('link[type="application/atom+xml"], link[type="application/feed+json"]')
        assert len(named) >= 2, path
        for tag in named:
            address = str(tag["href"]).replace("../", "").removeprefix("/ukraine/")
            assert address in made, (path, address)


def test_a_browser_can_add_the_search() -> None:
    files = {file.path: file.data for file in web_files(Web(SITE, ()))}
    root = ET.fromstring(files["opensearch.xml"])  # noqa: S314 - our own file
    assert root.tag == f"{SEARCH}OpenSearchDescription"
    assert 0 < len(root.findtext(f"{SEARCH}ShortName") or "") <= 16
    assert 0 < len(root.findtext(f"{SEARCH}Description") or "") <= 1024
    url = root.find(f"{SEARCH}Url[@type='text/html']")
    assert url is not None
    assert url.get("template") == f"{SITE.url}/search.html?q={{searchTerms}}"


def test_a_sitemaps_days_are_days_of_the_w3c() -> None:
    pages = HeldPages(Shown(entry.row.url) for entry in archive().entries)
    (part,) = site_map(archive(), SITE, pages).values()
    (file,) = sitemap_files(part)
    days = [tag.text or "" for tag in ET.fromstring(file.data).iter() if tag.tag.endswith("lastmod")]  # noqa: S314
    assert days
    assert all(re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", day) for day in days)


def test_the_main_landmarks_have_names_of_their_own(soups: Mapping[str, BeautifulSoup]) -> None:
    for path, soup in soups.items():
        names = [name_of(tag, soup) for tag in soup.find_all("nav")]
        assert all(names), path
        assert len(set(names)) == len(names), (path, names)


def name_of(tag: Tag, soup: BeautifulSoup) -> str:
    if tag.get("aria-label"):
        return str(tag["aria-label"])
    named = soup.find(id=str(tag.get("aria-labelledby", "")))
    return named.get_text(" ", strip=True) if named else ""
