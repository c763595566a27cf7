"""Articles that only refer to an event that others report: its amount is the background of their news."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .likeness import same_money
from .stories import Money, Story

MEMORY = 60
"""Days for which an amount with its giver still brings one announcement to mind."""
STEP = math.log(1.05)


@dataclass(frozen=True)
class Announcement:
    """An event known by its amount."""

    number: int
    """The caller's number of the event."""
    money: Money
    givers: frozenset[str]
    articles: frozenset[str]
    day: int


def recalled(announcements: Iterable[Announcement], stories: Sequence[Story]) -> dict[int, tuple[str, ...]]:
    """Give for each announcement's number the articles that recall it, sorted.

    An article recalls the latest announcement of the same amount by a giver that it names.
    """
    shelf: defaultdict[int, list[Announcement]] = defaultdict(list)
    for announcement in announcements:
        for step in _steps(announcement.money):
            shelf[step].append(announcement)
    found: defaultdict[int, set[str]] = defaultdict(set)
    for story in stories:
        for money in story.background:
            fitting = [one for step in _steps(money)[:1] for one in shelf[step] if _fits(one, story, money)]
            if fitting:
                latest = max(fitting, key=lambda one: (one.day, one.number))
                found[latest.number].add(story.id)
    return {number: tuple(sorted(articles)) for number, articles in found.items()}


def _fits(one: Announcement, story: Story, money: Money) -> bool:
    return (
        story.day is not None
        and 0 <= story.day - one.day <= MEMORY
        and story.id not in one.articles
        and not one.givers.isdisjoint(story.names)
        and same_money(one.money, money)
    )


def _steps(money: Money) -> tuple[int, ...]:
    """Give the shelf of a sum and the two beside it; a sum without a euro value stands on none."""
    if not money.euros or money.euros <= 0:
        return ()
    step = round(math.log(money.euros) / STEP)
    return (step, step - 1, step + 1)
