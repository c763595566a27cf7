"""How each language says who says what: the `speech` of each language's table, ready to look up."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import msgspec

from plugins.extract.languages import Gender, language_tables, own_language
from plugins.model import Value

SHORT = 3
"""Titles of so few letters end other words by chance."""


class SpeechTable(Value, frozen=True, forbid_unknown_fields=True):
    """What a language's file says about speech; what a field holds is told in languages/README.md."""

    verbs: list[str]
    describe: tuple[str, ...] = ()
    also_nouns: tuple[str, ...] = ()
    mild: tuple[str, ...] = ()
    to_hearer: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    according: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()
    after_name: tuple[str, ...] = ()
    pronouns: dict[Gender, list[str]] = msgspec.field(default_factory=dict)
    possessives: dict[Gender, list[str]] = msgspec.field(default_factory=dict)
    relatives: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    indefinite: tuple[str, ...] = ()
    prepositions: tuple[str, ...] = ()
    conjunctions: tuple[str, ...] = ()
    joining: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    calendar: tuple[str, ...] = ()
    no_name: tuple[str, ...] = ()
    titles: dict[Gender, list[str]] = msgspec.field(default_factory=dict)
    bodies: tuple[str, ...] = ()
    body_words: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    titled: tuple[str, ...] = ()
    genitives: tuple[str, ...] = ()
    compounds: str = "no"
    definite: tuple[str, ...] = ()
    verb_endings: dict[Gender, list[str]] = msgspec.field(default_factory=dict)


class SpeechWords(Value, frozen=True):
    """One language's words of speech, case-folded."""

    language: str
    verbs: dict[str, str]
    """Form to lemma: "said" to "say"."""
    participles: dict[str, str]
    """Forms that take their subject from the clause around them: "saying" to "say"."""
    describe: frozenset[str]
    """Lemmas that take the quoted words as their object: "call"."""
    also_nouns: frozenset[str]
    """Lemmas whose forms in -s are as often nouns: "tweets"."""
    mild: frozenset[str]
    """Lemmas that may stand before a quotation but don't make a sentence somebody's words."""
    faint: frozenset[str]
    """Those of the mild ones that take no quoted words as their object: "know"."""
    to_hearer: frozenset[str]
    """Lemmas that take a hearer: what follows "told" is not who speaks."""
    skip: frozenset[str]
    according: dict[str, tuple[tuple[str, ...], ...]]
    """By the first word: "according to"."""
    opening: frozenset[tuple[str, ...]]
    """Those of them that mean it only where they open a clause, before a bare name."""
    after_name: frozenset[str]
    cues: frozenset[str]
    """Every word that a clause of speech may turn on."""
    pronouns: dict[str, Gender]
    possessives: dict[str, Gender]
    relatives: frozenset[str]
    articles: frozenset[str]
    alone: frozenset[str]
    """Those of the articles that may stand for a noun: "some said", "the mother of three"."""
    indefinite: frozenset[str]
    """Those of the articles that bring in somebody new: "a minister said"."""
    prepositions: frozenset[str]
    conjunctions: frozenset[str]
    joining: frozenset[str]
    """Those of the conjunctions that go on with the same subject: "and"."""
    closed: frozenset[str]
    """Words that never stand inside a noun phrase: conjunctions, pronouns, prepositions, days."""
    links: frozenset[str]
    """What may stand between a verb and the quotation that it leads in: "that", "reporters"."""
    calendar: frozenset[str]
    no_name: frozenset[str]
    titles: dict[str, Gender]
    bodies: frozenset[str]
    """What a country's name may stand before without another body being meant: "government"."""
    body_words: frozenset[str]
    """Words in the names of bodies: "Committee". What bears one is no person."""
    people: frozenset[str]
    """Nobody in particular: "officials"."""
    texts: frozenset[str]
    """Things that speak for whoever wrote them: "the statement reads"."""
    titled: dict[str, tuple[tuple[str, ...], ...]]
    """What stands before a work's name or a mere expression, by its last word: "the film", "so-called"."""
    own: frozenset[str]
    """The speaker's words for himself and what is his: "I", "our"."""
    genitives: frozenset[str]
    """Articles that hang one noun on another: "ein Sprecher des Kanzlers"."""
    compounds: bool
    """Whether an office is glued to what it is of: "Verteidigungsminister" is a "Minister" too."""
    definite: tuple[str, ...]
    """Endings that stand for "the", the longest first: "ministern"."""
    verb_endings: dict[str, Gender]
    """Endings of a verb that tell of whom it speaks, where no pronoun is needed: "dodała"."""

    def offices(self, word: str) -> tuple[str, ...]:
        """Give the offices that a word names, the fullest first: "verteidigungsminister" and "minister"."""
        if not self.definite and not self.compounds:
            return (word,)
        bare = next((word.removesuffix(end) for end in self.definite if word.endswith(end)), word)
        forms = (word, bare) if bare in self.titles else (word,)
        if not self.compounds:
            return forms
        return (*forms, *(t for t in self.titles if len(t) > SHORT and t != bare and bare.endswith(t)))

    def verb_gender(self, form: str) -> Gender | None:
        """Give the gender that a verb's ending tells; None for most languages."""
        return next((g for end, g in self.verb_endings.items() if form.endswith(end)), None)


@cache
def speech_words(language: str) -> SpeechWords:
    """Give a language's words of speech; English for a language without a table.

    >>> speech_words("en-GB").verbs["said"]
    'say'
    """
    tables = _tables()
    code = own_language(language)
    code = code if code in tables else "en"
    table = tables[code]
    verbs: dict[str, str] = {}
    participles: dict[str, str] = {}
    describe = _read_forms(table.describe, verbs, participles)
    spoken = _read_forms(table.verbs, verbs, participles)
    according: dict[str, tuple[tuple[str, ...], ...]] = {}
    for cue in (tuple(words.split()) for words in table.according):
        according[cue[0]] = (*according.get(cue[0], ()), cue)
    pronouns, possessives = _by_word(table.pronouns), _by_word(table.possessives)
    closed = {
        *table.conjunctions,
        *pronouns,
        *table.calendar,
        *table.prepositions,
        *table.relatives,
    }
    return SpeechWords(
        language=code,
        verbs=verbs,
        participles=participles,
        describe=describe - spoken,
        also_nouns=frozenset(table.also_nouns),
        mild=frozenset(table.mild),
        faint=frozenset(table.mild) - describe,
        to_hearer=frozenset(table.to_hearer),
        skip=frozenset(table.skip),
        according=according,
        opening=frozenset(tuple(words.split()) for words in table.opening),
        after_name=frozenset(table.after_name),
        cues=frozenset(verbs) | frozenset(participles) | frozenset(according) | frozenset(table.after_name),
        pronouns=pronouns,
        possessives=possessives,
        relatives=frozenset(table.relatives),
        articles=frozenset(table.articles),
        alone=frozenset(table.alone),
        indefinite=frozenset(table.indefinite),
        prepositions=frozenset(table.prepositions),
        conjunctions=frozenset(table.conjunctions),
        joining=frozenset(table.joining),
        closed=frozenset(closed),
        links=frozenset(table.links),
        calendar=frozenset(table.calendar),
        no_name=frozenset(table.no_name) | frozenset(table.conjunctions),
        titles=_by_word(table.titles),
        bodies=frozenset(table.bodies),
        body_words=frozenset(table.body_words),
        people=frozenset(table.people),
        texts=frozenset(table.texts),
        titled=_by_last_word(table.titled),
        genitives=frozenset(table.genitives),
        compounds=table.compounds == "yes",
        definite=tuple(sorted(table.definite, key=len, reverse=True)),
        verb_endings=_by_word(table.verb_endings),
        own=frozenset(word for word, gender in (pronouns | possessives).items() if gender == "s"),
    )


@cache
def _tables() -> dict[str, SpeechTable]:
    tables = {code: table["speech"] for code, table in language_tables().items() if "speech" in table}
    return msgspec.convert(tables, dict[str, SpeechTable])


def _read_forms(lines: Sequence[str], verbs: dict[str, str], participles: dict[str, str]) -> frozenset[str]:
    lemmas = set()
    for line in lines:
        finite, _, ing = line.partition("|")
        forms = finite.split()
        lemmas.add(forms[0])
        verbs.update(dict.fromkeys(forms, forms[0]))
        participles.update(dict.fromkeys(ing.split(), forms[0]))
    return frozenset(lemmas)


def _by_last_word(phrases: Sequence[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    by_last: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in phrases:
        parts = tuple(phrase.split())
        by_last[parts[-1]] = (*by_last.get(parts[-1], ()), parts)
    return by_last


def _by_word(table: dict[Gender, list[str]]) -> dict[str, Gender]:
    return {word: gender for gender, words in table.items() for word in words}
