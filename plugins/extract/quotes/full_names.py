"""The names of one text: which full name a surname stands for, and who is a man or a woman."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from plugins.extract.languages import Gender, given_names

from .frame import Sentence, Token
from .words import SpeechWords

JUST_BEFORE = 300
"""Code points within which a full name tells two people of one surname apart: about a paragraph."""
MAX_NAMESAKES = 6
"""More different names that share a word leave it open whom the word means."""
_HEADLINE = -1
_HEADLINE_NAME = re.compile(r"(?:[^\W\d_a-z][\w’'-]+ ){1,3}[^\W\d_a-z][\w’'-]+")


class FullNames:
    """Every full name of a text, by each word that may stand for it alone."""

    def __init__(self, text: str, title: str, frame: Sequence[Sentence], speech: SpeechWords) -> None:
        self._text = text
        self._speech = speech
        self._places: dict[str, dict[str, list[int]]] = defaultdict(dict)
        self._namesakes: dict[str, set[str]] = defaultdict(set)
        self._alone_at: dict[str, int] = {}
        self._titled: dict[str, Gender] = {}
        self._runs: dict[int, tuple[list[str], list[str]]] = {}
        for written in _HEADLINE_NAME.findall(title):
            words = untitled([bare(word) for word in written.split()], speech)
            if len(words) > 1 and gender_of(words[0]):
                self._note(words, _HEADLINE)
        for sentence in frame:
            for first, last in sentence.runs:
                self._read(sentence.tokens, first, last)

    def run(self, start: int) -> tuple[list[str], list[str]]:
        """Give the words of the run of capitals at `start`: as written, and without its titles."""
        return self._runs[start]

    def full(self, word: str, at: int) -> str | None:
        """Give the full name that a surname or first name stands for at offset `at`; None where it is open.

        Where several share it: the one named just before, else the headline's. A surname that comes before
        any full name belongs to somebody whom readers know, not to the namesake who comes later.
        """
        known = self._places.get(word)
        if not known or self._alone_at.get(word, at) < min(starts[0] for starts in known.values()):
            return None
        names = _without_short_forms(set(known))
        if len(names) == 1 and not self._namesakes[word] - {
            first for name in names for first in name.split()
        }:
            return next(iter(names))
        near = [name for name in names if _any_between(known[name], at - JUST_BEFORE, at)]
        headline = [name for name in names if known[name][0] == _HEADLINE]
        return next((group[0] for group in (near, headline) if len(group) == 1), None)

    def gender(self, name: str) -> Gender | None:
        """Give the gender that "Mr", "Mrs" or a given name tells."""
        return self._titled.get(name.rsplit(" ", 1)[-1]) or gender_of(name)

    def titled(self, word: str) -> bool:
        """Tell whether "Mr" or "Mrs" stands before the word anywhere."""
        return word in self._titled

    def _read(self, tokens: Sequence[Token], first: int, last: int) -> None:
        written = [
            bare(self._text[token.start : token.end])
            if token.possessive
            else self._text[token.start : token.end]
            for token in tokens[first : last + 1]
        ]
        words = untitled(written, self._speech)
        self._runs[tokens[first].start] = written, words
        if not words:
            return
        for title in written[: len(written) - len(words)]:
            gender = self._speech.titles.get(title.lower().rstrip("."))
            if gender in ("m", "f"):
                self._titled[words[-1]] = gender
        start = tokens[first].start
        if len(words) == 1:
            self._alone_at.setdefault(words[0], start)
        elif len(words) <= 4:
            sure = len(words) < len(written) or gender_of(words[0]) or self._speaks(tokens, first, last)
            if sure:
                self._note(words, start)
            elif first > 0:
                self._namesakes[words[-1]].add(words[0])

    def _speaks(self, tokens: Sequence[Token], first: int, last: int) -> bool:
        """Tell whether a verb of speech or a comma stands right beside the name."""
        beside = [tokens[at].low for at in (first - 1, last + 1) if 0 <= at < len(tokens)]
        return any(low in self._speech.verbs for low in beside) or "," in beside

    def _note(self, words: Sequence[str], start: int) -> None:
        name = " ".join(words)
        for word in {words[-1], words[0]} if gender_of(words[0]) else {words[-1]}:
            if name in self._places[word] or len(self._places[word]) < MAX_NAMESAKES:
                self._places[word].setdefault(name, []).append(start)


def untitled(words: Sequence[str], speech: SpeechWords) -> list[str]:
    """Give a name without the titles before it: from behind the last one that more words follow."""
    start = 0
    lows = [word.lower() for word in words]
    for index, low in enumerate(lows):
        if low in speech.articles or is_office(low, speech):
            start = index + 1
    for index in range(start + 1, len(words) - 1):
        if lows[index] in given_names() and lows[start] not in given_names():
            return list(words[index:])  # "House Newt Gingrich", cut from "Speaker of the House Newt Gingrich"
    return list(words[start:])


def is_office(low: str, speech: SpeechWords) -> bool:
    """Tell whether a word is an office or a title, also as the last part of a compound."""
    if low in speech.titles or low.rstrip(".") in speech.titles:
        return True
    return speech.compounds and not speech.titles.keys().isdisjoint(speech.offices(low))


def bare(word: str) -> str:
    """Give a word without the ending of a possessive."""
    return word.removesuffix("'s").removesuffix("’s")


def gender_of(name: str) -> Gender | None:
    """Give the gender that a name's first word tells; None where it tells none."""
    return given_names().get(name.partition(" ")[0].lower())


def _without_short_forms(names: set[str]) -> set[str]:
    """Give the names without those that are part of another: "Robert Scott" beside "Robert C Scott"."""
    words = {name: set(name.split()) for name in names}
    return {name for name in names if not any(words[name] < words[other] for other in names)}


def _any_between(starts: Sequence[int], low: int, high: int) -> bool:
    at = bisect_left(starts, low)
    return at < len(starts) and starts[at] < high
