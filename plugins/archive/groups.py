"""Articles that report one happening, brought together; time grows with the archive, not with its square."""

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
LEAST_PHRASES = 20_000
"""Phrases that are held before those of long ago are let go."""
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
    in_time = sorted(range(len(stories)), key=lambda number: (stories[number].day or 0, number))
    shelves = _Shelves()
    for place, number in enumerate(in_time):
        # One look-up in common is chance; so are few where another article shares many.
        shared = Counter(shelves.met(stories[number], place))
        least = max(2, CHANCE * max(shared.values(), default=0))
        likely = [(-count, in_time[other]) for other, count in shared.items() if count >= least]
        for _, other in sorted(likely)[:CANDIDATES]:
            yield (number, other) if number < other else (other, number)


class _Shelves:
    """The articles so far, by their places in time, to be found by what is rare in them."""

    def __init__(self) -> None:
        self._days: dict[int, tuple[int, defaultdict[Hashable, list[int]]]] = {}
        """Each of the last days with its first place, and where terms and quotations stand in it."""
        self._undated: defaultdict[Hashable, list[int]] = defaultdict(list)
        self._phrases: dict[int, list[int]] = {}
        """Where phrases stand, rare ones: each in so few articles that they need no shelf for every day."""
        self._most = LEAST_PHRASES
        self._undated_places = 0

    def met(self, story: Story, place: int) -> list[int]:
        """Give the newest articles under each of a story's terms and marks, as often as these count; hold it.

        An article without a day may be of any: only what hardly anybody else says leads to it. Those come
        first, then all others day by day.
        """
        self._open(story.day, place)
        quotes = [(quote, MARK) for quote in story.quotes]
        found = MARK * self._telling(story.phrases, place) + _under(self._undated, quotes)
        if story.day is None:
            _put(self._undated, quotes, place)
            return found
        look_ups = (*_look_ups(story), *quotes)
        for _, shelf in self._days.values():
            found += _under(shelf, look_ups)
        _put(self._days[story.day][1], look_ups, place)
        return found

    def _open(self, day: int | None, place: int) -> None:
        """Make room for a day, and let go of those long before: what is held stays as small as a few days."""
        if day is None:
            self._undated_places = place + 1
        elif day not in self._days:
            for early in [early for early in self._days if early < day - WINDOW]:
                del self._days[early]
            self._days[day] = (place, defaultdict(list))
            if len(self._phrases) > self._most:
                first, undated = self._first(), self._undated_places
                self._phrases = {
                    phrase: places
                    for phrase, places in self._phrases.items()
                    if places[-1] >= first or places[0] < undated
                }
                self._most = max(2 * len(self._phrases), LEAST_PHRASES)

    def _telling(self, phrases: Iterable[int], place: int) -> list[int]:
        """Give the articles with each of some phrases, as often as these count; hold another one's."""
        first, undated = self._first(), self._undated_places
        known, found = self._phrases, list[int]()
        for phrase in phrases:
            held = known.get(phrase)
            if held is None:
                known[phrase] = [place]
                continue
            if held[0] < first:
                held = known[phrase] = [other for other in held if other < undated or other >= first]
            found += held
            held.append(place)
        return found

    def _first(self) -> int:
        """Give the first place of the last days."""
        return next(iter(self._days.values()))[0] if self._days else 0


def _under(shelf: Mapping[Hashable, list[int]], look_ups: Iterable[tuple[Hashable, int]]) -> list[int]:
    """Give the newest articles under each look-up, as often as it counts."""
    found: list[int] = []
    for one, weight in look_ups:
        held = shelf.get(one)
        if held is not None:
            found += weight * held[-NEWEST:]
    return found


def _put(
    shelf: defaultdict[Hashable, list[int]], look_ups: Iterable[tuple[Hashable, int]], place: int
) -> None:
    for one, _ in look_ups:
        shelf[one].append(place)


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
