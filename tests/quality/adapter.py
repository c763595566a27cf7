"""What the quality benches call: thin over the stages."""

import hashlib

from plugins.clean import clean as clean_page
from plugins.model import Document, Raw

_FORMATS = {"html": "html", "text": "txt"}


def _document(raw: bytes | str, kind: str) -> Document:
    data = raw.encode() if isinstance(raw, str) else raw
    suffix = _FORMATS[kind]
    return clean_page(
        Raw(path=f"page.{suffix}", data=data, sha256=hashlib.sha256(data).hexdigest(), format=suffix)
    )


def clean(raw: bytes | str, kind: str) -> list[str]:
    """Give the body's lines of a page; `kind` is "html" or "text"."""
    return [block.text for block in _document(raw, kind).blocks]


def metadata(raw: bytes | str, kind: str, url: str | None) -> dict[str, object]:
    """Give title, authors and day of a page; `url` is where it was found, or None."""
    document = _document(raw, kind)
    return {
        "title": document.title,
        "authors": list(document.authors),
        "date": document.published.date,
    }
