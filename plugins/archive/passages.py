"""A quotation's words in another article's running text, where no quotation marks give them away."""

import re
from collections import Counter, deque
from collections.abc import Sequence
from functools import cached_property
from itertools import islice

from plugins.extract.gist import TELLING, beginnings, checksums

STEM = TELLING + 1
"""Letters by which words are held against each other."""
PRESENT = 0.7
"""Share of a quotation's telling words that must stand in the text at all."""
IN_PASSAGE = 0.7
"""Share of all its words that must stand in one passage not much longer than itself."""
LEAST_WORDS = 4
"""A shorter quotation is only looked for word for word."""
STRETCH = 1.4
"""How much longer than the quotation the passage may be."""
_WORD = re.compile(rf"(\w{{1,{STEM}}})\w*(?:['’]\w+)*")
"""A word, its beginning as a group: what follows an apostrophe doesn't count."""


class Sought:
    """Words to look for, made ready once for all the texts that may hold them."""

    def __init__(self, words: str) -> None:
        self.stems = _stems(words)
        self.kinds = frozenset(self.stems)
        self.telling = frozenset(checksums(beginnings(self.stems)))


class Reader:
    """A text made ready, once it may hold what is looked for, for all that is looked for in it.

    >>> Reader("Europe gave over half of it.").passage(Sought("over half"))
    'over half'
    """

    def __init__(self, text: str, telling: bytes | None = None) -> None:
        """Take a text, and the beginnings of its words as its gist packs them, if they are at hand."""
        self.text = text
        self._telling = frozenset(checksums(beginnings(_stems(text)) if telling is None else telling))

    def passage(self, sought: Sought) -> str | None:
        """Give the stretch of the text that says some words, the same or nearly, or None."""
        if len(sought.telling & self._telling) < PRESENT * len(sought.telling):
            return None
        if len(sought.kinds & self._kinds) < IN_PASSAGE * len(sought.kinds):
            return None
        exact = self._word_for_word(sought.stems)
        if exact is not None:
            return exact
        if len(sought.stems) < LEAST_WORDS or not sought.telling:
            return None
        return self._nearest(sought)

    @cached_property
    def _stems(self) -> list[str]:
        return _stems(self.text)

    @cached_property
    def _kinds(self) -> frozenset[str]:
        return frozenset(self._stems)

    def _stretch(self, first: int, last: int) -> str:
        """Give the text from one word, by its number, up to another."""
        matches = islice(_WORD.finditer(self.text), first, last + 1)
        start = next(matches)
        return self.text[start.start() : deque(matches, 1).pop().end() if last > first else start.end()]

    def _word_for_word(self, wanted: Sequence[str]) -> str | None:
        stems, size, at = self._stems, len(wanted), -1
        for _ in range(stems.count(wanted[0]) if wanted else 0):
            at = stems.index(wanted[0], at + 1)
            if stems[at : at + size] == wanted:
                return self._stretch(at, at + size - 1)
        return None

    def _nearest(self, sought: Sought) -> str | None:
        """Give the window that holds most of the wanted words, cut to them, if it holds enough."""
        places = [at for at, stem in enumerate(self._stems) if stem in sought.kinds]
        reach = round(len(sought.stems) * STRETCH)
        held: Counter[str] = Counter()
        best, first, last, end = 0, 0, 0, 0
        for at in places:
            while end < len(places) and places[end] < at + reach:
                held[self._stems[places[end]]] += 1
                end += 1
            if len(held) > best:
                best, first, last = len(held), at, places[end - 1]
            _take_out(self._stems[at], held)
        if best < IN_PASSAGE * len(sought.kinds):
            return None
        return self._stretch(first, last)


def _take_out(stem: str, held: Counter[str]) -> None:
    held[stem] -= 1
    if not held[stem]:
        del held[stem]


def _stems(text: str) -> list[str]:
    """Give the beginning of every word without case, in one spelling of "defence"."""
    low = text.casefold()
    if len(low) != len(text):
        # "ß" and its like become longer, and might then be parted otherwise than the text is.
        return [stem.casefold()[:STEM].replace("defens", "defenc") for stem in _WORD.findall(text)]
    return _WORD.findall(low.replace("defens", "defenc"))
