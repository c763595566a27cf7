"""Web archives and saved pages, made as crawlers and browsers make them."""

import gzip
from collections.abc import Iterable
from io import BytesIO

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

LEAD = "Norway will send eight tanks to Kyiv, the minister of defence said in Oslo on Monday."
PAGE = f"<html><head><title>Tanks</title></head><body><article><h1>Tanks for Kyiv</h1><p>{LEAD}</p></article></body></html>"


class Archive:
    """A WARC under construction."""

    def __init__(self, *, packed: bool = False) -> None:
        self._file = BytesIO()
        self._writer = WARCWriter(self._file, gzip=packed)
        self._number = 0

    def add(
        self,
        body: bytes | str = PAGE,
        kind: str = "response",
        headers: Iterable[tuple[str, str]] = (("Content-Type", "text/html"),),
        status: str = "200 OK",
    ) -> "Archive":
        """Add a record; its id is its number."""
        self._number += 1
        data = body.encode() if isinstance(body, str) else body
        http = (
            StatusAndHeaders(status, list(headers), protocol="HTTP/1.1")
            if kind in ("response", "revisit")
            else None
        )
        record = self._writer.create_warc_record(
            f"https://www.example.org/{self._number}",
            kind,
            payload=BytesIO(data),
            length=len(data),
            http_headers=http,
            warc_content_type="" if http else dict(headers).get("Content-Type", ""),
            warc_headers_dict={"WARC-Record-ID": f"<urn:uuid:{self._number}>"},
        )
        self._writer.write_record(record)
        return self

    def data(self) -> bytes:
        """Give the file's bytes so far."""
        return self._file.getvalue()


def chunked(data: bytes, size: int = 50) -> bytes:
    """Give data as servers send it piece by piece."""
    pieces = (data[i : i + size] for i in range(0, len(data), size))
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def packed(data: bytes) -> bytes:
    """Give data gzipped as one piece."""
    return gzip.compress(data, mtime=0)


def mhtml(
    *parts: tuple[str, str, str | bytes], start: str | None = None, saved_from: str | None = None
) -> bytes:
    """Give a saved page of parts: headers beyond the type, the type, the body as it is to stand there."""
    head = ["From: <Saved by Blink>", "MIME-Version: 1.0"]
    if saved_from:
        head.append(f"Snapshot-Content-Location: {saved_from}")
    start = f'; start="{start}"' if start else ""
    head.append(f'Content-Type: multipart/related; type="text/html"; boundary="cut"{start}')
    data = "\r\n".join(head).encode() + b"\r\n\r\n"
    for headers, kind, body in parts:
        data += f"--cut\r\nContent-Type: {kind}\r\n{headers}\r\n\r\n".encode()
        data += (body.encode() if isinstance(body, str) else body) + b"\r\n"
    return data + b"--cut--\r\n"
