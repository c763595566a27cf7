"""Words whose letters are of several scripts: they may look like a name that they are not.

"Nоrway" with a Cyrillic "о" is another word than "Norway": no search finds it, and no reader sees why. A page
says so beside the word; what the letters are stays as it was scraped.
"""

import re
from collections.abc import Iterator

from plugins.model import Value

_REACH = 40
"""Characters around the place where two scripts meet that are taken for the word."""
_SCRIPTS = {
    "Latin": "A-Za-zÀ-ÖØ-öø-ɏ",
    "Greek": "\u0370-\u03ff\u1f00-\u1fff",
    "Cyrillic": "\u0400-\u052f",
}
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
    scripts: str
    """ "Latin and Cyrillic"."""


def mixed_words(text: str) -> Iterator[MixedWord]:
    r"""Give every word that has letters of several scripts.

    >>> [(word.text, word.scripts) for word in mixed_words("aid from N\u043erway")]
    [('Nоrway', 'Latin and Cyrillic')]
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
        yield MixedWord(
            start, done, word, " and ".join(name for name, one in _LETTER.items() if one.search(word))
        )


def said_of(text: str) -> tuple[str, str]:
    """Give a text's words of several scripts, and what is odd about them; "" and "" where there is none."""
    words = {word.text: word.scripts for word in mixed_words(text)}
    shown = ", ".join(f"“{word}”" for word in list(words)[:MOST_SHOWN])
    more = f" and {len(words) - MOST_SHOWN:,} more" if len(words) > MOST_SHOWN else ""
    scripts = ", ".join(sorted(set(words.values())))
    return (
        shown + more,
        f"{scripts} letters in one word: it may not be the word that it looks like" if words else "",
    )
