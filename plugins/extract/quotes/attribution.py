"""Who says each quoted stretch: a list of rules, the first that answers wins."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from plugins.model import Value

from .cast import Cast
from .clauses import Clause
from .frame import Token
from .phrases import Phrase, Words, pronoun_phrase
from .registered import Speaker
from .subject_after import main_subject
from .words import SpeechWords

_SIGNATURE = re.compile(r"\s{0,9}[―—–-]{1,2}\s{0,9}(?=\S)")
_NOT_SIGNED = frozenset('“”"«»„')
MAX_SIGNATURE = 120
"""Longest tail of a paragraph taken for a signature: a name with an office."""
MAX_SIGNED_WORDS = 6
MAX_LINK = 5
"""Words between a verb and the quotation that it leads in: "told reporters that the"."""
_LEAD_IN = frozenset([",", ":", "-", "–", "—"])
_COMMAS = frozenset([",", ".", "-", "–", "—", "―"])


class Spoken(Value, frozen=True, gc=False):
    """A clause of speech with its speaker looked up."""

    clause: Clause
    speaker: Speaker | None


class Place(Value, frozen=True, gc=False):
    """A quoted stretch in its sentence, with all that the rules look at."""

    text: str
    words: Words
    sentence: int
    at: int
    """Which token the stretch is."""
    ahead: Sequence[Spoken]
    """The clauses of speech just before it, in order."""
    behind: Sequence[Spoken]
    """Those just behind it."""
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
    def quoted(self) -> str:
        """The words without their marks."""
        stretch = self.token.stretch
        return "" if stretch is None else self.text[stretch.start : stretch.end]

    @property
    def speech(self) -> SpeechWords:
        """The language's words of speech."""
        return self.words.speech


class Attribution(Value, frozen=True, gc=False):
    """Who says a stretch, by which rule, and how firmly the text says so."""

    speaker: Speaker | None
    rule: str
    firm: bool
    """Whether the verb stands right beside the words."""
    clause: Clause | None = None


def led_in(place: Place) -> Attribution | None:
    """Read 'Blinken said: “…”', 'she told reporters that “…”': the verb leads straight in."""
    for spoken in reversed(place.ahead):
        between = place.words.tokens[spoken.clause.verb + 1 : place.at]
        if len(between) > MAX_LINK:
            return None
        if spoken.clause.kind != "according" and all(_links(token, place.speech) for token in between):
            return _by(_who_told(place, spoken), "led in", firm=True)
    return None


def _who_told(place: Place, spoken: Spoken) -> Spoken:
    """Give who told that somebody did what the words are: "X said that Y had offered “…”" has X's words.

    Only a verb that is as often no speech gives way, to the verb of speech before it in the same clause.
    """
    at = place.ahead.index(spoken)
    if spoken.clause.lemma not in place.speech.mild or not at:
        return spoken
    teller = place.ahead[at - 1]
    between = place.words.tokens[teller.clause.verb + 1 : spoken.clause.verb]
    joined = any(not token.is_word or token.low in place.speech.joining for token in between)
    strong = teller.clause.kind != "according" and teller.clause.lemma not in place.speech.mild
    return teller if strong and not joined else spoken


def _links(token: Token, speech: SpeechWords) -> bool:
    return token.low in (speech.links if token.is_word else _LEAD_IN)


def tagged(place: Place) -> Attribution | None:
    """Read '“…,” said Blinken', '“…?” she asked': the clause follows at once."""
    tokens = place.words.tokens
    at = place.at + 1
    while at < len(tokens) and tokens[at].low in _COMMAS:
        at += 1
    last = len(tokens) - 1
    while at < last and (
        tokens[at].low in place.speech.articles
        or (tokens[at].low in place.speech.skip and place.speech.language != "en")
    ):
        at += 1  # "a déclaré", "The Hill reported"
    if at > last:
        return None
    for spoken in place.behind:
        clause = spoken.clause
        if clause.kind != "participle" and place.token.end <= clause.start < tokens[at].end:
            return _by(spoken, "tagged", firm=True)
    return None


def signed(place: Place) -> Attribution | None:
    """Read '“…” — Ann Bell, teacher': a name behind a dash ends the paragraph."""
    if place.block_end - place.token.end > MAX_SIGNATURE:
        return None
    tail = place.text[place.token.end : place.block_end]
    found = _SIGNATURE.match(tail)
    if not found or not tail[found.end()].isupper():
        return None
    name = re.split(r"[,;(]", tail[found.end() :], maxsplit=1)[0].strip(" .")
    if not name or len(name.split()) > MAX_SIGNED_WORDS or not _NOT_SIGNED.isdisjoint(name):
        return None
    start = place.token.end + found.end()
    phrase = Phrase(start, start + len(name), "name", start)
    return Attribution(place.cast.speaker(phrase, place.sentence), "signed", firm=True)


def nearest_before(place: Place) -> Attribution | None:
    """Read 'Blinken said Russia shows “no sign” of …': the last clause of speech before the words."""
    aside = None
    for spoken in reversed(place.ahead):
        if spoken.speaker is None or spoken.clause.lemma in place.speech.faint:
            continue
        if not spoken.clause.aside:
            return _by(spoken, "said before", firm=False)
        aside = aside or spoken
    return _by(aside, "said before", firm=False)


def nearest_behind(place: Place) -> Attribution | None:
    """Read 'The aid is “a lifeline” for Kyiv, she added': the first clause of speech behind the words."""
    return _by(next(iter(place.behind), None), "said behind", firm=False)


def goes_on(place: Place) -> Attribution | None:
    """Read '“…,” she said. “…”': a quotation that opens a sentence goes on with the paragraph's speaker."""
    if place.before is not None and (place.alone or place.at == 0):
        return Attribution(place.before, "goes on", firm=place.alone)
    return None


def subject_just_before(place: Place) -> Attribution | None:
    """Read 'Bell sees no way back. “…”': whoever the sentence before in the same paragraph is about."""
    if place.alone and place.subject is not None and place.subject.gender in ("m", "f"):
        return Attribution(place.subject, "subject of the sentence before", firm=True)
    return None


def carried_over(place: Place) -> Attribution | None:
    """Read a paragraph that is all quoted as going on with the speaker of the one before."""
    if place.alone and place.carried is not None:
        return Attribution(place.carried, "goes on from the paragraph before", firm=True)
    return None


def subject_of_clause(place: Place) -> Attribution | None:
    """Read 'I had to change my answer: “…”': whoever the clause before the colon is about."""
    tokens, speech = place.words.tokens, place.speech
    if place.at < 2 or tokens[place.at - 1].low != ":":
        return None
    for at in range(place.at - 2, max(0, place.at - 12), -1):
        if not tokens[at - 1].is_word or tokens[at - 1].low in speech.conjunctions:
            if tokens[at].low not in speech.pronouns:
                return None
            speaker = place.cast.speaker(pronoun_phrase(tokens[at]), place.sentence)
            return Attribution(speaker, "subject of the clause", firm=True)
    return None


def subject_of_sentence(place: Place) -> Attribution | None:
    """Read 'Norway hopes for “a just peace”': nobody is said to speak, but the sentence has a subject."""
    if place.alone:
        return None
    phrase = main_subject(place.words)
    if phrase is None or phrase.start >= place.token.start:
        return None
    return Attribution(place.cast.speaker(phrase, place.sentence), "subject of the sentence", firm=False)


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
    """Give who says the stretch; no speaker and rule "nobody is named" where the text names none."""
    for rule in RULES:
        found = rule(place)
        if found is not None:
            return found
    return Attribution(None, "nobody is named", firm=False)


def _by(spoken: Spoken | None, rule: str, *, firm: bool) -> Attribution | None:
    if spoken is None or spoken.speaker is None:
        return None
    return Attribution(spoken.speaker, f"{rule}: '{spoken.clause.lemma}'", firm, spoken.clause)
