"""What the quality benches call: thin over the stages."""

import hashlib

from plugins.clean import clean as clean_page
from plugins.model import Document, Raw

_FORMATS = {"html": "html", "text": "txt"}


def _document(raw: bytes | str, kind: str, url: str | None = None) -> Document:
    data = raw.encode() if isinstance(raw, str) else raw
    suffix = _FORMATS[kind]
    digest = hashlib.sha256(data).hexdigest()
    return clean_page(Raw(path=f"page.{suffix}", data=data, sha256=digest, format=suffix, link=url))


def clean(raw: bytes | str, kind: str) -> str:
    """Give the body of a page, one block a line; `kind` is "html" or "text"."""
    return "\n".join(block.text for block in _document(raw, kind).blocks)


def metadata(raw: bytes | str, kind: str, url: str | None) -> dict[str, object]:
    """Give title, authors and day of a page; `url` is where it was found, or None."""
    document = _document(raw, kind, url)
    return {
        "title": document.title,
        "authors": list(document.authors),
        "date": document.published.date,
    }
