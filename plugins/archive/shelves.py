"""The archive's articles in shelves of some dozens: what single articles give is kept by the shelf.

One more article is on one of them, so the others' are taken up as they were. Which articles share a shelf
means nothing, and nothing may depend on it.
"""

from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from typing import TypeVar

from plugins.memory import Memory, remembered

from .stories import Story

T = TypeVar("T")
ON_ONE = 64
"""Articles on a shelf at the most, on average."""


class Shelves:
    """All stories, parted."""

    def __init__(self, stories: Sequence[Story], memory: Memory | None) -> None:
        self._memory = memory
        number = 1
        while len(stories) > ON_ONE * number:
            number *= 2
        self.parts: list[list[Story]] = [[] for _ in range(number)]
        for story in stories:
            self.parts[story.lot % number].append(story)
        self._made_of = [blake2b(b"".join([story.told for story in shelf])).digest() for shelf in self.parts]

    @property
    def articles(self) -> Iterator[tuple[str, ...]]:
        """Give the ids of the articles on each shelf."""
        return (tuple([story.id for story in shelf]) for shelf in self.parts)

    def each(self, what: str, kind: type[T], make: Callable[[Sequence[Story]], T]) -> tuple[T, ...]:
        """Give what `make` gives for each shelf; it depends on the articles and on the registry alone."""
        made_of = [(what, part) for part in self._made_of]
        return remembered(self._memory, made_of, kind, lambda number: make(self.parts[number]))
