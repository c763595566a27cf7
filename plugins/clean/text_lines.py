"""A text dump's lines become segments: wrapped lines joined, bullets read as lists."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from plugins.clean.calendar_days import month_numbers
from plugins.clean.segments import MAX_SEGMENTS, Segment

_BULLET = re.compile(
    r"(?P<glyph>[•‣⁃⦁◦▪▫●○■□►▸▶▹➤➢➔➜→⇒✓✔✗✘✦❖◆◇★☆☐☑·∙*–—-]\ufe0f?|o(?=\s{2})"
    r"|(?P<number>\d{1,3})\.|\d{1,3}\)|\[\d{1,3}\]|\(\d{1,3}\)|[①-⑳❶-❿]|\(?[a-zа-я]\)|\(?[ivx]{2,5}\))\s+(?=\S)"
    r"|(?P<tight>[•‣⁃⦁◦▪▫●■►▸▶➤➢✓✔❖◆])(?=\w)"
)
_SPOKEN = re.compile(r"[,!?…] - |-$")
"""What tells a spoken line or a framed notice ("- Advertisement -") from a list item."""
_NEIGHBOURS = 12
"""Lines within which a point "3." has the one before it or after it; alone it may be a day or a name."""
_CLOSED = re.compile(r"""[.!?:;…][\s"'”’»)\]]*$""")
# Typewriter and mail conventions wrap between these widths; longer lines are whole paragraphs.
_MIN_WIDTH, _MAX_WIDTH = 40, 140
_MIN_SHARE = 0.6  # of the width: no word of running text leaves more room than that
_MIN_CONTINUATIONS = 3  # fewer lines that go on in lower case prove no convention
_MIN_FILLED = 3  # lines without room for the next word, which prove it too where nearly all are so


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
    points = _points([group[0].text for group in groups])
    return tuple(_segment(group, known, numbered=i in points) for i, group in enumerate(groups))


def _points(lines: Sequence[str]) -> frozenset[int]:
    """Give which lines are points of a numbered list: near them stands the next number or the one before."""
    numbers: list[tuple[int, int]] = []
    for i, line in enumerate(lines):
        found = _BULLET.match(line)
        # "10. Februar", "24. лютого": a day, and not the tenth point.
        if found and found["number"] and _first_word(line[found.end() :]) not in month_numbers():
            numbers.append((i, int(found["number"])))
    return frozenset(
        i
        for one, other in pairwise(numbers)
        if other[1] == one[1] + 1 and other[0] - one[0] <= _NEIGHBOURS
        for i in (one[0], other[0])
    )


def _first_word(text: str) -> str:
    return text.split(maxsplit=1)[0].rstrip(".,:").casefold()


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
        and _is_inside(following.text[0])
        and not _CLOSED.search(line.text)
    ]
    if not broken:
        return 0
    lower = sum(following.text[0].islower() for following in lines[1:] if following.gap == 0)
    if min(lower, len(broken)) < _MIN_CONTINUATIONS and not _is_filled(lines, max(broken)):
        return 0
    width = max(broken)
    longer = sum(len(line.text) > width + 2 for line in lines)
    return width if longer <= max(1, 0.05 * len(lines)) else 0


def _is_inside(character: str) -> bool:
    """Tell whether a letter may stand inside a sentence: a small one, or one of a script without capitals."""
    return character.isalpha() and not character.isupper()


def _is_filled(lines: Sequence[_Line], width: int) -> bool:
    """Tell whether lines break where the next word had no room, and nowhere else before a paragraph's end."""
    full = short = 0
    for line, following in pairwise(lines):
        if following.gap == 0 and _MIN_WIDTH <= len(line.text) <= width + 2 and not _CLOSED.search(line.text):
            room = len(line.text) + 1 + len(following.text.split(maxsplit=1)[0]) <= width
            full, short = full + (not room), short + room
    return full >= _MIN_FILLED and short == 0


def _goes_on(line: _Line, following: _Line, width: int) -> bool:
    """Tell whether the line was broken only because the next word had no room."""
    if following.gap or len(line.text) < min(_MIN_WIDTH, _MIN_SHARE * width) or _BULLET.match(following.text):
        return False
    if following.text[:1].islower() and not _CLOSED.search(line.text):
        return True
    first = following.text.split(maxsplit=1)[0]
    return len(line.text) + 1 + len(first) > width


_JOINING = frozenset(
    [
        "und",
        "oder",
        "bzw",
        "sowie",
        "bis",
        "and",
        "or",
        "to",
        "et",
        "ou",
        "och",
        "eller",
        "og",
        "i",
        "oraz",
        "lub",
        "та",
        "і",
        "й",
        "або",
        "и",
        "или",
        "en",
        "of",
        "y",
        "o",
        "e",
        "a",
        "nebo",
        "és",
        "vagy",
    ]
)
_HYPHENATED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def _joined(texts: Sequence[str], known: frozenset[str]) -> str:
    """Join wrapped lines; a hyphen at a line's end goes unless the page writes the word with it elsewhere.

    It stays before a capital or a number ("Anglo-American"), and before a word that joins halves of compounds,
    as in "Energie- und Verkehrsminister".
    """
    joined = texts[0]
    for text in texts[1:]:
        if not joined.endswith("-") or not joined[-2:-1].isalnum():
            joined = f"{joined} {text}"
        elif text[:1].isupper() or text[:1].isdigit():
            joined += text
        elif text[:1].islower() and joined[-2:-1].isalpha() and _first_word(text) not in _JOINING:
            before = _HYPHENATED.findall(joined[:-1].rsplit(maxsplit=1)[-1].casefold())[-1]
            after = _HYPHENATED.findall(text.split(maxsplit=1)[0].casefold())[0]
            keep = f"{before}-{after}" in known and before + after not in known
            joined = (joined if keep else joined[:-1]) + text
        else:
            joined = f"{joined} {text}"
    return joined


def _segment(lines: Sequence[_Line], known: frozenset[str], *, numbered: bool) -> Segment:
    text = " ".join(_joined([line.text for line in lines], known).split())
    source = tuple((line.number, line.text) for line in lines)
    bullet = _BULLET.match(text)
    if bullet and (numbered or not bullet["number"]) and not _is_dialogue(text, bullet[0].strip()):
        ordered = bullet[0][:1] in "([" or (bullet[0][:1].isalnum() and bullet["glyph"] != "o")
        return Segment(text[bullet.end() :], lines[0].number, source, lines[0].gap, "list-item", 1, ordered)
    return Segment(text, lines[0].number, source, lines[0].gap)


def _is_dialogue(text: str, glyph: str) -> bool:
    return glyph in ("–", "—") or (glyph == "-" and bool(_SPOKEN.search(text)))
