"""Words whose letters are of several scripts: they may look like a name that they are not.

"Nоrway" with a Cyrillic "о" is another word than "Norway": no search finds it, and no reader sees why. A page
says so beside the word; what the letters are stays as it was scraped.
"""

import re
from collections.abc import Iterable, Iterator

from plugins.model import Value
from plugins.words import Words, told, words

EN = words("en")

_REACH = 40
"""Characters around the place where two scripts meet that are taken for the word."""
_SCRIPTS = {
    "Latin": "A-Za-zÀ-ÖØ-öø-ɏ",
    "Greek": "\u0370-\u03ff\u1f00-\u1fff",
    "Cyrillic": "\u0400-\u052f",
}
NAMES = {"Latin": told("Latin"), "Greek": told("Greek"), "Cyrillic": told("Cyrillic")}
"""What readers call the scripts."""
_LETTER = {name: re.compile(f"[{letters}]") for name, letters in _SCRIPTS.items()}
_MEETING = re.compile(
    "|".join(
        f"[{one}](?=[{other}])"
        for name, one in _SCRIPTS.items()
        for another, other in _SCRIPTS.items()
        if name != another
    )
)
_BEFORE, _AFTER = re.compile(r"\w+\Z"), re.compile(r"\w+")
MOST_SHOWN = 5
"""Words that a page names; more of them are counted."""


class MixedWord(Value, frozen=True):
    """A word in several scripts, and where it stands in its text."""

    start: int
    end: int
    text: str
    scripts: tuple[str, ...]
    """ "Latin" and "Cyrillic"."""


def mixed_words(text: str) -> Iterator[MixedWord]:
    r"""Give every word that has letters of several scripts.

    >>> [(word.text, word.scripts) for word in mixed_words("aid from N\u043erway")]
    [('Nоrway', ('Latin', 'Cyrillic'))]
    """
    if text.isascii():
        return
    done = 0
    for meeting in _MEETING.finditer(text):
        at = meeting.start()
        if at < done:
            continue
        before = _BEFORE.search(text[max(done, at - _REACH) : at + 1])
        after = _AFTER.match(text[at : at + _REACH])
        start = at + 1 - len(before[0]) if before else at
        done = at + len(after[0]) if after else at + 1
        word = text[start:done]
        yield MixedWord(start, done, word, tuple(name for name, one in _LETTER.items() if one.search(word)))


def scripts_said(scripts: Iterable[str], say: Words) -> str:
    """Give scripts by what readers call them."""
    return say(" and ").join(say(NAMES[name]) for name in scripts)


def said_of(text: str, say: Words = EN) -> tuple[str, str]:
    """Give a text's words of several scripts, and what is odd about them; "" and "" where there is none."""
    mixed = {word.text: word.scripts for word in mixed_words(text)}
    if not mixed:
        return "", ""
    shown = ", ".join(f"“{word}”" for word in list(mixed)[:MOST_SHOWN])
    left = len(mixed) - MOST_SHOWN
    if left > 0:
        shown = say.many("{words} and {n} more", "{words} and {n} more", left, words=shown)
    scripts = [name for name in _SCRIPTS if any(name in of for of in mixed.values())]
    why = say(
        "{scripts} letters in one word: it may not be the word that it looks like",
        scripts=scripts_said(scripts, say),
    )
    return shown, why
