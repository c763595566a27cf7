"""The named rules that set page furniture aside, each with what it saw."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import msgspec

from plugins.clean.calendar_days import find_day
from plugins.clean.segments import Segment, holds_any, shortened
from plugins.tables import table as read_table


class _Phrases(msgspec.Struct, forbid_unknown_fields=True):
    words: int
    needs: tuple[str, ...] = ()
    whole: list[str] = msgspec.field(default_factory=list)
    begins: list[str] = msgspec.field(default_factory=list)
    holds: list[str] = msgspec.field(default_factory=list)


@dataclass(frozen=True)
class _PhraseRule:
    """A rule whose patterns are made when a line first needs them: half of the rules wait for a telling word."""

    name: str
    phrases: _Phrases

    @cached_property
    def whole(self) -> re.Pattern[str] | None:
        phrases = self.phrases.whole
        return re.compile("|".join(f"(?:{p})" for p in phrases)) if phrases else None

    @cached_property
    def part(self) -> re.Pattern[str] | None:
        phrases = (*(f"^(?:{p})" for p in self.phrases.begins), *(f"(?:{p})" for p in self.phrases.holds))
        return re.compile("|".join(phrases)) if phrases else None


@cache
def _phrase_rules() -> tuple[_PhraseRule, ...]:
    table = read_table(Path(__file__).with_name("phrases.yaml"))
    rules = msgspec.convert(table, dict[str, _Phrases], strict=False)
    return tuple(_PhraseRule(name, phrases) for name, phrases in rules.items())


@cache
def _longest() -> int:
    return max(rule.phrases.words for rule in _phrase_rules())


def furniture(text: str) -> str | None:
    """Give the reason why a line is page furniture by its wording alone; None where nothing says so.

    >>> furniture("Leave a reply")
    'comment-form: “Leave a reply”'
    """
    length = text.count(" ") + 1
    if length > _longest():
        return None
    line = text.casefold()
    for rule in _phrase_rules():
        told = rule.phrases
        if length > told.words or (told.needs and not holds_any(line, told.needs)):
            continue
        if (rule.whole and rule.whole.fullmatch(line)) or (rule.part and rule.part.search(line)):
            return f"{rule.name}: “{shortened(text)}”"
    return None


_NO_WORD = re.compile(r"[\W\d_]+")


def no_words(segment: Segment) -> str | None:
    """Set aside a line of signs and numbers alone (rulers, arrows, counters, clocks)."""
    text = segment.text
    if _NO_WORD.fullmatch(text) and segment.kind != "table-row" and not find_day(text):
        return f"no-words: “{shortened(text)}”"
    return None


def by_wording(segment: Segment) -> str | None:
    """Set aside what says by its own words that it is furniture."""
    return furniture(segment.text)


Rule = Callable[[Segment], str | None]

RULES: tuple[Rule, ...] = (by_wording, no_words)


def removal_reason(segment: Segment) -> str | None:
    """Give the first rule's reason to set the segment aside, or None."""
    return next((reason for rule in RULES if (reason := rule(segment))), None)
