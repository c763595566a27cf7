"""The sitemap: one file, or where that would be too long many, so that a new page changes few of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

from plugins.export.markup import DECLARATION, absolute, add_text, xml_bytes
from plugins.memory import name_of
from plugins.model import Archive, File, Site, Value
from plugins.pages.kin import Kin, SitePages, parts_for, place_of
from plugins.pages.plain_text import printable

SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"
MOST_IN_SITEMAP = 50_000
"""Addresses that one sitemap may hold (sitemaps.org)."""
MEANT = 2_000
"""Addresses in one of many, at most and as a rule: it takes a few milliseconds to write."""


class Index(Value, frozen=True):
    """The sitemap of a large site: where its parts are."""

    site: Site
    paths: tuple[str, ...]


class Part:
    """One file of addresses.

    No dataclass: what is encoded for a digest is its own `digest`, not all the addresses.
    """

    def __init__(
        self, site: Site, paths: tuple[str, ...], kin: Sequence[Kin], days: Mapping[str, str | None]
    ) -> None:
        """`paths`: where it stands, several only where it is longer than one may be.

        `days`: of the articles in this part, by their address.
        """
        self.site = site
        self.paths = paths
        self.kin = kin
        self.days = days

    @cached_property
    def digest(self) -> bytes:
        """What differs where the file does."""
        return name_of(self.site, self.paths, sorted(one.digest for one in self.kin), self.days)


def site_map(archive: Archive, site: Site, pages: SitePages) -> dict[str, Index | Part]:
    """Give the pages that search engines should know, in the parts in which they are written."""
    kin = [*pages.kin()]
    addresses = sum([one.count for one in kin])
    number = parts_for(addresses, MEANT) if addresses > MOST_IN_SITEMAP else 1
    shelves: defaultdict[int, list[Kin]] = defaultdict(list)
    for one in kin:
        shelves[one.place % number].append(one)
    days: defaultdict[int, dict[str, str | None]] = defaultdict(dict)
    for row in [entry.row for entry in archive.entries]:
        days[place_of(row.url) % number][row.url] = row.published.date
    if number == 1:
        return {"sitemap": Part(site, ("sitemap.xml",), kin, days[0])}
    parts = {
        f"part {at + 1}": Part(site, _paths(at + 1, shelves[at]), shelves[at], days[at])
        for at in range(number)
    }
    paths = chain.from_iterable(part.paths for part in parts.values())
    return {"index": Index(site, tuple(paths)), **parts}


def _paths(number: int, kin: Iterable[Kin]) -> tuple[str, ...]:
    pieces = range(0, max(1, sum(one.count for one in kin)), MOST_IN_SITEMAP)
    return tuple(
        f"sitemaps/{number}-{at}.xml" if at else f"sitemaps/{number}.xml" for at in range(len(pieces))
    )


def sitemap_files(found: Index | Part) -> Iterator[File]:
    """Give an index, or the files of a part.

    Where the site's own address is not known, the addresses are relative to the site's root.
    """
    if isinstance(found, Index):
        yield File("sitemap.xml", _index(found))
        return
    addresses = sorted(chain.from_iterable(one.addresses() for one in found.kin))
    for at, path in enumerate(found.paths):
        own = addresses[at * MOST_IN_SITEMAP : (at + 1) * MOST_IN_SITEMAP]
        yield File(path, _sitemap(found, own))


def _index(found: Index) -> bytes:
    root = ET.Element("sitemapindex", xmlns=SCHEMA)
    for path in found.paths:
        add_text(ET.SubElement(root, "sitemap"), "loc", absolute(found.site, path))
    return xml_bytes(root)


def _sitemap(found: Part, addresses: Iterable[str]) -> bytes:
    """Give one sitemap: as text, since a tree of tens of thousands of addresses takes a hundred megabytes."""
    lines = []
    for path in addresses:
        day = found.days.get(path)
        told = f"<lastmod>{day}</lastmod>" if day is not None else ""
        lines.append(f" <url><loc>{escape(printable(absolute(found.site, path)))}</loc>{told}</url>\n")
    return f'{DECLARATION}<urlset xmlns="{SCHEMA}">\n{"".join(lines)}</urlset>\n'.encode()
