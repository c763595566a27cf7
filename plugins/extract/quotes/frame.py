"""A text's sentences as words, points and quoted stretches: the frame in which somebody is said to speak."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from plugins.extract.remembered import Remembered
from plugins.extract.sentences import sentences
from plugins.model import Block, Value

from .marks import Stretch
from .words import SpeechWords

# A look at the second character first, and no step back: most of what is read are plain words.
_TOKEN = re.compile(r"((?=.\.)(?:[^\W\d_]\.){2,}+|\w++(?:['’.\-‑/]\w++)*+|[^\w\s])")


_WORD = re.compile(r"\w+(?:['’.-]\w+)*|[,;:]")
TAG_WORDS = 7
"""Within so many words the verb of '“…?” Senator Elizabeth Warren of Massachusetts asked' is reached."""


QUOTED_COMMA = "”,"
"""Stands for a quoted stretch that ends with a comma, so that a clause may end there."""


LONGEST_SHORT_TITLE = 5
"""Letters and stop of "prof.": longer titles are no short forms, and their stop ends a sentence."""


class Token(Value, frozen=True, gc=False):
    """A word, a point, or a whole quoted stretch."""

    kind: Literal["word", "point", "quote"]
    low: str
    """Case-folded, with straight apostrophes; "" for a quoted stretch."""
    start: int
    end: int
    capital: bool
    possessive: bool
    is_word: bool = True
    stretch: Stretch | None = None


class Sentence(Value, frozen=True, gc=False):
    """One sentence of the frame: a quoted stretch in it counts as one token."""

    block: int
    """Index of its block among the document's."""
    start: int
    end: int
    tokens: tuple[Token, ...]
    runs: tuple[tuple[int, int], ...]
    """First and last index of each run of capital words; see `runs`."""
    quoted: tuple[int, ...]
    """Which of the tokens are quoted stretches."""


def framed(
    text: str, blocks: Sequence[Block], quoted: Sequence[Sequence[Stretch]], words: SpeechWords
) -> tuple[Sentence, ...]:
    """Give the frame's sentences in order."""
    masked = _masked(text, [stretch for inside in quoted for stretch in inside])
    starts = [block.start for block in blocks]
    parts: list[Sentence] = []
    outer = [[stretch.outer_start for stretch in inside] for inside in quoted]
    for start, end in _rejoined(masked, quoted, words):
        block = max(0, bisect_left(starts, start + 1) - 1)
        inside = quoted[block][bisect_left(outer[block], start) : bisect_left(outer[block], end)]
        tokens = tuple(_tokens(text, start, end, inside, words))
        at = tuple([i for i, token in enumerate(tokens) if token.stretch is not None]) if inside else ()
        parts.append(Sentence(block, start, end, tokens, tuple(runs(tokens, words)), at))
    return tuple(parts)


def _masked(text: str, quoted: Iterable[Stretch]) -> str:
    """Give the text with quoted words crossed out, so that no full stop inside them ends a sentence."""
    parts, at = [], 0
    for stretch in quoted:
        size = stretch.end - stretch.start
        parts.append(text[at : stretch.start + 1])
        parts.append("x" * (size - 2))
        parts.append(text[stretch.end - 1 : stretch.end] if size > 1 else "")
        at = stretch.end
    parts.append(text[at:])
    return "".join(parts)


def _rejoined(masked: str, quoted: Sequence[Sequence[Stretch]], words: SpeechWords) -> list[tuple[int, int]]:
    """Give the sentences with any cut through a quoted stretch, or behind a title's stop, mended."""
    inside = [stretch for block in quoted for stretch in block]
    starts = [stretch.outer_start for stretch in inside]
    spans: list[tuple[int, int]] = []
    for start, end in sentences(masked):
        at = bisect_left(starts, start) - 1
        cut = at >= 0 and inside[at].outer_end > start
        joined = spans and (
            cut
            or _ends_in_title(masked, *spans[-1], words)
            or (at >= 0 and _tags(masked, inside[at], spans[-1], (start, end), words))
        )
        if joined:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans


def _ends_in_title(masked: str, start: int, end: int, words: SpeechWords) -> bool:
    last = masked[max(start, end - 12) : end].rsplit(None, 1)[-1].casefold()
    return last.endswith(".") and last in words.titles


def _tags(
    masked: str, stretch: Stretch, before: tuple[int, int], span: tuple[int, int], words: SpeechWords
) -> bool:
    """Tell whether a sentence only says whose the quotation before it was ('“…?” Trump said, smiling.')."""
    start, end = span
    if stretch.outer_end != before[1] or "\n" in masked[before[1] : start]:
        return False
    asked = masked[stretch.end - 1] != "."
    head = _WORD.findall(masked, start, min(end, start + 90))[:TAG_WORDS]
    for index, word in enumerate(head):
        low = word.lower()
        if low in words.verbs and not (word[0].isupper() and index):
            behind = head[index + 1 : index + 2]
            plain = not any(part in ",;:" for part in head[:index])
            closes = plain and index + 1 == len(head) and masked[end - 1] == "." and end - start < 60
            return index > 0 and (closes or (asked and behind != ["that"]))
        if low in words.conjunctions:
            return False
    return False


def _tokens(text: str, start: int, end: int, quoted: Sequence[Stretch], words: SpeechWords) -> list[Token]:
    tokens: list[Token] = []
    at = start
    for stretch in quoted:
        _add_plain(tokens, text, at, stretch.outer_start, words)
        low = QUOTED_COMMA if text[stretch.end - 1] == "," else ""
        tokens.append(
            Token("quote", low, stretch.outer_start, stretch.outer_end, False, False, False, stretch)
        )
        at = max(at, stretch.outer_end)
    _add_plain(tokens, text, at, end, words)
    return tokens


def _add_plain(tokens: list[Token], text: str, start: int, end: int, words: SpeechWords) -> None:
    add, pronouns, known = tokens.append, words.pronouns, _KNOWN
    at = start
    parts = iter(_TOKEN.split(text[start:end]))
    for gap, written in zip(parts, parts, strict=False):
        begins = at + len(gap)
        at = begins + len(written)
        low, capital, is_word, apostrophe = known[written]
        if not is_word:
            if low != "." or not _is_short_form(text, start, at, words):
                add(Token("point", low, begins, at, False, False, False, None))
        elif not apostrophe:
            add(Token("word", low, begins, at, capital, False, True, None))
        elif (whole := low.partition("'")[0]) in pronouns:  # "he's" is two words
            cut = begins + len(whole)
            add(Token("word", whole, begins, cut, capital, False))
            add(Token("word", low[len(whole) :], cut, at, False, False))
        else:
            add(Token("word", low, begins, at, capital, low.endswith(("'s", "s'"))))


def _read(written: str) -> tuple[str, bool, bool, bool]:
    """Give a token in small letters, and whether it has a capital, is a word, and holds an apostrophe."""
    first = written[0]
    if not (first.isalnum() or first == "_"):
        return written, False, False, False
    low = written.lower().replace("’", "'")
    return low, first.isupper(), True, "'" in low


_KNOWN = Remembered(_read)


def _is_short_form(text: str, start: int, at: int, words: SpeechWords) -> bool:
    """Tell whether the full stop before `at` is that of "Rep." or of an initial."""
    if not text[at - 2 : at - 1].isalnum():
        return False
    before = text[max(start, at - 12) : at].rsplit(None, 1)[-1].lower().lstrip("(")
    short = len(before) <= LONGEST_SHORT_TITLE and before.removesuffix(".") in words.titles
    return short or before in words.titles or (len(before) == 2 and text[at - 2].isupper())


def runs(tokens: Sequence[Token], speech: SpeechWords) -> Iterator[tuple[int, int]]:
    """Give first and last index of each run of capital words, without articles and days at its ends."""
    at, size = 0, len(tokens)
    while at < size:
        token = tokens[at]
        if not token.capital or token.low in speech.no_name or token.low in speech.calendar:
            at += 1
            continue
        last = at
        while last + 1 < size and not tokens[last].possessive and tokens[last + 1].capital:
            if tokens[last + 1].low in speech.calendar:
                break
            last += 1
        yield at, last
        at = last + 1
