"""Which quoted stretches are somebody's words, and which are titles or scare quotes: a list of rules."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import islice

from .attribution import Attribution, Place

_WORD = re.compile(r"\w++(?:['’.\-]\w++)*+")
_SMALL = frozenset(["a", "an", "the", "of", "in", "on", "at", "to", "for", "and", "or", "from", "by", "with"])
PART_QUOTE_WORDS = 2
"""One marked word is a name, a nickname or a scare quote, unless a verb of speech stands right beside it."""
SCARE_WORDS = 3
"""Up to so many words need somebody in particular who is said to say them."""
SPEAKERLESS_WORDS = 5
"""A part of a sentence that no verb of speech governs needs so many words to be more than an expression."""


def is_expression(place: Place, found: Attribution) -> str | None:
    """Read 'the film “13th”', 'so-called “peacekeepers”' as a name or term, by the word before it."""
    if found.rule.startswith("tagged"):
        return None
    if place.at and place.words.tokens[place.at - 1].low == ":":
        return None
    if _is_verb_before(place, found):
        return None
    before = [t.low for t in place.words.tokens[max(0, place.at - 3) : place.at] if t.is_word]
    for cue in place.speech.titled.get(before[-1], ()) if before else ():
        if tuple(before[-len(cue) :]) == cue:
            return f"'{' '.join(cue)}' before it"
    return None


def _is_verb_before(place: Place, found: Attribution) -> bool:
    """Tell "s'est dit « convaincu »", a verb with somebody as its subject, from "le plan dit « vert »"."""
    clause = found.clause
    if clause is None or clause.verb != place.at - 1 or clause.subject is None:
        return False
    return clause.subject.head != "noun"


def is_title(place: Place, found: Attribution) -> str | None:
    """Read 'his “Contract with America”' as a title: capitals throughout, and nobody said to say it."""
    quoted = place.quoted
    if found.rule.startswith(("tagged", "signed")) or (
        found.rule.startswith("led in") and quoted[-1] in ".!?"
    ):
        return None
    if quoted.rstrip(",")[-1:] in ("!", "?") or (place.speech.language == "de" and not _names(place)):
        return None
    big = 0
    for word in _WORD.finditer(quoted):
        if word[0].casefold() in _SMALL:
            continue
        first = word[0][0]
        if not (first.isupper() or first.isdigit()):
            return None  # most quotations end the search here, at their second word
        big += 1
    return "capital letters throughout" if big and _count(quoted) >= PART_QUOTE_WORDS else None


def _names(place: Place) -> bool:
    """Tell "sagte er der „Rheinischen Post“": where all nouns have capitals, an article brings in a name."""
    return place.at > 0 and place.words.tokens[place.at - 1].low in place.speech.articles


def is_single_word(place: Place, found: Attribution) -> str | None:
    """Read 'their “values”' as a scare quote: one word, and no verb of speech beside it."""
    if _count(place.quoted) >= PART_QUOTE_WORDS:
        return None
    if found.firm and _says(place, found):
        return None
    return "one word"


def is_nobodys(place: Place, found: Attribution) -> str | None:
    """Read 'officials see a “red line”' as an expression: few words, said by nobody in particular."""
    if found.firm and _says(place, found):
        return None
    count = _count(place.quoted)
    stated = place.at and place.words.tokens[place.at - 1].low == ":" and place.quoted[-1] in ".!?"
    if found.clause is None and not place.alone and not stated and count < SPEAKERLESS_WORDS:
        return "few words that nobody is said to say"
    if count <= SCARE_WORDS and (found.speaker is None or found.speaker.anonymous):
        return "few words, said by nobody in particular"
    if found.speaker is None and not _sentence_like(place.quoted):
        return "part of a sentence that nobody is said to say"
    return None


NO_QUOTE: tuple[Callable[[Place, Attribution], str | None], ...] = (
    is_expression,
    is_title,
    is_single_word,
    is_nobodys,
)


def why_no_quote(place: Place, found: Attribution) -> str | None:
    """Give the reason why a stretch is nobody's words; None for a quotation."""
    return next((reason for rule in NO_QUOTE if (reason := rule(place, found)) is not None), None)


@lru_cache(maxsize=16)
def _count(quoted: str) -> int:
    """Give the number of words, as far as any rule counts them."""
    return len(list(islice(_WORD.finditer(quoted), SPEAKERLESS_WORDS)))


def _says(place: Place, found: Attribution) -> bool:
    return found.clause is None or found.clause.lemma not in place.speech.describe


def _sentence_like(quoted: str) -> bool:
    return quoted.lstrip("[(…. ")[:1].isupper() and len(quoted.split()) >= SPEAKERLESS_WORDS - 1
