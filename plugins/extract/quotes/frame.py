"""A text's sentences as words, points and quoted stretches: the frame in which somebody is said to speak."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from msgspec.structs import replace

from plugins.extract.remembered import Remembered
from plugins.extract.sentences import sentences
from plugins.model import Block, Value

from .dialogue import dashed, set_off
from .marks import Stretch, opens_with_mark, stretches
from .words import SpeechWords

# A look at the second character first, and no step back: most of what is read are plain words.
_TOKEN = re.compile(r"((?=.\.)(?:[^\W\d_]\.){2,}+|\w++(?:['’.\-‑/]\w++)*+|[^\w\s])")


_WORD = re.compile(r"\w+(?:['’.-]\w+)*|[,;:]")
TAG_WORDS = 7
"""Within so many words the verb of '“…?” Senator Elizabeth Warren of Massachusetts asked' is reached."""


QUOTED_COMMA = "”,"
"""Stands for a quoted stretch that ends with a comma, so that a clause may end there."""


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


def quoted_stretches(
    text: str, blocks: Sequence[Block], words: SpeechWords
) -> tuple[tuple[Stretch, ...], ...]:
    """Give the quoted stretches of each block; one that nothing closes only where its end can be told."""
    found: list[tuple[Stretch, ...]] = []
    for index, block in enumerate(blocks):
        if block.kind == "heading":
            found.append(())  # a heading repeats words that the text has
            continue
        inside = stretches(text, block.start, block.start + len(block.text))
        if block.kind == "quotation" and not _quoted_throughout(block, inside):
            inside = set_off(text, block)
        inside = _apart(inside, dashed(text, block, words))
        if inside and words.language not in ("en", "de"):
            inside = tuple(part for stretch in inside for part in _without_tags(text, stretch, words))
        if inside and not inside[-1].closed:
            following = blocks[index + 1].start if index + 1 < len(blocks) else len(text)
            last = _unclosed(text, block.start, inside[-1], following, words)
            inside = (*inside[:-1], last) if last is not None else inside[:-1]
        found.append(inside)
    return tuple(found)


def _apart(marked: Sequence[Stretch], dashed: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Give what is said between dashes, and between marks outside of that, in order."""
    if not dashed:
        return tuple(marked)
    apart = [
        one
        for one in marked
        if all(one.outer_end <= other.start or other.end <= one.outer_start for other in dashed)
    ]
    return tuple(sorted((*dashed, *apart), key=lambda stretch: stretch.outer_start))


# A few words between commas or dashes inside marks: "« Nous ferons tout, a déclaré Macron, pour … »".
_INSIDE = re.compile(
    r"[,!?…] (?:[—–-] )?((?:[^\s,—–]+ ){1,6}[^\s,—–]+?)(?: [—–-]|,(?: [—–-])?|\.(?: [—–-]))(?= )"
)


def _without_tags(text: str, stretch: Stretch, words: SpeechWords) -> Iterator[Stretch]:
    """Give the parts of a quotation without what tells its speaker inside the marks, as French papers do."""
    start = stretch.start
    for found in _INSIDE.finditer(text, stretch.start, stretch.end):
        if _is_tag(found[1].split(), words):
            cut = found.start() + 1
            yield replace(stretch, start=start, end=cut, outer_end=cut, closed=True)
            start = found.end() + 1
            stretch = replace(stretch, outer_start=start)
    yield replace(stretch, start=start)


def _is_tag(tag: Sequence[str], words: SpeechWords) -> bool:
    """Tell "a déclaré Emmanuel Macron" and "dit-il" from other words between commas."""
    at = 0
    while at < len(tag) - 1 and tag[at].lower() in words.skip:
        at += 1
    verb, _, pronoun = tag[at].lower().partition("-")
    if verb not in words.verbs:
        return False
    return pronoun in words.pronouns or at + 1 < len(tag)


def _quoted_throughout(block: Block, inside: Sequence[Stretch]) -> bool:
    return bool(inside) and inside[0].outer_start == block.start


def _unclosed(text: str, block: int, stretch: Stretch, following: int, words: SpeechWords) -> Stretch | None:
    """Give a quotation that nothing closes, as far as it goes; None where that can't be told.

    It goes to the end of its paragraph where it opens the paragraph, where a comma or colon leads in, and
    where it begins a sentence and the next paragraph opens with a mark again. "…, she said" ends it before.
    """
    lead_in = text[block : stretch.outer_start].rstrip()
    begins = not lead_in or lead_in[-1] in ":,"
    goes_on = opens_with_mark(text, following) and lead_in[-1:] in (".", "?", "!", "…", "–", "—", ";")
    if not begins and not goes_on:
        return None
    for comma in _COMMA.finditer(text, stretch.start, stretch.end):
        if _names_speaker(comma[1].split(), words):
            return replace(stretch, end=comma.start() + 1, outer_end=comma.start() + 1)
    return stretch


# A comma with up to five words behind it: where an unclosed quotation may have been meant to end.
_COMMA = re.compile(r",(?=((?:\s[^\W\d_][\w'’-]{0,20}){2,5}))")


def _names_speaker(following: Sequence[str], words: SpeechWords) -> bool:
    """Tell whether a clause of speech begins: "the minister said", "she added"."""
    first = following[0]
    if not (first[0].isupper() or first in words.pronouns or first in words.articles):
        return False
    return any(word in words.verbs for word in following[1:])


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
    return before in words.titles or (len(before) == 2 and text[at - 2].isupper())


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
