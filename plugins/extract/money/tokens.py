"""A sentence as the words, figures and marks that the grammar of money reads."""

import re
from functools import lru_cache

from plugins.extract.remembered import Remembered
from plugins.model import Value

THOUSANDS = " \u00a0\u202f\u2009'’"
"""What may part thousands besides comma and full stop: spaces of all widths, the Swiss apostrophe."""
_TOKEN = re.compile(
    # Plain words first: most are, and a set of ASCII letters is asked fastest.
    r"([A-Za-z]++(?![^\s,])|[^\W\d_]++(?:\.[^\W\d_]++)*+"
    rf"|\d{{1,3}}(?:[{THOUSANDS}]\d{{3}}){{1,4}}(?!\d)(?:[.,]\d{{1,2}}(?!\d))?|\d+(?:[.,]\d+)*"
    r"|\S)"
)
_LETTER, _FIGURE = re.compile(r"[^\W\d_]"), re.compile(r"\d")
_SAME = str.maketrans({"’": "'", "ʼ": "'", "–": "-", "—": "-", "‑": "-", "−": "-", ".": None})


class Token(Value, frozen=True, gc=False):
    """One word, figure or mark."""

    norm: str
    """Words case-folded, without inner full stops ("U.S" is "us"); one hyphen and one apostrophe for all."""
    text: str
    start: int
    end: int
    kind: str
    """"figure", "word" or "mark"."""


@lru_cache(maxsize=64)
def tokenise(text: str, start: int, end: int) -> tuple[Token, ...]:
    """Give the tokens of text[start:end], with offsets into the whole text."""
    tokens: list[Token] = []
    add, known, at = tokens.append, _KNOWN, start
    parts = iter(_TOKEN.split(text[start:end]))
    for gap, raw in zip(parts, parts, strict=False):
        begins = at + len(gap)
        at = begins + len(raw)
        norm, kind = known[raw]
        add(Token(norm, raw, begins, at, kind))
    return tuple(tokens)


def _read(raw: str) -> tuple[str, str]:
    """Give a token's norm and kind."""
    if _LETTER.match(raw):
        return raw.casefold().replace(".", ""), "word"
    return (raw, "figure") if _FIGURE.match(raw) else (raw.translate(_SAME) or raw, "mark")


_KNOWN = Remembered(_read)


def words(phrase: str) -> tuple[str, ...]:
    """Give a table's phrase as the norms of its tokens.

    >>> words("U.S. dollars")
    ('us', '.', 'dollars')
    """
    # Ten thousand phrases are asked for at once: without the tokens, half as long.
    known = _KNOWN
    return tuple([known[raw][0] for raw in _TOKEN.split(phrase)[1::2]])
