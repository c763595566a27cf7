"""A quotation over several paragraphs: one speaker, who may be told only at its end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from plugins.model import Quote

UNCLOSED = "words: no mark closes them, so they end with the paragraph or before the next clause"
TOLD_LATER = "told behind the paragraph that goes on"
_GAP = re.compile(r"[^\S\n]{0,9}\n\s{0,9}[\"“”„‟«»‘]\s?")
# The rules of attribution that only guess by what stood before.
_GUESSED = ("speaker: nobody is named", "speaker: goes on", "speaker: subject of the sentence before")


def handed_back(text: str, quotes: Sequence[Quote]) -> Iterator[Quote]:
    """Give the quotes in order; one whose mark stays open has the speaker of the next one.

    Papers leave the mark open where the next paragraph opens with one again: both are one speaker's.
    Where the first names nobody beside its words and the next does, that is who says both.
    """
    last: Quote | None = None
    kept: list[Quote] = []
    for quote in reversed(quotes):
        if last is not None and _goes_on(text, quote, last):
            rules = (f"speaker: {TOLD_LATER}", *last.rules[1:2], UNCLOSED)
            quote = replace(  # noqa: PLW2901 (the quote as it is known now)
                quote, speaker=last.speaker, speaker_as_stated=last.speaker_as_stated, rules=rules
            )
        kept.append(quote)
        last = quote
    return reversed(kept)


def _goes_on(text: str, quote: Quote, following: Quote) -> bool:
    if UNCLOSED not in quote.rules or following.speaker_as_stated is None:
        return False
    if not quote.rules[0].startswith(_GUESSED) or following.rules[0].startswith(_GUESSED):
        return False
    return bool(_GAP.fullmatch(text, quote.end, following.start))
