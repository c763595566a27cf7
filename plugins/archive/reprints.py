"""Articles that repeat another one almost word for word: found by the phrases they share."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from plugins.extract.gist import checksums
from plugins.model import Value

from .desk import Item
from .shelves import Shelves
from .stories import Story

LEAST_WORDS = 25
"""A shorter text is a headline or a caption, not an article that could be reprinted."""
CONTAINED = 0.8
"""Share of the shorter text's phrases that stand in the other: one edited word breaks four phrases."""
LENGTHS = 0.6
"""How long the shorter must be, as a share of the longer: a brief taken from a report is no reprint."""
SAMPLES = 8
"""Smallest checksums by which a text is looked up: two texts with half their phrases in common share one."""
NEWEST = 25
SKETCH, IN_SKETCH = 32, 6
"""Smallest checksums that are compared before all are: of two texts that are as alike as a reprint is, some
fourteen of them are the same, and one time in a thousand fewer than six."""
PROBE = 64
"""Smallest checksums by which most pairs that are no reprints are told without looking at the others."""


def originals_of(stories: Sequence[Story], shelves: Shelves) -> dict[str, str]:
    """Give for each reprint the id of the article it repeats: the earliest, then the first by path.

    What the desk sets in a sidecar wins, by the id or the file of the original. `shelves` hold the same
    stories.
    """
    alike = _alike(shelves)
    pages = [story for story in stories if story.id in alike]
    group = {story.id: story.id for story in pages}
    by_id = {story.id: story for story in pages}
    for one, other in _likely(pages):
        first, second = _root(group, one.id), _root(group, other.id)
        if first != second and _repeats(one, other):
            early, late = sorted((first, second), key=lambda ident: _rank(by_id[ident]))
            group[late] = early
    found = {ident: _root(group, ident) for ident in group}
    found |= _set_by_desk([story.item for story in stories])
    return {ident: original for ident, original in sorted(found.items()) if original != ident}


class Samples(Value, frozen=True):
    """The smallest checksums of articles that are long enough, packed one after the other."""

    articles: tuple[str, ...]
    samples: tuple[bytes, ...]


def _alike(shelves: Shelves) -> set[str]:
    """Give the ids of all articles that share one of their smallest checksums with another."""
    every = shelves.each("samples", Samples, _samples)
    counted = Counter(chain.from_iterable(checksums(b"".join(some.samples)) for some in every))
    shared = {sample for sample, count in counted.items() if count > 1}
    return {
        article
        for some in every
        for article, samples in zip(some.articles, some.samples, strict=True)
        if not shared.isdisjoint(checksums(samples))
    }


def _samples(stories: Sequence[Story]) -> Samples:
    pages = [story for story in stories if story.gist.length >= LEAST_WORDS]
    return Samples(
        tuple(story.id for story in pages),
        tuple(checksums(story.gist.phrases)[:SAMPLES].tobytes() for story in pages),
    )


def _likely(pages: Sequence[Story]) -> Iterator[tuple[Story, Story]]:
    """Give the pairs that share some of their smallest checksums."""
    shelf: defaultdict[int, list[int]] = defaultdict(list)
    sketches: list[frozenset[int]] = []
    for number, story in enumerate(pages):
        smallest = checksums(story.gist.phrases)[:SKETCH].tolist()
        sketch = frozenset(smallest)
        sketches.append(sketch)
        near: dict[int, None] = {}
        for sample in smallest[:SAMPLES]:
            held = shelf[sample]
            if held:
                near |= dict.fromkeys(held[-NEWEST:])
            held.append(number)
        least = min(IN_SKETCH, len(sketch) // 2)
        for other in near:
            if len(sketch & sketches[other]) >= least:
                yield story, pages[other]


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


def _root(group: Mapping[str, str], ident: str) -> str:
    while group[ident] != ident:
        ident = group[ident]
    return ident


def _set_by_desk(items: Iterable[Item]) -> dict[str, str]:
    items = tuple(items)
    ids = {item.reading.document.path.rpartition("/")[2]: item.id for item in items}
    ids |= {item.reading.document.path: item.id for item in items} | {item.id: item.id for item in items}
    return {
        item.id: ids[sidecar.duplicate_of]
        for item in items
        if (sidecar := item.reading.document.sidecar) and sidecar.duplicate_of in ids
    }
