"""Files for machines that visit a site: sitemap, robots.txt, OpenSearch, and headers for usual hosts."""

from collections.abc import Iterable, Iterator, Sequence
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

from plugins.model import Archive, File, Site, Value
from plugins.pages.plain_text import printable
from plugins.pages.views import Shown

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
MOST_IN_SITEMAP = 50_000
"""Addresses that one sitemap may hold (sitemaps.org)."""
DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'
OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; "
    "img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""What any page of the site may do; each page's own meta tag narrows it further."""
HEADERS = (
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
)


class Address(Value, frozen=True):
    """One page in the sitemap."""

    path: str
    day: str | None
    """Its article's day; None for pages that have none."""


class SiteMap(Value, frozen=True):
    """All pages that search engines should know."""

    site: Site
    addresses: tuple[Address, ...]


def site_map(archive: Archive, site: Site, pages: Sequence[Shown]) -> dict[str, SiteMap]:
    """Give the pages that search engines should know, in order of path."""
    days = {entry.row.url: entry.row.published.date for entry in archive.entries}
    paths = sorted(page.path for page in pages if not page.hidden)
    return {"sitemap": SiteMap(site, tuple(Address(path, days.get(path)) for path in paths))}


def sitemap_files(found: SiteMap) -> Iterator[File]:
    """Give sitemap.xml, or an index of several where one would be too long.

    Where the site's own address is not known, the addresses are relative to the site's root.
    """
    parts = [
        found.addresses[begin : begin + MOST_IN_SITEMAP]
        for begin in range(0, max(1, len(found.addresses)), MOST_IN_SITEMAP)
    ]
    if len(parts) == 1:
        yield File("sitemap.xml", _sitemap(found.site, parts[0]))
        return
    names = [f"sitemaps/{number}.xml" for number in range(1, len(parts) + 1)]
    index = ET.Element("sitemapindex", xmlns=SITEMAP)
    for name in names:
        _text(ET.SubElement(index, "sitemap"), "loc", _absolute(found.site, name))
    yield File("sitemap.xml", _xml(index))
    for name, part in zip(names, parts, strict=True):
        yield File(name, _sitemap(found.site, part))


def _sitemap(site: Site, addresses: Iterable[Address]) -> bytes:
    """Give one sitemap: as text, since a tree of tens of thousands of addresses takes a hundred megabytes."""
    lines = []
    for address in addresses:
        day = f"<lastmod>{address.day}</lastmod>" if address.day is not None else ""
        lines.append(f" <url><loc>{escape(printable(_absolute(site, address.path)))}</loc>{day}</url>\n")
    return f'{DECLARATION}<urlset xmlns="{SITEMAP}">\n{"".join(lines)}</urlset>\n'.encode()


class Web(Value, frozen=True):
    """What the files for visiting machines say."""

    site: Site
    hosting: tuple[str, ...]
    """Header files that belong at the site's root: "_headers", ".htaccess"."""


def robots_txt(site: Site) -> bytes:
    """Give robots.txt: everything may be read; where the sitemap is, if the address is known."""
    lines = ["User-agent: *", "Allow: /"]
    if site.url:
        lines.append(f"Sitemap: {site.url}/sitemap.xml")
    return ("\n".join(lines) + "\n").encode()


def opensearch_xml(site: Site) -> bytes:
    """Give the description by which a browser offers the site's search."""
    root = ET.Element("OpenSearchDescription", xmlns=OPENSEARCH)
    _text(root, "ShortName", site.name[:16])
    _text(root, "Description", site.say("Search {site}", site=site.name))
    _text(root, "InputEncoding", "UTF-8")
    template = _absolute(site, "search.html") + "?q={searchTerms}"
    ET.SubElement(root, "Url", {"type": "text/html", "template": template})
    return _xml(root)


def web_facts(hosting: tuple[str, ...], _archive: Archive, site: Site, _pages: object) -> dict[str, Web]:
    """Give what the files for visiting machines say."""
    return {"web": Web(site, hosting)}


def web_files(found: Web) -> Iterator[File]:
    """Give robots.txt, opensearch.xml and the header files."""
    site = found.site
    yield File("robots.txt", robots_txt(site))
    yield File("opensearch.xml", opensearch_xml(site))
    written = {"_headers": headers_file(), ".htaccess": htaccess()}
    yield File("hosting/headers.txt", written["_headers"])
    yield File("hosting/htaccess.txt", written[".htaccess"])
    yield File("hosting/nginx.txt", nginx())
    for name in found.hosting:
        yield File(name, written[name])


def headers_file() -> bytes:
    """Give `_headers`, as Netlify, Cloudflare Pages and others read it."""
    return ("/*\n" + "".join(f"  {name}: {value}\n" for name, value in HEADERS)).encode()


def htaccess() -> bytes:
    """Give `.htaccess` for Apache."""
    lines = "".join(f'  Header always set {name} "{value}"\n' for name, value in HEADERS)
    return (
        "Options -Indexes\nErrorDocument 404 /404.html\nAddType application/wasm .wasm .pagefind\n"
        f"<IfModule mod_headers.c>\n{lines}</IfModule>\n"
    ).encode()


def nginx() -> bytes:
    """Give lines for a `server` or `location` block of nginx."""
    lines = "".join(f'add_header {name} "{value}" always;\n' for name, value in HEADERS)
    return f"charset utf-8;\nerror_page 404 /404.html;\n{lines}".encode()


def _absolute(site: Site, path: str) -> str:
    return f"{site.url}/{path}" if site.url else path


def _text(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, tag).text = printable(text)


def _xml(root: ET.Element) -> bytes:
    ET.indent(root, " ")
    text: bytes = ET.tostring(root, encoding="utf-8")
    return DECLARATION.encode() + text + b"\n"
