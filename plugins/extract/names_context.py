"""A text with all its known wordings found, and the words around any place in it."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from plugins.model import Document
from plugins.tables import table as read_table

from .language import text_language

if TYPE_CHECKING:
    from plugins.registry import Knowledge, Spot

LONGEST_WORD = 30
_OPENERS = "“„«‹‘'\"([—–-"
_CLOSERS = ".,;:!?”“»›’'\")]…"
_WORD_AFTER = re.compile(rf"[ \u00a0](\S{{0,{LONGEST_WORD}}})")


@cache
def word_lists() -> dict[str, frozenset[str]]:
    """Give the lists of names.yaml; of a mapping, its keys."""
    table = read_table(Path(__file__).with_name("names.yaml"))
    return {key: frozenset(words) for key, words in table.items()}


@cache
def title_roles() -> dict[str, tuple[str, ...]]:
    """Give, for each title that stands before a surname, words of the roles that fit it."""
    table = read_table(Path(__file__).with_name("names.yaml"))
    return {title: tuple(words) for title, words in table["titles"].items()}


@dataclass(frozen=True)
class NameContext:
    """One document as the name rules see it."""

    document: Document
    knowledge: Knowledge
    day: str | None
    """Publication day (month, year) as far as known: decides who held an office."""

    @cached_property
    def text(self) -> str:
        """Give the document's text."""
        return self.document.text

    @cached_property
    def language(self) -> str:
        """Give the language whose endings the names take."""
        return text_language(self.document)

    @cached_property
    def spots(self) -> Sequence[Spot]:
        """Give all wordings known by their letters."""
        return self.knowledge.name_spots(self.text, self.language)

    @cached_property
    def spot_at(self) -> dict[int, Spot]:
        """Give the wordings known by their letters, by where they begin."""
        return {spot.start: spot for spot in self.spots}

    @cached_property
    def words(self) -> Sequence[Spot]:
        """Give all wordings known whatever their case: equipment, offices, adjectives."""
        return self.knowledge.word_spots(self.text)

    @cached_property
    def title_spots(self) -> Sequence[Spot]:
        """Give the names in the title: they introduce people to the text."""
        return self.knowledge.name_spots(self.document.title, self.language)

    def word_before(self, at: int) -> str:
        """Give the word before `at` on the same line; see `previous_word`."""
        return previous_word(self.text, at)

    def word_after(self, at: int) -> str:
        """Give the bare word after `at`; "" where punctuation or a line's end comes first."""
        found = _WORD_AFTER.match(self.text, at)
        return found[1].rstrip(_CLOSERS) if found else ""


def previous_word(text: str, at: int) -> str:
    """Give the word before `at` on the same line, with its closing punctuation; "" where there is none."""
    if at < 2 or text[at - 1] not in " \u00a0" or text[at - 2].isspace():
        return ""
    return text[max(0, at - 1 - LONGEST_WORD) : at - 1].rsplit(None, 1)[-1].lstrip(_OPENERS)


def spot_over(spots: Sequence[Spot], start: int, end: int) -> Spot | None:
    """Give the last of these spots, in order, that covers any of this stretch."""
    at = bisect.bisect_left(spots, end, key=lambda spot: spot.start)
    return spots[at - 1] if at > 0 and spots[at - 1].end > start else None


def is_capitalised(word: str) -> bool:
    """Say whether this is a word with a capital at its beginning."""
    return word[:1].isupper() and any(map(str.islower, word))
