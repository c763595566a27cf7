"""What a crawler keeps: the pages of a WARC, one after the other."""

import hashlib
import io
from collections.abc import Iterator
from contextlib import redirect_stderr
from email.message import Message
from gzip import GzipFile
from typing import BinaryIO
from zlib import error as ZlibError  # noqa: N812 - a class, named against the custom

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import BufferedReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from plugins.clean.bundles import PACKED, raw_of
from plugins.clean.formats import MAX_BYTES
from plugins.clean.web_address import web_address
from plugins.errors import BriefingError
from plugins.model import Raw

_FORMATS = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "txt"}


def web_archive(path: str, file: BinaryIO) -> Iterator[Raw]:
    """Give the HTML responses and the text conversions of a web archive; requests and pictures are passed by."""
    # Unpacked here: an archive packed as one piece is read like one packed record by record.
    packed = file.read(2) == b"\x1f\x8b"
    file.seek(0)
    archive = ArchiveIterator(GzipFile(fileobj=file) if packed else file, arc2warc=True)
    number = 0
    try:
        while record := _next(archive):
            number += 1
            if raw := _page(path, record):
                yield raw
            if _is_cut(record):
                raise EOFError("it breaks off")  # noqa: TRY301 - told like the library's own faults
    # A header without its field ends in a TypeError or AttributeError of the library.
    except (ArchiveLoadFailed, EOFError, OSError, ValueError, ZlibError, AttributeError, TypeError) as fault:
        why = next(iter(str(fault).strip().splitlines()), "it breaks off")
        raise BriefingError(
            f"the archive can't be read ({why})", where=_after(path, number), mend="download or copy it again"
        ) from fault
    if archive.err_count:
        raise BriefingError(
            "a record is longer than it says; what stands behind its stated end is left out",
            where=path,
            mend="write the archive again, or correct the record's Content-Length",
        )


def _next(archive: ArchiveIterator) -> ArcWarcRecord | None:
    # The library prints what it doubts, and counts it; it is told at the end.
    with redirect_stderr(io.StringIO()):
        return next(archive, None)


def _after(path: str, number: int) -> str:
    return f"{path}, after record {number:,}" if number else path


def _is_cut(record: ArcWarcRecord) -> bool:
    """Tell whether the file ended before the record did."""
    while record.raw_stream.read(io.DEFAULT_BUFFER_SIZE):
        pass
    return getattr(record.raw_stream, "limit", 0) > 0


def _page(path: str, record: ArcWarcRecord) -> Raw | None:
    """Give the record's page; None where it holds none."""
    if record.rec_type not in ("response", "resource", "conversion"):
        return None
    headers = record.http_headers or record.rec_headers
    # A redirection or a "not found" is a page of the server's, not an article.
    if record.http_headers and not record.http_headers.get_statuscode().startswith("2"):
        return None
    stated = Message()
    stated["Content-Type"] = headers.get_header("Content-Type") or "text/html"
    kind = "txt" if record.rec_type == "conversion" else _FORMATS.get(stated.get_content_type())
    if kind is None:
        return None
    packing = ((record.http_headers and record.http_headers.get_header("Content-Encoding")) or "").lower()
    if packing and packing not in (*BufferedReader.get_supported_decompressors(), "identity"):
        kind = PACKED
    # One byte more than a page may have: enough for the reader to refuse it, never a bomb unpacked.
    content = record.content_stream().read(MAX_BYTES + 1)
    link = web_address((record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> "))
    return raw_of(f"{path}#{_record_id(record)}", content, kind, link, stated.get_content_charset())


def _record_id(record: ArcWarcRecord) -> str:
    identity = record.rec_headers.get_header("WARC-Record-ID") or ""
    return (
        identity.strip("<>").rpartition(":")[2]
        or hashlib.sha256(repr(record.rec_headers).encode()).hexdigest()
    )
