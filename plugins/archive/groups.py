"""Articles that report one happening, brought together; time grows with the archive, not with its square."""

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

from plugins.registry import Knowledge

from .likeness import Likeness, likeness
from .stories import Story

WINDOW = 3
"""Days between two reports of one happening."""
SPAN = 4
"""Days between the first and the last report of one event."""
TERMS = 7
"""How many of its heaviest words and names an article is looked up by."""
NEWEST = 25
"""How many articles each of these leads to: the newest ones, so that a long list costs no more."""
CANDIDATES = 24
MARK = 2
"""What a rare phrase or a quotation counts: as much as two words."""
CHANCE = 0.25
"""Share of the most look-ups in common that a candidate must have too."""
LIKE, ALIKE, UNDATED = 0.42, 0.27, 0.6
"""Points for a pair; on average between two groups; for a pair without a day on both sides."""
ABSENT = 0.1
"""What a pair counts that was never compared."""
ENOUGH = 8
"""Pairs for each article of the smaller group: in a huge event not all are ever compared."""
RECIPIENT_SHARE = 0.1
COMMON_SHARE, COMMON_LEAST = 0.5, 4
MAX_WHY = 5
SUM_STEP = math.log(1.05)


def theme_of(stories: Sequence[Story], knowledge: Knowledge) -> frozenset[str]:
    """Give the names that the whole archive is about: who is supported, or else which countries are in most.

    People and bodies are none: a small archive may be all of one meeting. Nor is who gives more often than
    it receives.
    """
    claims = [claim for story in stories for claim in story.item.reading.facts.claims]
    received = Counter(ident for claim in claims for ident in claim.recipients)
    if received:
        given = Counter(ident for claim in claims for ident in claim.donors)
        least = RECIPIENT_SHARE * received.total()
        return frozenset(i for i, count in received.items() if count >= least and count > given[i])
    held = Counter(name for story in stories for name in story.names if knowledge.is_country(name))
    common = COMMON_SHARE * len(stories)
    return frozenset(n for n, count in held.items() if len(stories) >= COMMON_LEAST and count > common)


def grouped(
    stories: Sequence[Story], theme: frozenset[str], anchors: Mapping[str, str]
) -> tuple[tuple[tuple[int, ...], tuple[str, ...]], ...]:
    """Give groups of two or more articles that report one happening: numbers in `stories`, and why.

    `stories` are sorted by path. `anchors` are the registry's events that articles are known to report; a
    group holds at most one.
    """
    edges: dict[tuple[int, int], Likeness] = {}
    for first, second in candidates(stories):
        found = likeness(stories[first], stories[second], theme)
        dated = stories[first].day is not None and stories[second].day is not None
        if dated or (found.firm and found.score >= UNDATED):
            edges[first, second] = found
    groups = _Groups(stories, edges, anchors)
    for _, pair in sorted((-found.score, pair) for pair, found in edges.items() if found.score >= LIKE):
        groups.join(*pair)
    return groups.found()


def candidates(stories: Sequence[Story]) -> Iterator[tuple[int, int]]:
    """Give the pairs that share something rare, close in time, each once and the smaller number first."""
    undated, recent = _Shelves(), _Shelves()
    for number in sorted(range(len(stories)), key=lambda number: (stories[number].day or 0, number)):
        story = stories[number]
        terms, marks = _look_ups(story), frozenset((*story.phrases, *story.quotes))
        # An article without a day may be of any: only what hardly anybody else says leads to it.
        met = undated.met((), marks)
        if story.day is None:
            undated.put(number, 0, (), marks)
        else:
            recent.forget(story.day - WINDOW)
            met += recent.met(terms, marks)
            recent.put(number, story.day, terms, marks)
        shared = Counter(met)
        # One look-up in common is chance; so are few where another article shares many.
        least = max(2, CHANCE * max(shared.values(), default=0))
        likely = [(-count, other) for other, count in shared.items() if count >= least]
        for _, other in heapq.nsmallest(CANDIDATES, likely):
            yield (number, other) if number < other else (other, number)


class _Shelves:
    """The articles of a few days, to be found by what is rare in them."""

    def __init__(self) -> None:
        self._terms: dict[int, defaultdict[str, list[int]]] = {}
        self._marks: dict[int, defaultdict[Hashable, list[int]]] = {}

    def forget(self, first: int) -> None:
        """Let go of all days before one: so what is held stays as small as a few days are."""
        for day in [day for day in self._terms if day < first]:
            del self._terms[day], self._marks[day]

    def put(self, number: int, day: int, terms: Iterable[tuple[str, int]], marks: Iterable[Hashable]) -> None:
        """Hold an article under its terms and marks."""
        by_term = self._terms.setdefault(day, defaultdict(list))
        by_mark = self._marks.setdefault(day, defaultdict(list))
        for term, _ in terms:
            by_term[term].append(number)
        for mark in marks:
            by_mark[mark].append(number)

    def met(self, terms: Sequence[tuple[str, int]], marks: frozenset[Hashable]) -> list[int]:
        """Give the newest articles under each term and mark, as often as these count."""
        found: list[int] = []
        for by_term in self._terms.values():
            for term, weight in terms:
                held = by_term.get(term)
                if held is not None:
                    found += weight * held[-NEWEST:]
        for by_mark in self._marks.values():
            for mark in marks & by_mark.keys():
                found += MARK * by_mark[mark][-NEWEST:]
        return found


def _look_ups(story: Story) -> tuple[tuple[str, int], ...]:
    """Give the terms to look a story up by, each with its weight: a sum is as good as two words."""
    heaviest = sorted(story.vector, key=story.vector.__getitem__, reverse=True)[:TERMS]
    sums = {
        f"sum {step + near}"
        for money in story.money
        if money.euros
        for step in (math.floor(math.log(money.euros) / SUM_STEP),)
        for near in (0, 1)
    }
    return (*((term, 1) for term in heaviest), *((one, 2) for one in sorted(sums)))


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
        self.group = list(range(len(stories)))
        self.members = {number: [number] for number in range(len(stories))}
        self.anchor = {number: anchors.get(story.id) for number, story in enumerate(stories)}
        self.days = {number: (story.day, story.day) for number, story in enumerate(stories)}

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
