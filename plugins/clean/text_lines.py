"""A text dump's lines become segments: wrapped lines joined, bullets read as lists."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from plugins.clean.segments import MAX_SEGMENTS, Segment

_BULLET = re.compile(
    r"(?P<glyph>[•‣⁃◦▪▫●○■□►▸▶➤➢✓✔✦❖·∙*–—-]|o(?=\s{2})|\[?\d{1,3}[.)\]]|\(?[a-zа-я]\))\s+(?=\S)"
)
_CLOSED = re.compile(r"""[.!?:;…][\s"'”’»)\]]*$""")
# Typewriter and mail conventions wrap between these widths; longer lines are whole paragraphs.
_MIN_WIDTH, _MAX_WIDTH = 40, 140
_MIN_CONTINUATIONS = 3  # fewer lines that go on in lower case prove no convention


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    number: int
    gap: int


def text_segments(text: str) -> tuple[Segment, ...]:
    r"""Give the segments of a text dump, one for each line or wrapped paragraph.

    >>> [s.text for s in text_segments("Title\n\n • one\n • two")]
    ['Title', 'one', 'two']
    """
    lines = _numbered(text)
    width = _wrap_width(lines)
    groups: list[list[_Line]] = []
    for line in lines:
        if groups and width and _goes_on(groups[-1][-1], line, width):
            groups[-1].append(line)
        else:
            groups.append([line])
            if len(groups) > MAX_SEGMENTS:
                break
    known = frozenset(_HYPHENATED.findall(text.casefold())) if width else frozenset()
    return tuple(_segment(group, known) for group in groups)


def _numbered(text: str) -> list[_Line]:
    lines: list[_Line] = []
    gap = 0
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            lines.append(_Line(line.strip(), number, gap))
            gap = 0
        else:
            gap += 1
    return lines


def _wrap_width(lines: Sequence[_Line]) -> int:
    """Give the column at which the page wraps its paragraphs; 0 where it doesn't.

    It does where lines break off without a full stop and go on in lower case on the next line, and where
    nearly no line is longer than these.
    """
    broken = [
        len(line.text)
        for line, following in pairwise(lines)
        if following.gap == 0
        and _MIN_WIDTH <= len(line.text) <= _MAX_WIDTH
        and following.text[:1].islower()
        and not _CLOSED.search(line.text)
    ]
    if len(broken) < _MIN_CONTINUATIONS:
        return 0
    width = max(broken)
    longer = sum(len(line.text) > width + 2 for line in lines)
    return width if longer <= 0.05 * len(lines) else 0


def _goes_on(line: _Line, following: _Line, width: int) -> bool:
    """Tell whether the line was broken only because the next word had no room."""
    if following.gap or len(line.text) < _MIN_WIDTH or _BULLET.match(following.text):
        return False
    if following.text[:1].islower() and not _CLOSED.search(line.text):
        return True
    first = following.text.split(maxsplit=1)[0]
    return len(line.text) + 1 + len(first) > width


_HYPHENATED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def _joined(texts: Sequence[str], known: frozenset[str]) -> str:
    """Join wrapped lines; a hyphen at a line's end goes unless the page writes the word with it elsewhere."""
    joined = texts[0]
    for text in texts[1:]:
        if joined.endswith("-") and joined[-2:-1].isalpha() and text[:1].islower():
            before = _HYPHENATED.findall(joined[:-1].rsplit(maxsplit=1)[-1].casefold())[-1]
            after = _HYPHENATED.findall(text.split(maxsplit=1)[0].casefold())[0]
            keep = f"{before}-{after}" in known and before + after not in known
            joined = (joined if keep else joined[:-1]) + text
        else:
            joined = f"{joined} {text}"
    return joined


def _segment(lines: Sequence[_Line], known: frozenset[str]) -> Segment:
    text = " ".join(_joined([line.text for line in lines], known).split())
    source = tuple((line.number, line.text) for line in lines)
    bullet = _BULLET.match(text)
    if bullet and not _is_dialogue(text, bullet["glyph"]):
        ordered = bullet["glyph"][:1] in "([" or (bullet["glyph"][:1].isalnum() and bullet["glyph"] != "o")
        return Segment(text[bullet.end() :], lines[0].number, source, lines[0].gap, "list-item", 1, ordered)
    return Segment(text, lines[0].number, source, lines[0].gap)


def _is_dialogue(text: str, glyph: str) -> bool:
    """Tell a spoken line or a framed notice ("- Advertisement -") from a list item."""
    return glyph in "–—" or (glyph == "-" and text.endswith("-"))
