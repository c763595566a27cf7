"""Files that hold several pages, or one page in an envelope, become one Raw a page."""

import hashlib
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from io import BytesIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from plugins.clean.decoding import MAX_BYTES
from plugins.errors import BriefingError
from plugins.model import Raw

_HTML_TYPES = ("text/html", "application/xhtml+xml")


def records(path: str, data: bytes) -> Iterator[Raw]:
    """Give each page of a bundle in its order, as "x.jsonl#3" (line) or "x.warc.gz#5f0c…" (record id).

    A record that can't be used is given like any other: reading it says what is wrong with it.

    Raises:
        BriefingError: the bundle itself can't be opened, or breaks off; what came before was given.
    """
    for suffix, split in _SPLITTERS.items():
        if path.lower().endswith(suffix):
            yield from split(path, data)
            return
    raise BriefingError("this is no bundle", where=path, mend=f"use one of {', '.join(BUNDLE_SUFFIXES)}")


def _raw(path: str, data: bytes, format_: str, link: str | None = None) -> Raw:
    return Raw(path=path, data=data, sha256=hashlib.sha256(data).hexdigest(), format=format_, link=link)


def _json_lines(path: str, data: bytes) -> Iterator[Raw]:
    for number, line in enumerate(BytesIO(data), 1):
        if line.strip():
            yield _raw(f"{path}#{number}", line.strip(), "jsonl")


def _web_archive(path: str, data: bytes) -> Iterator[Raw]:
    """Give the HTML responses and the text conversions of a web archive; requests and pictures are passed by."""
    try:
        for record in ArchiveIterator(BytesIO(data), arc2warc=True):
            if format_ := _format_of(record):
                # One byte more than a page may have: enough for the reader to refuse it, never a bomb unpacked.
                content = record.content_stream().read(MAX_BYTES + 1)
                link = record.rec_headers.get_header("WARC-Target-URI")
                yield _raw(f"{path}#{_record_id(record)}", content, format_, _web_address(link))
    except (ArchiveLoadFailed, EOFError, OSError, ValueError) as problem:
        raise BriefingError(
            f"the archive can't be read ({problem})", where=path, mend="download or copy it again"
        ) from problem


def _format_of(record: ArcWarcRecord) -> str | None:
    if record.rec_type == "conversion":
        return "txt"
    if record.rec_type not in ("response", "resource"):
        return None
    headers = record.http_headers or record.rec_headers
    content_type = (headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()
    return "html" if content_type in _HTML_TYPES else "txt" if content_type == "text/plain" else None


def _record_id(record: ArcWarcRecord) -> str:
    identity = record.rec_headers.get_header("WARC-Record-ID") or ""
    return (
        identity.strip("<>").rpartition(":")[2]
        or hashlib.sha256(repr(record.rec_headers).encode()).hexdigest()
    )


def _web_address(link: str | None) -> str | None:
    link = (link or "").strip("<> ")
    return link if link.startswith(("http://", "https://")) else None


def _saved_by_browser(path: str, data: bytes) -> Iterator[Raw]:
    """Give the page of an MHTML file: its first HTML part."""
    message = message_from_bytes(data[: MAX_BYTES * 4], policy=policy.default)
    for part in message.walk():
        if isinstance(part, EmailMessage) and part.get_content_type() in _HTML_TYPES:
            content = part.get_payload(decode=True)
            link = message.get("Snapshot-Content-Location") or part.get("Content-Location")
            yield _raw(
                path, content if isinstance(content, bytes) else b"", "html", _web_address(str(link or ""))
            )
            return
    raise BriefingError("the file holds no HTML page", where=path, mend="save the page again as .html")


_SPLITTERS: dict[str, Callable[[str, bytes], Iterator[Raw]]] = {
    ".jsonl": _json_lines,
    ".warc": _web_archive,
    ".warc.gz": _web_archive,
    ".wet": _web_archive,
    ".wet.gz": _web_archive,
    ".mhtml": _saved_by_browser,
    ".mht": _saved_by_browser,
}

BUNDLE_SUFFIXES = tuple(_SPLITTERS)
"""Suffixes of the files that `records` takes apart."""
