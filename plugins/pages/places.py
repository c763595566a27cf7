"""Places in an article's text: the sentence around a span, the paragraph to link to."""

from collections.abc import Sequence

from plugins.model import Block

OPENING_MARKS = frozenset('“"«„')
SENTENCE_ENDS = (". ", "? ", "! ", "\n")
"""What parts sentences well enough to show one: a display may begin early, never cut a word."""


def sentence_around(text: str, start: int, end: int) -> tuple[str, str, str]:
    """Give the sentence a span stands in: before the span, the span, after it.

    >>> sentence_around("One. The F-16 is discussed. Three.", 9, 13)
    ('The ', 'F-16', ' is discussed.')
    """
    begin = max(
        (found + len(mark) for mark in SENTENCE_ENDS if (found := text.rfind(mark, 0, start)) >= 0), default=0
    )
    stops = [found + 1 for mark in SENTENCE_ENDS if (found := text.find(mark, end)) >= 0]
    stop = min(stops, default=len(text))
    return text[begin:start], text[start:end], text[end:stop].rstrip()


def in_marks(words: str) -> str:
    """Give words in quotation marks; those that bring their own stand as they are.

    >>> in_marks("over $100 billion"), in_marks("“over half” of the aid")
    ('“over $100 billion”', '“over half” of the aid')
    """
    return words if words[:1] in OPENING_MARKS else f"“{words}”"


def paragraph_anchor(blocks: Sequence[Block], position: int) -> str:
    """Give the anchor of the block that a position in the text falls into: "p1" is the first."""
    number = sum(1 for block in blocks if block.start <= position)
    return f"p{max(number, 1)}"
