"""Files for machines that visit a site: robots.txt, OpenSearch, and headers for usual hosts."""

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from plugins.export.markup import absolute, add_text, xml_bytes
from plugins.model import Archive, File, Site, Value

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
    add_text(root, "ShortName", site.name[:16])
    add_text(root, "Description", site.say("Search {site}", site=site.name))
    add_text(root, "InputEncoding", "UTF-8")
    template = absolute(site, "search.html") + "?q={searchTerms}"
    ET.SubElement(root, "Url", {"type": "text/html", "template": template})
    return xml_bytes(root)


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
