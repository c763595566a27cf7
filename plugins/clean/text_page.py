"""A text dump's segments get their verdicts: title, fields, captions, body, furniture."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from plugins.clean.header_fields import Field, as_name, is_caption, is_credit
from plugins.clean.line_features import Note, notes_on
from plugins.clean.line_model import text_body_odds
from plugins.clean.segments import CLOSING, Segment, Verdict, is_sentence, plain, shortened, word_count
from plugins.clean.stretches import stretch_reasons
from plugins.clean.word_runs import words_in

_MAX_TITLE_WORDS = 30
_MAX_MASTHEAD_WORDS = 6
# What speaks for a headline, in words of length, as weighed on labelled pages.
_REPEATED, _ON_TOPIC, _SENTENCE, _SHORT_CAPITALS = 8, 12, 5, 4
_FAR = 0.1  # a line further up
_DOUBT = 2  # words that two or three words on the topic are set against: a section name is on topic too
_LONG_WORD = 4
_LEAD_LINES = 12
_TITLE_REACH = 60
"""Lines above the body in which the title is looked for: menus are longer, but a title stands below them."""
_REPEAT_REACH = 8
_LEAD_REACH = 10
"""Lines above the first sentence that can be the article's: a list's heading and items, a broken line."""
_MARKS_APART = 12  # signs by which two writings of one title may differ in length
_BODY = 0.5  # odds; the trees are trained to be right on either side of it
_SURELY_TEXT = 0.75
"""Odds above which a line is no headline."""
_BETWEEN = 0.3
"""Odds that are enough for a line between two lines of the body: subheads and short items look like furniture."""
_QUESTION = re.compile(r"[?!][\s\"'”’»)]*$")


@dataclass(frozen=True, slots=True)
class Sorted:
    """One verdict a segment, with the fields that were read on the way."""

    verdicts: tuple[Verdict, ...]
    fields: tuple[Field, ...]
    title: str | None
    """None where the page states none."""


def sorted_text(segments: Sequence[Segment]) -> Sorted:
    """Give every segment of a text dump its verdict."""
    notes = notes_on(segments)
    return sorted_by_odds(segments, notes, text_body_odds(segments, notes))


def sorted_by_odds(segments: Sequence[Segment], notes: Sequence[Note], odds: Sequence[float]) -> Sorted:
    """Give the verdicts by what the rules say of each segment, and by how likely each is body."""
    return _TextPage(segments, notes, odds).sorted()


def _long_words(text: str) -> list[str]:
    return [word for word in words_in(text.casefold()) if len(word) >= _LONG_WORD]


def _headline_points(text: str, topic: frozenset[str]) -> float:
    """Weigh how much a line looks and sounds like the headline above a text with these words."""
    length = word_count(text)
    words = _long_words(text)
    points: float = min(length, 8)
    if words:
        points += _ON_TOPIC * sum([word in topic for word in words]) / (len(words) + _DOUBT)
    if is_sentence(text) and text.rstrip(CLOSING).endswith("."):
        points -= _SENTENCE
    if text == text.upper() and text.count(" ") + 1 == length <= 3:
        points -= _SHORT_CAPITALS
    return points


class _TextPage:
    """What is known of a page before its lines are judged one by one."""

    def __init__(self, segments: Sequence[Segment], notes: Sequence[Note], odds: Sequence[float]) -> None:
        self.segments = segments
        around = stretch_reasons(segments, odds, [note.reason for note in notes])
        # What a stretch sets aside is no body, whatever it reads like by itself.
        self.odds = [0.0 if i in around else odd for i, odd in enumerate(odds)]
        self.reasons = [note.reason or around.get(i) for i, note in enumerate(notes)]
        self.fields = [note.field for note in notes]
        self.captions = [is_caption(segment.text) for segment in segments]
        self.first = self._first_body_line()
        self.title = self._title()
        self.named = plain(segments[self.title].text) if self.title is not None else None
        self.first = self._after_repeated_title()
        self.last = max((i for i, odds in enumerate(self.odds) if odds > _BODY), default=-1)
        self.masthead = self._masthead()

    def sorted(self) -> Sorted:
        verdicts = tuple(self._verdict(i) for i in range(len(self.segments)))
        read = [
            field
            for field, verdict in zip(self.fields, verdicts, strict=True)
            if field and verdict.role == "metadata"
        ]
        if self.masthead is not None:
            read.append(Field("source", source=as_name(self.segments[self.masthead].text)))
        return Sorted(
            verdicts, tuple(read), self.segments[self.title].text if self.title is not None else None
        )

    def _first_body_line(self) -> int:
        """Give where running text begins: a likely line that reads like a sentence, and is no caption or headline."""
        likely = [i for i, odds in enumerate(self.odds) if odds > _BODY and not self.reasons[i]]
        opening = (i for i in likely if self._opens(i))
        return next(opening, likely[0] if likely else len(self.segments))

    def _opens(self, i: int) -> bool:
        text = self.segments[i].text
        headline = _QUESTION.search(text) and len(text.split()) <= 20 and i < 3
        return is_sentence(text) and not self.fields[i] and not self.captions[i] and not headline

    def _title(self) -> int | None:
        """Give the position of the title: above the body, the line that looks and sounds most like its headline."""
        copies = Counter(segment.text.casefold() for segment in self.segments[: self.first])
        topic = self._topic()
        best, most = None, 0.0
        for i in range(max(0, self.first - _TITLE_REACH), self.first):
            if not self._may_be_title(i):
                continue
            points = _headline_points(self.segments[i].text, topic)
            points += _REPEATED if copies[self.segments[i].text.casefold()] > 1 else 0
            points -= _FAR * (self.first - i)
            if points > most:
                best, most = i, points
        return None if best is None else self._first_copy(best)

    def _first_copy(self, i: int) -> int:
        """Give where a headline that a page says twice is said first."""
        text = self.segments[i].text
        above = range(max(0, i - _REPEAT_REACH), i)
        return next((j for j in above if self.segments[j].text == text and self._may_be_title(j)), i)

    def _may_be_title(self, i: int) -> bool:
        text = self.segments[i].text
        if self.reasons[i] or self.fields[i] or self.segments[i].kind == "list-item":
            return False
        if self.odds[i] > _SURELY_TEXT and not self._heads_page(i):
            return False
        return 2 <= word_count(text) <= _MAX_TITLE_WORDS and not self.captions[i] and not is_credit(text)

    def _heads_page(self, i: int) -> bool:
        """Tell whether nothing but furniture stands above a line that breaks off as headlines do."""
        alone = all(self.reasons[j] or self.fields[j] for j in range(i))
        return alone and self.segments[i].text[-1].isalnum()

    def _topic(self) -> frozenset[str]:
        """Give the longer words of the article's beginning."""
        lead = range(self.first, min(len(self.segments), self.first + _LEAD_LINES))
        texts = [self.segments[i].text for i in lead if self.odds[i] > _BODY]
        return frozenset(_long_words(" ".join(texts)))

    def _after_repeated_title(self) -> int:
        """Give where the body begins: after the title's repetition, where one follows within a few lines."""
        if self.title is None:
            return self.first
        reach = range(self.title + 1, min(len(self.segments), self.title + _REPEAT_REACH))
        again = [i for i in reach if self._says_title(self.segments[i])]
        if not again or again[-1] < self.first:
            return self.first
        return next((i for i in range(again[-1] + 1, len(self.segments)) if self._opens(i)), self.first)

    def _says_title(self, segment: Segment) -> bool:
        # Lengths first: comparing words costs more than all else that is done to a line here.
        if not self.named or abs(len(segment.text) - len(self.named)) > _MARKS_APART:
            return False
        return plain(segment.text) == self.named

    def _masthead(self) -> int | None:
        """Give the position of the publisher's name: the first line that is no furniture, in capitals, above the title."""
        first = next((i for i, reason in enumerate(self.reasons) if not reason and not self.fields[i]), None)
        if self.title is None or first is None or first >= self.title:
            return None
        text = self.segments[first].text
        capitals = text == text.upper() and text != text.lower()
        return first if capitals and len(text.split()) <= _MAX_MASTHEAD_WORDS else None

    def _verdict(self, i: int) -> Verdict:
        segment, field = self.segments[i], self.fields[i]
        if i == self.title:
            return Verdict("title", "title")
        if i == self.masthead:
            return Verdict("metadata", "source")
        if self._says_title(segment):
            return Verdict("removed", "repeated-title: says the title again")
        if self.captions[i]:
            return Verdict("caption", "caption")
        if self.odds[i] > _BODY and (i >= self.first or self._leads(i)):
            return Verdict("body")
        if self._between(i):
            return Verdict("body")
        if reason := self.reasons[i]:
            return Verdict("removed", reason)
        if field:
            return Verdict("metadata", field.name)
        return self._loose(i)

    def _leads(self, i: int) -> bool:
        """Tell whether a likely line above the first sentence belongs to it: below the title, and no sentence itself."""
        if self.reasons[i] or self.fields[i] or self.first - i > _LEAD_REACH or self._opens(i):
            return False
        return self.title is None or i > self.title

    def _between(self, i: int) -> bool:
        """Tell whether a line that no rule knows may be body because both its neighbours are."""
        if self.reasons[i] or self.fields[i] or self.odds[i] <= _BETWEEN or not self.first < i < self.last:
            return False
        return self.odds[i - 1] > _BODY < self.odds[i + 1]

    def _loose(self, i: int) -> Verdict:
        """Judge a line that is neither likely body nor known to a rule by where it stands."""
        segment = self.segments[i]
        above = i < self.first
        if above and self.title is not None and i > self.title and is_sentence(segment.text):
            return Verdict("metadata", "summary")
        place = (
            "above the article" if above else "below the article" if i > self.last else "inside the article"
        )
        likeness = f"{self.odds[i]:.0%} like running text"
        return Verdict("removed", f"line-model: “{shortened(segment.text)}” {place}, {likeness}")
