"""Scraped text made fit for formats that have no room for everything."""

import re

# XML 1.0 can not hold these at all; direction marks would turn a reader's list of titles around.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def printable(text: str) -> str:
    """Give a text with a mark in the place of what XML can't hold or what would turn other text around."""
    return _UNPRINTABLE.sub("�", text)


def one_line(text: str) -> str:
    """Give a text on one line, for formats in which a line's end means something."""
    return " ".join(printable(text).split())
