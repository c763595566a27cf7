"""Quotes and speech of one document, read in one pass from top to bottom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from plugins.model import Block, Document, Mention, Quote, Value

from .attribution import Attribution, Place, Spoken, attributed
from .cast import Cast, Speaker
from .clauses import Clause, clauses
from .frame import Sentence, framed, quoted_stretches
from .phrases import Words
from .subject_after import main_subject
from .verdict import why_no_quote
from .words import SpeechWords, speech_words

if TYPE_CHECKING:
    from plugins.registry import Knowledge

MAX_CARRY = 3
"""Over so many paragraphs a speaker is carried to a paragraph that is all quoted."""


MIN_SPAN = 3
"""Shorter stretches behind a verb of speech are a full stop and its like."""


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
        self.blocks: Sequence[Block] = document.blocks or (
            Block(kind="paragraph", text=document.text, start=0, line=1),
        )
        self.speech: SpeechWords = speech_words(document.language)
        stretches = quoted_stretches(self.text, self.blocks, self.speech)
        self.frame = framed(self.text, self.blocks, stretches, self.speech)
        self.cast = Cast(self.text, self.frame, mentions, knowledge, self.speech)
        self.quotes: list[Quote] = []
        self.spans: list[SpeechSpan] = []
        self.block = -1
        self.spoke: Speaker | None = None
        self.carried: Speaker | None = None
        self.carried_from = 0

    def run(self) -> Reading:
        for index, sentence in enumerate(self.frame):
            if sentence.block != self.block:
                if self.spoke is not None:
                    self.carried, self.carried_from = self.spoke, self.block
                self.block, self.spoke = sentence.block, None
            self._sentence(index, sentence)
        return Reading(tuple(self.quotes), tuple(sorted(self.spans, key=lambda span: (span.start, span.end))))

    def _sentence(self, index: int, sentence: Sentence) -> None:
        words = Words(sentence.tokens, self.speech, self.cast.known)
        found = clauses(words)
        subjects = [clause.subject for clause in found if clause.subject is not None]
        first = main_subject(words) if sentence.tokens else None
        self.cast.read(index, sentence, [*subjects, first] if first else subjects)
        spoken = [self._look_up(clause, index) for clause in found]
        said = False
        for at, token in enumerate(sentence.tokens):
            if token.stretch is not None:
                said = self._quoted(index, sentence, words, at, spoken) or said
        self._indirect(sentence, words, spoken)

    def _look_up(self, clause: Clause, index: int) -> Spoken:
        return Spoken(clause, None if clause.subject is None else self.cast.speaker(clause.subject, index))

    def _quoted(
        self, index: int, sentence: Sentence, words: Words, at: int, spoken: Sequence[Spoken]
    ) -> bool:
        block = self.blocks[sentence.block]
        near = self.block - self.carried_from <= MAX_CARRY
        place = Place(
            text=self.text,
            words=words,
            sentence=index,
            at=at,
            spoken=spoken,
            cast=self.cast,
            before=self.spoke,
            carried=self.carried if near else None,
            alone=all(token.kind != "word" for token in sentence.tokens),
            block_end=block.start + len(block.text),
        )
        found = attributed(place)
        if why_no_quote(place, found) is not None:
            return False
        self._add(place, found)
        self.spoke = found.speaker or self.spoke
        return True

    def _add(self, place: Place, found: Attribution) -> None:
        stretch = place.token.stretch
        if stretch is None:
            return
        speaker = found.speaker
        rules = [f"speaker: {found.rule}"]
        if speaker is not None:
            rules.append(f"who: {speaker.evidence}")
        if not stretch.closed:
            rules.append("words: no mark closes them, so they end with the paragraph")
        quote = Quote(
            quote=self.text[stretch.start : stretch.end],
            start=stretch.start,
            end=stretch.end,
            speaker=speaker.id if speaker else None,
            speaker_as_stated=speaker.as_stated if speaker else None,
            rules=tuple(rules),
        )
        self.quotes.append(quote)
        self.spans.append(
            SpeechSpan(quote.start, quote.end, quote.speaker, quote.speaker_as_stated, "direct", found.rule)
        )

    def _indirect(self, sentence: Sentence, words: Words, spoken: Sequence[Spoken]) -> None:
        for one in spoken:
            clause, speaker = one
            if speaker is None or clause.lemma in self.speech.mild:
                continue
            start, end = sentence.start, sentence.end
            tag = clause.kind == "according" or _is_tag(words, clause)
            if not tag:
                start = max(clause.end, words.tokens[clause.index].end)
            elif clause.kind != "according":
                end = clause.start
            self.spoke = speaker
            if end - start > MIN_SPAN:
                self.spans.append(
                    SpeechSpan(start, end, speaker.id, speaker.as_stated, "indirect", f"'{clause.lemma}'")
                )


def _is_tag(words: Words, clause: Clause) -> bool:
    """Tell whether a clause closes its sentence: '…, Stoltenberg said on Wednesday'."""
    tokens = words.tokens
    first = next((i for i, token in enumerate(tokens) if token.end > clause.start), 0)
    if first < 3 or tokens[first - 1].is_word or clause.kind == "participle":
        return False
    behind = tokens[clause.index + 1 :]
    if clause.inverted:
        return True
    if any(token.kind == "quote" or token.low in ("that", ":") for token in behind):
        return False
    return (
        not behind
        or behind[0].kind == "point"
        or behind[0].low in words.speech.prepositions | words.speech.calendar
        or behind[0].low in ("reporters", "journalists")
    )


def read_speech(document: Document, mentions: Sequence[Mention], knowledge: Knowledge) -> Reading:
    """Give a document's quotes and the stretches that report speech."""
    return _Pass(document, mentions, knowledge).run()
