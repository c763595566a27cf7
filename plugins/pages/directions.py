"""Scraped text made safe to stand beside the page's own words."""

import re

DIRECTIONS = dict.fromkeys((1564, 8206, 8207, *range(8234, 8239), *range(8294, 8298)))
"""Unicode's invisible marks of writing direction: they could turn the words around a title the other way."""

_ANY = re.compile(f"[{''.join(map(chr, DIRECTIONS))}]")
SHOWN = {code: f"⟨U+{code:04X}⟩" for code in DIRECTIONS}


def undirected(text: str) -> str:
    r"""Give a text without marks of direction; letters and what they mean stay.

    >>> undirected("NATO\u202e adds")
    'NATO adds'
    """
    return text if text.isascii() or not _ANY.search(text) else text.translate(DIRECTIONS)


def with_marks_shown(text: str) -> str:
    r"""Give a text in which marks of direction can be seen, for the page that shows a file as it came.

    >>> with_marks_shown("NATO\u202e adds")
    'NATO⟨U+202E⟩ adds'
    """
    return text.translate(SHOWN)
