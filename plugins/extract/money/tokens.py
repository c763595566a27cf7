"""A sentence as the words, figures and marks that the grammar of money reads."""

import re
from functools import lru_cache
from typing import NamedTuple

THOUSANDS = " \u00a0\u202f\u2009'’"
"""What may part thousands besides comma and full stop: spaces of all widths, the Swiss apostrophe."""
_TOKEN = re.compile(
    rf"(\d{{1,3}}(?:[{THOUSANDS}]\d{{3}}){{1,4}}(?!\d)(?:[.,]\d{{1,2}}(?!\d))?|\d+(?:[.,]\d+)*)"
    r"|([^\W\d_]+(?:\.[^\W\d_]+)*)"
    r"|\S"
)
_SAME = str.maketrans({"’": "'", "ʼ": "'", "–": "-", "—": "-", "‑": "-", "−": "-", ".": None})


class Token(NamedTuple):
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
    tokens = []
    for found in _TOKEN.finditer(text, start, end):
        raw = found[0]
        if found.lastindex == 1:
            tokens.append(Token(raw, raw, found.start(), found.end(), "figure"))
        elif found.lastindex == 2:
            tokens.append(Token(raw.casefold().replace(".", ""), raw, found.start(), found.end(), "word"))
        else:
            tokens.append(Token(raw.translate(_SAME) or raw, raw, found.start(), found.end(), "mark"))
    return tuple(tokens)


def words(phrase: str) -> tuple[str, ...]:
    """Give a table's phrase as the norms of its tokens.

    >>> words("U.S. dollars")
    ('us', '.', 'dollars')
    """
    return tuple(token.norm for token in tokenise(phrase, 0, len(phrase)))
