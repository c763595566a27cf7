"""Occasions that a text reports or refers to: meetings, calls, visits, announcements, attacks."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from plugins.model import Dated, DateMention, Document, EventKind, Happening, Mention, Value
from plugins.tables import table as read_table

from .heads import Heads, lowered
from .sentences import sentences

if TYPE_CHECKING:
    from plugins.registry import Knowledge


BOUNDARY = r"\b"
_CLASS_OR_CAPITAL = re.compile(r"(\\.)|[^\W\d_a-z]")
"""A class of signs, as `\\W`, whose letter has to stay as it is, or a letter that may be a capital."""


class Cue(Value, frozen=True):
    """Words that tell of one kind of occasion, and what must stand around them."""

    kind: EventKind
    words: tuple[str, ...]
    """Regular expressions, without regard to case."""
    heads: tuple[str, ...]
    """Small letters of which every match holds some: what holds none needs no search."""
    before: Literal["", "actor"] = ""
    after: Literal["", "name", "person", "place"] = ""

    @property
    def in_small_letters(self) -> bool:
        """Whether its words are looked for in the text's small letters: faster than in any case."""
        return self.after != "name"

    def pattern(self) -> re.Pattern[str]:
        """Give one pattern for all the words."""
        joined = "|".join(self.words)
        if all(word.startswith(BOUNDARY) for word in self.words):
            # A word's beginning is looked for once, not once for each of the words.
            joined = rf"\b(?:{'|'.join(word.removeprefix(BOUNDARY) for word in self.words)})"
        if self.in_small_letters:
            return re.compile(_CLASS_OR_CAPITAL.sub(lambda found: found[1] or found[0].lower(), joined))
        return re.compile(f"(?i:{joined})(?=[^\\W\\d_a-z])")


def read_cues(rows: Any) -> tuple[tuple[Cue, re.Pattern[str]], ...]:
    """Give the cues of a table, ready to search with."""
    cues = msgspec.convert(rows, tuple[Cue, ...], strict=False)
    return tuple((cue, cue.pattern()) for cue in cues)


CUES = read_cues(read_table(Path(__file__).with_name("happenings.yaml")))
_HEADS = Heads((head, number) for number, (cue, _) in enumerate(CUES) for head in cue.heads)
ACTORS = frozenset({"person", "organisation", "donor"})
_NAME = r"[^\W\d_a-zа-яіїєґ][\w’'-]+"
PLACE = re.compile(rf"\b(?:in|at|w|we|à|en|i) (?:the )?({_NAME}(?: (?:of |de |upon )?{_NAME}){{0,2}})")
TOWN = re.compile(rf"(?:[’']s?)?(?: [a-z]+){{1,3}} in (?:the )?({_NAME}(?: {_NAME}){{0,2}})")
POSSESSIVE = re.compile(r"[’'](?:s\b|\W)")
GUEST, TITLE = 60, 4
"""Code points and words from a verb of receiving to the guest's name: "Ukraine's president, Volodymyr …"."""
DIRECT_PLACE = re.compile(rf"({_NAME}(?: {_NAME}){{0,2}})")
# Words just before or after the cue that put the occasion before or after the article's own news.
ELSEWHEN_BEFORE = re.compile(
    r"(?i:\b(?:previous|earlier|recent|upcoming|forthcoming|next|past|last|c[ao]me out of|prior|ahead of"
    r"|(?:19|20)\d\d)\b)[\w\s’'-]{0,40}$"
)
ELSEWHEN_AFTER = re.compile(
    r"[^.,;]{0,60}?\b(?:in|of) (?:19|20)\d\d\b|[^.,;]{0,30}? (?:next|last) (?:week|month|year)\b"
)
CLAUSE_END = re.compile(r"[,;:!?“”\"\n<]|\.(?=\s|$)|\s[–—-]\s")
LEAD_SENTENCES = 4
"""Without a day, only what stands this early is taken for the article's own news."""
MAX_AS_STATED = 140
NEWS_DAYS = 10
"""An occasion further from the day of publication than this is referred to, not reported."""


def find_happenings(
    document: Document,
    mentions: Sequence[Mention],
    dates: Sequence[DateMention],
    published: Dated,
    knowledge: Knowledge,  # noqa: ARG001 (every finder takes the same; the registry's events come as mentions)
) -> tuple[Happening, ...]:
    """Give the occasions that a document reports or refers to, in order of appearance.

    `mentions` and `dates` are those of the same document, in order. What is reported stands in the first
    sentences or has a day close to `published`; "the 2008 Bucharest summit" is only referred to.
    """
    context = _Context(document.text, mentions, dates, published)
    found = [context.named(mention) for mention in mentions if mention.kind == "event"]
    taken = _Taken((happening.start, happening.end) for happening in found)
    for cue, match in context.matches():
        if taken.touches(*match.span()):
            continue
        happening = context.happening(cue, *match.span())
        if happening is not None:
            found.append(happening)
            taken.add(*match.span())
    return tuple(sorted(found, key=lambda happening: (happening.start, happening.end)))


class _Taken:
    """Stretches of a text, kept in order."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._spans = sorted(spans)
        self._reach = max((end - start for start, end in self._spans), default=0)

    def touches(self, start: int, end: int) -> bool:
        """Say whether one of them overlaps this one."""
        low = bisect.bisect_left(self._spans, (start - self._reach, 0))
        high = bisect.bisect_left(self._spans, (end, 0))
        return any(other > start for _, other in self._spans[low:high])

    def add(self, start: int, end: int) -> None:
        """Take one more."""
        bisect.insort(self._spans, (start, end))
        self._reach = max(self._reach, end - start)


class _Context:
    """One document's text with what is already known of it."""

    def __init__(
        self, text: str, mentions: Sequence[Mention], dates: Sequence[DateMention], published: Dated
    ) -> None:
        self.text = text
        self.spans = sentences(text) or ((0, len(text)),)
        self.mentions = sorted(mentions, key=attrgetter("start"))
        self.dates = sorted(dates, key=attrgetter("start"))
        self.published = published
        # Where each begins: for every occasion, what stands in its sentence is looked up.
        self._spans_from = [start for start, _ in self.spans]
        self._mentions_from = [mention.start for mention in self.mentions]
        self._dates_from = [day.start for day in self.dates]

    def matches(self) -> Iterator[tuple[Cue, re.Match[str]]]:
        """Give where the cues' words stand, cue by cue in the order of the table."""
        worth, letters = _HEADS.sentences(self.text, self.spans), lowered(self.text)
        for index, (cue, pattern) in enumerate(CUES):
            for number in worth.get(index, ()):
                for match in pattern.finditer(
                    letters if cue.in_small_letters else self.text, *self.spans[number]
                ):
                    yield cue, match

    def named(self, mention: Mention) -> Happening:
        """Give the happening for an event whose own name stands in the text."""
        return self._happening("other", mention.start, mention.end, mention.end, mention.id)

    def happening(self, cue: Cue, start: int, end: int) -> Happening | None:
        """Give the happening that a cue tells of, or None where what it needs is not there."""
        _, low, high = self._sentence(start)
        if cue.before == "actor" and not any(m.kind in ACTORS for m in self._between(low, start)):
            return None
        if cue.after == "place" and self._place(cue.kind, end, high) is None:
            return None
        if cue.after == "person" and not self._is_guest(end):
            return None
        return self._happening(cue.kind, start, end, self._clause_end(end, high), None)

    def _happening(self, kind: EventKind, start: int, end: int, stop: int, event: str | None) -> Happening:
        number, low, high = self._sentence(start)
        when = self._when(start, stop, low, high)
        known = when is not None and when.date is not None
        reported, why = self._is_reported(number, start, end, when)
        return Happening(
            kind=kind,
            start=start,
            end=stop,
            as_stated=self.text[start:stop],
            when=Dated(when.date, "stated", when.as_stated) if when is not None and known else Dated(),
            weekday=when.weekday if when is not None else None,
            place=self._place(kind, start if kind != "visit" else end, high),
            participants=tuple(dict.fromkeys(m.id for m in self._between(low, high) if m.kind in ACTORS)),
            reported=reported,
            event=event,
            rule=f"{kind if event is None else 'named'}: {self.text[start:end]!r}; {why}",
        )

    def _sentence(self, offset: int) -> tuple[int, int, int]:
        number = max(bisect.bisect_right(self._spans_from, offset) - 1, 0)
        return (number, *self.spans[number])

    def _is_guest(self, end: int) -> bool:
        """Tell "received President Zelensky" from "welcomed Zelensky's plan" and "received missiles"."""
        people = [m for m in self._between(end, end + GUEST) if m.kind == "person"]
        if not people:
            return False
        words = self.text[end : people[0].start].split()
        # Only articles and a title, capitalised or not, may stand between.
        titled = all(word.isalpha() or word[:1].isupper() for word in words) and len(words) <= TITLE
        return titled and not POSSESSIVE.match(self.text, people[0].end)

    def _between(self, start: int, end: int) -> Sequence[Mention]:
        first = bisect.bisect_left(self._mentions_from, start)
        return self.mentions[first : bisect.bisect_left(self._mentions_from, end, first)]

    def _when(self, start: int, end: int, low: int, high: int) -> DateMention | None:
        """Give the date of the sentence that stands nearest to the cue."""
        first = bisect.bisect_left(self._dates_from, low)
        inside = self.dates[first : bisect.bisect_left(self._dates_from, high, first)]
        return min(
            inside, key=lambda day: (max(day.start - end, start - day.end, 0), day.start), default=None
        )

    def _place(self, kind: EventKind, start: int, end: int) -> str | None:
        """Give the first place named after the cue: "in Brussels", "at the State Department"."""
        if kind == "visit" and (direct := DIRECT_PLACE.match(self.text, start, end)):
            people = (m for m in self._between(start, direct.end()) if m.kind == "person")
            if next(people, None) is None:
                return _bare(direct[1])
        for match in PLACE.finditer(self.text, start, end):
            if not self._in_date(match.start(1)):
                return _bare(self._town(match) or match[1])
        return None

    def _town(self, match: re.Match[str]) -> str | None:
        """Give the town of "at NATO headquarters in Brussels": a body is no place where one is told."""
        bodies = (m for m in self._between(*match.span(1)) if m.kind in ("organisation", "donor"))
        town = TOWN.match(self.text, match.end(1)) if next(bodies, None) is not None else None
        return town[1] if town else None

    def _in_date(self, offset: int) -> bool:
        at = bisect.bisect_right(self._dates_from, offset)
        return at > 0 and offset < self.dates[at - 1].end

    def _clause_end(self, start: int, end: int) -> int:
        stop = CLAUSE_END.search(self.text, start, end)
        limit = stop.start() if stop else end
        if limit - start > MAX_AS_STATED:
            limit = max(self.text.rfind(" ", start, start + MAX_AS_STATED), start)
        return start + len(self.text[start:limit].rstrip())

    def _is_reported(self, number: int, start: int, end: int, when: DateMention | None) -> tuple[bool, str]:
        """Say whether it is the article's own news, and what tells so."""
        before, after = self.text[max(0, start - 60) : start], self.text[end : end + 80]
        if ELSEWHEN_BEFORE.search(before) or ELSEWHEN_AFTER.match(after):
            return False, "put into another time by the words around it"
        if when is not None and when.date is not None:
            return _is_news(when.date, self.published.date), f"on {when.date}"
        if when is not None and when.weekday is not None:
            return True, "on a weekday"
        return number < LEAD_SENTENCES, f"in sentence {number + 1}"


def _bare(place: str) -> str:
    return re.sub(r"[’']s?$", "", place)


def _is_news(day: str, published: str | None) -> bool:
    """Say whether a happening on `day` can be the news of an article published then."""
    if published is None:
        return True
    if len(day) < len("2023-02-08") or len(published) < len("2023-02-08"):
        return day.startswith(published) or published.startswith(day)
    return abs((date.fromisoformat(day) - date.fromisoformat(published)).days) <= NEWS_DAYS
