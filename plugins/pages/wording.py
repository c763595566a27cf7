"""How one wording of a quotation differs from another, word by word."""

import re
from difflib import SequenceMatcher
from typing import Literal

from plugins.model import Value

_WORD = re.compile(r"\S+")
_BARE = re.compile(r"[^\w]+")


class Stretch(Value, frozen=True):
    """Some words in a row of one wording or both."""

    kind: Literal["same", "own", "left-out"]
    """In both; in this wording alone; in the one it is held against alone."""
    text: str


def compared(text: str, reference: str) -> tuple[Stretch, ...]:
    """Give a wording with what it adds to another and what it leaves out of it, in order of the text.

    Case and marks make no difference; a word shows as the wording itself writes it.

    >>> [f"{one.kind}: {one.text}" for one in compared("We keep our word", "We will keep our word.")]
    ['same: We', 'left-out: will', 'same: keep our word']
    """
    ours, theirs = _WORD.findall(text), _WORD.findall(reference)
    matcher = SequenceMatcher(
        None, [_bare(word) for word in theirs], [_bare(word) for word in ours], autojunk=False
    )
    found: list[Stretch] = []
    for what, first, last, start, end in matcher.get_opcodes():
        if what == "equal":
            found.append(Stretch("same", " ".join(ours[start:end])))
            continue
        if last > first:
            found.append(Stretch("left-out", " ".join(theirs[first:last])))
        if end > start:
            found.append(Stretch("own", " ".join(ours[start:end])))
    return tuple(found)


def _bare(word: str) -> str:
    return _BARE.sub("", word.casefold()) or word
