"""What a pure function says of each word, kept."""

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
LONGEST = 60
"""Characters of a word that is worth keeping: so the memory stays within bounds whatever the text."""


class Remembered(dict[str, T]):
    """The answers of a pure function of a word, each worked out once; look them up as in any mapping.

    An `lru_cache` puts its answers in order anew at every question, which costs more than the answer. This
    forgets all of them when it holds `most`, and keeps none of what is longer than any word of a language.
    """

    def __init__(self, answer: Callable[[str], T], most: int = 20_000) -> None:
        super().__init__()
        self._answer = answer
        self._most = most

    def __missing__(self, word: str) -> T:
        if len(word) > LONGEST:
            return self._answer(word)
        if len(self) >= self._most:
            self.clear()
        told = self[word] = self._answer(word)
        return told
