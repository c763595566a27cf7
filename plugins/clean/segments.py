"""A page as a row of segments: the smallest stretches that are kept or set aside whole."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import msgspec

from plugins.clean.word_runs import words_in
from plugins.model import Mark, PieceRole

BlockKind = Literal["paragraph", "heading", "list-item", "quotation", "table-row", "preformatted"]

MAX_SEGMENTS = 20_000
"""Lines or paragraphs of one page; what has more is a book, a log or an attack, and is read no further."""


TELLING = frozenset(("h1", "figcaption", "nav", "footer", "aside", "form", "button", "header", "address"))
"""Elements that say what they hold, wherever in them it stands."""


class Place(msgspec.Struct, frozen=True, eq=False):
    """A block element of a saved page, with the way up to the body."""

    tag: str
    names: tuple[str, ...]
    """Class names, id, role and itemprop, casefolded."""
    parent: "Place | None"
    depth: int
    """Block elements above it."""
    hidden: bool
    """Whether the page hides it or what it stands in (hidden, aria-hidden, display:none)."""

    inside: frozenset[str] = frozenset()
    """Which of the elements that say what they hold (TELLING) this is or stands in."""

    def upward(self) -> Iterator["Place"]:
        """Give this element and all that it stands in, the nearest first."""
        place: Place | None = self
        while place is not None:
            yield place
            place = place.parent


class Markup(msgspec.Struct, frozen=True):
    """What HTML says about a segment beyond its words."""

    place: Place
    inner: tuple[str, ...] = ()
    """Tag and class names of the inline elements in it."""
    linked: int = 0
    """Characters that stand inside links."""
    day: str | None = None
    """What a <time datetime> inside it states."""


class Segment(msgspec.Struct, frozen=True):
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
    return " ".join(words_in(text.casefold()))


def words(text: str) -> list[str]:
    """Give a text's words in order: runs without blanks. By these, nothing of a page may be lost.

    >>> words("  • Kyiv,  today ")
    ['•', 'Kyiv,', 'today']
    """
    return text.split()


def holds_any(line: str, literals: tuple[str, ...]) -> bool:
    """Tell whether a line holds one of these, to the letter."""
    # A loop, not any(): this runs for every line of every page, and a generator costs four times as much.
    for literal in literals:  # noqa: SIM110
        if literal in line:
            return True
    return False


_STOPS = ".!?…。！？"
CLOSING = "\"'”’»“)] "
"""What may stand after a sentence's full stop."""
MIN_SENTENCE_WORDS = 8
"""Shorter lines with a full stop are as often buttons and captions as paragraphs."""


def is_sentence(text: str) -> bool:
    """Tell whether a line reads like running text: some words, and closed as a sentence is."""
    return text.rstrip(CLOSING)[-1:] in _STOPS and word_count(text) >= MIN_SENTENCE_WORDS


_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0eff]")
"""Signs of scripts that put no blanks between words; a word has about two."""


def word_count(text: str) -> int:
    """Give about how many words a line has, in whatever script.

    >>> word_count("NATOの会議"), word_count("a meeting of NATO")
    (2, 4)
    """
    blanks = text.count(" ") + 1
    return blanks if text.isascii() else max(blanks, len(_UNSPACED.findall(text)) // 2 + blanks)


def shortened(text: str, limit: int = 60) -> str:
    """Give a text's beginning for use in a reason."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
