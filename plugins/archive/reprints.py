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
    by_id = {story.id: story for story in stories if story.id in alike}
    group = {ident: ident for ident in by_id}
    for one, other in _likely([(ident, alike[ident]) for ident in by_id]):
        first, second = _root(group, one), _root(group, other)
        if first != second and _repeats(by_id[one], by_id[other]):
            early, late = sorted((first, second), key=lambda ident: _rank(by_id[ident]))
            group[late] = early
    found = {ident: _root(group, ident) for ident in group}
    found |= _set_by_desk([story.item for story in stories])
    return {ident: original for ident, original in sorted(found.items()) if original != ident}


class Sketches(Value, frozen=True):
    """The smallest checksums of articles that are long enough, packed one after the other."""

    articles: tuple[str, ...]
    sketches: tuple[bytes, ...]


def _alike(shelves: Shelves) -> dict[str, bytes]:
    """Give the sketches of all articles that share one of their samples with another, by id."""
    width = checksums(b"").itemsize * SAMPLES
    every = shelves.each("sketches", Sketches, _sketches)
    samples = (b"".join([sketch[:width] for sketch in some.sketches]) for some in every)
    counted = Counter(chain.from_iterable(map(checksums, samples)))
    shared = {sample for sample, count in counted.items() if count > 1}
    return {
        article: sketch
        for some in every
        for article, sketch in zip(some.articles, some.sketches, strict=True)
        if not shared.isdisjoint(checksums(sketch[:width]))
    }


def _sketches(stories: Sequence[Story]) -> Sketches:
    pages = [story for story in stories if story.gist.length >= LEAST_WORDS]
    return Sketches(
        tuple(story.id for story in pages),
        tuple(checksums(story.gist.phrases)[:SKETCH].tobytes() for story in pages),
    )


def _likely(pages: Sequence[tuple[str, bytes]]) -> Iterator[tuple[str, str]]:
    """Give the pairs of articles, each by id with its sketch, that share enough of their sketches."""
    shelf: defaultdict[int, list[int]] = defaultdict(list)
    sketches: list[frozenset[int]] = []
    for number, (ident, packed) in enumerate(pages):
        smallest = checksums(packed).tolist()
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
                yield ident, pages[other][0]


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
