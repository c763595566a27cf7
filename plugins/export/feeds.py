"""Atom and JSON feeds: of all articles, and of those on one donor, one event or from one source.

Times come from the articles' own days, never from a clock. Atom must date every entry, so articles without a
known day stand in the JSON feed only, and the Atom feed says how many those are.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from operator import attrgetter
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

from plugins.bodies import Bodies
from plugins.export.plain import excerpt
from plugins.export.tables import json_line
from plugins.linked import told_in_short
from plugins.memory import name_of
from plugins.model import Archive, ArticleRow, File, Site, Value
from plugins.pages.country_names import named_for_readers
from plugins.pages.event_titles import event_title
from plugins.pages.plain_text import printable

MOST = 100
"""Entries of one feed: the newest."""
ATOM = "http://www.w3.org/2005/Atom"
NEVER = "1970-01-01"
"""What Atom's `updated` says where no day is known at all."""


class Entry(Value, frozen=True):
    """One article in a feed."""

    title: str
    url: str
    summary: str
    day: str | None
    """A whole day, or None where less is known."""
    authors: tuple[str, ...]
    language: str
    link: str | None


class Feed:
    """One feed before it is written.

    No struct: what is encoded for a digest is its own `digest`, so that no summary is made only to see that
    the feed is as it was.
    """

    def __init__(
        self, path: str, title: str, page: str, rows: Sequence[ArticleRow], site: Site, bodies: Bodies | None
    ) -> None:
        """`path`: relative to the site's root, without suffix; `page`: the page that the feed belongs to.

        `rows`: newest first, those without a day last.
        """
        self.path = path
        self.title = title
        self.page = page
        self.site = site
        self._rows = rows
        self._bodies = bodies

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Give its entries, newest first, those without a day last."""
        return tuple(map(_entry, self._rows))

    @cached_property
    def digest(self) -> bytes:
        """What differs where its files do."""
        # A reading's name stands for the text that the summary is made of.
        told = told_in_short(self._rows, self._bodies) or [(_shown(row), row.text) for row in self._rows]
        return name_of(self.path, self.title, self.page, self.site, told)


_shown = attrgetter("title", "url", "published.date", "authors", "language", "link")


def feed_path(folder: str = "", ident: str = "all") -> str:
    """Give where a feed stands, without its suffix ".xml" or ".json".

    >>> feed_path("donors", "norway")
    'feeds/donors/norway'
    """
    return f"feeds/{folder}/{ident}" if folder else f"feeds/{ident}"


def feeds(archive: Archive, site: Site, _pages: object) -> dict[str, Feed]:
    """Give every feed by its path."""
    rows = sorted([entry.row for entry in archive.entries], key=attrgetter("url"))
    # The latest first, those without a day last.
    days = [_day(row.published.date) or "" for row in rows]
    rows = [rows[number] for number in sorted(range(len(rows)), key=days.__getitem__, reverse=True)]
    place = {row.id: number for number, row in enumerate(rows)}

    def feed(path: str, title: str, page: str, places: Iterable[int]) -> Feed:
        newest = [rows[number] for number in sorted(places)[:MOST]]
        return Feed(path, title, page, newest, site, archive.bodies)

    made = [feed(feed_path(), site.name, "index.html", range(len(rows)))]
    for path, title, page, idents in _own_feeds(archive, site):
        places = [number for number in map(place.get, idents) if number is not None]
        if places:
            made.append(feed(path, f"{title} · {site.name}", page, places))
    return {feed.path: feed for feed in made}


def feed_files(feed: Feed) -> Iterator[File]:
    """Give a feed in both forms."""
    yield File(f"{feed.path}.xml", atom(feed))
    yield File(f"{feed.path}.json", json_feed(feed))


def _own_feeds(archive: Archive, site: Site) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    for donor in named_for_readers(archive.donors, site.language):
        yield feed_path("donors", donor.id), donor.name, donor.url, donor.articles
    for event in archive.events:
        yield (
            feed_path("events", event.id),
            event_title(event.title, site.say),
            event.url,
            (event.articles + event.mentioned_in),
        )
    for source in archive.sources:
        yield feed_path("sources", source.id), source.name, source.url, source.articles


def _day(day: str | None) -> str | None:
    """Give a day, where it is known to the day."""
    return day if day is not None and len(day) == len(NEVER) else None


def _entry(row: ArticleRow) -> Entry:
    return Entry(
        title=row.title,
        url=row.url,
        summary=excerpt(row.text),
        day=_day(row.published.date),
        authors=row.authors,
        language=row.language,
        link=row.link,
    )


def _ident(site: Site, path: str) -> str:
    """Give an identifier that stays: the address where it is known, else one made of the path."""
    if site.url:
        return f"{site.url}/{path}"
    return uuid5(NAMESPACE_URL, f"dossier:{site.name}/{path}").urn


def _address(feed: Feed, path: str) -> str:
    """Give an absolute address, or where the site's own is not known one relative to the feed."""
    return f"{feed.site.url}/{path}" if feed.site.url else "../" * feed.path.count("/") + path


def atom(feed: Feed) -> bytes:
    """Give a feed as Atom 1.0."""
    entries = feed.entries
    dated = [entry for entry in entries if entry.day is not None]
    left_out = len(entries) - len(dated)
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": feed.site.language})
    _text(root, "title", feed.title)
    _text(root, "id", _ident(feed.site, f"{feed.path}.xml"))
    _text(root, "updated", _moment(dated[0].day or NEVER if dated else NEVER))
    if left_out:
        left = feed.site.say.many(
            "{n} more without a known day: see the JSON feed, or the site.",
            "{n} more without a known day: see the JSON feed, or the site.",
            left_out,
        )
        _text(root, "subtitle", left)
    _link(root, "self", _address(feed, f"{feed.path}.xml"), "application/atom+xml")
    _link(root, "alternate", _address(feed, feed.page), "text/html")
    _author(root, feed.site.name)
    for entry in dated:
        _atom_entry(root, feed, entry)
    ET.indent(root, " ")
    text: bytes = ET.tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + text + b"\n"


def _atom_entry(root: ET.Element, feed: Feed, entry: Entry) -> None:
    element = ET.SubElement(root, "entry", {"xml:lang": entry.language})
    _text(element, "title", entry.title)
    _text(element, "id", _ident(feed.site, entry.url))
    _text(element, "updated", _moment(entry.day or NEVER))
    _text(element, "published", _moment(entry.day or NEVER))
    _link(element, "alternate", _address(feed, entry.url), "text/html")
    for author in entry.authors:
        _author(element, author)
    _text(element, "summary", entry.summary)


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"


def _text(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, tag).text = printable(text)


def _link(parent: ET.Element, rel: str, href: str, kind: str) -> None:
    ET.SubElement(parent, "link", {"rel": rel, "type": kind, "href": href})


def _author(parent: ET.Element, name: str) -> None:
    _text(ET.SubElement(parent, "author"), "name", name)


def json_feed(feed: Feed) -> bytes:
    """Give a feed as JSON Feed 1.1."""
    described: dict[str, object] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": _address(feed, feed.page),
        "feed_url": _address(feed, f"{feed.path}.json"),
        "language": feed.site.language,
        "items": [_json_item(feed, entry) for entry in feed.entries],
    }
    return json_line(described)


def _json_item(feed: Feed, entry: Entry) -> Mapping[str, object]:
    item: dict[str, object] = {
        "id": _ident(feed.site, entry.url),
        "url": _address(feed, entry.url),
        "title": printable(entry.title),
        "content_text": printable(entry.summary),
        "language": entry.language,
    }
    if entry.day is not None:
        item["date_published"] = _moment(entry.day)
    if entry.link is not None:
        item["external_url"] = entry.link
    if entry.authors:
        item["authors"] = [{"name": printable(author)} for author in entry.authors]
    return item
