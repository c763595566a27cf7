"""Text that was read in a wrong encoding and written down so, undone where that is certain."""

import re
from collections.abc import Iterable
from functools import cache

from plugins.clean.plausibility import implausibility

_MISREAD = ("cp1252", "cp1251", "cp1250")
"""What UTF-8 is most often mistaken for."""
_ROUNDS = 3
"""Pages have been misread two and three times over."""
_PAGE, _LINE = 2, 3
"""Weight of the misread characters (1 for two signs, 2 for three) that makes sure of a whole page without any
other letter beyond ASCII, and of such a line."""
_ALONE = 5
"""Signs in a row that are no chance even where no letter stands beside them."""
_ASCII_BLANKED = bytes(0x20 if byte < 0x80 else byte for byte in range(256))
_TWO_SIGNS = 4
"""Bytes of UTF-8 that two signs have at least."""
_LETTER = re.compile(r"[^\W\d_\x00-\x7f]")
_QUOTED = re.compile(r"""["'“”‘’„«»`(\[<][^\s"'“”‘’„«»`]*["'“”‘’„«»`)\]>]""")
_TAG = re.compile(r"<[^<>]{0,2000}>|&[#\w]{1,12};")
# A page that speaks of this shows wrong letters on purpose.
_ABOUT = re.compile(
    r"mojibake|encoding|charset|unicode|utf-?8|latin-?1|iso-?8859|windows-125|codage|kodierung|кодуванн|кодировк",
    re.I,
)
_BYTES_MARK = "ï»¿"
_LATIN = re.compile("[\xa8-\xff]")
_LEAST = 20  # letters; fewer say nothing of a page
_AS_CYRILLIC = 0.3
"""By how much a page must look more like writing once it is read as Cyrillic."""


@cache
def _runs(encoding: str) -> re.Pattern[str]:
    """Give what finds characters of UTF-8 in a row, each as the two to four that the encoding makes of it."""
    table = "".join(_read(byte, encoding) for byte in range(0x80, 0x100))

    def those(first: int, last: int) -> str:
        return "[" + re.escape(table[first - 0x80 : last - 0x7F]) + "]"

    tail = those(0x80, 0xBF)
    return re.compile(
        f"(?:{those(0xC2, 0xDF)}{tail}|{those(0xE0, 0xEF)}{tail}{{2}}|{those(0xF0, 0xF4)}{tail}{{3}})+"
    )


def _read(byte: int, encoding: str) -> str:
    # Browsers and databases read the few bytes that the encoding lacks as control characters.
    try:
        return bytes([byte]).decode(encoding)
    except UnicodeDecodeError:
        return chr(byte)


@cache
def _bytes_of(encoding: str) -> dict[int, int]:
    return {ord(_read(byte, encoding)): byte for byte in range(0x80, 0x100)}


def mended(text: str) -> str:
    """Give the text with what was misread read aright, where nothing else can be meant.

    >>> mended("Itâ€™s a cafÃ©"), mended('It shows "Ã©" for é')
    ("It’s a café", 'It shows "Ã©" for é')
    """
    text = text.removeprefix(_BYTES_MARK)
    if text.isascii():
        return text
    as_found = text
    for _ in range(_ROUNDS):
        better = _as_cyrillic(text) or _unread(text)
        if better == text:
            break
        text = better
    return as_found if text != as_found and _ABOUT.search(_TAG.sub("", as_found)) else text


def _unread(text: str) -> str:
    """Undo UTF-8 read in another encoding, over the whole page, else in the lines that hold nothing else."""
    # Most pages hold no two signs beyond ASCII in a row: that is found out far faster than what they may mean.
    rows = _rows(text)
    possible = [encoding for encoding in _MISREAD if rows and _signs(_runs(encoding).finditer(rows)) >= _PAGE]
    for encoding in possible:
        if _is_sure(text, encoding, _PAGE):
            return _reread(text, encoding)
    for encoding in possible:
        if better := _lines_reread(text, encoding):
            return better
    return text


def _rows(text: str) -> str:
    """Give the rows of two and more signs beyond ASCII, one a line."""
    # Bytes are looked through at memory's speed, characters by a pattern at a hundredth of it.
    rows = dict.fromkeys(text.encode("utf-8", "surrogatepass").translate(_ASCII_BLANKED).split())
    signs = (row.decode("utf-8", "surrogatepass") for row in rows if len(row) >= _TWO_SIGNS)
    return "\n".join(row for row in signs if len(row) > 1)


def _lines_reread(text: str, encoding: str) -> str | None:
    """Undo it in the lines that are sure of it; None where none is."""
    done: list[str] = []
    end = 0
    for begin in dict.fromkeys(
        text.rfind("\n", 0, found.start()) + 1 for found in _runs(encoding).finditer(text)
    ):
        stop = text.find("\n", begin)
        stop = len(text) if stop < 0 else stop
        line = text[begin:stop]
        if _is_sure(line, encoding, _LINE):
            done += text[end:begin], _reread(line, encoding)
            end = stop
    return "".join((*done, text[end:])) if done else None


def _signs(stretches: Iterable[re.Match[str]]) -> int:
    return sum(found.end() - found.start() - 1 for found in stretches)


def _is_sure(text: str, encoding: str, least: int) -> bool:
    """Tell whether enough words of a text hold misread characters, and no letter beyond ASCII holds anything else."""
    if _signs(_runs(encoding).finditer(text)) < least:
        return False
    if _LETTER.search(_runs(encoding).sub("", text)):
        return False
    # What stands alone or in quotation marks of its own may be an example.
    bare = _QUOTED.sub("", text)
    weight = 0
    for found in _runs(encoding).finditer(bare):
        beside = bare[max(0, found.start() - 1) : found.start()] + bare[found.end() : found.end() + 1]
        weight += (len(found[0]) * 3) // 4 if any(map(str.isalnum, beside)) or len(found[0]) > _ALONE else 0
    return weight >= least


def _reread(text: str, encoding: str) -> str:
    return _runs(encoding).sub(lambda found: _as_utf8(found[0], encoding), text)


def _as_utf8(run: str, encoding: str) -> str:
    table = _bytes_of(encoding)
    try:
        return bytes(table[ord(c)] for c in run).decode("utf-8")
    except UnicodeDecodeError:
        return run


def _as_cyrillic(text: str) -> str | None:
    """Undo windows-1251 read as windows-1252: whole words of accented letters; None where it is not that."""
    sample = text[:2000]
    if len(_LATIN.findall(sample)) < max(_LEAST, len(sample) // 3):
        return None
    try:
        read = text.encode("cp1252").decode("cp1251")
    except UnicodeError:
        return None
    return read if implausibility(read[:2000]) < implausibility(sample) - _AS_CYRILLIC else None
