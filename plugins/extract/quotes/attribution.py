"""Who says each quoted stretch: a list of rules, the first that answers wins."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from .cast import Cast, Speaker
from .clauses import Clause
from .frame import Token
from .phrases import Phrase, Words, pronoun_phrase
from .subject_after import main_subject
from .words import SpeechWords

_SIGNATURE = re.compile(r"\s*[―—–-]{1,2}\s*(?=\S)")
_LEAD_IN = frozenset([",", ":", "-", "–", "—"])


class Spoken(NamedTuple):
    """A clause of speech with its speaker looked up."""

    clause: Clause
    speaker: Speaker | None


class Place(NamedTuple):
    """A quoted stretch in its sentence, with all that the rules look at."""

    text: str
    words: Words
    sentence: int
    at: int
    """Which token the stretch is."""
    spoken: Sequence[Spoken]
    cast: Cast
    before: Speaker | None
    """Who spoke last in the same paragraph."""
    carried: Speaker | None
    """Who spoke last in the paragraphs before."""
    subject: Speaker | None
    """Whom the sentence before in the same paragraph is about."""
    alone: bool
    """Whether the sentence is nothing but quoted."""
    block_end: int

    @property
    def token(self) -> Token:
        """The quoted stretch as a token."""
        return self.words.tokens[self.at]

    @property
    def speech(self) -> SpeechWords:
        """The language's words of speech."""
        return self.words.speech


class Attribution(NamedTuple):
    """Who says a stretch, by which rule, and how firmly the text says so."""

    speaker: Speaker | None
    rule: str
    firm: bool
    """Whether the verb stands right beside the words."""
    clause: Clause | None = None


def led_in(place: Place) -> Attribution | None:
    """'Blinken said: “…”', 'she added that “…”': the verb leads straight in."""
    best = None
    for spoken in place.spoken:
        if spoken.clause.index < place.at and spoken.clause.kind != "according":
            between = place.words.tokens[spoken.clause.index + 1 : place.at]
            if all(t.kind == "point" and t.low in _LEAD_IN or t.low in _LINKS for t in between):
                best = spoken
    return _by(best, "led in", firm=True)


_LINKS = frozenset(
    [
        "that",
        "as",
        "of",
        "to",
        "it",
        "him",
        "her",
        "them",
        "me",
        "us",
        "reporters",
        "journalists",
        "dass",
        "que",
        "qu'",
        "że",
        "att",
        "що",
        "что",
        "a",
        "an",
        "the",
    ]
)


def tagged(place: Place) -> Attribution | None:
    """'“…,” said Blinken', '“…?” she asked': the clause follows at once."""
    tokens = place.words.tokens
    at = place.at + 1
    while at < len(tokens) and tokens[at].kind == "point" and tokens[at].low in ",.-–—―":
        at += 1
    if at >= len(tokens):
        return None
    last = len(tokens) - 1
    while at < last and (
        tokens[at].low in place.speech.articles
        or (tokens[at].low in place.speech.skip and place.speech.language != "en")
    ):
        at += 1  # "a déclaré", "The Hill reported"
    begins = tokens[at].end
    for spoken in place.spoken:
        clause = spoken.clause
        if clause.index > place.at and clause.kind != "participle" and clause.start < begins:
            if clause.start >= place.token.end:
                return _by(spoken, "tagged", firm=True)
    return None


def nearest_before(place: Place) -> Attribution | None:
    """'Blinken said Russia shows “no sign” of …': the last clause of speech before the words."""
    before = [
        s
        for s in place.spoken
        if s.clause.index < place.at and s.speaker is not None and s.clause.lemma not in place.speech.faint
    ]
    best = next((s for s in reversed(before) if not s.clause.aside), before[-1] if before else None)
    return _by(best, "said before", firm=False)


def nearest_behind(place: Place) -> Attribution | None:
    """'The aid is “a lifeline” for Kyiv, she added': the first clause of speech behind the words."""
    for spoken in place.spoken:
        if spoken.clause.index > place.at:
            return _by(spoken, "said behind", firm=False)
    return None


def signed(place: Place) -> Attribution | None:
    """'“…” — Ann Bell, teacher': a name behind a dash ends the paragraph."""
    tail = place.text[place.token.end : place.block_end]
    found = _SIGNATURE.match(tail)
    if not found or len(tail) > 120 or not tail[found.end() : found.end() + 1].isupper():
        return None
    name = re.split(r"[,;(]", tail[found.end() :], maxsplit=1)[0].strip(" .")
    if not name or len(name.split()) > 6 or "“" in name or '"' in name:
        return None
    start = place.token.end + found.end()
    phrase = Phrase(start, start + len(name), "name", start)
    return Attribution(place.cast.speaker(phrase, place.sentence), "signed", firm=True)


def goes_on(place: Place) -> Attribution | None:
    """'“…,” she said. “…”': a sentence that is all quoted goes on with the paragraph's speaker."""
    if place.before is not None and (place.alone or place.at == 0):
        return Attribution(place.before, "goes on", firm=place.alone)
    return None


def subject_just_before(place: Place) -> Attribution | None:
    """'Bell sees no way back. “…”': whoever the sentence before in the same paragraph is about."""
    if place.alone and place.subject is not None and place.subject.gender in ("m", "f"):
        return Attribution(place.subject, "subject of the sentence before", firm=True)
    return None


def carried_over(place: Place) -> Attribution | None:
    """A paragraph that is all quoted goes on with the speaker of the one before."""
    if place.alone and place.carried is not None:
        return Attribution(place.carried, "goes on from the paragraph before", firm=True)
    return None


def subject_of_clause(place: Place) -> Attribution | None:
    """'I had to change my answer: “…”': whoever the clause before the colon is about."""
    tokens = place.words.tokens
    if place.at < 2 or tokens[place.at - 1].low != ":":
        return None
    for at in range(place.at - 2, 0, -1):
        if not tokens[at - 1].is_word or tokens[at - 1].low in place.speech.conjunctions:
            if tokens[at].low in place.speech.pronouns:
                return Attribution(
                    place.cast.speaker(pronoun_phrase(tokens[at]), place.sentence),
                    "subject of the clause",
                    firm=True,
                )
            return None
    return None


def subject_of_sentence(place: Place) -> Attribution | None:
    """'Norway hopes for “a just peace” …': nobody is said to speak, but the sentence has a subject."""
    if place.alone:
        return None
    phrase = main_subject(place.words)
    if phrase is None or phrase.start >= place.token.start:
        return None
    speaker = place.cast.speaker(phrase, place.sentence)
    return Attribution(speaker, "subject of the sentence", firm=False)


RULES: tuple[Callable[[Place], Attribution | None], ...] = (
    led_in,
    tagged,
    signed,
    nearest_before,
    nearest_behind,
    goes_on,
    subject_just_before,
    carried_over,
    subject_of_clause,
    subject_of_sentence,
)


def attributed(place: Place) -> Attribution:
    """Give who says the stretch; no speaker and rule "nobody" where the text names none."""
    for rule in RULES:
        found = rule(place)
        if found is not None:
            return found
    return Attribution(None, "nobody is named", firm=False)


def _by(spoken: Spoken | None, rule: str, *, firm: bool) -> Attribution | None:
    if spoken is None or spoken.speaker is None:
        return None
    return Attribution(spoken.speaker, f"{rule}: '{spoken.clause.lemma}'", firm, spoken.clause)
