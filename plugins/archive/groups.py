"""Articles that report one happening, brought together; time grows with the archive, not with its square."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

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
RARE = 12
"""A phrase that more articles share than this is nobody's in particular."""
LIKE, ALIKE, UNDATED = 0.42, 0.30, 0.6
"""Points for a pair; on average between two groups; for a pair without a day on both sides."""
ABSENT = 0.1
"""What a pair counts that was never compared."""
COMMON_SHARE, COMMON_LEAST = 0.5, 20
MAX_WHY = 5
SUM_STEP = math.log(1.05)


def theme_of(stories: Sequence[Story]) -> frozenset[str]:
    """Give the names that the whole archive is about: who is supported, and who is in most articles."""
    recipients = {ident for s in stories for c in s.item.reading.facts.claims for ident in c.recipients}
    held = Counter(name for story in stories for name in story.names)
    common = {
        name
        for name, count in held.items()
        if len(stories) >= COMMON_LEAST and count > COMMON_SHARE * len(stories)
    }
    return frozenset(recipients | common)


def grouped(
    stories: Sequence[Story], theme: frozenset[str], anchors: Mapping[str, str]
) -> tuple[tuple[tuple[int, ...], tuple[str, ...]], ...]:
    """Give groups of two or more articles that report one happening: numbers in `stories`, and why.

    `anchors` are the registry's events that articles are known to report; a group holds at most one.
    """
    stories = with_rare_phrases(stories)
    edges: dict[tuple[int, int], Likeness] = {}
    for first, second in candidates(stories):
        found = likeness(stories[first], stories[second], theme)
        dated = stories[first].day is not None and stories[second].day is not None
        if found.score >= (ABSENT if dated else UNDATED) and (dated or found.firm):
            edges[first, second] = found
    groups = _Groups(stories, edges, anchors)
    for pair in sorted(
        edges, key=lambda pair: (-edges[pair].score, stories[pair[0]].id, stories[pair[1]].id)
    ):
        if edges[pair].score < LIKE:
            break
        groups.join(*pair)
    return groups.found()


def with_rare_phrases(stories: Sequence[Story]) -> tuple[Story, ...]:
    """Give the stories with only those phrases that few articles share."""
    held = Counter(phrase for story in stories for phrase in story.phrases)
    rare = {phrase for phrase, count in held.items() if 2 <= count <= RARE}
    return tuple(replace(story, phrases=story.phrases & rare) for story in stories)


def candidates(stories: Sequence[Story]) -> Iterator[tuple[int, int]]:
    """Give the pairs that share something rare, close in time, each once and the smaller number first."""
    order = sorted(range(len(stories)), key=lambda n: (stories[n].day or 0, stories[n].id))
    by_term: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    by_mark: defaultdict[object, list[int]] = defaultdict(list)
    for number in order:
        story = stories[number]
        shared: Counter[int] = Counter()
        terms = _look_ups(story)
        for term in terms:
            for day in _days(story):
                shared.update(by_term[term, day][-NEWEST:])
        for mark in (*story.phrases, *story.quotes):
            shared.update(by_mark[mark][-NEWEST:])
            by_mark[mark].append(number)
        for other, _ in sorted(shared.items(), key=lambda pair: (-pair[1], stories[pair[0]].id))[:CANDIDATES]:
            yield (number, other) if number < other else (other, number)
        if story.day is not None:
            for term in terms:
                by_term[term, story.day].append(number)


def _look_ups(story: Story) -> tuple[str, ...]:
    heaviest = sorted(story.vector.items(), key=lambda pair: (-pair[1], pair[0]))[:TERMS]
    sums = {
        f"sum {step + near}"
        for money in story.money
        if money.euros
        for step in (round(math.log(money.euros) / SUM_STEP),)
        for near in (0, 1)
    }
    return (*(term for term, _ in heaviest), *sorted(sums))


def _days(story: Story) -> Iterable[int]:
    return range(story.day - WINDOW, story.day + 1) if story.day is not None else ()


class _Groups:
    """Groups that grow from the best pair down, as long as their articles are alike on average."""

    def __init__(
        self,
        stories: Sequence[Story],
        edges: Mapping[tuple[int, int], Likeness],
        anchors: Mapping[str, str],
    ) -> None:
        self.stories = stories
        self.edges = edges
        self.group = list(range(len(stories)))
        self.members = {number: [number] for number in range(len(stories))}
        self.anchor = {number: anchors.get(story.id) for number, story in enumerate(stories)}

    def join(self, first: int, second: int) -> None:
        """Make one group of the two that hold a pair, where nothing speaks against it."""
        a, b = sorted((self.group[first], self.group[second]))
        if a == b or not self._fit(a, b):
            return
        for number in self.members[b]:
            self.group[number] = a
        self.members[a] += self.members.pop(b)
        self.anchor[a] = self.anchor[a] or self.anchor[b]

    def _fit(self, a: int, b: int) -> bool:
        if self.anchor[a] and self.anchor[b] and self.anchor[a] != self.anchor[b]:
            return False
        days = [d for n in (*self.members[a], *self.members[b]) if (d := self.stories[n].day) is not None]
        if days and max(days) - min(days) > SPAN:
            return False
        scores = [
            self.edges[pair].score if pair in self.edges else ABSENT
            for one in self.members[a]
            for other in self.members[b]
            for pair in ((min(one, other), max(one, other)),)
        ]
        return sum(scores) / len(scores) >= ALIKE

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
        for at, one in enumerate(members):
            for other in members[at + 1 :]:
                for words in self.edges[one, other].why if (one, other) in self.edges else ():
                    sharing[words] |= {one, other}
        ordered = sorted(sharing.items(), key=lambda pair: (-len(pair[1]), pair[0]))[:MAX_WHY]
        return tuple(f"{_of(len(held), len(members))} share {words}" for words, held in ordered)


def _of(some: int, whole: int) -> str:
    if some == whole:
        return "both articles" if whole == 2 else f"all {whole} articles"
    return f"{some} of {whole} articles"
