"""Months, weekdays and relative words of a language, found in one pass, from `dates` in its table."""

import re
from collections.abc import Sequence
from functools import cache

import ahocorasick_rs
import msgspec

from plugins.model import Value

from .heads import lowered
from .languages import language_tables, own_language

FALLBACK = "en"


class DateTable(Value, frozen=True, forbid_unknown_fields=True):
    """How one language writes days; what a field holds is told in languages/README.md."""

    months: list[list[str]]
    weekdays: list[list[str]]
    capitals: str = "no"
    numeric: str = "dmy"
    relative: dict[str, tuple[str, str]] = msgspec.field(default_factory=dict)
    joins: tuple[str, ...] = ()
    before_day: tuple[str, ...] = ()
    ordinals: tuple[str, ...] = ()
    year_words: tuple[str, ...] = ()
    ranges: tuple[str, ...] = ()
    openers: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    future: tuple[str, ...] = ()
    will: tuple[str, ...] = ()
    present: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    past: tuple[str, ...] = ()
    year_after: tuple[str, ...] = ()
    history: tuple[str, ...] = ()
    reporting: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()


class DateWord(Value, frozen=True, gc=False):
    """A word that tells of a day, month or year."""

    kind: str
    """`month`, `weekday` or `relative`."""
    value: int
    """1 to 12; 0 for Monday; how many units on."""
    unit: str
    """Of a relative word: `day`, `week`, `month`, `year`."""
    start: int
    end: int


class DateWords:
    """One language's date words and the patterns of what stands around them."""

    def __init__(self, table: DateTable) -> None:
        self.table = table
        words: dict[str, tuple[str, int, str]] = {}
        for number, forms in enumerate(table.months, 1):
            words |= dict.fromkeys(forms, ("month", number, ""))
        for number, forms in enumerate(table.weekdays):
            words |= dict.fromkeys(forms, ("weekday", number, ""))
        words |= {w: ("relative", int(count), unit) for w, (unit, count) in table.relative.items()}
        self._meanings = tuple(words.values())
        self._machine = ahocorasick_rs.AhoCorasick(
            list(words), matchkind=ahocorasick_rs.MatchKind.Standard, store_patterns=False
        )
        self._compile(table)

    def _compile(self, table: DateTable) -> None:
        ordinal = _either(table.ordinals)
        joins = "".join(rf"{re.escape(join)}[ \u00a0]|" for join in table.joins)
        dash = rf"(?:[ \u00a0]?[–—-][ \u00a0]?|[ \u00a0](?:{_either(table.ranges)})[ \u00a0])"
        no_number = r"(?![\d:%]|[.,]\d(?!\d{3}(?!\d)))"  # "30,2022" is a day and its year
        self.counted = re.compile(rf"[ \u00a0](?:{_either(table.counted)})(?!\w)", re.I)
        self.day_before = re.compile(
            rf"(?:(?<!\d)(?P<first>\d{{1,2}})(?:{ordinal})?{dash})?"
            rf"(?<![\d.,/])(?P<day>\d{{1,2}})(?:{ordinal})?[ \u00a0-]?(?:{joins})$",
            re.I,
        )
        self.day_after = re.compile(
            rf"\.?[ \u00a0](?:the )?(?P<day>\d{{1,2}}){no_number}(?:{ordinal})?"
            rf"(?:{dash}(?P<last>\d{{1,2}})(?![\d:])(?:{ordinal})?)?",
            re.I,
        )
        year = rf"(?P<year>(?:19|20)\d\d){no_number}(?:[ \u00a0]?(?:{_either(table.year_words)})(?!\w))?"
        self.year_after_month = re.compile(rf"\.?,?[ \u00a0](?:de |of |del )?{year}", re.I)
        self.year_after_day = re.compile(rf",?[ \u00a0]?{year}", re.I)
        self.year_words = re.compile(year, re.I)
        self.dash = re.compile(dash, re.I)
        self.weekday_gap = re.compile(
            rf"\.?,?[ \u00a0]?\(?(?:(?:{_either(table.before_day)})[ \u00a0])?", re.I
        )
        self.future = re.compile(_any_word(table.future), re.I)
        # Up to three words that tell of nothing said, then "will".
        plain = rf"(?:[^\w.!?;\n]{{1,3}}(?!(?:{_either(table.reporting)})(?!\w))\w+)"
        self.will = re.compile(rf"{plain}{{0,3}}?[^\w.!?;\n]{{1,3}}(?:{_either(table.will)})(?!\w)", re.I)
        self.present = re.compile(rf"[ \u00a0](?:{_either(table.present)})(?!\w)")
        self.past = re.compile(_any_word(table.past), re.I)
        self.last = re.compile(rf"(?<!\w)(?:{_either(table.last)})[ \u00a0]$", re.I)
        self.last_behind = re.compile(rf"[ \u00a0](?:{_either(table.last)})(?!\w)", re.I)
        self.next = re.compile(rf"(?<!\w)(?:{_either(table.next)})[ \u00a0]$", re.I)
        self.next_behind = re.compile(rf"[ \u00a0](?:{_either(table.next)})(?!\w)", re.I)
        self.year_after = re.compile(rf"(?<!\w)(?:{_either(table.year_after)})[ \u00a0-]$", re.I)
        self.reporting = re.compile(_any_word(table.reporting), re.I)
        self.told = re.compile(_any_word((*table.reporting, *table.past)), re.I)
        gap = rf"(?: (?:on|am|{_either(table.before_day)}))?"
        self.history = re.compile(rf"(?<!\w)(?:{_either(table.history)}){gap} $", re.I)

    def find(self, text: str) -> list[DateWord]:
        """Give the date words of a text, in order; of two that overlap, the longer."""
        letters = lowered(text).replace("’", "'").replace("ʼ", "'")
        hits = sorted(
            (start, -end, which)
            for which, start, end in self._machine.find_matches_as_indexes(letters, overlapping=True)
            if not (start and letters[start - 1].isalnum()) and not letters[end : end + 1].isalnum()
        )
        found: list[DateWord] = []
        for start, minus_end, which in hits:
            if found and start < found[-1].end:
                continue
            kind, value, unit = self._meanings[which]
            if kind == "relative" or self.table.capitals != "yes" or text[start].isupper():
                found.append(DateWord(kind, value, unit, start, -minus_end))
        return found


def _either(words: Sequence[str]) -> str:
    """Give a pattern for any of the words, the longest first; for none, one that never matches."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"


def _any_word(words: Sequence[str]) -> str:
    return rf"(?<!\w)(?:{_either(words)})(?!\w)"


@cache
def date_words(language: str) -> DateWords:
    """Give a language's date words; English ones for a language without a table."""
    tables = _tables()
    return DateWords(tables.get(own_language(language), tables[FALLBACK]))


@cache
def _tables() -> dict[str, DateTable]:
    tables = {code: table["dates"] for code, table in language_tables().items() if "dates" in table}
    return msgspec.convert(tables | {"da": tables["nb"]}, dict[str, DateTable])
