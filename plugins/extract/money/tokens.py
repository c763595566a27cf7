"""A sentence as the words, figures and marks that the grammar of money reads."""

import re
from functools import lru_cache
from typing import NamedTuple

THOUSANDS = " \u00a0\u202f\u2009'’"
"""What may part thousands besides comma and full stop: spaces of all widths, the Swiss apostrophe."""
_TOKEN = re.compile(
    r"([^\W\d_]+(?:\.[^\W\d_]+)*)"
    rf"|(\d{{1,3}}(?:[{THOUSANDS}]\d{{3}}){{1,4}}(?!\d)(?:[.,]\d{{1,2}}(?!\d))?|\d+(?:[.,]\d+)*)"
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
    tokens: list[Token] = []
    add = tokens.append
    for found in _TOKEN.finditer(text, start, end):
        raw = found[0]
        begins, ends = found.span()
        if found.lastindex == 1:
            norm = raw.casefold()
            add(_made(Token, (norm.replace(".", "") if "." in norm else norm, raw, begins, ends, "word")))
        elif found.lastindex == 2:
            add(_made(Token, (raw, raw, begins, ends, "figure")))
        else:
            add(_made(Token, (raw.translate(_SAME) or raw, raw, begins, ends, "mark")))
    return tuple(tokens)


# A token is made for every word there is: the tuple's own maker takes half the time of the named one.
_made = tuple.__new__


def words(phrase: str) -> tuple[str, ...]:
    """Give a table's phrase as the norms of its tokens.

    >>> words("U.S. dollars")
    ('us', '.', 'dollars')
    """
    return tuple(token.norm for token in tokenise(phrase, 0, len(phrase)))
