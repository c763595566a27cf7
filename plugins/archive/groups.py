"""Articles that report one happening, brought together; time grows with the archive, not with its square."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from .likeness import Likeness
from .stories import Story

SPAN = 4
"""Days between the first and the last report of one event."""
LIKE, ALIKE = 0.42, 0.27
"""Points for a pair; on average between two groups."""
ABSENT = 0.1
"""What a pair counts that was never compared."""
ENOUGH = 8
"""Pairs for each article of the smaller group: in a huge event not all are ever compared."""
MAX_WHY = 5


def grouped(
    stories: Sequence[Story], edges: Mapping[tuple[int, int], Likeness], anchors: Mapping[str, str]
) -> tuple[tuple[tuple[int, ...], tuple[str, ...]], ...]:
    """Give groups of two or more articles that report one happening: numbers in `stories`, and why.

    `edges` are the pairs that were compared. `anchors` are the registry's events that articles are known to
    report; a group holds at most one.
    """
    groups = _Groups(stories, edges, anchors)
    for _, pair in sorted((-found.score, pair) for pair, found in edges.items() if found.score >= LIKE):
        groups.join(*pair)
    return groups.found()


class _Groups:
    """Groups that grow from the best pair down, as long as their articles are alike on average."""

    def __init__(
        self,
        stories: Sequence[Story],
        edges: Mapping[tuple[int, int], Likeness],
        anchors: Mapping[str, str],
    ) -> None:
        self.beside: defaultdict[int, list[tuple[int, Likeness]]] = defaultdict(list)
        for (one, other), found in edges.items():
            self.beside[one].append((other, found))
            self.beside[other].append((one, found))
        # Most articles are like no other one: they stand in no group from the beginning.
        alike = sorted(self.beside)
        self.group = {number: number for number in alike}
        self.members = {number: [number] for number in alike}
        self.anchor = {number: anchors.get(stories[number].id) for number in alike}
        self.days = {number: (stories[number].day, stories[number].day) for number in alike}

    def join(self, first: int, second: int) -> None:
        """Make one group of the two that hold a pair, where nothing speaks against it."""
        a, b = self.group[first], self.group[second]
        if a == b:
            return
        small, large = (a, b) if len(self.members[a]) < len(self.members[b]) else (b, a)
        if not self._fit(small, large):
            return
        for number in self.members[small]:
            self.group[number] = large
        self.members[large] += self.members.pop(small)
        self.anchor[large] = self.anchor[large] or self.anchor[small]
        self.days[large] = self._span(small, large)

    def _fit(self, small: int, large: int) -> bool:
        if self.anchor[small] and self.anchor[large] and self.anchor[small] != self.anchor[large]:
            return False
        first, last = self._span(small, large)
        if first is not None and last is not None and last - first > SPAN:
            return False
        scores = [
            found.score
            for one in self.members[small]
            for other, found in self.beside[one]
            if self.group[other] == large
        ]
        needed = len(self.members[small]) * min(len(self.members[large]), ENOUGH)
        absent = max(needed - len(scores), 0)
        return (math.fsum(scores) + ABSENT * absent) / (len(scores) + absent) >= ALIKE

    def _span(self, one: int, other: int) -> tuple[int | None, int | None]:
        """Give the first and the last day of two groups."""
        known = [day for group in (one, other) for day in self.days[group] if day is not None]
        return (min(known), max(known)) if known else (None, None)

    def found(self) -> tuple[tuple[tuple[int, ...], tuple[str, ...]], ...]:
        """Give all groups of two or more, each with what ties it together."""
        made = []
        for members in self.members.values():
            if len(members) > 1:
                inside = sorted(members)
                made.append((tuple(inside), self._why(inside)))
        return tuple(sorted(made))

    def _why(self, members: Sequence[int]) -> tuple[str, ...]:
        """Give what the articles share and how many of them, the most shared first."""
        sharing: defaultdict[str, set[int]] = defaultdict(set)
        for one in members:
            for other, found in self.beside[one]:
                if one < other and self.group[one] == self.group[other]:
                    for words in found.why:
                        sharing[words] |= {one, other}
        ordered = sorted(sharing.items(), key=lambda pair: (-len(pair[1]), pair[0]))[:MAX_WHY]
        return tuple(f"{_of(len(held), len(members))} share {words}" for words, held in ordered)


def _of(some: int, whole: int) -> str:
    if some == whole:
        return "both articles" if whole == 2 else f"all {whole} articles"
    return f"{some} of {whole} articles"
