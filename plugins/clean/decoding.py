"""Bytes as they came become text: byte order marks, wrong declarations, mojibake, invisible characters."""

import re
import unicodedata

from charset_normalizer import from_bytes

from plugins.errors import BriefingError

MAX_BYTES = 16 * 1024 * 1024
"""No honest article page is larger; a bundle is split into records before this is asked."""

_SIGNATURES = (
    (b"%PDF-", "a PDF", "save its text as .txt or its page as .html"),
    (b"\x89PNG", "an image", "remove it, or save the page's text as .txt"),
    (b"\xff\xd8\xff", "an image", "remove it, or save the page's text as .txt"),
    (b"GIF8", "an image", "remove it, or save the page's text as .txt"),
    (b"PK\x03\x04", "a zip archive or an office document", "unpack it, or save its text as .txt"),
    (b"\x1f\x8b", "a gzip archive", "unpack it; only .warc.gz is read packed"),
)
_BOMS = (  # the longer first: UTF-32's mark begins with UTF-16's
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,5}=\s{0,5}["']?\s{0,5}([A-Za-z0-9_.:-]{2,40})""", re.I)
# What pages call latin-1 is windows-1252 in every browser (WHATWG Encoding Standard).
_ALIASES = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252"}
_GUESSES = ("cp1252", "cp1251", "cp1250", "koi8-r", "iso8859-5", "iso8859-2", "cp866")

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
# Controls, halves of surrogate pairs, noncharacters: no writing holds them, and XML forbids most of them.
_PLANES = "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
_MEANINGLESS = re.compile(f"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_PLANES}]")
_MAX_CONTROL_SHARE = 0.02  # above this it is no text; single NULs turn up in honest dumps

_LEAD = "\u00c2-\u00f4"
_TRAIL = "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122"
_MOJIBAKE = re.compile(f"[{_LEAD}][{_TRAIL}]{{1,3}}")


def decode(data: bytes, *, where: str, markup: bool = False) -> str:
    r"""Give the text that the bytes stand for, with plain newlines and spaces and nothing invisible.

    `markup` lets a declaration inside the first kilobytes have its say, and leaves spaces and what is invisible
    to whoever reads the markup's words. Quotation marks, dashes and case stay as they are.

    >>> decode(b"\xef\xbb\xbfKyiv\xc2\xa0now\r\n", where="a.txt")
    'Kyiv now\n'

    Raises:
        BriefingError: the file is empty, too large, or no text.
    """
    _refuse_what_is_no_text(data, where)
    text = _replaced(_unicode(data, markup), _NEWLINES, "\n")
    controls = _controls(text)
    if controls > max(3, _MAX_CONTROL_SHARE * len(text)):
        raise BriefingError(
            f"{controls} control characters: this is a binary file, not a page",
            where=where,
            mend="remove it, or save the page again as .txt or .html",
        )
    # Markup is mostly scripts and addresses that nobody reads: its words become legible one by one, when
    # their character references are read.
    if controls or not markup:
        text = legible(text)
    if not text.strip():
        raise BriefingError("the page holds no text", where=where, mend="remove it, or scrape it again")
    return text


def legible(text: str) -> str:
    r"""Give a text with plain newlines and spaces, without what no reader sees and what turns text around.

    Everything scraped goes through here once its escapes are read: bytes, character references, JSON strings.

    >>> legible("Ky\u202eiv\x00\xa0now\ud800")
    'Kyiv now'
    """
    if _is_plain(text):
        return text
    text = _replaced(_replaced(_replaced(text, _NEWLINES, "\n"), _SPACES, " "), _INVISIBLE, "")
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


def _unicode(data: bytes, markup: bool) -> str:
    """Decode by what is certain first: marks, then UTF-8, then UTF-16 without mark, then by likelihood."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, "replace")
    if utf16 := _utf16_without_mark(data):
        return data.decode(utf16, "replace")
    try:
        return _mojibake_mended(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    return _nearly_utf8(data) or _legacy(data, markup)


def _utf16_without_mark(data: bytes) -> str | None:
    """See UTF-16 by its zero bytes: Latin text has one in every pair, always on the same side."""
    head = data[:4096]
    if head.count(0) < len(head) // 5:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) < 4 * max(1, min(even, odd)):
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _nearly_utf8(data: bytes) -> str | None:
    """Decode UTF-8 with a few foreign bytes in it, which are read as windows-1252; None where it is not that."""
    text = data.decode("utf-8", "surrogateescape")
    strays = len(re.findall("[\udc80-\udcff]", text))
    if sum(map(len, re.findall("[^\x00-\x7f\udc80-\udcff]+", text))) < 10 * strays:
        return None
    return re.sub("[\udc80-\udcff]", lambda m: bytes([ord(m[0]) - 0xDC00]).decode("cp1252", "replace"), text)


def _legacy(data: bytes, markup: bool) -> str:
    """Decode by the likeliest of the declared and the common 8-bit encodings; a tie goes to the declared."""
    candidates: list[str] = []
    if markup and (declared := _DECLARED.search(data[:8192])):
        name = declared[1].decode("ascii").lower()
        candidates.append(_ALIASES.get(name, name))
    if guess := from_bytes(data[:65536]).best():
        candidates.append(guess.encoding)
    best, least = data.decode("cp1252", "replace"), None
    for encoding in dict.fromkeys((*candidates, *_GUESSES)):
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        oddity = _oddity(text[:65536])
        if least is None or oddity < least - 0.02:
            best, least = text, oddity
    return best


_WORD = re.compile(r"[^\W\d_]+")
_COMMON_ACCENTED = frozenset("éèêëàâäáãåæçíìîïñóòôöõøœúùûüýÿßšžčřěůłńśźżąęćőűăâîșțğışñ")


def _oddity(text: str) -> float:
    """Tell how unlike writing a decoding looks: per non-ASCII letter, 0 for plausible text, 1 and more for noise."""
    foreign = odd = 0.0
    for word in _WORD.findall(text):
        if word.isascii():
            continue
        letters = [c for c in word if c > "\x7f"]
        foreign += len(letters)
        scripts = {_script(c) for c in word}
        if len(scripts) > 1:
            odd += len(letters)
        elif "L" in scripts:
            # Latin words hold few accented letters; a word of nothing else is a wrong decoding.
            rare = sum(c.lower() not in _COMMON_ACCENTED for c in letters)
            odd += rare + (len(letters) if len(letters) > max(1, len(word) // 2) else 0)
        if word[:1].islower() and any(c.isupper() for c in word):
            odd += 0.5 * len(letters)
    symbols = sum(unicodedata.category(c) in ("So", "Sk", "Cc", "Sm") for c in text if c > "\x7f")
    return (odd + symbols) / max(1.0, foreign + symbols)


def _script(letter: str) -> str:
    if letter < "\u0250":
        return "L"
    return "C" if "\u0400" <= letter < "\u0530" else "G" if "\u0370" <= letter < "\u0400" else "O"


def _mojibake_mended(text: str) -> str:
    """Undo UTF-8 read as windows-1252, where every suspicious run in the page decodes; else change nothing."""
    runs = [] if text.isascii() else _MOJIBAKE.findall(text)
    if len(runs) < 2 and not any(len(run) > 2 for run in runs):
        return text
    repaired = {run: _as_utf8(run) for run in set(runs)}
    if not all(repaired.values()):
        return text
    return _MOJIBAKE.sub(lambda m: repaired[m[0]] or m[0], text)


def _as_utf8(run: str) -> str | None:
    raw = bytearray()
    for character in run:
        try:
            raw += character.encode("cp1252")
        except UnicodeEncodeError:
            if ord(character) > 0xFF:
                return None
            raw.append(ord(character))
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return None
