"""Names that the registry lacks: so that the desk learns what to add."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from plugins.model import Mention, UnknownName

from .names_context import LONGEST_WORD, word_lists

if TYPE_CHECKING:
    from plugins.registry import Knowledge

_UPPER = r"[^\x00-@\[-\x7f\W\d_à-öø-ÿа-яіїєґčćžšđąęłńśźżőűě]"
"""A to Z, and letters beyond ASCII that are no common small ones."""
_BODY = (
    r"(?:Ministry|Department|Bank|University|Institute|Office|Council|Committee|Academy|House) (?:of|for) "
)
_PART = rf"(?:{_UPPER}\.|{_UPPER}[\w’-]+) (?:(?:de|von|van|der|al|bin) )?"
_REST = rf"(?:\.|[\w’-]{{1,{LONGEST_WORD}}}+)"
# What the first word of every such run looks like: few capitals do, and only there the whole is tried.
_OPENING = re.compile(rf"{_UPPER}(?<![\w’'].)(?={_REST} (?:(?:de|von|van|der|al|bin|of|for) )?{_UPPER})")
_NAME = re.compile(rf"(?<![\w’'])(?:{_BODY}|{_PART}){{1,5}}{_UPPER}[\w’-]+")
"""A run of capitalised words, small ones between them allowed: "Ministry of Strategic Industries"."""
MIN_LETTERS = 3


def unknown_names(text: str, knowledge: Knowledge, mentions: Sequence[Mention]) -> tuple[UnknownName, ...]:
    """Give each run of capitalised words that no mention touches, where it first stands."""
    starts = [mention.start for mention in mentions]
    found: dict[str, int] = {}
    for match in _runs(text):
        name, start = _without_opener(match[0], match.start())
        if " " not in name or _touched(mentions, starts, start, start + len(name)) or name.isupper():
            continue
        if any(w.casefold() in word_lists()["not_given"] for w in name.split() if w[0].isupper()):
            continue
        if len(name) > MIN_LETTERS and knowledge.place(name) is None:
            found.setdefault(name, start)
    return tuple(UnknownName(name, start, _rule(name)) for name, start in found.items())


def _rule(name: str) -> str:
    return f"capitalised in a row, {name.count(' ') + 1} words, none of them in the registry - {name}"


def _runs(text: str) -> Iterator[re.Match[str]]:
    end = 0
    for opening in _OPENING.finditer(text):
        if opening.start() >= end and (run := _NAME.match(text, opening.start())):
            end = run.end()
            yield run


def _without_opener(name: str, start: int) -> tuple[str, int]:
    """Take "The", "On", "Mr" off the front; what is left may be a single word."""
    name = name.rstrip(" ’'-")
    first, _, rest = name.partition(" ")
    while rest and (
        first.casefold() in word_lists()["not_given"] or first.casefold() in word_lists()["honorifics"]
    ):
        start += len(first) + 1
        name = rest
        first, _, rest = name.partition(" ")
    return name.removesuffix("’s").removesuffix("'s"), start


def _touched(mentions: Sequence[Mention], starts: Sequence[int], start: int, end: int) -> bool:
    at = bisect.bisect_left(starts, end)
    return any(mention.end > start for mention in mentions[max(0, at - 4) : at])
