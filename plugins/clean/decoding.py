"""Bytes as they came become text: byte order marks, wrong declarations, mojibake, invisible characters."""

import re

from plugins.clean.byte_encodings import characters
from plugins.clean.formats import MAX_BYTES
from plugins.clean.mojibake import mended
from plugins.errors import BriefingError

_SIGNATURES = (
    (b"%PDF-", "a PDF", "save its text as .txt or its page as .html"),
    (b"\x89PNG", "an image", "remove it, or save the page's text as .txt"),
    (b"\xff\xd8\xff", "an image", "remove it, or save the page's text as .txt"),
    (b"GIF8", "an image", "remove it, or save the page's text as .txt"),
    (b"PK\x03\x04", "a zip archive or an office document", "unpack it, or save its text as .txt"),
    (b"\x1f\x8b", "a gzip archive", "unpack it; only .warc.gz is read packed"),
)
_PICKLE = re.compile(rb"c[a-z_][\w.]*\n[A-Za-z_]\w*\n[(\]}]|\x80[\x02-\x05][\x95c(\]}]")
"""How a Python pickle begins that names a function to call: a program, though it may be plain letters."""
# These are looked for one by one with `in`, which runs at memory's speed, and nearly no page holds many of
# them; a regular expression over the whole page costs ten times as much.
# Line and paragraph separators end a line as a newline does; \v and \f are what old systems wrote for it.
_NEWLINES = ("\r\n", "\r", "\u2028", "\u2029", "\u0085", "\v", "\f")
_SPACES = ("\u00a0", *map(chr, range(0x2000, 0x200B)), "\u202f", "\u205f", "\u3000")
# Soft hyphens, zero-width spaces, direction marks, the byte order mark inside a text. The zero-width
# (non-)joiners stay: Persian and Indic words need them.
_INVISIBLE = tuple(
    map(chr, (0xAD, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2060, 0x2065), *range(0x2066, 0x206A), 0xFEFF))
)  # fmt: skip
_CONTROLS = bytes((*range(9), *range(0x0E, 0x20), 0x7F))
_BROKEN_WORD = re.compile(r"\u00ad[ \t]*\n[ \t]*([^\s\u00ad]+)[ \t]*")
# Controls, halves of surrogate pairs, noncharacters: no writing holds them, and XML forbids most of them.
_PLANES = "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
_MEANINGLESS = re.compile(f"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_PLANES}]")
_MAX_CONTROL_SHARE = 0.02  # above this it is no text; single NULs turn up in honest dumps


def decode(data: bytes, *, where: str, charset: str | None = None, markup: bool = False) -> str:
    r"""Give the text that the bytes stand for, with plain newlines and spaces and nothing invisible.

    `charset` is what stands outside the page, as in an HTTP header; `markup` lets a declaration inside the
    first kilobytes have its say, and leaves spaces and what is invisible to whoever reads the markup's words.
    Quotation marks, dashes and case stay as they are.

    >>> decode(b"\xef\xbb\xbfKyiv\xc2\xa0now\r\n", where="a.txt")
    'Kyiv now\n'

    Raises:
        BriefingError: the file is empty, too large, or no text.
    """
    return legible_page(came(data, where=where, charset=charset, markup=markup), where=where, markup=markup)


def legible_page(text: str, *, where: str, markup: bool = False) -> str:
    """Give a page's text without what nobody sees.

    Raises:
        BriefingError: nothing is left.
    """
    # Markup is mostly scripts and addresses that nobody reads: its words become legible one by one, when
    # their character references are read.
    if not markup or _controls(text):
        text = legible(text)
    if not text.strip():
        raise BriefingError("the page holds no text", where=where, mend="remove it, or scrape it again")
    return text


def came(data: bytes, *, where: str, charset: str | None = None, markup: bool = False) -> str:
    """Give the text that the bytes stand for with all that nobody sees in it.

    Raises:
        BriefingError: the file is empty, too large, or no text.
    """
    _refuse_what_is_no_text(data, where)
    text = _replaced(mended(characters(data, charset, markup=markup)), _NEWLINES, "\n")
    controls = _controls(text)
    if controls > max(3, _MAX_CONTROL_SHARE * len(text)):
        raise BriefingError(
            f"{controls} control characters: this is a binary file, not a page",
            where=where,
            mend="remove it, or save the page again as .txt or .html",
        )
    return text


def legible(text: str) -> str:
    r"""Give a text with plain newlines and spaces, without what no reader sees and what turns text around.

    Everything scraped goes through here once its escapes are read: bytes, character references, JSON strings.

    >>> legible("Ky\u202eiv\x00\xa0now\ud800")
    'Kyiv now'
    """
    if _is_plain(text):
        return text
    text = _replaced(_replaced(text, _NEWLINES, "\n"), _SPACES, " ")
    if "\u00ad" in text:  # at a line's end it breaks a word, whose rest belongs to it; the line stays a line
        text = _BROKEN_WORD.sub(r"\1\n", text)
    text = _replaced(text, _INVISIBLE, "")
    return text if _is_plain(text) else _MEANINGLESS.sub("", text)


def _controls(text: str) -> int:
    """Give the number of control characters in the text; bytes are searched far faster than characters."""
    data = text.encode("utf-8", "surrogatepass")
    return len(data) - len(data.translate(None, _CONTROLS))


def _is_plain(text: str) -> bool:
    """Tell whether nothing in the text needs a second look; far faster than looking for each thing."""
    return text.replace("\n", "").replace("\t", "").isprintable()


def _replaced(text: str, these: tuple[str, ...], by: str) -> str:
    for found in these:
        if found in text:
            text = text.replace(found, by)
    return text


def _refuse_what_is_no_text(data: bytes, where: str) -> None:
    if not data.strip(b"\x00 \t\r\n"):
        raise BriefingError("the file is empty", where=where, mend="remove it, or scrape it again")
    if len(data) > MAX_BYTES:
        raise BriefingError(
            f"{len(data):,} bytes are more than the {MAX_BYTES:,} a page may have",
            where=where,
            mend="cut it to the article, or split the bundle",
        )
    for signature, what, mend in _SIGNATURES:
        if data.startswith(signature):
            raise BriefingError(f"this is {what}, not a page", where=where, mend=mend)
    if _PICKLE.match(data):
        raise BriefingError("this is a Python pickle, not a page", where=where, mend="remove it")
