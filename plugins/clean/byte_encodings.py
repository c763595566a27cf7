"""Bytes to characters, by what is certain first: marks, escapes, zero bytes, UTF-8, and then by likelihood."""

import codecs
import re

from plugins.clean.plausibility import implausibility

_MARKS = (  # the longer first: UTF-32's mark begins with UTF-16's
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_ESCAPED = (
    (b"\x1b$B", "iso2022_jp"), (b"\x1b$@", "iso2022_jp"), (b"\x1b$(D", "iso2022_jp_2"),
    (b"\x1b$A", "iso2022_jp_2"), (b"\x1b$)C", "iso2022_kr"),
)  # fmt: skip
_WIDE = ["utf_16_le", "utf_16_be", "utf_32_le", "utf_32_be"]
_ZEROS = 0.02
"""Share of zero bytes from which on a text may be of two or four bytes a character: each blank and digit has one."""
_DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,5}=\s{0,5}["']?\s{0,5}([A-Za-z0-9_.:-]{2,40})""", re.I)
# What pages call so is read as its larger sister in every browser (WHATWG Encoding Standard).
_READ_AS = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "gb2312": "gb18030",
    "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "big5": "big5hkscs",
}  # fmt: skip
_NO_EIGHT_BITS = ("utf", "idna", "punycode", "raw_unicode", "unicode")
_GUESSES = (
    "cp1252", "cp1251", "cp1250", "iso8859-2", "iso8859-15", "koi8-u", "koi8-r", "iso8859-5", "cp1254", "cp1257",
    "iso8859-13", "cp1253", "iso8859-7", "cp866", "cp932", "euc_jp", "gb18030", "big5hkscs", "cp949", "cp1256", "cp1255",
)  # fmt: skip
_SAMPLES = (2048, 16 * 1024)
"""Bytes by which all readings are compared, and then those that came close; more tell no more."""
_CLOSE = 0.2
_LEAD = 0.1
"""By how much another reading must look better than a declared one."""
_BENEFIT = 2.0
"""The same, shared out over the bytes beyond ASCII: a few prove nothing against a declaration."""
_ASCII = bytes(range(128))
_STRAYS = 10
"""Characters of UTF-8 to each byte that is none, from which on a text is UTF-8 with a few strays in it."""
_MIXED = 3
"""Characters of UTF-8 that whole lines must hold for a text to be of two encodings; one or two are chance."""
_NOISE = 0.7
"""What a text costs at most that is writing in a language whose letters are known here."""


def characters(data: bytes, declared: str | None = None, *, markup: bool = False) -> str:
    r"""Give the characters that the bytes stand for.

    `declared` is the encoding that stands outside the page, as in an HTTP header; `markup` lets a
    declaration inside the first kilobytes have its say. Both count only where the bytes leave it open.

    >>> characters(b"Stra\xdfe"), characters("Київ".encode("utf-16"))
    ('Straße', 'Київ')
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    data = data.removeprefix(codecs.BOM_UTF8)
    for escape, encoding in _ESCAPED:
        if escape in data and data.isascii():
            return data.decode(encoding, "replace")
    if wide := _wide(data):
        return data.decode(wide, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as fault:
        if fault.reason == "unexpected end of data":  # the page was cut inside a character
            return data.decode("utf-8", "replace")
    stated = [_known(declared)]
    if markup and (inside := _DECLARED.search(data[:8192])):
        stated.append(_known(inside[1].decode("ascii")))
    names = [name for name in stated if name]
    return _paired_surrogates(data) or _partly_utf8(data, names) or _legacy(data, names)


def _known(name: str | None) -> str | None:
    """Give a declared encoding as Python calls it; None where it is none, or one that was ruled out before."""
    try:
        name = codecs.lookup((name or "").strip()).name
    except (LookupError, ValueError):
        return None
    return None if name.startswith(_NO_EIGHT_BITS) else _READ_AS.get(name, name)


def _wide(data: bytes) -> str | None:
    """See UTF-16 and UTF-32 without a mark by their zero bytes."""
    head = data[: _SAMPLES[-1]]
    if head.count(0) < _ZEROS * len(head):
        return None
    return _guessed(head[: len(head) // 4 * 4], _WIDE)


def _paired_surrogates(data: bytes) -> str | None:
    """Read what Java and old databases write instead of UTF-8: characters beyond U+FFFF as two halves."""
    if b"\xed" not in data:
        return None
    try:
        return (
            data.decode("utf-8", "surrogatepass")
            .encode("utf-16", "surrogatepass")
            .decode("utf-16", "replace")
        )
    except UnicodeDecodeError:
        return None


def _partly_utf8(data: bytes, declared: list[str]) -> str | None:
    """Read UTF-8 with foreign bytes in some places or lines; None where it is not that."""
    lines = [_Line(line.decode("utf-8", "surrogateescape")) for line in data.split(b"\n")]
    whole = [line for line in lines if line.valid and not line.strays]
    if sum(line.valid for line in lines) < _STRAYS * sum(line.strays for line in lines) and (
        sum(line.valid for line in whole) < _MIXED
        or implausibility("\n".join(line.text for line in whole)[: _SAMPLES[-1]]) > _NOISE
    ):
        return None
    foreign = [i for i, line in enumerate(lines) if line.strays > line.valid]
    other = b"\n".join(lines[i].text.encode("utf-8", "surrogateescape") for i in foreign)
    read = dict(zip(foreign, _legacy(other, declared).split("\n"), strict=True)) if foreign else {}
    text = "\n".join(read.get(i, line.text) for i, line in enumerate(lines))
    return _STRAY.sub(lambda found: bytes([ord(found[0]) - 0xDC00]).decode("cp1252", "replace"), text)


_STRAY = re.compile("[\udc80-\udcff]")


class _Line:
    """A line read as UTF-8, with what is none kept as half surrogates."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.strays = 0 if text.isascii() else len(_STRAY.findall(text))
        """Bytes that are no UTF-8."""
        self.valid = 0 if text.isascii() else sum(c > "\x7f" for c in text) - self.strays
        """Characters beyond ASCII that are."""


def _legacy(data: bytes, declared: list[str]) -> str:
    """Read by the likeliest of the declared and the common 8-bit and East Asian encodings."""
    foreign = b"\n".join(line for line in data.split(b"\n") if not line.isascii())
    left: list[str] = list(dict.fromkeys((*declared, *_GUESSES)))
    costs: dict[str, float] = {}
    for size in _SAMPLES:
        costs = _costs(foreign[:size], left, declared)
        left = [encoding for encoding in costs if costs[encoding] < min(costs.values()) + _CLOSE]
    best = min(costs, key=costs.__getitem__)
    if costs[best] > _NOISE and (guess := _guessed(foreign[: _SAMPLES[-1]])):
        best = guess
    return data.decode(best, "replace")


def _guessed(sample: bytes, among: list[str] | None = None) -> str | None:
    """Give the encoding that bytes are most likely in, or None where none fits."""
    # Only here: nearly all pages are UTF-8, and need no guess.
    from charset_normalizer import from_bytes  # noqa: PLC0415

    guess = from_bytes(sample, cp_isolation=among).best()
    return guess.encoding if guess else None


def _costs(sample: bytes, encodings: list[str], declared: list[str]) -> dict[str, float]:
    """Give for each encoding how unlike writing its reading looks; many read a sample alike."""
    readings = {encoding: sample.decode(encoding, "replace") for encoding in encodings}
    costs = {text: implausibility(text) for text in set(readings.values())}
    lead = _LEAD + _BENEFIT / max(1, len(sample.translate(None, _ASCII)))
    return {
        encoding: costs[text] - (lead if encoding in declared else 0) for encoding, text in readings.items()
    }
