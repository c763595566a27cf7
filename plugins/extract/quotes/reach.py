"""How far each quotation of a text reaches: dashes, tags inside the marks, and marks that nothing closes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from plugins.model import Block

from .dialogue import dashed, set_off
from .marks import Stretch, opens_with_mark, stretches
from .words import SpeechWords


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


# What a comma adds to such a tag: ", a assuré le ministre, Sébastien Lecornu, ", ", dit Anne, 34 ans. ".
_APPOSED = re.compile(
    r" \d{1,3} [^\W\d_]{2,12}[,.] |"
    r" (?:[^\W\d_a-z][\w’'-]{0,30}|de|van|von|der)(?: (?:[^\W\d_a-z][\w’'-]{0,30}|de|van|von|der)){1,4}, "
)


def _without_tags(text: str, stretch: Stretch, words: SpeechWords) -> Iterator[Stretch]:
    """Give the parts of a quotation without what tells its speaker inside the marks, as French papers do."""
    start = stretch.start
    for found in _INSIDE.finditer(text, stretch.start, stretch.end):
        if _is_tag(found[1].split(), words):
            cut = found.start() + 1
            yield replace(stretch, start=start, end=cut, outer_end=cut, closed=True)
            apposed = _APPOSED.match(text, found.end(), stretch.end)
            start = apposed.end() if apposed else found.end() + 1
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
