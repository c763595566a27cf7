"""How unlike writing a text looks: what tells the right reading of bytes from the wrong ones."""

import re
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path

from plugins.clean.language import little_words, stop_words
from plugins.tables import table as read_table

_TYPOGRAPHY = frozenset(
    "\u00a0\u00ad\u202f\u2009–—‘’‚“”„«»‹›…•·§€£°©®™‰†½¼¾²³−′″、。，「」『』：；？！（）・"
)
"""Signs that any language may print."""
_LETTER, _SIGN, _MISPLACED, _BROKEN = 1.0, 0.6, 2.0, 2.0
"""What one costs that the language lacks, that print seldom shows, that stands where it can't, that is none."""
_SEEN = 0.15
"""What a sign costs that any language may print."""
_RANK = 0.15
"""What the least common letter of a language costs."""
_CAPITAL = 0.1
_RARE, _VOWEL_SIGN = 0.2, 0.1
"""What a sign for a word or syllable costs that isn't among the commonest, and a mark that stands on a letter."""
_SILENCE = 0.3
"""What a text costs that uses no little word of any language, and a language whose little words it lacks."""
_LITTLE = 0.1
"""Share of little words from which on a text plainly is in a language; running text has a third."""
_UNHEARD = 0.5
"""Share of the most little words that counts for a language whose own nobody has written down here."""
_OWN_SCRIPT = 0.25
"""What a language costs instead of its little words that needs none, since its script speaks for it."""
_MIDDLE = re.compile(
    r"(?<=[^\W\d_])[^\w\s\x00-\x7f’‘\u00ad·‐‑–—…\u3000-\u303f\uff00-\uffef](?=[^\W\d_])"  # a sign inside a word
    r"|(?<=\d)[^\W\d_\x00-\x7fªº\u2e80-\uffff](?=[\s\d])"  # a letter at a number's end
    r"|(?<=[A-Za-z])[\u3400-\u9fff\uac00-\ud7a3](?=[a-z])"  # a word's sign among letters
    r"|(?<=[^\W\d_A-Z])[^\W\d_\x00-\x7f](?<=[A-ZÀ-ÖØ-ÞΆ-ΏΑ-ΩА-ЯЀ-Џ])"  # a capital after a small letter
)
_WORD = re.compile(r"[^\W\d_]*[^\W\d_\x00-\x7f][^\W\d_]*")
_SCRIPTS = {
    "ja": ("CJK", "HIRAGANA", "KATAKANA"), "zh": ("CJK",), "zh-Hant": ("CJK",), "ko": ("HANGUL",),
    "ar": ("ARABIC",), "he": ("HEBREW",),
}  # fmt: skip


@cache
def _alphabets() -> dict[str, dict[str, float]]:
    """Give for each language what each of its letters costs: next to nothing, and the commonest least."""
    table = read_table(Path(__file__).with_name("alphabets.yaml"))
    return {
        language: {letter: _RANK * i / len(letters) for i, letter in enumerate(letters)}
        for language, letters in table.items()
    }


def implausibility(text: str) -> float:
    """Give what a text costs for each character beyond ASCII, in the language that explains it best.

    0 for plain text in a known language, 1 and more for noise. It compares readings of the same bytes.

    >>> implausibility("Der Minister für Äußeres") < implausibility("Der Minister fŁr ńuŖeres")
    True
    """
    foreign = Counter(c for c in text.lower() if c > "\x7f")
    if not foreign:
        return 0.0
    small = little_words(text)
    most = max(small.values(), default=0)
    loud = min(1.0, most / max(1.0, _LITTLE * len(text.split())))
    always = _MISPLACED * len(_MIDDLE.findall(text)) + sum(map(_strain, _WORD.findall(text)))
    least = min(
        sum(n * _cost(c, language, letters) for c, n in foreign.items()) / foreign.total()
        + (_OWN_SCRIPT if language in _SCRIPTS else _SILENCE * (1 - loud * _heard(language, small, most)))
        for language, letters in _alphabets().items()
    )
    return least + always / foreign.total()


def _heard(language: str, small: Counter[str], most: int) -> float:
    """Give how much of a language is heard in its little words, as a share of what is heard of the loudest."""
    return small[language] / max(1, most) if stop_words(language) else _UNHEARD


def _cost(character: str, language: str, letters: dict[str, float]) -> float:
    if character in letters:
        return letters[character]
    if character in _TYPOGRAPHY:
        return _SEEN
    category = unicodedata.category(character)
    if category in ("Lo", "Lm") and unicodedata.name(character, "").startswith(_SCRIPTS.get(language, "?")):
        return _RARE
    if category[0] == "L":
        return _LETTER
    return _VOWEL_SIGN if category == "Mn" else _BROKEN if category[0] == "C" or category == "So" else _SIGN


def _strain(word: str) -> float:
    """Give what a word costs whose letters can't stand together: two alphabets in one, or accents in a crowd.

    Capitals after the first letter cost a little: some encodings of Cyrillic differ by case alone.
    """
    latin = sum(c < "\u0250" for c in word)
    others = sum("\u0370" <= c < "\u0700" for c in word)
    if latin and others:
        return _LETTER * min(2 * latin, others)
    accented = sum("\x7f" < c < "\u0250" for c in word)
    if accented > max(3, len(word) * 2 // 3):
        return _LETTER * accented
    return _CAPITAL * sum(c > "\x7f" and c.isupper() for c in word[1:])
