"""What a noun phrase is made of: the words that may and may not stand in the name of a speaker."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Literal

from plugins.model import Value

from .frame import Token
from .words import SpeechWords

MAX_WORDS = 16
"""Longest phrase taken for a speaker: "the director of the Potsdam Institute for Climate Impact Research"."""
_PARTICLES = frozenset(
    [
        *("de", "del", "della", "der", "den", "di", "du", "da", "dos", "van", "von", "zu", "bin", "al", "el"),
        *("la", "le", "ter", "ten", "y", "&", "af", "ibn"),
    ]
)


_NO_ADVERBS = frozenset(
    ["family", "ally", "assembly", "supply", "reply", "rally", "italy", "july", "monopoly", "bully"]
)


class Phrase(Value, frozen=True, gc=False):
    """Words that name a speaker."""

    start: int
    end: int
    head: Literal["name", "pronoun", "noun"]
    name_start: int
    """Where the name itself begins: behind `start` in "spokesman Jason Miller"."""


class Words(Value, frozen=True, gc=False):
    """A sentence's tokens with what helps to cut names out of them."""

    tokens: Sequence[Token]
    speech: SpeechWords
    known: Mapping[int, int]
    """End of each known name to its start."""
    people: Collection[int] = ()
    """Where the name of each known person ends."""


def pronoun_phrase(token: Token) -> Phrase:
    """Give the phrase that is one pronoun."""
    return Phrase(token.start, token.end, "pronoun", token.start)


def nounlike(token: Token, speech: SpeechWords) -> bool:
    """Tell whether a word may stand inside a noun phrase; articles and possessives may not."""
    low = token.low
    if not token.is_word or low in speech.closed:
        return False
    return token.capital or low in speech.texts or not (low in speech.cues or low in speech.skip)


def joins_name(tokens: Sequence[Token], at: int, speech: SpeechWords) -> bool:
    """Tell whether the word at `at` goes on with the name before it: "van", "Newkirk", "II"."""
    token = tokens[at]
    if token.low in _PARTICLES and not token.capital:
        return at + 1 < len(tokens) and tokens[at + 1].capital
    return token.capital and not token.possessive and token.low not in speech.calendar


def is_particle(token: Token) -> bool:
    """Tell whether a small word may stand inside a name."""
    return token.low in _PARTICLES and not token.capital


def skipped(token: Token, speech: SpeechWords) -> bool:
    """Tell whether a word may stand between a verb and its subject: "also", "has", "publicly"."""
    if token.low in speech.skip:
        return True
    return speech.language == "en" and token.low.endswith("ly") and token.low not in _NO_ADVERBS
