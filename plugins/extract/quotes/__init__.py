"""Who says what: quotations with their speakers, and every stretch that reports somebody's words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from plugins.model import Document, Mention, Quote

from .finding import SpeechSpan, read_speech

if TYPE_CHECKING:
    from plugins.registry import Knowledge

__all__ = ["SpeechSpan", "find_quotes", "find_speech"]


def find_quotes(document: Document, mentions: Sequence[Mention], knowledge: Knowledge) -> tuple[Quote, ...]:
    """Give the quotations of a document with their speakers, in order; scare quotes and titles are none."""
    return read_speech(document, mentions, knowledge).quotes


def find_speech(
    document: Document, mentions: Sequence[Mention], knowledge: Knowledge, quotes: Sequence[Quote] = ()
) -> tuple[SpeechSpan, ...]:
    """Give every stretch that reports speech, direct and indirect, in order of where it begins.

    Where stretches overlap, the innermost (the one that begins last) says who speaks. `quotes` is what
    `find_quotes` gave for the same document; the direct spans are the same stretches.
    """
    del quotes
    return read_speech(document, mentions, knowledge).spans
