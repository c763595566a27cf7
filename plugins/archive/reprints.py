"""Articles that repeat another one almost word for word: found by the phrases they share."""

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from hashlib import blake2b
from itertools import accumulate, chain
from operator import attrgetter, itemgetter
from typing import TypeVar

from plugins.extract.gist import checksums
from plugins.memory import Memory, remembered
from plugins.model import Value

from .desk import Item
from .shelves import Shelves
from .stories import Story

T = TypeVar("T")
LEAST_WORDS = 25
"""A shorter text is a headline or a caption, not an article that could be reprinted."""
CONTAINED = 0.8
"""Share of the shorter text's phrases that stand in the other: one edited word breaks four phrases."""
LENGTHS = 0.6
"""How long the shorter must be, as a share of the longer: a brief taken from a report is no reprint."""
SAMPLES = 8
"""Smallest checksums by which a text is looked up: two texts with half their phrases in common share one."""
NEWEST = 25
PARTS = 256
"""Parts of all samples that are searched by themselves: one more article stands in eight of them at most.
All checksums that a gist keeps are even."""
DIGEST = 16
"""Bytes, two machine words."""
SKETCH, IN_SKETCH = 32, 6
"""Smallest checksums that are compared before all are: of two texts that are as alike as a reprint is, some
fourteen of them are the same, and one time in a thousand fewer than six."""
PROBE = 64
"""Smallest checksums by which most pairs that are no reprints are told without looking at the others."""


def originals_of(stories: Sequence[Story], shelves: Shelves, memory: Memory | None = None) -> dict[str, str]:
    """Give for each reprint the id of the article it repeats: the earliest, then the first by path.

    What the desk sets in a sidecar wins, by the id or the file of the original. `shelves` hold the same
    stories.
    """
    every = shelves.each("sketches", Sketches, _sketches)
    search = _Search(stories, shelves, every)
    words = memoryview(b"".join([some.told for some in every])).cast("Q")
    told = (words[word :: 2 * PARTS].tobytes() for word in range(2 * PARTS))
    made_of = [("reprints", part, next(told), next(told)) for part in range(PARTS)]
    ties = {tie for some in remembered(memory, made_of, Ties, search.ties) for tie in some.pairs}

    group = {ident: ident for tie in ties for ident in tie}
    by_id = {story.id: story for story in stories if story.id in group}
    for one, other in ties:
        first, second = _root(group, one), _root(group, other)
        if first != second:
            early, late = sorted((first, second), key=lambda ident: _rank(by_id[ident]))
            group[late] = early
    found = {ident: _root(group, ident) for ident in group}
    found |= _set_by_desk([story.item for story in stories])
    return {ident: original for ident, original in sorted(found.items()) if original != ident}


class Sketches(Value, frozen=True):
    """The smallest checksums of the articles of one shelf, and which of these stand in which part of all."""

    lengths: bytes
    """How many checksums each article has; a text that is too short has none."""
    sketches: bytes
    """All of them, packed."""
    starts: bytes
    """Where each part's articles begin among `places`, packed."""
    places: bytes
    """Articles by their places on the shelf, packed."""
    told: bytes
    """For each part a digest that tells its articles from others."""

    def of(self, place: int) -> memoryview:
        """Give the checksums of one article."""
        at = sum(self.lengths[:place])
        return checksums(self.sketches)[at : at + self.lengths[place]]

    def standing(self, part: int) -> memoryview:
        """Give the places of the articles that have a sample in a part."""
        first, end = memoryview(self.starts).cast("H")[part : part + 2]
        return memoryview(self.places).cast("H")[first:end]


class Ties(Value, frozen=True):
    """Articles that were found to be one, by the samples of one part: as few pairs as tie them together."""

    pairs: tuple[tuple[str, str], ...]


def _sketches(stories: Sequence[Story]) -> Sketches:
    gists = [story.gist for story in stories]
    sketches = [checksums(g.phrases)[: SKETCH if g.length >= LEAST_WORDS else 0] for g in gists]
    parts: list[list[int]] = [[] for _ in range(PARTS)]
    for place, sketch in enumerate(sketches):
        for part in {*map(_part, sketch[:SAMPLES])}:
            parts[part].append(place)
    told = (b"".join([stories[place].told for place in part]) for part in parts)
    return Sketches(
        bytes(map(len, sketches)),
        b"".join(sketches),
        array("H", accumulate(map(len, parts), initial=0)).tobytes(),
        array("H", chain.from_iterable(parts)).tobytes(),
        b"".join([blake2b(one, digest_size=DIGEST).digest() for one in told]),
    )


def _part(sample: int) -> int:
    return (sample >> 1) % PARTS


class _Sketched(dict[int, frozenset[int]]):
    """Sketches ready to be held against each other, made where an article meets another one."""

    def __init__(self, packed: Mapping[int, memoryview]) -> None:
        super().__init__()
        self._packed = packed

    def __missing__(self, number: int) -> frozenset[int]:
        made = self[number] = frozenset(self._packed[number])
        return made


class _Search:
    """Finds reprints among the articles that stand in one part of all samples."""

    def __init__(self, stories: Sequence[Story], shelves: Shelves, every: Sequence[Sketches]) -> None:
        self._stories = stories
        self._shelves = shelves
        self._every = every
        self._known: dict[tuple[int, int], bool] = {}
        """Whether one article repeats another, by their numbers: a pair may stand in several parts."""

    @cached_property
    def _numbers(self) -> list[list[int]]:
        """The numbers of the articles on each shelf, in order."""
        numbers = {story.id: number for number, story in enumerate(self._stories)}
        return [[numbers[story.id] for story in shelf] for shelf in self._shelves.parts]

    def _in(self, part: int) -> list[tuple[int, memoryview]]:
        """Give the articles that have a sample in a part, in order: by number, with their sketches."""
        found = [
            (numbers[place], some.of(place))
            for numbers, some in zip(self._numbers, self._every, strict=True)
            for place in some.standing(part)
        ]
        return sorted(found, key=itemgetter(0))

    def ties(self, part: int) -> Ties:
        """Give the pairs that tie articles together that repeat each other."""
        shelf: defaultdict[int, list[int]] = defaultdict(list)
        group: dict[int, int] = {}
        pairs: list[tuple[str, str]] = []
        packed = dict(self._in(part))
        sketches = _Sketched(packed)
        for number, sketch in packed.items():
            near: dict[int, None] = {}
            for sample in [one for one in sketch[:SAMPLES] if (one >> 1) % PARTS == part]:
                held = shelf[sample]
                if held:
                    near |= dict.fromkeys(held[-NEWEST:])
                held.append(number)
            group[number] = number
            for other in near:
                first, second = _root(group, number), _root(group, other)
                if first != second and self._are_one(number, other, sketches):
                    group[first] = second
                    pairs.append((self._stories[number].id, self._stories[other].id))
        return Ties(tuple(pairs))

    def _are_one(self, number: int, other: int, sketches: Mapping[int, frozenset[int]]) -> bool:
        """Say whether an article and one before it share enough of their sketches, and then of all."""
        known = self._known.get((number, other))
        if known is None:
            sketch = sketches[number]
            alike = len(sketch & sketches[other]) >= min(IN_SKETCH, len(sketch) // 2)
            known = alike and _repeats(self._stories[number], self._stories[other])
            self._known[number, other] = known
        return known


def _repeats(one: Story, other: Story) -> bool:
    gist, beside = one.gist, other.gist
    if min(gist.length, beside.length) < LENGTHS * max(gist.length, beside.length):
        return False
    if len(gist.phrases) > len(beside.phrases):
        gist, beside = beside, gist
    ours, theirs = checksums(gist.phrases), checksums(beside.phrases)
    # Both are in order: how many of our smallest ones are missing shows among their smallest ones.
    probe = ours[:PROBE].tolist()
    near = theirs[: bisect_right(theirs, probe[-1])].tolist() if probe else []
    if len({*probe}.difference(near)) > len(ours) - CONTAINED * len(ours):
        return False
    return len({*ours}.intersection(theirs)) >= CONTAINED * len(ours)


def _rank(story: Story) -> tuple[bool, int, str]:
    """Order by day, articles without one last."""
    return (story.day is None, story.day or 0, story.item.path)


def _root(group: Mapping[T, T], ident: T) -> T:
    while group[ident] != ident:
        ident = group[ident]
    return ident


def _set_by_desk(items: Iterable[Item]) -> dict[str, str]:
    items = tuple(items)
    if not any(map(attrgetter("sidecar"), items)):
        return {}
    ids = {item.path.rpartition("/")[2]: item.id for item in items}
    ids |= {item.path: item.id for item in items} | {item.id: item.id for item in items}
    return {
        item.id: ids[item.sidecar.duplicate_of]
        for item in items
        if item.sidecar and item.sidecar.duplicate_of in ids
    }
