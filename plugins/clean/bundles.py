"""Files that hold several pages become one Raw a page, streamed: no bundle is ever in memory whole."""

import codecs
import hashlib
import io
from collections.abc import Callable, Iterator
from typing import BinaryIO

from plugins.clean.formats import MAX_BYTES
from plugins.errors import BriefingError
from plugins.lazily import Lazily
from plugins.model import Raw

PACKED = "packed"
"""The format of a record whose bytes are packed in a way that can't be undone here."""


def records(path: str, file: BinaryIO) -> Iterator[Raw]:
    """Give each page of a bundle in its order, as "x.jsonl#3" (line) or "x.warc.gz#5f0c…" (record id).

    A record that can't be used is given like any other: reading it says what is wrong with it.

    Raises:
        BriefingError: the bundle itself can't be opened, or breaks off; what came before was given.
    """
    for suffix, split in _SPLITTERS.items():
        if path.lower().endswith(suffix):
            yield from split(path, file)
            return
    raise BriefingError("this is no bundle", where=path, mend=f"use one of {', '.join(BUNDLE_SUFFIXES)}")


def raw_of(path: str, data: bytes, format_: str, link: str | None = None, charset: str | None = None) -> Raw:
    """Give a bundle's page."""
    return Raw(path, data, hashlib.sha256(data).hexdigest(), format_, link=link, charset=charset)


def _json_lines(path: str, file: BinaryIO) -> Iterator[Raw]:
    for number, line in enumerate(_lines(file), 1):
        if line.strip():
            yield raw_of(f"{path}#{number}", line.strip(), "jsonl")


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """Give a file's lines as UTF-8 without a mark; of one that is too long, enough to refuse it."""
    mark = file.read(2)
    file.seek(0)
    if mark in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        # What PowerShell and Excel save.
        wide = io.TextIOWrapper(file, encoding="utf-16", errors="replace", newline="\n")
        lines: Iterator[bytes] = (line.encode() for line in iter(lambda: wide.readline(MAX_BYTES + 1), ""))
    else:
        lines = iter(lambda: file.readline(MAX_BYTES + 1), b"")
    begun = False
    for number, line in enumerate(lines):
        if not begun:
            yield line.removeprefix(codecs.BOM_UTF8) if number == 0 else line
        begun = not line.endswith(b"\n")


_web_archive = Lazily("plugins.clean.web_archives", "web_archive")

_SPLITTERS: dict[str, Callable[[str, BinaryIO], Iterator[Raw]]] = {
    ".jsonl": _json_lines,
    ".warc": _web_archive,
    ".warc.gz": _web_archive,
    ".wet": _web_archive,
    ".wet.gz": _web_archive,
}

BUNDLE_SUFFIXES = tuple(_SPLITTERS)
"""Suffixes of the files that `records` takes apart."""
