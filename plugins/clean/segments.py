"""A page as a row of segments: the smallest stretches that are kept or set aside whole."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from plugins.model import Mark, PieceRole

BlockKind = Literal["paragraph", "heading", "list-item", "quotation", "table-row", "preformatted"]

_TOKEN = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Markup:
    """What HTML says about a segment beyond its words."""

    path: tuple[str, ...] = ()
    """Tag names from the body down to the segment's own element."""
    names: str = ""
    """Class names, ids, roles and itemprops of those elements, casefolded, parted by blanks."""
    linked: int = 0
    """Characters that stand inside links."""
    hidden: bool = False
    """Whether the page hides it (hidden, aria-hidden, display:none)."""
    date: str | None = None
    """The day a <time datetime> inside it states."""
    order: int = 0
    """Number of the nearest block element, so that siblings can be told from strangers."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One paragraph, heading, list item, table row or loose line of a page."""

    text: str
    """As a reader would quote it: wrapped lines joined, no bullet, no double blanks."""
    line: int
    """1-based line of the decoded source."""
    source: tuple[tuple[int, str], ...]
    """The lines it was made of, as they came: line number and words."""
    gap: int = 0
    """Blank lines before it."""
    kind: BlockKind = "paragraph"
    level: int = 0
    ordered: bool = False
    marks: tuple[Mark, ...] = ()
    cells: tuple[str, ...] = ()
    markup: Markup | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of one segment, and why."""

    role: PieceRole
    reason: str = ""


def plain(text: str) -> str:
    """Give the words alone, casefolded and parted by single blanks: what two lines are compared by.

    >>> plain("Unity — Among “Allies”!")
    'unity among allies'
    """
    return " ".join(_TOKEN.findall(text.casefold()))


def words(text: str) -> list[str]:
    """Give a text's words in order: runs without blanks. By these, nothing of a page may be lost.

    >>> words("  • Kyiv,  today ")
    ['•', 'Kyiv,', 'today']
    """
    return text.split()


_SENTENCE_END = re.compile(r"""[.!?…。！？][\s"'”’»“)\]]*$""")
MIN_SENTENCE_WORDS = 8
"""Shorter lines with a full stop are as often buttons and captions as paragraphs."""


def is_sentence(text: str) -> bool:
    """Tell whether a line reads like running text: some words, and closed as a sentence is."""
    return len(text.split()) >= MIN_SENTENCE_WORDS and bool(_SENTENCE_END.search(text))


def shortened(text: str, limit: int = 60) -> str:
    """Give a text's beginning for use in a reason."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def sentences_share(segments: Sequence[Segment]) -> float:
    """Give the share of segments that read like running text."""
    return sum(is_sentence(s.text) for s in segments) / max(1, len(segments))
