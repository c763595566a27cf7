"""Which sentences are worth a closer look: those that hold some of the letters a rule can't do without."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Generic, TypeVar

import ahocorasick_rs

from plugins.registry.forms import small

T = TypeVar("T")
SHORT = 3
"""Heads of so few letters have to stand alone: "us", "lei"."""
lowered = lru_cache(maxsize=8)(small)
"""A text in small letters, each in its place: made once for all finders of a document."""


class Heads(Generic[T]):
    """Letters, each with what it is a head of; all are found in one pass over a text."""

    def __init__(self, heads: Iterable[tuple[str, T]]) -> None:
        pairs = tuple(heads)
        self._meanings = tuple(meaning for _, meaning in pairs)
        self._short = tuple(len(head) <= SHORT for head, _ in pairs)
        self._machine = ahocorasick_rs.AhoCorasick(
            [head for head, _ in pairs], matchkind=ahocorasick_rs.MatchKind.Standard, store_patterns=False
        )

    def sentences(self, text: str, spans: Sequence[tuple[int, int]]) -> dict[T, list[int]]:
        """Give, for each meaning, the numbers of the sentences at `spans` that hold one of its heads.

        >>> Heads([("ell", "x"), ("wor", "x"), ("ld", "y")]).sentences("Hello. World.", ((0, 6), (7, 13)))
        {'x': [0, 1], 'y': [1]}
        """
        starts = [start for start, _ in spans]
        found: dict[T, list[int]] = {}
        letters = lowered(text)
        for which, start, end in self._machine.find_matches_as_indexes(letters, overlapping=True):
            if self._short[which] and _goes_on(letters, start, end):
                continue
            number = bisect_right(starts, start) - 1
            numbers = found.setdefault(self._meanings[which], [])
            if number >= 0 and (not numbers or numbers[-1] != number):
                numbers.append(number)
        return found


def _goes_on(letters: str, start: int, end: int) -> bool:
    """Tell whether a letter goes on a head's own first or last letter."""
    left = letters[start].isalpha() and letters[start - 1 : start].isalpha()
    return left or (letters[end - 1].isalpha() and letters[end : end + 1].isalpha())
