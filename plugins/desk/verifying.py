"""Check a built site from outside, by its files alone."""

import hashlib
import json
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from plugins.render.columns import FileTable
from plugins.render.site_names import site_name
from plugins.render.tree import MARKER, published_name

ADDRESSES = ("href", "src", "cite", "action")


class _Page(HTMLParser):
    """The anchors of a page, and where it leads."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if value is None:
                continue
            if name == "id":
                self.ids.add(value)
            elif name in ADDRESSES:
                self.links.append(value)


def verify_site(root: Path) -> list[str]:
    """Give everything that is wrong with a built site, in words."""
    name = published_name(root)
    if name is None:
        return [f"{root}: no build published a site here. To mend: build it first."]
    files = sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
    own = tuple(path for path in files if path != MARKER)
    sums = b"".join([hashlib.sha256((root / path).read_bytes()).digest() for path in own])
    right = site_name(FileTable(own, sums=sums)) == name
    faults = [] if right else ["files were changed, added or removed since the build"]
    return faults + list(_wrong_hashes(root)) + list(broken_links(root, set(files)))


def _wrong_hashes(root: Path) -> Iterator[str]:
    described = root / "data" / "datapackage.json"
    if not described.is_file():
        return
    for resource in json.loads(described.read_bytes())["resources"]:
        data = (described.parent / resource["path"]).read_bytes()
        if resource.get("hash") not in {None, f"sha256:{hashlib.sha256(data).hexdigest()}"}:
            yield f"data/{resource['path']}: not the bytes that datapackage.json describes"


def broken_links(root: Path, files: set[str]) -> Iterator[str]:
    """Give every internal link or fragment that leads nowhere."""
    pages = {path: _read(root / path) for path in sorted(files) if path.endswith(".html")}
    for path, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = _target(path, unquote(parts.path)) if parts.path else path
            if target not in files:
                yield f"{path}: '{link}' leads to no file"
            elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].ids:
                yield f"{path}: '{link}' leads to no place on its page"


def _target(page: str, link: str) -> str:
    if link.startswith("/"):
        # The site must work in any folder of a host, so nothing may lead to the host's root.
        return "/" + link
    target = normpath(f"{page.rpartition('/')[0]}/{link}").lstrip("/")
    return f"{target}/index.html".removeprefix("./") if link.endswith("/") or target == "." else target


def _read(path: Path) -> _Page:
    page = _Page()
    page.feed(path.read_text(encoding="utf-8"))
    return page
