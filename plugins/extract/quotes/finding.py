"""Quotes and speech of one document, read in one pass from top to bottom."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from msgspec.structs import replace

from plugins.model import Block, Document, Mention, Quote, Value

from .attribution import Attribution, Place, Spoken, attributed
from .cast import Cast
from .clauses import Clause, clauses
from .dialogue import Turn, turns
from .frame import Sentence, framed
from .full_names import FullNames
from .paragraphs import UNCLOSED, handed_back
from .phrases import Phrase, Words
from .reach import quoted_stretches
from .registered import Registered, Speaker
from .subject_after import main_subject
from .verdict import why_no_quote
from .words import SpeechWords, speech_words

if TYPE_CHECKING:
    from plugins.registry import Knowledge

MAX_CARRY = 3
"""Over so many paragraphs a speaker is carried to a paragraph that is all quoted."""


CLAUSES_NEAR = 8
"""How many clauses of speech on each side of a quotation are looked at."""
LONGEST_TAG = 40
"""Words of '…, Stoltenberg said on Wednesday during a joint press conference in …'."""
LONGEST_HEARER = 9
"""Words and marks behind "told" that may be no more than whom: "the annual meeting of the World Bank."."""
ENOUGH = 20
"""Where fewer than MIN_WORDS of so many tokens are words, a stretch reports nothing."""
MIN_WORDS = 3
"""Fewer words beside a verb of speech report nothing: "said Bell, a major"."""


_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?![^\S\n]*\n)[^\n]+)*")


class SpeechSpan(Value, frozen=True):
    """A stretch of the text that reports what somebody says."""

    start: int
    end: int
    speaker: str | None
    """Id of a person or body; None where the registry knows none."""
    speaker_as_stated: str | None
    speech: Literal["direct", "indirect"]
    rule: str


class Reading(NamedTuple):
    """What one pass over a document finds."""

    quotes: tuple[Quote, ...]
    spans: tuple[SpeechSpan, ...]


class _Pass:
    """One pass over a document: who spoke last, and what was found so far."""

    def __init__(self, document: Document, mentions: Sequence[Mention], knowledge: Knowledge) -> None:
        self.text = document.text
        self.blocks: Sequence[Block] = document.blocks or tuple(_paragraphs(document.text))
        self.speech: SpeechWords = speech_words(document.language)
        stretches = quoted_stretches(self.text, self.blocks, self.speech)
        self.frame = framed(self.text, self.blocks, stretches, self.speech)
        names = FullNames(self.text, document.title, self.frame, self.speech)
        known = Registered(self.text, mentions, knowledge)
        self.cast = Cast(self.text, known, names, self.speech)
        self.people = known.people
        self.turns = turns(self.text, self.blocks, self.speech)
        self.in_turns = frozenset(turn.block for turn in self.turns)
        self.quotes: list[Quote] = []
        self.spans: list[SpeechSpan] = []
        self.block = -1
        self.spoke: Speaker | None = None
        self.carried: Speaker | None = None
        self.carried_from = 0
        self.subject: Speaker | None = None

    def run(self) -> Reading:
        for turn in self.turns:
            self._turn(turn)
        for index, sentence in enumerate(self.frame):
            if sentence.block in self.in_turns:
                continue
            if sentence.block != self.block:
                if self.spoke is not None:
                    self.carried, self.carried_from = self.spoke, self.block
                self.block, self.spoke, self.subject = sentence.block, None, None
            self._sentence(index, sentence)
        self.quotes.sort(key=lambda quote: quote.start)
        quotes = tuple(handed_back(self.text, self.quotes))
        spans = sorted(told(self.spans, quotes), key=lambda span: (span.start, span.end))
        return Reading(quotes, tuple(spans))

    def _turn(self, turn: Turn) -> None:
        phrase = Phrase(turn.label_start, turn.label_end, "name", turn.label_start)
        speaker = self.cast.speaker(phrase, 0)
        self._add(turn.start, turn.end, Attribution(speaker, "turn of a transcript", firm=True))

    def _sentence(self, index: int, sentence: Sentence) -> None:
        words = Words(sentence.tokens, self.speech, self.cast.known, self.people)
        found = clauses(words)
        subjects = [clause.subject for clause in found if clause.subject is not None]
        first = main_subject(words) if sentence.tokens else None
        self.cast.read(index, sentence, [*subjects, first] if first else subjects)
        spoken = [self._look_up(clause, index) for clause in found]
        if sentence.quoted:
            alone = not any(token.is_word for token in sentence.tokens)
            verbs = [clause.verb for clause in found]
            for at in sentence.quoted:
                cut = bisect_left(verbs, at)
                near = (spoken[max(0, cut - CLAUSES_NEAR) : cut], spoken[cut : cut + CLAUSES_NEAR])
                self._quoted(index, words, at, near, alone=alone)
        self._indirect(sentence, words, spoken)
        if first:
            self.cast.note_texts(sentence, first, index)
        self.subject = self.cast.person_at(first.name_start) if first else None

    def _look_up(self, clause: Clause, index: int) -> Spoken:
        speaker = None if clause.subject is None else self.cast.speaker(clause.subject, index)
        return Spoken(clause, speaker if speaker is None or speaker.stated else None)

    def _quoted(
        self,
        index: int,
        words: Words,
        at: int,
        clauses_near: tuple[Sequence[Spoken], Sequence[Spoken]],
        *,
        alone: bool,
    ) -> None:
        block = self.blocks[self.block]
        near = self.block - self.carried_from <= MAX_CARRY
        place = Place(
            text=self.text,
            words=words,
            sentence=index,
            at=at,
            ahead=clauses_near[0],
            behind=clauses_near[1],
            cast=self.cast,
            before=self.spoke,
            carried=self.carried if near else None,
            subject=self.subject,
            alone=alone,
            block_end=block.start + len(block.text),
        )
        found = attributed(place)
        if why_no_quote(place, found) is not None:
            return
        stretch = place.token.stretch
        if stretch is not None:
            self._add(stretch.start, stretch.end, found, closed=stretch.closed)
        self.spoke = found.speaker or self.spoke

    def _add(self, start: int, end: int, found: Attribution, *, closed: bool = True) -> None:
        speaker = found.speaker
        rules = [f"speaker: {found.rule}"]
        if speaker is not None:
            rules.append(f"who: {speaker.evidence}")
        if not closed:
            rules.append(UNCLOSED)
        ident, stated = (speaker.id, speaker.as_stated) if speaker else (None, None)
        self.quotes.append(Quote(self.text[start:end], start, end, ident, stated, tuple(rules)))
        self.spans.append(SpeechSpan(start, end, ident, stated, "direct", found.rule))

    def _indirect(self, sentence: Sentence, words: Words, spoken: Sequence[Spoken]) -> None:
        if not spoken:
            self._first_person(sentence)
        for one in spoken:
            clause, speaker = one.clause, one.speaker
            if speaker is None or clause.lemma in self.speech.mild:
                continue
            self.spoke = speaker
            for start, end in _reported(sentence, words, clause):
                self.spans.append(
                    SpeechSpan(start, end, speaker.id, speaker.as_stated, "indirect", f"'{clause.lemma}'")
                )

    def _first_person(self, sentence: Sentence) -> None:
        """Take "Part of this sum will help our allies", outside marks, for the last speaker's words."""
        speaker = self.spoke or (self.carried if self.block - self.carried_from == 1 else None)
        if speaker is None or speaker.anonymous:
            return
        if any(token.low in self.speech.own for token in sentence.tokens):
            self.spans.append(
                SpeechSpan(
                    sentence.start,
                    sentence.end,
                    speaker.id,
                    speaker.as_stated,
                    "indirect",
                    "first person outside marks",
                )
            )


def told(spans: Sequence[SpeechSpan], quotes: Sequence[Quote]) -> Iterator[SpeechSpan]:
    """Give the spans, each direct one with the speaker of its quotation."""
    speakers = {quote.start: quote for quote in quotes}
    for span in spans:
        quote = speakers.get(span.start) if span.speech == "direct" else None
        if quote is None or quote.speaker_as_stated == span.speaker_as_stated:
            yield span
        else:
            yield replace(span, speaker=quote.speaker, speaker_as_stated=quote.speaker_as_stated)


def _paragraphs(text: str) -> Iterator[Block]:
    """Give the blocks of a text that comes without: what blank lines part."""
    for found in _PARAGRAPH.finditer(text):
        yield Block(kind="paragraph", text=found[0], start=found.start(), line=1)


def _reported(sentence: Sentence, words: Words, clause: Clause) -> Iterator[tuple[int, int]]:
    """Give the span that a clause of speech makes somebody's words; none where there are too few."""
    tokens = words.tokens
    if clause.kind == "according":
        yield sentence.start, sentence.end
        return
    first = clause.verb
    while first > 0 and tokens[first - 1].start >= clause.start:
        first -= 1
    while first > 0 and words.speech.language != "en" and tokens[first - 1].low in words.speech.skip:
        first -= 1  # "…, a déclaré lundi Kishida"
    if _closes(words, clause, first):
        told, nearest = (tokens[0].start, tokens[first - 1].end), tokens[max(0, first - ENOUGH) : first]
    else:
        nearest = tokens[clause.verb + 1 : clause.verb + 1 + ENOUGH]
        while nearest and nearest[0].end <= clause.end:
            nearest = nearest[1:]
        told = (nearest[0].start, tokens[-1].end) if nearest else (0, 0)
    if len([token for token in nearest if token.is_word or token.stretch is not None]) >= MIN_WORDS:
        yield told


def _closes(words: Words, clause: Clause, first: int) -> bool:
    """Tell whether a clause closes what it reports: '…, Stoltenberg said on Wednesday'."""
    tokens, speech = words.tokens, words.speech
    if first == 0 or tokens[first - 1].is_word or clause.kind == "participle":
        return False
    if clause.inverted:
        return True
    behind = tokens[clause.verb + 1 : clause.verb + 1 + LONGEST_TAG]
    if any(token.stretch is not None or token.low in _THAT for token in behind):
        return False
    if not behind or not behind[0].is_word or behind[0].low in _HEARERS:
        return True
    if behind[0].low in speech.prepositions or behind[0].low in speech.calendar:
        return True
    # "…, Yoon told the G20 summit.": a hearer, and no clause of its own behind.
    hearer = clause.lemma in speech.to_hearer and len(behind) <= LONGEST_HEARER
    return hearer and not any(token.low in speech.skip or token.low in speech.verbs for token in behind)


_THAT = frozenset([":", "that", "dass", "que", "że", "att", "що", "что"])
_HEARERS = frozenset(["reporters", "journalists"])


def read_speech(document: Document, mentions: Sequence[Mention], knowledge: Knowledge) -> Reading:
    """Give a document's quotes and the stretches that report speech."""
    return _Pass(document, mentions, knowledge).run()
