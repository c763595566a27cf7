"""Noun phrases beside a verb: who it is that says, found without a parser.

All steps go outward from the verb and stop at the first word that can't belong, so each looks at a few words only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from .frame import Token
from .words import SpeechWords

MAX_WORDS = 16
"""Longest phrase taken for a speaker: "the director of the Potsdam Institute for Climate Impact Research"."""
_PARTICLES = frozenset(
    [
        "de",
        "del",
        "della",
        "der",
        "den",
        "di",
        "du",
        "da",
        "dos",
        "van",
        "von",
        "zu",
        "bin",
        "al",
        "el",
        "la",
        "le",
        "ter",
        "ten",
        "y",
        "&",
        "af",
        "ibn",
    ]
)
_COMMAS = frozenset([",", "–", "—", "―", "-"])


class Phrase(NamedTuple):
    """Words that name a speaker."""

    start: int
    end: int
    head: Literal["name", "pronoun", "noun"]
    name_start: int
    """Where the name itself begins: the same as `start` but for "spokesman Jason Miller"."""


class Words(NamedTuple):
    """A sentence's tokens with what helps to cut names out of them."""

    tokens: Sequence[Token]
    speech: SpeechWords
    known: Mapping[int, int]
    """End of each known name to its start."""


def before(words: Words, at: int, earlier: Phrase | None) -> Phrase | None:
    """Give the subject that stands before the verb at index `at`; `earlier` is that of the clause before."""
    tokens, speech = words.tokens, words.speech
    index = at - 1
    while index >= 0 and tokens[index].is_word and _skipped(tokens[index], speech):
        index -= 1
    index = _before_brackets(tokens, index)
    if index < 0 or tokens[index].kind == "quote":
        return earlier if index < 0 and at > 0 else None
    token = tokens[index]
    if token.low in _COMMAS:
        return _before_apposition(words, index)
    if token.low in speech.relatives:
        index -= 1
        if index >= 0 and tokens[index].low in _COMMAS:
            index -= 1
        index = _before_brackets(tokens, index)
        return ending_at(words, index) if index >= 0 else None
    if token.low in speech.conjunctions:
        return earlier if token.low in _JOINING else None
    return ending_at(words, index)


_JOINING = frozenset(
    [
        "and",
        "but",
        "or",
        "und",
        "aber",
        "et",
        "mais",
        "i",
        "a",
        "ale",
        "och",
        "men",
        "й",
        "і",
        "та",
        "и",
        "но",
        "а",
    ]
)


def _skipped(token: Token, speech: SpeechWords) -> bool:
    return token.low in speech.skip or (speech.language == "en" and token.low.endswith("ly"))


def _before_brackets(tokens: Sequence[Token], index: int) -> int:
    if index >= 0 and tokens[index].low in (")", "]"):
        while index >= 0 and tokens[index].low not in ("(", "["):
            index -= 1
        return index - 1
    return index


def _before_apposition(words: Words, comma: int) -> Phrase | None:
    """Give the subject that "…, who spoke in Brussels," or "…, a law professor," comes after."""
    tokens = words.tokens
    right = comma
    for _ in range(8):
        left = right - 1
        while (
            left >= 0
            and tokens[left].low not in _COMMAS
            and tokens[left].low not in (";", ":")
            and (tokens[left].is_word or tokens[left].low in ("(", ")", "."))
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
    last = next((t for t in reversed(segment) if t.is_word and t.low not in "()"), None)
    if len(segment) == 1 and segment[0].low in speech.pronouns:
        return True
    return (
        last is not None
        and all(t.capital or t.low in _PARTICLES or not t.is_word for t in segment)
        and not segment[0].possessive
        and not (len(segment) == 1 and segment[0].low[1:2] == "-")
        and not segment[0].low[0].isdigit()
    )


def ending_at(words: Words, index: int) -> Phrase | None:
    """Give the noun phrase whose last word stands at `index`."""
    tokens, speech = words.tokens, words.speech
    while index >= 0 and tokens[index].low in speech.calendar and tokens[index].is_word:
        index -= 1
    if index < 0 or not tokens[index].is_word:
        return None
    token = tokens[index]
    if token.low in speech.pronouns:
        return Phrase(token.start, token.end, "pronoun", token.start)
    if token.low in speech.prepositions or token.low in speech.conjunctions:
        return None
    if token.low in speech.articles and token.low not in speech.alone:
        return None
    if token.capital and not token.possessive:
        return _name_ending_at(words, index)
    start = _noun_start(words, index)
    if start is None:
        return None
    return Phrase(tokens[start].start, token.end, "noun", tokens[start].start)


def _name_ending_at(words: Words, index: int) -> Phrase | None:
    tokens, speech = words.tokens, words.speech
    first, cut = index, False
    known = words.known.get(tokens[index].end)
    while (
        first > 0
        and (tokens[first - 1].capital or tokens[first - 1].low in _PARTICLES)
        and not tokens[first - 1].possessive
    ):
        if known is not None and tokens[first].start <= known:
            break
        first -= 1
    while first < index and (
        tokens[first].low in speech.no_name
        or tokens[first].low in speech.calendar
        or not tokens[first].capital
    ):
        first, cut = first + 1, True
    name_start = tokens[first].start
    if cut:
        return Phrase(name_start, tokens[index].end, "name", name_start)
    if tokens[first].low in speech.no_name:
        return None
    if (
        first > 1
        and tokens[first - 1].low in speech.prepositions
        or (
            first > 2
            and tokens[first - 1].low in speech.articles
            and tokens[first - 2].low in speech.prepositions
        )
    ):
        start = _noun_start(words, index)
        if (
            start is not None
            and tokens[start].start < name_start
            and start < first - 1
            and tokens[start].low not in speech.prepositions
        ):
            return Phrase(tokens[start].start, tokens[index].end, "noun", name_start)
    start = _noun_start(words, index)
    return Phrase(
        tokens[start].start if start is not None else name_start, tokens[index].end, "name", name_start
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
        if token.low in speech.articles or token.low in speech.possessives:
            start = at
            if not (
                at > 1 and tokens[at - 1].low in speech.prepositions and _nounlike(tokens[at - 2], speech)
            ):
                break
            at -= 2
        elif token.low in speech.prepositions:
            if not (at > 0 and _nounlike(tokens[at - 1], speech)):
                break
            at -= 1
        elif not _nounlike(token, speech):
            break
        else:
            start = at
            at -= 1
    return start


def _nounlike(token: Token, speech: SpeechWords) -> bool:
    low = token.low
    return (
        token.is_word
        and low not in speech.conjunctions
        and low not in speech.pronouns
        and low not in speech.calendar
        and low not in speech.prepositions
        and low not in speech.relatives
        and (low not in speech.verbs or token.capital or low in speech.texts)
        and (low not in speech.skip or token.capital)
    )


def after(words: Words, at: int) -> Phrase | None:
    """Give the subject that follows the verb at index `at`: "said the ruling", "said spokesman Jason Miller"."""
    tokens, speech = words.tokens, words.speech
    index = at + 1
    while (
        index < len(tokens)
        and tokens[index].is_word
        and _skipped(tokens[index], speech)
        and not tokens[index].capital
    ):
        index += 1
    if index >= len(tokens) or not tokens[index].is_word:
        return None
    if tokens[index].low in speech.pronouns:
        token = tokens[index]
        return None if speech.language == "en" else Phrase(token.start, token.end, "pronoun", token.start)
    return starting_at(words, index)


def starting_at(words: Words, index: int) -> Phrase | None:
    """Give the noun phrase that begins at `index`."""
    tokens, speech = words.tokens, words.speech
    if tokens[index].low in speech.conjunctions or tokens[index].low in speech.prepositions:
        return None
    at, run = index, index
    article = tokens[index].low in speech.articles
    while at < len(tokens) and at - index < MAX_WORDS and tokens[at].is_word:
        token = tokens[at]
        if (
            token.capital
            and not token.possessive
            and token.low not in speech.calendar
            and not (at == index and article)
        ):
            run = at
            while run + 1 < len(tokens) and _continues_name(tokens, run + 1, speech):
                run += 1
            if run > at and tokens[run].low in _PARTICLES and not tokens[run].capital:
                run -= 1
            if (
                run + 1 < len(tokens)
                and tokens[run + 1].is_word
                and tokens[run + 1].possessive
                and tokens[run + 1].capital
            ):
                at = run + 2
                continue
            if _goes_on_small(tokens, run + 1, speech, article=article):
                at = run + 1  # "the Kremlin spokesman": the name is no more than a part
                continue
            return Phrase(tokens[index].start, tokens[run].end, "name", token.start)
        if not (at == index and article) and (
            not _nounlike(token, speech) and not token.possessive or token.low in speech.articles
        ):
            if token.low in speech.prepositions and at > index + 1 and _hangs_on(tokens, at, speech):
                at += 1
                if at < len(tokens) and tokens[at].low in speech.articles:
                    at += 1
                end = _phrase_end(tokens, at, speech)
                return Phrase(tokens[index].start, tokens[end - 1].end, "noun", tokens[index].start)
            break
        at += 1
    if at <= index + int(article):
        return None
    return Phrase(tokens[index].start, tokens[at - 1].end, "noun", tokens[index].start)


def _continues_name(tokens: Sequence[Token], at: int, speech: SpeechWords) -> bool:
    token = tokens[at]
    if token.low in _PARTICLES:
        return at + 1 < len(tokens) and tokens[at + 1].capital
    return token.capital and not token.possessive and token.low not in speech.calendar


def _goes_on_small(tokens: Sequence[Token], at: int, speech: SpeechWords, *, article: bool) -> bool:
    """Tell whether small words make the name before them part of a longer phrase: "one Democratic source"."""
    if at >= len(tokens) or tokens[at].capital or not _nounlike(tokens[at], speech):
        return False
    if tokens[at].low in speech.articles or tokens[at].low.endswith("ly"):
        return False
    return article or any(token.capital for token in tokens[at + 1 : at + 3] if token.is_word)


def _hangs_on(tokens: Sequence[Token], at: int, speech: SpeechWords) -> bool:
    """Tell whether the preposition at `at` goes on with the phrase, rather than telling when or where."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    return following is not None and following.is_word and following.low not in speech.calendar


def _phrase_end(tokens: Sequence[Token], at: int, speech: SpeechWords) -> int:
    end = at
    while (
        end < len(tokens)
        and end - at < 6
        and _nounlike(tokens[end], speech)
        and tokens[end].low not in speech.articles
    ):
        end += 1
    return max(end, at)


def main_subject(words: Words) -> Phrase | None:
    """Give the phrase that the sentence is about: its first, behind any "On Monday," or "But"."""
    tokens, speech = words.tokens, words.speech
    index = 0
    while index < len(tokens) and (not tokens[index].is_word or tokens[index].low in speech.conjunctions):
        index += 1
    if index < len(tokens) and (
        tokens[index].low in speech.prepositions or tokens[index].low.endswith("ing")
    ):
        comma = next((i for i in range(index, len(tokens)) if tokens[i].low == ","), None)
        if comma is not None and comma + 1 < len(tokens) and tokens[comma + 1].is_word:
            index = comma + 1
    if index >= len(tokens) or not tokens[index].is_word:
        return None
    token = tokens[index]
    if token.low in speech.pronouns:
        return Phrase(token.start, token.end, "pronoun", token.start)
    return starting_at(words, index)
