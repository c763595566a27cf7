"""Words as they are held against each other: without marks and case."""

import re
import zlib
from collections.abc import Sequence

_WORD = re.compile(r"\w+")


def plain_words(text: str) -> tuple[str, ...]:
    """Give a text's words without marks and case, to hold two wordings against each other."""
    return tuple(_WORD.findall(text.casefold().replace("’", "").replace("'", "")))


def checksum(text: str) -> int:
    """Give a number below 2**32 that two texts hardly ever share."""
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


def encoded(texts: Sequence[str]) -> list[bytes]:
    """Give many texts in UTF-8, encoded at once where that can be."""
    every = "\0".join(texts).encode("utf-8", "surrogatepass").split(b"\0") if texts else []
    if len(every) == len(texts):
        return every
    return [text.encode("utf-8", "surrogatepass") for text in texts]


def joined(words: tuple[str, ...]) -> str:
    """Give words as one text in which only whole words are found."""
    return f" {' '.join(words)} "
