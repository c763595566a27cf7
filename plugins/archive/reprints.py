"""Articles that repeat another one almost word for word: found by the phrases they share."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from .desk import Item
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
SKETCH, IN_SKETCH = 32, 4
"""Smallest checksums that are compared before all are: of two texts that are as alike as a reprint is, some
fourteen of them are the same, and hardly ever fewer than four."""


def originals_of(stories: Sequence[Story]) -> dict[str, str]:
    """Give for each reprint the id of the article it repeats: the earliest, then the first by path.

    What the desk sets in a sidecar wins, by the id or the file of the original.
    """
    group = {story.id: story.id for story in stories}
    by_id = {story.id: story for story in stories}
    for one, other in _likely(stories):
        first, second = _root(group, one.id), _root(group, other.id)
        if first != second and _repeats(one, other):
            early, late = sorted((first, second), key=lambda ident: _rank(by_id[ident]))
            group[late] = early
    found = {ident: _root(group, ident) for ident in group}
    found |= _set_by_desk([story.item for story in stories])
    return {ident: original for ident, original in sorted(found.items()) if original != ident}


def _likely(stories: Sequence[Story]) -> Iterator[tuple[Story, Story]]:
    """Give the pairs that share some of their smallest checksums."""
    shelf: defaultdict[int, list[Story]] = defaultdict(list)
    for story in stories:
        if story.gist.length < LEAST_WORDS:
            continue
        near: dict[str, Story] = {}
        for sample in story.gist.phrases[:SAMPLES]:
            for other in shelf[sample][-NEWEST:]:
                near[other.id] = other
            shelf[sample].append(story)
        sketch = {*story.gist.phrases[:SKETCH]}
        for other in near.values():
            if len(sketch.intersection(other.gist.phrases[:SKETCH])) >= min(IN_SKETCH, len(sketch) // 2):
                yield story, other


def _repeats(one: Story, other: Story) -> bool:
    short, long = sorted((one, other), key=lambda story: story.gist.length)
    if short.gist.length < LENGTHS * long.gist.length:
        return False
    ours, theirs = short.gist.phrases, long.gist.phrases
    return len({*ours}.intersection(theirs)) >= CONTAINED * min(len(ours), len(theirs))


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
