"""Feeds, citations, sitemap and headers."""

import json
import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pytest

from plugins.export.citations import citations
from plugins.export.feeds import feed_files, feeds
from plugins.export.sitemap import Index, Part, site_map, sitemap_files
from plugins.export.web import Web, web_files
from plugins.model import File, Site
from plugins.pages.kin import HeldPages, Kin, kin_of
from plugins.pages.references import Citation, bibtex, csl, ris
from plugins.pages.views import Shown
from plugins.render.digests import value_digest
from tests.export.archives import ARCHIVE, OFFLINE, SITE

ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = feeds(ARCHIVE, SITE, ())
FILES = {file.path: file.data for feed in FEEDS.values() for file in feed_files(feed)}


def entries(path: str) -> list[ET.Element]:
    return ET.fromstring(FILES[path]).findall(f"{ATOM}entry")  # noqa: S314 - our own file


def test_there_is_a_feed_of_all_and_one_a_donor_event_and_source() -> None:
    assert set(FEEDS) == {
        "feeds/all",
        "feeds/donors/norway",
        "feeds/events/meeting",
        "feeds/sources/courier",
    }


def test_the_newest_comes_first_and_its_day_is_the_feeds() -> None:
    root = ET.fromstring(FILES["feeds/all.xml"])  # noqa: S314
    assert entries("feeds/all.xml")[0].findtext(f"{ATOM}title") == "Newest"
    assert root.findtext(f"{ATOM}updated") == "2023-03-01T00:00:00Z"


def test_what_has_no_known_day_is_not_given_one() -> None:
    assert len(entries("feeds/all.xml")) == 2
    assert "2 more without a known day" in FILES["feeds/all.xml"].decode()
    items = {item["url"]: item for item in json.loads(FILES["feeds/all.json"])["items"]}
    assert len(items) == 4
    assert "date_published" not in items["https://example.org/a/articles/c.html"]


def test_scraped_text_is_text_in_a_feed() -> None:
    (title,) = (
        entry.find(f"{ATOM}title")
        for entry in entries("feeds/donors/norway.xml")
        if "calc" in (entry.findtext(f"{ATOM}title") or "")
    )
    assert title.get("type") is None
    assert "<b>bold</b>" in (title.text or "")
    assert "\u202e" not in (title.text or "")


def test_without_an_address_of_its_own_a_feed_claims_none() -> None:
    (feed,) = (feed for feed in feeds(ARCHIVE, OFFLINE, ()).values() if feed.path == "feeds/donors/norway")
    atom, plain = (file.data.decode() for file in feed_files(feed))
    assert "http" not in re.sub(r'xmlns="[^"]*"', "", atom)
    assert 'href="../../articles/a.html"' in atom
    assert json.loads(plain)["items"][0]["url"] == "../../articles/a.html"
    assert re.search(r"<id>urn:uuid:[0-9a-f-]{36}</id>", atom)


def cited(site: Site, article: str) -> Citation:
    parts = citations(ARCHIVE, site, ())
    return next(one for part in parts.values() for one in part if one.id == article)


CITED = cited(SITE, "a")


def test_a_citation_says_what_is_known_and_nothing_else() -> None:
    item = csl(CITED)
    assert item["issued"] == {"date-parts": [[2023, 2, 8]]}
    assert item["container-title"] == "The Courier & Co"
    assert item["archive_location"] == "https://example.org/a/articles/a.html"
    undated = csl(cited(OFFLINE, "c"))
    assert "issued" not in undated
    assert "archive_location" not in undated


def test_bibtex_stays_balanced_whatever_the_title() -> None:
    text = re.sub(r"\\[{}]", "", bibtex(CITED))
    assert text.count("{") == text.count("}")


def test_ris_has_one_field_a_line() -> None:
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in ris(CITED).split("\r\n")[:-1])


def test_a_month_is_no_day() -> None:
    assert "DA  - 2023/01//" in ris(cited(SITE, "b"))


def sitemap(*paths: str) -> dict[str, Index | Part]:
    return site_map(ARCHIVE, SITE, HeldPages(Shown(path, hidden=path == "404.html") for path in paths))


def locations(file: File) -> list[str]:
    return [tag.text or "" for tag in ET.fromstring(file.data).iter() if tag.tag.endswith("loc")]  # noqa: S314


def test_a_sitemap_has_every_page_that_is_not_hidden_and_days_of_articles_only() -> None:
    url, day = ARCHIVE.entries[0].row.url, ARCHIVE.entries[0].row.published.date
    (part,) = sitemap("index.html", url, "404.html").values()
    (file,) = sitemap_files(part)
    assert file.path == "sitemap.xml"
    urls = list(ET.fromstring(file.data))  # noqa: S314
    assert [[child.text for child in url] for url in urls] == [
        [f"https://example.org/a/{url}", day],
        ["https://example.org/a/index.html"],
    ]


def test_a_long_sitemap_is_parted_and_a_new_page_changes_one_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plugins.export.sitemap.MOST_IN_SITEMAP", 30)
    monkeypatch.setattr("plugins.export.sitemap.MEANT", 10)
    paths = [f"{number}.html" for number in range(100)]
    found, more = sitemap(*paths), sitemap(*paths, "more.html")
    files = {name: [*sitemap_files(part)] for name, part in found.items()}
    (index,) = files.pop("index")
    assert index.path == "sitemap.xml"
    held = [file for some in files.values() for file in some]
    assert locations(index) == [f"https://example.org/a/{file.path}" for file in held]
    assert sorted(url for file in held for url in locations(file)) == sorted(
        f"https://example.org/a/{path}" for path in paths
    )
    assert all(len(locations(file)) <= 30 for file in held)
    assert len(held) > 5
    assert sum(value_digest(more[name]) != value_digest(part) for name, part in found.items()) == 1


def test_pages_that_are_too_many_for_one_file_go_on_in_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plugins.export.sitemap.MOST_IN_SITEMAP", 2)
    monkeypatch.setattr("plugins.export.sitemap.MEANT", 2)

    class OneFamily(HeldPages):
        def kin(self) -> Iterator[Kin]:
            yield kin_of([*self])

    found = site_map(ARCHIVE, SITE, OneFamily(Shown(path) for path in "abcde"))
    files = [file for name, part in found.items() if name != "index" for file in sitemap_files(part)]
    assert [len(locations(file)) for file in files if locations(file)] == [2, 2, 1]
    assert len({file.path for file in files}) == len(files)


def test_header_files_stand_aside_until_they_are_asked_for() -> None:
    assert {file.path for file in web_files(Web(SITE, ()))} == {
        "robots.txt",
        "opensearch.xml",
        "hosting/headers.txt",
        "hosting/htaccess.txt",
        "hosting/nginx.txt",
    }
    asked = {file.path: file.data for file in web_files(Web(SITE, ("_headers", ".htaccess")))}
    assert b"Content-Security-Policy: default-src 'none'" in asked["_headers"]
    assert b"unsafe-inline" not in asked[".htaccess"]
