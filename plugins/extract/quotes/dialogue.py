"""Speech that stands without quotation marks: dashes, block quotations, and transcripts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from plugins.model import Block, Value

from .marks import Stretch
from .words import SpeechWords

_DASH = re.compile(r"[–—―-]\s+")
# A dash behind a sentence, before a capital: speech that begins within a paragraph.
_LATER_DASH = re.compile(r"[.!?…”»\"]\s([–—―])\s(?=[^\W\d_a-z])")
_BREAK = re.compile(r"\s[–—―-]\s+|(?<=[,!?…])\s+")
_WORD = re.compile(r"[\w'’-]+")
_SIGNATURE = re.compile(r"\s[–—―]\s?(?=[^\W\d_a-z])[^–—―\n]{2,80}$")
_LABEL = re.compile(
    r"(?P<name>[^\W\d_a-z][\w.'’-]{0,30}(?:\s(?:de|von|van|of|[^\W\d_a-z][\w.'’-]{0,30})){0,4})"
    r"(?:\s\([^()\n]{1,60}\))?\s?:\s+(?=\S)"
)
TAG_WORDS = 3
"""Within so many words behind a dash the verb of "– powiedział premier" is reached."""
MIN_TURNS = 3
"""So many labelled paragraphs, one label at least twice, make a transcript."""


def dashed(text: str, block: Block, words: SpeechWords) -> tuple[Stretch, ...]:
    """Give what is said behind a dash that opens a paragraph or a sentence ("– Pomożemy – powiedział Tusk").

    Only a verb of speech behind a second dash or a comma makes it speech; a list item stays what it is.
    """
    end = block.start + len(block.text)
    if words.language in ("en", "de"):
        return ()
    opening = _DASH.match(text, block.start, end)
    later = None if opening else _LATER_DASH.search(text, block.start, end)
    if opening is None and later is None:
        return ()
    found: list[Stretch] = []
    outer = later.start(1) if later else block.start
    first = opening.end() if opening else outer + 2
    start: int | None = first
    for cut in _BREAK.finditer(text, first, end):
        if start is not None and _tag_follows(text, cut.end(), end, words):
            found.append(Stretch(start, cut.start(), outer, cut.start(), closed=True, single=False))
            start = None
        elif start is None and text[cut.start() - 1] in ".!?," and _DASH.search(cut[0]):
            start, outer = cut.end(), cut.start() + 1
    if found and start is not None and start < end:
        found.append(Stretch(start, end, outer, end, closed=True, single=False))
    return tuple(stretch for stretch in found if stretch.end > stretch.start)


def _tag_follows(text: str, at: int, end: int, words: SpeechWords) -> bool:
    for index, word in enumerate(_WORD.finditer(text, at, min(end, at + 60))):
        low = word[0].lower()
        if low in words.verbs or low.partition("-")[0] in words.verbs:
            return True
        if index + 1 >= TAG_WORDS:
            break
    return False


def set_off(text: str, block: Block) -> tuple[Stretch, ...]:
    """Give the words of a block quotation, without the signature at its end."""
    end = block.start + len(block.text)
    signature = _SIGNATURE.search(text, max(block.start, end - 90), end)
    end = signature.start() if signature else end
    start = block.start
    return (Stretch(start, end, start, end, closed=True, single=False),) if end > start else ()


class Turn(Value, frozen=True, gc=False):
    """One paragraph of a transcript."""

    block: int
    label_start: int
    label_end: int
    """Where the name of the speaker stands."""
    start: int
    """Where the words begin."""
    end: int


def turns(text: str, blocks: Sequence[Block], words: SpeechWords) -> tuple[Turn, ...]:
    """Give the turns of a transcript ("SMITH: …", "Jens Stoltenberg: …"); none for other texts.

    A paragraph without a label goes on with the turn before it.
    """
    labelled: dict[int, Turn] = {}
    for index, block in enumerate(blocks):
        found = _LABEL.match(text, block.start, block.start + len(block.text))
        if found and not _common_label(found["name"], words):
            labelled[index] = Turn(
                index, found.start("name"), found.end("name"), found.end(), block.start + len(block.text)
            )
    counts = Counter(text[turn.label_start : turn.label_end] for turn in labelled.values())
    if len(labelled) < MIN_TURNS or max(counts.values()) == 1 or len(labelled) * 3 < len(blocks):
        return ()
    said: list[Turn] = []
    for index, block in enumerate(blocks):
        if index in labelled:
            said.append(labelled[index])
        elif said and block.kind == "paragraph":
            last = said[-1]
            said.append(
                Turn(index, last.label_start, last.label_end, block.start, block.start + len(block.text))
            )
    return tuple(said)


def _common_label(name: str, words: SpeechWords) -> bool:
    """Tell whether a label names no speaker: "Statement:", "January:"."""
    low = name.lower()
    if low in words.texts or low in words.calendar or low in words.no_name:
        return True
    parts = tuple(low.split())
    return parts in words.titled.get(parts[-1], ())
