"""Clauses of speech in a sentence: which word says it, and who."""

from __future__ import annotations

from typing import Literal

from msgspec.structs import replace

from plugins.model import Value

from .phrases import MAX_WORDS, Phrase, Words, nounlike, pronoun_phrase
from .subject_after import after, main_subject, starting_at
from .subject_before import before, ending_at

ClauseKind = Literal["finite", "participle", "according"]
_BE = frozenset(["is", "was", "were", "are", "been", "be", "being", "wurde", "wird", "werden", "wurden"])
# Words that go on from an infinitive's verb: "went on to say", "continued to insist".
_GOES_ON = frozenset(["on", "continued", "continues", "began", "proceeded", "hastened", "paused", "wanted"])


MAX_OBJECT = 4
"""Words between a verb and the noun that is its object: "described the alleged sabotage claims"."""


class Clause(Value, frozen=True, gc=False):
    """One verb of speech (or "according to") with its speaker."""

    verb: int
    """Which token the verb is."""
    lemma: str
    kind: ClauseKind
    subject: Phrase | None
    start: int
    """Code points of the whole clause: subject and verb."""
    end: int
    inverted: bool
    """Whether the subject follows: "said Blinken"."""
    aside: bool = False
    """Whether it only tells which one is meant: "anybody who complains"."""


def clauses(words: Words) -> tuple[Clause, ...]:
    """Give a sentence's clauses of speech in order.

    "He said" has its subject before, "said Blinken" behind; "saying" and "and added" share that of the clause
    before them; "was described by X as" has it after "by".
    """
    found: list[Clause] = []
    earlier: Phrase | None = None
    cues, glued = words.speech.cues, words.speech.language == "fr"
    for index in [i for i, t in enumerate(words.tokens) if t.low in cues or (glued and "-" in t.low)]:
        if found and found[-1].verb >= index:
            continue  # the participle of "a-t-il déclaré" is read already
        clause = _according(words, index) or _spoken(words, index, earlier)
        if clause is not None and found and _is_object(words, found[-1], clause):
            continue
        if clause is not None:
            relative = _relative(words, index)
            if not relative:
                earlier = clause.subject
            elif words.tokens[relative - 1].is_word:
                clause = replace(clause, aside=True)
            found.append(clause)
    return tuple(found)


def _is_object(words: Words, verb: Clause, clause: Clause) -> bool:
    """Tell whether a form that is also a noun is the object of a verb before it: "rejected the claims"."""
    speech, tokens = words.speech, words.tokens
    if clause.lemma not in speech.also_nouns or clause.subject is None or clause.subject.head != "noun":
        return False
    between = tokens[verb.verb + 1 : clause.verb]
    return len(between) <= MAX_OBJECT and all(t.is_word and t.low not in speech.conjunctions for t in between)


def _relative(words: Words, index: int) -> int:
    """Give the index of the "who" in whose clause the verb stands; 0 for none."""
    tokens, speech = words.tokens, words.speech
    at = index - 1
    while at >= 0 and tokens[at].is_word and tokens[at].low in speech.skip:
        at -= 1
    return at if at >= 0 and tokens[at].low in speech.relatives else 0


def _according(words: Words, index: int) -> Clause | None:
    tokens, speech = words.tokens, words.speech
    for cue in speech.according.get(tokens[index].low, ()):
        if tuple(t.low for t in tokens[index : index + len(cue)]) == cue:
            at = index + len(cue)
            if at >= len(tokens) or not tokens[at].is_word:
                return None
            if cue in speech.opening and not _opens_clause(words, index, at):
                return None  # "une aide pour l'Ukraine" names no speaker, "Pour Emmanuel Macron, …" does
            whose = at + 1 < len(tokens) and tokens[at + 1].is_word and nounlike(tokens[at + 1], speech)
            if tokens[at].low in speech.pronouns or (tokens[at].low in speech.possessives and not whose):
                subject: Phrase | None = Phrase(tokens[at].start, tokens[at].end, "pronoun", tokens[at].start)
            else:
                subject = starting_at(words, at)
            if subject is None:
                return None
            return Clause(index, cue[0], "according", subject, tokens[index].start, subject.end, True)
    if tokens[index].low in speech.after_name and index:
        subject = ending_at(words, index - 1)
        if subject is not None:
            return Clause(
                index, tokens[index].low, "according", subject, subject.start, tokens[index].end, False
            )
    return None


def _opens_clause(words: Words, index: int, at: int) -> bool:
    """Tell whether "Pour" opens a clause before a name or an office: "Pour le chancelier Olaf Scholz, …"."""
    tokens, speech = words.tokens, words.speech
    if index and tokens[index - 1].is_word:
        return False
    following = tokens[at + 1] if at + 1 < len(tokens) else tokens[at]
    return tokens[at].capital or (tokens[at].low in speech.articles and following.low in speech.titles)


def _spoken(words: Words, index: int, earlier: Phrase | None) -> Clause | None:
    tokens, speech = words.tokens, words.speech
    token = tokens[index]
    lemma = speech.verbs.get(token.low)
    if lemma is None:
        return _participle(words, index, earlier) or _glued_pronoun(words, index)
    if token.capital and index and not _behind_quote(words, index):
        return None
    previous = tokens[index - 1] if index else None
    if previous is not None and previous.is_word:
        if previous.low == "to":
            goes_on = index > 1 and tokens[index - 2].low in _GOES_ON
            return (
                _clause(words, index, lemma, "participle", earlier or main_subject(words))
                if goes_on
                else None
            )
        noun = previous.low in speech.articles and previous.low not in speech.alone
        if noun or previous.low in speech.possessives or previous.possessive:
            return None
        if previous.low in speech.prepositions and speech.language == "en":
            return None
        if _passive(words, index):
            return _by_agent(words, index, lemma)
    subject, inverted = _subject(words, index, earlier)
    if subject is None and _behind_quote(words, index) and speech.verb_gender(token.low):
        subject, inverted = pronoun_phrase(token), True  # "– zapewniła."
    if subject is None or not _fits(words, index, lemma, subject):
        return None
    return _clause(words, index, lemma, "finite", subject, inverted=inverted)


def _subject(words: Words, index: int, earlier: Phrase | None) -> tuple[Phrase | None, bool]:
    if _behind_quote(words, index):
        behind = after(words, index)
        if behind is not None:
            return behind, True
    told = words.speech.verbs[words.tokens[index].low] in words.speech.to_hearer
    comma = index - 1
    while comma > 0 and words.speech.language != "en" and words.tokens[comma].low in words.speech.skip:
        comma -= 1  # "…, a déclaré lundi le premier ministre Kishida"
    if index and words.tokens[comma].low == "," and not told:
        behind = after(words, index)
        if behind is not None and behind.head == "name" and _ends_clause(words, behind, index):
            return behind, True
    ahead = before(words, index, earlier)
    if ahead is not None:
        return ahead, False
    previous = words.tokens[index - 1] if index else None
    if previous is None or not previous.is_word or words.speech.language != "en":
        return after(words, index), True
    return None, False


def _ends_clause(words: Words, phrase: Phrase, index: int) -> bool:
    """Tell whether nothing but a time or place follows a phrase, as in "…, said Ann Bell in Oslo"."""
    tokens, speech = words.tokens, words.speech
    while index < len(tokens) and tokens[index].end <= phrase.end:
        index += 1
    following = tokens[index] if index < len(tokens) else None
    if following is None or not following.is_word:
        return True
    return following.low in speech.prepositions or following.low in speech.calendar


def _behind_quote(words: Words, index: int) -> bool:
    """Tell whether a quoted stretch ends right before the verb: '“…,” said'."""
    tokens = words.tokens
    at = index - 1
    while at >= 0 and tokens[at].kind == "point" and tokens[at].low in ",.-–—―":
        at -= 1
    while (
        at >= 0
        and tokens[at].is_word
        and tokens[at].low in words.speech.skip
        and words.speech.language != "en"
    ):
        at -= 1
    return at >= 0 and tokens[at].kind == "quote"


def _passive(words: Words, index: int) -> bool:
    tokens, speech = words.tokens, words.speech
    at = index - 1
    while at >= 0 and tokens[at].is_word and (tokens[at].low in speech.skip or tokens[at].low.endswith("ly")):
        if tokens[at].low in _BE:
            return True
        at -= 1
    return at >= 0 and tokens[at].low in _BE


def _by_agent(words: Words, index: int, lemma: str) -> Clause | None:
    tokens = words.tokens
    for at in range(index + 1, min(len(tokens) - 1, index + 6)):
        if tokens[at].low == "by" and tokens[at + 1].is_word:
            subject = starting_at(words, at + 1)
            if subject is None:
                return None
            return Clause(index, lemma, "finite", subject, tokens[index].start, subject.end, True)
    return None


def _participle(words: Words, index: int, earlier: Phrase | None) -> Clause | None:
    tokens, speech = words.tokens, words.speech
    lemma = speech.participles.get(tokens[index].low)
    if lemma is None:
        return None
    previous = tokens[index - 1] if index else None
    if (
        previous is not None
        and previous.is_word
        and (previous.low in speech.articles or previous.low in speech.possessives or previous.possessive)
    ):
        return None
    subject = None
    if previous is not None and previous.low in speech.texts:
        subject = ending_at(words, index - 1)  # "in a statement saying"
    elif (
        previous is not None
        and previous.is_word
        and (previous.low in _BE or previous.capital or previous.low in speech.pronouns)
    ):
        # "is describing"; "footage of Trump saying": the one right before it speaks.
        subject = before(words, index, earlier)
        if subject is not None and previous.capital and subject.head == "noun":
            subject = Phrase(subject.name_start, subject.end, "name", subject.name_start)
    subject = subject or earlier or main_subject(words)
    return _clause(words, index, lemma, "participle", subject)


def _glued_pronoun(words: Words, index: int) -> Clause | None:
    """Give the clause of French "a-t-il déclaré" and "dit-il"."""
    tokens, speech = words.tokens, words.speech
    stem, hyphen, pronoun = tokens[index].low.rpartition("-")
    if not hyphen or pronoun not in speech.pronouns:
        return None
    stem = stem.removesuffix("-t")
    start = tokens[index].end - len(pronoun)
    subject = Phrase(start, tokens[index].end, "pronoun", start)
    if stem in speech.verbs:
        return _clause(words, index, speech.verbs[stem], "finite", subject, inverted=True)
    for at in range(index + 1, min(len(tokens), index + 4)):
        if tokens[at].low in speech.verbs and stem in speech.skip:
            return _clause(words, at, speech.verbs[tokens[at].low], "finite", subject, inverted=True)
    return None


def _fits(words: Words, verb: int, lemma: str, subject: Phrase) -> bool:
    """Tell whether the form is a verb here: "officials say", "she tweets", but not "a Pentagon report"."""
    form = words.tokens[verb].low
    if subject.head == "pronoun" or words.speech.language != "en" or form == "read":
        return True
    near = words.tokens[max(0, verb - 2 * MAX_WORDS) : verb + 2 * MAX_WORDS]
    if subject.end <= near[0].start or subject.start >= near[-1].end:
        return False
    if form != lemma and not (
        lemma in words.speech.also_nouns and form.endswith("s") and subject.head == "noun"
    ):
        return True
    inside = [t for t in near if subject.start <= t.start and t.end <= subject.end]
    if not inside:
        return False
    if form == lemma:
        return inside[-1].low.endswith("s") or inside[-1].low in ("police", "people", "men", "women")
    plain = not any(t.possessive for t in inside) and "-" not in inside[-1].low
    return plain and len(inside) <= 3 and inside[0].low in words.speech.articles


def _clause(
    words: Words, index: int, lemma: str, kind: ClauseKind, subject: Phrase | None, *, inverted: bool = False
) -> Clause:
    token = words.tokens[index]
    start, end = token.start, token.end
    if subject is not None and kind == "finite":
        start, end = min(start, subject.start), max(end, subject.end)
    return Clause(index, lemma, kind, subject, start, end, inverted)
