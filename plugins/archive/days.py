"""Which articles are held against which: those of each day, with those of the days before it."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from .stories import Story

WINDOW = 3
"""Days between two reports of one happening."""
TOGETHER = 16
"""Days whose windows are kept together: where none of their articles changed, one look-up finds them all."""


def spells_of(stories: Sequence[Story]) -> Iterator["Spell"]:
    """Give every day with those before it, some weeks together; an article without a day may be of any."""
    by_day: defaultdict[int | None, list[int]] = defaultdict(list)
    for number, day in enumerate(map(attrgetter("day"), stories)):
        by_day[day].append(number)
    told = [story.told for story in stories]

    def day_of(numbers: Sequence[int]) -> Day:
        return Day(numbers, b"".join([told[number] for number in numbers]))

    undated = day_of(by_day.pop(None, []))
    days = {day: day_of(by_day[day]) for day in sorted(day for day in by_day if day is not None)}
    for _, some in groupby(days, lambda day: day // TOGETHER):
        yield Spell([*some], days, undated)
    if undated.numbers:
        yield Spell([], {}, undated)


class Spell:
    """Some weeks, whose windows are kept together."""

    def __init__(self, own: Sequence[int], days: Mapping[int, "Day"], undated: "Day") -> None:
        self.days: Sequence[int | None] = own or [None]
        """Those whose articles are held against others."""
        self._own = own
        self._every = days
        self._undated = undated

    @property
    def told(self) -> tuple[object, ...]:
        """Give what decides which of its articles are alike."""
        if not self._own:
            return (self._undated.told,)
        every = self._every
        near = [day for day in range(self._own[0] - WINDOW, self._own[-1] + 1) if day in every]
        # By the numbers of articles on each day it is told which of them are of which.
        layout = [(day - self._own[0], len(every[day].numbers)) for day in near]
        return layout, b"".join([every[day].told for day in near]), self._undated.told

    @cached_property
    def windows(self) -> Sequence["Window"]:
        """Its days, each with those before it, and each with the articles that have none."""
        if not self._own:
            return [Window(self._undated, [], dated=False)]
        every = self._every
        made = [
            Window(
                every[day], [every[near] for near in range(day - WINDOW, day) if near in every], dated=True
            )
            for day in self._own
        ]
        if self._undated.numbers:
            made += [Window(every[day], [self._undated], dated=False) for day in self._own]
        return made


class Day(NamedTuple):
    """Articles of one day, or all those without one."""

    numbers: Sequence[int]
    """In order."""
    told: bytes
    """What tells them from others, where there is a memory."""


class Window:
    """Articles that are held against each other, and against those of some days before."""

    def __init__(self, own: Day, before: Sequence[Day], *, dated: bool) -> None:
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
