"""Who says what: quotations with their speakers, and every stretch that reports somebody's words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from plugins.model import Document, Mention, Quote

from .finding import Reading, SpeechSpan, read_speech

if TYPE_CHECKING:
    from plugins.registry import Knowledge

__all__ = ["Reading", "SpeechSpan", "find_quotes", "find_speech", "read_speech"]


def find_quotes(document: Document, mentions: Sequence[Mention], knowledge: Knowledge) -> tuple[Quote, ...]:
    """Give the quotations of a document with their speakers, in order; scare quotes and titles are none."""
    return _read_once(document, tuple(mentions), knowledge).quotes


def find_speech(
    document: Document, mentions: Sequence[Mention], knowledge: Knowledge, quotes: Sequence[Quote] = ()
) -> tuple[SpeechSpan, ...]:
    """Give every stretch that reports speech, direct and indirect, in order of where it begins.

    Where stretches overlap, the innermost (the one that begins last) says who speaks. Every quotation is one
    of them; `quotes` are those already known, given in place of what would be found anew.
    """
    spans = _read_once(document, tuple(mentions), knowledge).spans
    known = {(quote.start, quote.end) for quote in quotes}
    if not known:
        return spans
    return tuple(span for span in spans if span.speech == "indirect" or (span.start, span.end) in known)


# Both questions are asked of one document in a row: the pass that answers both is made once.
_read_once = lru_cache(maxsize=1)(read_speech)
