"""The subject that stands before a verb, found without a parser.

All steps go left from the verb and stop at the first word that can't belong: each looks at a few words.
"""

from __future__ import annotations

from collections.abc import Sequence

from .frame import Token
from .phrases import MAX_WORDS, Phrase, Words, is_particle, nounlike, pronoun_phrase, skipped
from .subject_after import main_subject
from .words import SpeechWords

_COMMAS = frozenset([",", "–", "—", "―", "-"])
_MAX_APPOSITIONS = 8
_MAX_APPOSITION_WORDS = 40
_MAX_BRACKET = 12


def before(words: Words, at: int, earlier: Phrase | None) -> Phrase | None:
    """Give the subject before the verb at `at`; `earlier` is that of the clause before ("… and added")."""
    tokens, speech = words.tokens, words.speech
    index = at - 1
    while index >= 0 and tokens[index].is_word:
        if tokens[index].low in speech.calendar or tokens[index].low.isdigit():
            index -= 1
            index -= int(index >= 0 and tokens[index].low in speech.prepositions)  # "who in 2010 said"
        elif skipped(tokens[index], speech):
            index -= 1
        else:
            break
    index = _before_brackets(tokens, index)
    if index < 0:
        return earlier if at > 0 else None
    token = tokens[index]
    if token.stretch is not None:
        return None
    if token.low in _COMMAS:
        return _before_apposition(words, index)
    if token.low in speech.relatives:
        index -= 1
        if index >= 0 and tokens[index].low in _COMMAS:
            index -= 1
        index = _before_brackets(tokens, index)
        return ending_at(words, index) if index >= 0 else None
    if token.low in speech.conjunctions:
        return (earlier or _sure_subject(words)) if token.low in speech.joining else None
    found = ending_at(words, index)
    return None if found is None else _first_of_two(words, found, index) or found


def _sure_subject(words: Words) -> Phrase | None:
    """Give whom the sentence is about, if a known name or a pronoun: "Zelensky thanked … and added"."""
    subject = main_subject(words)
    if subject is None or (subject.head != "pronoun" and subject.end not in words.known):
        return None
    return subject


def _first_of_two(words: Words, second: Phrase, at: int) -> Phrase | None:
    """Give the first of two who speak together ("The minister and Mr Bell said"); None where one does."""
    tokens, speech = words.tokens, words.speech
    while at > 0 and tokens[at].start > second.start:
        at -= 1
    if at < 2 or tokens[at - 1].low not in speech.joining or second.head == "pronoun":
        return None
    first = ending_at(words, at - 2)
    if first is None or first.head == "pronoun":
        return None
    start = at - 2
    while start > 0 and tokens[start].start > first.start:
        start -= 1
    start -= int(start > 0 and tokens[start - 1].low in speech.articles)
    opens = start == 0 or (start < at - 2 and not tokens[start - 1].is_word)
    return first if opens else None


def _before_brackets(tokens: Sequence[Token], index: int) -> int:
    if index >= 0 and tokens[index].low in (")", "]"):
        for at in range(index, max(-1, index - _MAX_BRACKET), -1):
            if tokens[at].low in ("(", "["):
                return at - 1
    return index


def _before_apposition(words: Words, comma: int) -> Phrase | None:
    """Give the subject that "…, who spoke in Brussels," or "…, a law professor," comes after."""
    tokens = words.tokens
    right = comma
    for _ in range(_MAX_APPOSITIONS):
        left = right - 1
        while left >= max(0, right - _MAX_APPOSITION_WORDS) and (
            tokens[left].is_word or tokens[left].low in ("(", ")", ".")
        ):
            left -= 1
        segment = tokens[left + 1 : right]
        if not segment:
            return None
        more = left > 0 and tokens[left].low in _COMMAS
        if not more or _is_name(segment, words.speech) or segment[0].low in words.speech.conjunctions:
            index = _before_brackets(tokens, right - 1)
            return ending_at(words, index) if index >= 0 else None
        right = left
    return None


def _is_name(segment: Sequence[Token], speech: SpeechWords) -> bool:
    first = segment[0]
    if len(segment) == 1 and first.low in speech.pronouns:
        return True
    if first.possessive or first.low[0].isdigit() or first.low[1:2] == "-":
        return False  # "Norway's minister", "43", "R-Ky."
    return all(token.capital or is_particle(token) or not token.is_word for token in segment)


def ending_at(words: Words, index: int) -> Phrase | None:
    """Give the noun phrase whose last word stands at `index`."""
    tokens, speech = words.tokens, words.speech
    while index >= 0 and tokens[index].low in speech.calendar:
        index -= 1
    if index < 0 or not tokens[index].is_word:
        return None
    token = tokens[index]
    if token.low in speech.pronouns:
        return pronoun_phrase(token)
    if token.low in speech.prepositions or token.low in speech.conjunctions or token.low[0].isdigit():
        return None
    if token.low in speech.articles and token.low not in speech.alone:
        return None
    if token.capital and not token.possessive:
        return _name_ending_at(words, index)
    start = _noun_start(words, index)
    if start is None or _inside_adverbial(words, start):
        return None
    return Phrase(tokens[start].start, token.end, "noun", tokens[start].start)


def _inside_adverbial(words: Words, start: int) -> bool:
    """Tell whether a phrase hangs on a preposition, as in "in a box labeled": then it is no subject."""
    tokens, speech = words.tokens, words.speech
    return start > 0 and tokens[start].low in speech.articles and tokens[start - 1].low in speech.prepositions


def _name_ending_at(words: Words, index: int) -> Phrase | None:
    tokens, speech = words.tokens, words.speech
    first, cut = index, False
    known = words.known.get(tokens[index].end)
    while first > 0 and _joins_left(tokens[first - 1]):
        if known is not None and tokens[first].start <= known:
            break
        first -= 1
    while first < index and (
        tokens[first].low in speech.no_name
        or tokens[first].low in speech.calendar
        or not tokens[first].capital
    ):
        # "la Défense": a particle that begins no name is an article, and what it hangs on is looked at.
        first, cut = first + 1, cut or tokens[first].capital
    name_start, end = tokens[first].start, tokens[index].end
    if tokens[first].low in speech.no_name:
        return None
    if cut:
        return Phrase(name_start, end, "name", name_start)
    start = _noun_start(words, index)
    if start is None or tokens[start].start > name_start:
        return Phrase(name_start, end, "name", name_start)
    hangs = _hanging(tokens, first, speech) or _hanging_titles(tokens, first, speech)
    if hangs and start < hangs and tokens[start].low not in speech.prepositions:
        return Phrase(tokens[start].start, end, "noun", name_start)
    return Phrase(name_start if hangs else tokens[start].start, end, "name", name_start)


def _joins_left(token: Token) -> bool:
    return (token.capital or is_particle(token)) and not token.possessive


def _hanging(tokens: Sequence[Token], first: int, speech: SpeechWords) -> int:
    """Give the index of the preposition that a name hangs on ("a spokesman for the Kremlin"); 0 for none."""
    at = first - 1
    if at > 0 and tokens[at].low in speech.articles:
        if _is_genitive(tokens, at, speech):
            return at
        at -= 1
    return at if at > 0 and tokens[at].low in speech.prepositions else 0


def _hanging_titles(tokens: Sequence[Token], first: int, speech: SpeechWords) -> int:
    """Do the same for "a spokesman for House Speaker Bell", but not for "Secretary of State Bell"."""
    while first > 0 and tokens[first - 1].capital and not tokens[first - 1].possessive:
        first -= 1
    hangs = _hanging(tokens, first, speech)
    return 0 if hangs and tokens[hangs - 1].capital else hangs


def _is_genitive(tokens: Sequence[Token], at: int, speech: SpeechWords) -> bool:
    """Tell the article of "ein Sprecher des Kanzlers", which hangs a noun on an office, from others."""
    return (
        at > 0
        and tokens[at].low in speech.genitives
        and bool(speech.titles.keys() & speech.offices(tokens[at - 1].low))
    )


def _noun_start(words: Words, index: int) -> int | None:
    """Give the index at which the noun phrase begins that ends at `index`."""
    tokens, speech = words.tokens, words.speech
    start: int | None = None
    at = index
    if tokens[at].low in speech.alone:
        start, at = at, at - 1  # "the mother of three", "some"
    while at >= 0 and index - at < MAX_WORDS and tokens[at].is_word:
        token = tokens[at]
        if _is_genitive(tokens, at, speech):
            at -= 1
        elif token.low in speech.articles or token.low in speech.possessives:
            start = at
            if (
                at < 2
                or tokens[at - 1].low not in speech.prepositions
                or not nounlike(tokens[at - 2], speech)
            ):
                break
            at -= 2
        elif token.low in speech.prepositions:
            if not (at > 0 and nounlike(tokens[at - 1], speech)):
                break
            at -= 1
        elif not nounlike(token, speech) or _past_verb(tokens, at, speech):
            break
        else:
            start = at
            at -= 1
    return start


def _past_verb(tokens: Sequence[Token], at: int, speech: SpeechWords) -> bool:
    """Tell whether the verb of "also introduced bold plans" stands at `at`: in -ed, where a clause begins."""
    if speech.language != "en" or tokens[at].capital or not tokens[at].low.endswith("ed"):
        return False
    if at == 0:
        return False
    previous = tokens[at - 1]
    return (
        previous.low in speech.skip or previous.low in speech.conjunctions or previous.low in speech.pronouns
    )
