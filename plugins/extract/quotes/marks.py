"""Stretches of a text that stand in quotation marks, whatever the marks.

Every mark is looked at once, with the characters beside it, so the time is linear in the text's length. A
mark says by its place whether it opens or closes; its shape decides only where the place leaves it open. So
"…”, ”…”, „…“, »…« and «…» all pair, and so does a quotation that opens curly and closes straight.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from typing import Literal

from plugins.model import Value

Direction = Literal["open", "close", "either"]

DOUBLE = '"“”„‟«»″'
SINGLE = "'‘’‚‛‹›"
MARKS = DOUBLE + SINGLE + "`"
# Any mark to leap to, then which it is: two typed as one, or a single one, inside a word an apostrophe.
_MARK = re.compile(
    r"[\"“”„‟«»″'‘’‚‛‹›`](?:(?<=')'|(?<=`)`|(?<=[\"“”„‟«»″])|(?<=['‘’‚‛‹›])(?:(?<![^\W_].)|(?![^\W_])))"
)
_OPENS_BY_SHAPE = frozenset(["“", "„", "«", "``", "‘", "‚", "‹", "‟", "‛"])
_CLOSES_BY_SHAPE = frozenset(["”", "»", "''", "’", "›"])
_ANGLED = frozenset("«»")
# No word begins with these: a mark before them closes, even where its shape opens („Er rief: ‚Halt‘“, …).
_NEVER_FIRST = frozenset(",.;:!?)")
# What may stand right before an opening mark: a bracket, a dash, a slash, the comma or colon that leads in.
_BEFORE_OPENING = frozenset("([{<—–―-/:,;…>*_¿¡" + MARKS)
# An HTML tag that cleaning left in the text: the marks around its attributes quote nobody.
_HTML = re.compile(r"<[a-zA-Z/!][^<>\n]{0,2000}>")
_FEET_AND_INCHES = re.compile(r"\d['’]\d{1,2}$")
# "'em", "'til", "'90s": an apostrophe that only looks like an opening mark.
_ELISION = re.compile(r"(?i:em|til|till|cause|tis|twas|n|bout|round|nuff|cos|coz|s|t|re|ve|ll|d|m)\b|\d0s\b")


class Stretch(Value, frozen=True, gc=False):
    """Words between two marks that belong together; offsets of the words without the marks."""

    start: int
    end: int
    outer_start: int
    """Where the opening mark stands."""
    outer_end: int
    """Just behind the closing mark; equal to `end` where none closes."""
    closed: bool
    single: bool


class _Mark(Value, frozen=True, gc=False):
    start: int
    end: int
    direction: Direction
    single: bool
    strong: bool
    """Whether it closes behind punctuation: then it is no possessive."""
    angled: bool
    """Whether it is « or »: where it may open, it doesn't close what another family's mark opened."""


def stretches(text: str, start: int, end: int) -> tuple[Stretch, ...]:
    """Give the outermost quoted stretches of the paragraph text[start:end], in order.

    >>> text = "“A “b” c,” he said. ‘It’s ours,’ she said."
    >>> [text[s.start : s.end] for s in stretches(text, 0, len(text))]
    ['A “b” c,', 'It’s ours,']

    A stretch that nothing closes is given last, with `closed` False, and runs to the paragraph's end; one
    that stands inside it is given in its stead.
    """
    marks = tuple(_marks(text, start, end))
    if not marks:
        return ()
    doubles, unclosed = _pair_doubles([mark for mark in marks if not mark.single])
    doubles = _outermost(doubles)
    singles = _pair_singles([mark for mark in marks if mark.single], doubles, text)
    found = [_stretch(text, opening, closing) for opening, closing in _outermost(doubles + singles)]
    last_end = found[-1].outer_end if found else start
    if unclosed is not None and unclosed.start >= last_end:
        left, right = _trimmed(text, unclosed.end, end)
        found.append(Stretch(left, right, unclosed.start, right, closed=False, single=False))
    return tuple(stretch for stretch in found if stretch.end > stretch.start)


def opens_with_mark(text: str, start: int) -> bool:
    """Tell whether a double mark, or a single one before a letter, stands at `start`."""
    return text[start : start + 1] in tuple(DOUBLE) or (
        text[start : start + 1] in tuple("'‘‚‹") and text[start + 1 : start + 2].isalpha()
    )


def _marks(text: str, start: int, end: int) -> Iterator[_Mark]:
    tags = deque(tag.span() for tag in _HTML.finditer(text, start, end))
    for found in _MARK.finditer(text, start, end):
        while tags and tags[0][1] <= found.start():
            tags.popleft()
        if tags and tags[0][0] < found.start():
            continue
        left = text[found.start() - 1] if found.start() > start else " "
        right = text[found.end()] if found.end() < end else " "
        single = found[0] in SINGLE
        if single and left.isalnum() and right.isalnum():
            continue
        if found[0] in '"″' and (
            left == "=" or _FEET_AND_INCHES.search(text, max(start, found.start() - 5), found.start())
        ):
            continue
        direction = _direction(found[0], left, right, at_start=found.start() == start)
        if single and found[0] != "‘" and direction != "close" and _ELISION.match(text, found.end()):
            continue
        strong = left in ",.!?…;:—–)]" or left in DOUBLE
        yield _Mark(found.start(), found.end(), direction, single, strong, found[0] in _ANGLED)


def _direction(mark: str, left: str, right: str, *, at_start: bool) -> Direction:
    may_open = left.isspace() or left in _BEFORE_OPENING
    may_close = not left.isspace() and not right.isalnum()
    if may_open and not right.isspace() and not may_close:
        # "…issues,” ”like women": a closing mark in an opening place, unless something is open.
        return "either" if mark in _CLOSES_BY_SHAPE and not at_start else "open"
    if mark == "“" and not left.isspace() and not at_start and right in _NEVER_FIRST:
        return "close"
    if may_close and not (may_open and mark in _OPENS_BY_SHAPE):
        return "either" if may_open and mark not in _CLOSES_BY_SHAPE else "close"
    if at_start:
        return "open"
    if mark in _OPENS_BY_SHAPE:
        return "open"
    return "close" if mark in _CLOSES_BY_SHAPE else "either"


def _pair_doubles(marks: list[_Mark]) -> tuple[list[tuple[_Mark, _Mark]], _Mark | None]:
    """Pair each closing mark with the nearest open one; the last left open comes second."""
    pairs: list[tuple[_Mark, _Mark]] = []
    stack: list[_Mark] = []
    for mark in marks:
        either = mark.direction == "either" and not (stack and stack[-1].angled == mark.angled)
        if mark.direction == "open" or either:
            stack.append(mark)
        elif stack:
            pairs.append((stack.pop(), mark))
    return pairs, stack[-1] if stack else None


def _pair_singles(
    marks: list[_Mark], doubles: list[tuple[_Mark, _Mark]], text: str
) -> list[tuple[_Mark, _Mark]]:
    """Pair the single marks that stand outside all double ones."""
    outside = _outside(marks, doubles)
    pairs: list[tuple[_Mark, _Mark]] = []
    opening: _Mark | None = None
    for index, mark in enumerate(outside):
        if opening is None:
            if mark.direction == "open":
                opening = mark
        elif mark.direction == "open":
            opening = mark
        elif not _possessive(mark, outside[index + 1 : index + 2], text):
            pairs.append((opening, mark))
            opening = None
    return pairs


def _possessive(mark: _Mark, following: list[_Mark], text: str) -> bool:
    """Tell whether a mark is the apostrophe of "allies’ support" rather than the end of a quotation."""
    if mark.strong or text[mark.start - 1] not in "sSzx" or not text[mark.end : mark.end + 2].strip():
        return False
    return text[mark.end : mark.end + 1] == " " and bool(following) and following[0].direction != "open"


def _outside(marks: list[_Mark], pairs: list[tuple[_Mark, _Mark]]) -> list[_Mark]:
    outside, index = [], 0
    for mark in marks:
        while index < len(pairs) and pairs[index][1].end <= mark.start:
            index += 1
        if index == len(pairs) or mark.start < pairs[index][0].start:
            outside.append(mark)
    return outside


def _outermost(pairs: list[tuple[_Mark, _Mark]]) -> list[tuple[_Mark, _Mark]]:
    kept: list[tuple[_Mark, _Mark]] = []
    for pair in sorted(pairs, key=lambda pair: (pair[0].start, -pair[1].end)):
        if not kept or pair[0].start >= kept[-1][1].end:
            kept.append(pair)
    return kept


def _stretch(text: str, opening: _Mark, closing: _Mark) -> Stretch:
    left, right = _trimmed(text, opening.end, closing.start)
    return Stretch(left, right, opening.start, closing.end, closed=True, single=opening.single)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
