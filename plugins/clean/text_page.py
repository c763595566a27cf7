"""A text dump's segments get their verdicts: title, fields, captions, body, furniture."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from plugins.clean.header_fields import Field, as_name, is_caption
from plugins.clean.line_features import notes_on
from plugins.clean.line_model import text_body_odds
from plugins.clean.segments import Segment, Verdict, is_sentence, plain, shortened

_MAX_TITLE_WORDS = 30
_MAX_MASTHEAD_WORDS = 6
_TITLE_REACH = 60
"""Lines above the body in which the title is looked for: menus are longer, but a title stands below them."""
_REPEAT_REACH = 8
_MARKS_APART = 12  # signs by which two writings of one title may differ in length
_BODY = 0.5  # odds; the trees are trained to be right on either side of it
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
    return _TextPage(segments).sorted()


class _TextPage:
    """What is known of a page before its lines are judged one by one."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments = segments
        notes = notes_on(segments)
        self.odds = text_body_odds(segments, notes)
        self.reasons = [note.reason for note in notes]
        self.fields = [note.field for note in notes]
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
        return is_sentence(text) and not is_caption(text) and not headline

    def _title(self) -> int | None:
        """Give the position of the title: a repeated line above the body first, then the one of most words."""
        copies = Counter(segment.text.casefold() for segment in self.segments)
        best, most = None, 0.0
        for i in range(max(0, self.first - _TITLE_REACH), self.first):
            text = self.segments[i].text
            length = len(text.split())
            fits = 2 <= length <= _MAX_TITLE_WORDS and not is_caption(text) and not self.fields[i]
            if not fits or self.reasons[i] or self.segments[i].kind == "list-item":
                continue
            points = min(length, 8) + (8 if copies[text.casefold()] > 1 else 0)
            if text == text.upper() and length <= 3:
                points -= 4
            if points > most:
                best, most = i, points
        return best

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
        likely = self.odds[i] > _BODY
        if likely and i >= self.first:
            return Verdict("body")
        if reason := self.reasons[i]:
            return Verdict("removed", reason)
        if field:
            return Verdict("metadata", field.name)
        return self._loose(i)

    def _loose(self, i: int) -> Verdict:
        """Judge a line that is neither likely body nor known to a rule by where it stands."""
        segment = self.segments[i]
        if is_caption(segment.text):
            return Verdict("caption", "caption")
        above = i < self.first
        if above and self.title is not None and i > self.title and is_sentence(segment.text):
            return Verdict("metadata", "summary")
        place = (
            "above the article" if above else "below the article" if i > self.last else "inside the article"
        )
        likeness = f"{self.odds[i]:.0%} like running text"
        return Verdict("removed", f"line-model: “{shortened(segment.text)}” {place}, {likeness}")
