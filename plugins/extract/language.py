"""The language whose tables fit a document's text."""

import re
from functools import lru_cache

from plugins.clean.language import detected_language
from plugins.clean.word_runs import beyond_ascii
from plugins.model import Document

MANY_MARKED_LETTERS = 0.01
"""Share of letters beyond ASCII; English news has 0.2 % (names, dashes), Swedish 3 %, Polish 6 %."""

_MARKED = re.compile(r"[^\x00-\xbf\u2000-\u2bff]")
"""Letters beyond ASCII; the signs of Latin-1 and typographic marks are none."""


def text_language(document: Document) -> str:
    """Give the code of the language of the text: the document's, unless its letters plainly aren't English.

    A feed marks every story with the language of the feed, so a Polish text may come as "en".
    """
    stated = document.language.partition("-")[0].lower()
    return _unless_foreign(document.text) if stated == "en" else stated


@lru_cache(maxsize=8)
def _unless_foreign(text: str) -> str:
    """Give "en", or the language that the letters tell; every finder of a document asks it."""
    if text.isascii() or len(_MARKED.findall(beyond_ascii(text))) <= MANY_MARKED_LETTERS * len(text):
        return "en"
    return detected_language(text) or "en"
