"""Texts in many languages, written in the encodings that pages in them have been written in."""

from collections.abc import Iterator
from functools import cache
from itertools import cycle, islice
from pathlib import Path

from babel import Locale

LANGUAGES = Path(__file__).parent / "languages"
"""One page of our own a language."""

_WEST = ("cp1252", "iso8859-1", "iso8859-15")
_CENTRAL = ("cp1250", "iso8859-2")
_BALTIC = ("cp1257", "iso8859-13")
ENCODINGS: dict[str, tuple[str, ...]] = {
    "en": _WEST, "de": _WEST, "fr": _WEST, "sv": _WEST, "es": _WEST, "it": _WEST, "pt": _WEST, "nb": _WEST,
    "da": _WEST, "fi": _WEST, "nl": _WEST,
    "pl": _CENTRAL, "cs": _CENTRAL, "sk": _CENTRAL, "hu": _CENTRAL, "ro": _CENTRAL, "hr": _CENTRAL,
    "lt": _BALTIC, "lv": _BALTIC, "et": _BALTIC,
    "tr": ("cp1254", "iso8859-9"), "el": ("cp1253", "iso8859-7"),
    "uk": ("cp1251", "koi8-u", "iso8859-5"), "ru": ("cp1251", "koi8-r", "iso8859-5", "cp866"),
    "bg": ("cp1251", "iso8859-5"),
    "ja": ("shift_jis", "euc-jp", "iso2022-jp"), "zh": ("gbk", "gb18030"), "zh-Hant": ("big5",),
    "ko": ("euc-kr",), "ar": ("cp1256",), "he": ("cp1255",),
}  # fmt: skip
"""What a language is written in where it is not Unicode."""

UNICODE = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be")

SIZES = {200: 4, 2_000: 1, 20_000: 1}
"""Bytes of a sample, and samples of that size."""

# What 8-bit encodings lack of typography, as their writers wrote it.
_PLAINER = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "’": "'", "‘": "'", "–": "-", "—": "-", "€": "EUR",
     "£": "GBP", "：": "；", "「": "『", "」": "』", "ț": "ţ", "ș": "ş", "Ț": "Ţ", "Ș": "Ş"}
)  # fmt: skip


@cache
def page(language: str) -> str:
    """Give the page in a language, followed by what the Unicode locale data calls things in it."""
    written = (LANGUAGES / f"{language}.txt").read_text("utf-8")
    locale = Locale.parse(language, sep="-")
    names = [*locale.territories.values(), *locale.languages.values(), *locale.currencies.values()]
    return written + "".join(f"{', '.join(names[i : i + 12])}.\n" for i in range(0, len(names), 12))


def samples(language: str, encoding: str, size: int) -> Iterator[str]:
    """Give texts of about `size` bytes that the encoding can hold, each from another place in the page."""
    lines = [fit for line in page(language).splitlines(keepends=True) if (fit := _fitting(line, encoding))]
    written = "".join(lines[:3])
    for n in range(SIZES[size]):
        if size < 1000:
            begin = n * len(written) // (SIZES[size] + 2)
            begin = written.find(" ", begin) + 1 if begin else 0
            text = written[begin:]
        else:
            text = "".join(islice(cycle(lines[n:] + lines[:n]), 2000))
        while len(text.encode(encoding)) > size:
            text = text[: min(len(text) - 1, len(text) * size // len(text.encode(encoding)))]
        yield text


def _fitting(line: str, encoding: str) -> str | None:
    for text in (line, line.translate(_PLAINER)):
        try:
            text.encode(encoding)
        except UnicodeEncodeError:
            continue
        return text
    return None
