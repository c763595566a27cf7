"""The language a text is written in, by its commonest words."""

import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

from plugins.clean.word_runs import letters_in
from plugins.model import FieldBasis
from plugins.tables import table as read_table

_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
MAX_CHARACTERS = 2000
"""Looked at: more tell no more."""
_OWN_SCRIPTS = {
    "uk": re.compile("(?:[іїєґІЇЄҐ].*?){3}"),
    "ru": re.compile("(?:[ыэёЫЭЁ].*?){3}"),
    "el": re.compile("(?:[\u0391-\u03c9].*?){3}"),
    "ja": re.compile("(?:[\u3041-\u30ff].*?){3}"),
    "ko": re.compile("(?:[\uac00-\ud7a3].*?){3}"),
    "he": re.compile("(?:[\u05d0-\u05ea].*?){3}"),
    "zh": re.compile("(?:[\u4e00-\u9fff].*?){3}"),
}
"""Languages that are known by three of their own letters, where none before them in this list is."""
MIN_HITS = 3  # little words; fewer are chance


@cache
def _profiles() -> dict[str, frozenset[str]]:
    table = read_table(Path(__file__).with_name("stopwords.yaml"))
    # YAML 1.1 reads a bare "no" or "on" as a truth value; the profiles are plain strings, so it can't.
    return {language: frozenset(words.split()) for language, words in table.items()}


@cache
def _speakers() -> dict[str, tuple[str, ...]]:
    """Give for each little word the languages that use it, in the table's order."""
    speakers: dict[str, list[str]] = {}
    for language, words in _profiles().items():
        for word in words:
            speakers.setdefault(word, []).append(language)
    return {word: tuple(languages) for word, languages in speakers.items()}


def stop_words(language: str) -> frozenset[str]:
    """Give a language's little words; none for a language without a profile."""
    return _profiles().get(language, frozenset())


def little_words(text: str) -> Counter[str]:
    """Give for each language how many of its little words stand in the text.

    >>> little_words("Das Haus und die Leute")["de"]
    3
    """
    speakers = _speakers()
    hits: dict[str, int] = defaultdict(int)
    for word, count in Counter(filter(speakers.__contains__, letters_in(text.casefold()))).items():
        for language in speakers[word]:
            hits[language] += count
    return Counter(hits)


def detected_language(text: str) -> str | None:
    """Give the BCP 47 tag of the language whose little words the text uses most; None where too few are seen.

    >>> detected_language("The minister said that the tanks would be in the country by the end of the week.")
    'en'
    """
    hits = little_words(text[:MAX_CHARACTERS])
    most = max(hits.values(), default=0)
    if most >= MIN_HITS:
        # Among equals the table's first: the words come out of a set in no order.
        return next(language for language in _profiles() if hits[language] == most)
    return next(
        (language for language, own in _OWN_SCRIPTS.items() if own.search(text[:MAX_CHARACTERS])), None
    )


def language_tag(declared: str | None) -> str | None:
    """Give a declared language as a BCP 47 tag ("en_US" is "en-US"); None where it is no tag.

    >>> language_tag("en_US")
    'en-US'
    """
    if not declared or not _TAG.fullmatch(declared.strip()):
        return None
    language, *rest = declared.strip().replace("_", "-").split("-")
    return "-".join((language.lower(), *(p.upper() if len(p) == 2 else p for p in rest)))


def language_of(declared: str | None, text: str) -> tuple[str, FieldBasis]:
    """Give the language a page is in, and how it is known.

    That is what it declares, unless its text plainly speaks another; else "en".
    """
    spoken = detected_language(text)
    tag = language_tag(declared)
    if tag and (spoken is None or spoken == tag.split("-")[0] or len(text.split()) < 100):
        return tag, "stated"
    return (spoken, "text") if spoken else ("en", "unknown")
