"""Articles that only refer to an event that others report: its amount is the background of their news."""

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
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
    for announcement in sorted(announcements, key=_order):
        for step in _steps(announcement.money):
            shelf[step].append(announcement)
    found: defaultdict[int, set[str]] = defaultdict(set)
    for story in stories:
        for money in story.background:
            latest = _latest(shelf, story, money)
            if latest is not None:
                found[latest.number].add(story.id)
    return {number: tuple(sorted(articles)) for number, articles in found.items()}


def _order(one: Announcement) -> tuple[int, int]:
    return one.day, one.number


def _latest(shelf: Mapping[int, list[Announcement]], story: Story, money: Money) -> Announcement | None:
    """Give the last announcement of a sum that a story can look back on, or None."""
    if story.day is None:
        return None
    for step in _steps(money)[:1]:
        held = shelf.get(step, [])
        for at in range(bisect_left(held, (story.day + 1, 0), key=_order) - 1, -1, -1):
            if story.day - held[at].day > MEMORY:
                break
            if _fits(held[at], story, money):
                return held[at]
    return None


def _fits(one: Announcement, story: Story, money: Money) -> bool:
    return (
        story.id not in one.articles
        and not one.givers.isdisjoint(story.names)
        and same_money(one.money, money)
    )


def _steps(money: Money) -> tuple[int, ...]:
    """Give the shelf of a sum and the two beside it; a sum without a euro value stands on none."""
    if not money.euros or money.euros <= 0:
        return ()
    step = round(math.log(money.euros) / STEP)
    return (step, step - 1, step + 1)
