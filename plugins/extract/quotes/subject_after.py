"""The subject that follows a verb, and the subject of a whole sentence, found without a parser."""

from __future__ import annotations

from collections.abc import Sequence

from .frame import QUOTED_COMMA, Token
from .phrases import MAX_WORDS, Phrase, Words, joins_name, nounlike, pronoun_phrase, skipped
from .words import SpeechWords

_MAX_LEAD = 60
"""Words before the comma of "At a meeting with …, he": more are no lead."""
_MAX_PLACE = 8
"""Words from the preposition of a place or occasion to who speaks: "під час брифінгу у Києві речник"."""
_MAX_TAIL = 6
"""Words that a preposition may add: "one source on the panel", "a fellow at the Egmont Institute"."""


def after(words: Words, at: int) -> Phrase | None:
    """Give the subject behind the verb at index `at`: "said the ruling", "said spokesman Jason Miller"."""
    tokens, speech = words.tokens, words.speech
    index = at + 1
    while index < len(tokens) and not tokens[index].capital and skipped(tokens[index], speech):
        index += 1
    while index + 1 < len(tokens) and tokens[index].low in speech.calendar and not tokens[index].capital:
        index += 1  # "a déclaré lundi le ministre"
    if index + 1 < len(tokens) and tokens[index].low in speech.prepositions:
        if tokens[index + 1].low in speech.calendar:
            index += 2  # "poinformował w piątek premier"
        else:
            index = _behind_place(tokens, index, speech)
    if index >= len(tokens) or not tokens[index].is_word:
        return None
    if index > at + 1 and speech.language == "en" and tokens[index - 1].low in speech.prepositions:
        return None  # "wrote on X"
    if tokens[index].low in speech.pronouns:
        return None if speech.language == "en" else pronoun_phrase(tokens[index])
    return starting_at(words, index)


def _behind_place(tokens: Sequence[Token], index: int, speech: SpeechWords) -> int:
    """Give where who speaks begins behind "w Kijowie" or "на зустрічі з послами", by a title or two capitals.

    Where neither follows, that is `index` itself. English has the place behind the speaker.
    """
    if speech.language == "en":
        return index
    for at in range(index + 2, min(len(tokens), index + _MAX_PLACE)):
        if not tokens[at].is_word or tokens[at].low in speech.verbs:
            break
        if tokens[at].low in speech.titles or tokens[at].low in speech.people:
            return at
        named = tokens[at].capital and (tokens[at - 1].capital or at == index + 2)
        if named and tokens[at].low not in speech.prepositions:
            return at if not tokens[at - 1].capital or at == index + 2 else at - 1
    return index


def starting_at(words: Words, index: int, *, verb_follows: bool = False) -> Phrase | None:
    """Give the noun phrase that begins at `index`; with `verb_follows` it ends before the next verb."""
    tokens, speech = words.tokens, words.speech
    if tokens[index].low in speech.conjunctions or tokens[index].low in speech.prepositions:
        return None
    article = tokens[index].low in speech.articles or tokens[index].low in speech.possessives
    at = index + 1 if article else index
    while at < len(tokens) and at - index < MAX_WORDS:
        token = tokens[at]
        if token.capital and not token.possessive and token.low not in speech.calendar:
            last = _name_end(words, at)
            following = last + 1
            if following < len(tokens) and tokens[following].capital and tokens[following].possessive:
                at = following + 1
                continue
            if not _goes_on_small(tokens, following, speech, article=article, strict=verb_follows):
                return Phrase(tokens[index].start, tokens[last].end, "name", token.start)
            at = following  # "the Kremlin spokesman": the name is no more than a part
            continue
        if not token.possessive and (not nounlike(token, speech) or token.low in speech.articles):
            break
        if verb_follows and at > index + int(article) and _verblike(tokens, index, at, speech):
            break
        at += 1
    end = _with_tail(tokens, index, at, speech)
    if end <= index + int(article):
        return None
    return Phrase(tokens[index].start, tokens[end - 1].end, "noun", tokens[index].start)


def _verblike(tokens: Sequence[Token], index: int, at: int, speech: SpeechWords) -> bool:
    """Tell whether the word at `at` is the verb of a phrase that begins at `index`: "The director makes"."""
    token = tokens[at]
    if token.possessive or not token.low.endswith(("s", "ed")):
        return False
    following = tokens[at + 1] if at + 1 < len(tokens) else token
    plural = tokens[index].low in speech.alone
    return not (
        token.low.endswith("s") and (plural or following.low.endswith("ed") or following.low in speech.skip)
    )


def _name_end(words: Words, at: int) -> int:
    """Give the index of a name's last word; "Zdaniem Sikorskiego Rosja …" puts one name beside another."""
    tokens, speech = words.tokens, words.speech
    while at + 1 < len(tokens) and joins_name(tokens, at + 1, speech):
        if speech.language != "en" and tokens[at].end in words.people:
            break
        at += 1
    return at


def _goes_on_small(
    tokens: Sequence[Token], at: int, speech: SpeechWords, *, article: bool, strict: bool
) -> bool:
    """Tell whether small words make the name before them part of a longer phrase: "one Democratic source"."""
    if at >= len(tokens) or tokens[at].capital or not nounlike(tokens[at], speech):
        return False
    if tokens[at].low in speech.articles or tokens[at].low.endswith("ly"):
        return False
    if strict or speech.language == "de" or (speech.language != "en" and not article):
        return tokens[at].low in speech.titles or tokens[at].low in speech.texts
    return article or any(token.capital for token in tokens[at + 1 : at + 3] if token.is_word)


def _with_tail(tokens: Sequence[Token], index: int, at: int, speech: SpeechWords) -> int:
    """Give where a phrase ends that ran up to `at`, with what a preposition hangs on it."""
    if at >= len(tokens) or at <= index + 1 or tokens[at].low not in speech.prepositions:
        return at
    end = at + 1
    if end < len(tokens) and tokens[end].low.endswith("ing"):
        return at
    if end < len(tokens) and tokens[end].low in speech.articles:
        end += 1
    first = end
    while end < len(tokens) and end - first < _MAX_TAIL and nounlike(tokens[end], speech):
        if tokens[end].low in speech.articles:
            break
        end += 1
    return end if end > first else at


def main_subject(words: Words) -> Phrase | None:
    """Give the phrase that the sentence is about: its first, behind any "On Monday," or "But"."""
    tokens, speech = words.tokens, words.speech
    index = 0
    while index < len(tokens) and (not tokens[index].is_word or tokens[index].low in speech.conjunctions):
        index += 1
    if index < len(tokens) and (
        tokens[index].low in speech.prepositions or tokens[index].low.endswith("ing")
    ):
        comma = next(
            (
                i
                for i in range(index, min(len(tokens), index + _MAX_LEAD))
                if tokens[i].low in (",", QUOTED_COMMA)
            ),
            len(tokens),
        )
        index = comma + 1
        if index < len(tokens) and tokens[index].low.endswith("ing"):
            return None
    if index >= len(tokens) or not tokens[index].is_word:
        return None
    if tokens[index].low in speech.pronouns:
        return pronoun_phrase(tokens[index])
    return starting_at(words, index, verb_follows=True)
