"""Articles held against those of the days before: each day by itself, so that what a day gave can be kept.

Only articles that share something rare are compared. What a day gives depends on its own articles, on those
of the days before that are near enough, and on what is rare in the archive, and on nothing else.
"""

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from plugins.extract.gist import checksums
from plugins.memory import Memory, name_of, remembered_together
from plugins.model import Value

from .likeness import Likeness, Seen, likeness
from .rarity import Rarity
from .stories import Money, Story

WINDOW = 3
"""Days between two reports of one happening."""
TOGETHER = 16
"""Days whose windows are kept together: where none of their articles changed, one look-up finds them all."""
TERMS = 7
"""How many of its heaviest words and names an article is looked up by."""
NEWEST = 25
"""How many articles of a day each of these leads to: the newest, so that a long list costs no more."""
CANDIDATES = 24
MARK = 2
"""What a rare phrase or a quotation counts: as much as two words."""
CHANCE = 0.25
"""Share of the most look-ups in common that a candidate must have too."""
UNDATED = 0.6
"""Points for a pair without a day on both sides."""
SUM_STEP = math.log(1.05)
MOST_PHRASES = 1_000_000
"""Phrases of articles without a day that are held at once."""


LookUps = Iterable[tuple[Hashable, int]]


class Edge(Value, frozen=True, array_like=True):
    """Two articles of a window by their places in it, in the order of their paths, and how alike they are."""

    one: int
    other: int
    likeness: Likeness


def edges_of(
    stories: Sequence[Story],
    theme: frozenset[str],
    rarity: Rarity,
    made_of: object,
    memory: Memory | None,
) -> dict[tuple[int, int], Likeness]:
    """Give the pairs that may report one happening, the smaller number first, with how alike they are.

    `stories` are sorted by path; `made_of` tells this rarity from another one.
    """
    sight = _Sight(stories, theme, rarity)
    spells = [*_spells(stories)]
    common = name_of(made_of, sorted(theme))

    def edges(spell: int, window: int) -> tuple[Edge, ...]:
        return tuple(sight.edges(spells[spell].windows[window]))

    found = remembered_together(
        memory,
        [("spell", common, spell.told) for spell in spells],
        lambda number: [("window", common, *window.made_of) for window in spells[number].windows],
        tuple[Edge, ...],
        edges,
    )
    return {
        (numbers[edge.one], numbers[edge.other]): edge.likeness
        for spell, of_windows in zip(spells, found, strict=True)
        if any(of_windows)
        for window, edges_of_one in zip(spell.windows, of_windows, strict=True)
        if edges_of_one
        for numbers in (window.numbers,)
        for edge in edges_of_one
    }


def _spells(stories: Sequence[Story]) -> Iterator["_Spell"]:
    """Give every day with those before it, some weeks together; an article without a day may be of any."""
    by_day: defaultdict[int | None, list[int]] = defaultdict(list)
    for number, day in enumerate(map(attrgetter("day"), stories)):
        by_day[day].append(number)
    told = [story.told for story in stories]

    def day_of(numbers: Sequence[int]) -> _Day:
        return _Day(numbers, b"".join([told[number] for number in numbers]))

    undated = day_of(by_day.pop(None, []))
    days = {day: day_of(by_day[day]) for day in sorted(day for day in by_day if day is not None)}
    for _, some in groupby(days, lambda day: day // TOGETHER):
        yield _Spell([*some], days, undated)
    if undated.numbers:
        yield _Spell([], {}, undated)


class _Spell:
    """Some weeks, whose windows are kept together."""

    def __init__(self, own: Sequence[int], days: Mapping[int, "_Day"], undated: "_Day") -> None:
        self._own = own
        self._days = days
        self._undated = undated

    @property
    def told(self) -> tuple[object, ...]:
        """Give what decides which of its articles are alike."""
        if not self._own:
            return (self._undated.told,)
        every = self._days
        near = [day for day in range(self._own[0] - WINDOW, self._own[-1] + 1) if day in every]
        # By the numbers of articles on each day it is told which of them are of which.
        layout = [(day - self._own[0], len(every[day].numbers)) for day in near]
        return layout, b"".join([every[day].told for day in near]), self._undated.told

    @cached_property
    def windows(self) -> Sequence["_Window"]:
        """Its days, each with those before it, and each with the articles that have none."""
        if not self._own:
            return [_Window(self._undated, [], dated=False)]
        every = self._days
        made = [
            _Window(
                every[day], [every[near] for near in range(day - WINDOW, day) if near in every], dated=True
            )
            for day in self._own
        ]
        if self._undated.numbers:
            made += [_Window(every[day], [self._undated], dated=False) for day in self._own]
        return made


class _Day(NamedTuple):
    """Articles of one day, or all those without one."""

    numbers: Sequence[int]
    """In order."""
    told: bytes
    """What tells them from others, where there is a memory."""


class _Window:
    """Articles that are held against each other, and against those of some days before."""

    def __init__(self, own: _Day, before: Sequence[_Day], *, dated: bool) -> None:
        self.own = own
        self.before = before
        self.dated = dated
        """False where one of each pair has no day: then those of one day are not held against each other."""

    @property
    def made_of(self) -> tuple[object, ...]:
        """Give what decides which of its articles are alike."""
        return self.dated, self.own.told, [day.told for day in self.before]

    @property
    def numbers(self) -> list[int]:
        """Give the numbers of its articles by their places in it, those before first."""
        return [number for day in (*self.before, self.own) for number in day.numbers]

    def place(self, number: int) -> int:
        """Give an article's place in the window by its number."""
        before = 0
        for day in (*self.before, self.own):
            place = bisect_left(day.numbers, number)
            if place < len(day.numbers) and day.numbers[place] == number:
                return before + place
            before += len(day.numbers)
        raise ValueError(number)


class _Sight:
    """Articles ready to be compared: those of the days that the last window was about, and no others."""

    def __init__(self, stories: Sequence[Story], theme: frozenset[str], rarity: Rarity) -> None:
        self._stories = stories
        self._theme = theme
        self._rarity = rarity
        self._shelves: dict[int, _Shelf] = {}
        """Those of whole days, by their first article."""

    def edges(self, window: _Window) -> Iterator[Edge]:
        """Give the pairs of a window, each with how alike they are."""
        self._shelves = {day.numbers[0]: self._shelf(day, dated=window.dated) for day in window.before}
        own = _Shelf(dated=window.dated)
        shelves = (*self._shelves.values(), own)
        for number in window.own.numbers:
            seen = self._see(number)
            found = [other for shelf in shelves for other in shelf.met(seen)]
            for other in _likely(found):
                beside = next(shelf.seen[other] for shelf in shelves if other in shelf.seen)
                # Numbers differ, so it is by them that the two are put in order.
                (one, first), (last, second) = sorted([(number, seen), (other, beside)])
                alike = likeness(first, second, self._theme)
                if window.dated or (alike.firm and alike.score >= UNDATED):
                    yield Edge(window.place(one), window.place(last), alike)
            if window.dated or not window.before:
                own.put(number, seen)
        if window.dated:
            self._shelves[window.own.numbers[0]] = own

    def _shelf(self, day: _Day, *, dated: bool) -> "_Shelf":
        """Give the shelf of a day, or of all articles without one."""
        held = self._shelves.get(day.numbers[0])
        if held is None:
            every = [(number, self._see(number)) for number in day.numbers]
            phrases = sum(len(seen.phrases) for _, seen in every)
            held = _Shelf(dated=dated, every=1 if dated else phrases // MOST_PHRASES + 1)
            for number, seen in every:
                held.put(number, seen)
        return held

    def _see(self, number: int) -> Seen:
        """Give an article as it is held against others."""
        story = self._stories[number]
        vector = self._rarity.vector(story)
        claims = story.known.reading.facts.claims
        return Seen(
            day=story.day,
            happening_days=story.happening_days,
            title_givers=story.title_givers,
            givers=story.givers,
            money=story.money,
            background=story.background,
            aid=frozenset(aid for claim in claims for aid in claim.aid if aid != "unspecified"),
            occasions=story.occasions,
            quotes=story.quotes,
            vector=vector,
            bodies=tuple([term for term in vector if term[0] == "@"]),
            phrases=frozenset(checksums(story.gist.phrases)) - self._rarity.common,
            look_ups=_look_ups(vector, story.money),
        )


def _likely(found: Iterable[int]) -> Iterator[int]:
    """Give those that were met often enough, the most often met first."""
    # One look-up in common is chance; so are few where another article shares many.
    shared = Counter(found)
    least = max(2, CHANCE * max(shared.values(), default=0))
    likely = sorted((-count, number) for number, count in shared.items() if count >= least)
    return (number for _, number in likely[:CANDIDATES])


class _Shelf:
    """The articles of one day so far, to be found by what is rare in them.

    Where days are not known, only what hardly anybody else says leads to an article: phrases and quotations.
    """

    def __init__(self, *, dated: bool, every: int = 1) -> None:
        self._dated = dated
        self._every = every
        """Of very many phrases one in so many is enough to find an article that shares dozens."""
        self.seen: dict[int, Seen] = {}
        self._words: defaultdict[Hashable, list[int]] = defaultdict(list)
        # Nearly every phrase is one article's alone: a list for each would take most of the time.
        self._first: dict[int, int] = {}
        self._others: defaultdict[int, list[int]] = defaultdict(list)

    def put(self, number: int, seen: Seen) -> None:
        """Take an article in."""
        self.seen[number] = seen
        for one, _ in self._look_ups(seen):
            self._words[one].append(number)
        phrases = seen.phrases
        if self._every > 1:
            phrases = frozenset(phrase for phrase in phrases if phrase % self._every == 0)
        again = self._first.keys() & phrases
        for phrase in again:
            self._others[phrase].append(number)
        self._first |= dict.fromkeys(phrases - again, number)

    def met(self, seen: Seen) -> list[int]:
        """Give the newest articles under each of an article's look-ups, as often as these count."""
        found: list[int] = []
        for one, weight in self._look_ups(seen):
            held = self._words.get(one)
            if held is not None:
                found += weight * held[-NEWEST:]
        for phrase in self._first.keys() & seen.phrases:
            found += MARK * [self._first[phrase], *self._others.get(phrase, ())]
        return found

    def _look_ups(self, seen: Seen) -> LookUps:
        quotes = [(quote, MARK) for quote in seen.quotes]
        return (*seen.look_ups, *quotes) if self._dated else quotes


def _look_ups(vector: Mapping[str, float], sums: Iterable[Money]) -> tuple[tuple[str, int], ...]:
    """Give the terms to look an article up by, each with its weight: a sum is as good as two words."""
    heaviest = sorted(vector, key=vector.__getitem__, reverse=True)[:TERMS]
    steps = {
        f"sum {step + near}"
        for money in sums
        if money.euros
        for step in (math.floor(math.log(money.euros) / SUM_STEP),)
        for near in (0, 1)
    }
    return (*((term, 1) for term in heaviest), *((one, 2) for one in sorted(steps)))
