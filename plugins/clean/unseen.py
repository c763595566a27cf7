"""Marks that no reader sees and that can deceive: they are taken out of every text, and told where the cuts are."""

from collections import Counter

from plugins.model import Piece

# Soft hyphens and the byte order mark are left over from typesetting and saving, and deceive nobody.
NAMES = {
    "\u200b": "zero-width space",
    "\u200e": "left-to-right mark",
    "\u200f": "right-to-left mark",
    "\u202a": "left-to-right embedding",
    "\u202b": "right-to-left embedding",
    "\u202c": "end of a direction",
    "\u202d": "left-to-right override",
    "\u202e": "right-to-left override",
    "\u2060": "word joiner",
    "\u2061": "function application",
    "\u2062": "invisible times",
    "\u2063": "invisible separator",
    "\u2064": "invisible plus",
    "\u2066": "left-to-right isolate",
    "\u2067": "right-to-left isolate",
    "\u2068": "first strong isolate",
    "\u2069": "end of an isolate",
}
RULE = "invisible-mark"


def unseen_marks(text: str) -> Counter[str]:
    r"""Give how often each of these marks stands in a text.

    >>> unseen_marks("NATO\u202e adds")
    Counter({'\u202e': 1})
    """
    if text.isascii():
        return Counter()
    return Counter({mark: count for mark in NAMES if (count := text.count(mark))})


def told_of(marks: Counter[str], line: int) -> tuple[Piece, ...]:
    """Give what tells of them among a page's pieces: one without words, and what was cut; none where there are none."""
    if not marks:
        return ()
    seen = ", ".join(
        f"⟨U+{ord(mark):04X}⟩ {NAMES[mark]}" + (f" {count} times" if count > 1 else "")
        for mark, count in sorted(marks.items())
    )
    return (Piece("", line, "removed", f"{RULE}: {seen}"),)
