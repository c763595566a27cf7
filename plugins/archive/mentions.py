"""Articles that only refer to an event that others report: its amount is the background of their news."""

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .likeness import same_money
from .stories import Money, Story, money_of

MEMORY = 60
"""Days for which an amount with its giver still brings one announcement to mind."""
STEP = math.log(1.05)
GIVEN = frozenset(("announced", "delivered"))
"""Kinds of claims that can be an earlier announcement told again."""


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
    givers = frozenset[str]().union(*(one.givers for held in shelf.values() for one in held))
    for story in stories:
        for money, names in _sums_of_old(story, givers):
            latest = _latest(shelf, story, money, names)
            if latest is not None:
                found[latest.number].add(story.id)
    return {number: tuple(sorted(articles)) for number, articles in found.items()}


def _sums_of_old(story: Story, givers: frozenset[str]) -> Iterator[tuple[Money, frozenset[str]]]:
    """Give the sums that an article holds beside its news, each with the names of which one may give it.

    `givers` are those who announced anything at all.
    """
    for money in (*story.background, *(story.money if story.digest else ())):
        yield money, story.names
    for claim in story.item.reading.facts.claims:
        if claim.kind in GIVEN and not givers.isdisjoint(claim.donors):
            stated = money_of(claim.amount, story.item.day)
            if stated is not None and not any(same_money(stated, news) for news in story.money):
                yield stated, frozenset(claim.donors)


def _order(one: Announcement) -> tuple[int, int]:
    return one.day, one.number


def _latest(
    shelf: Mapping[int, list[Announcement]], story: Story, money: Money, names: frozenset[str]
) -> Announcement | None:
    """Give the last announcement of a sum that a story can look back on, or None."""
    if story.day is None:
        return None
    for step in _steps(money)[:1]:
        held = shelf.get(step, [])
        for at in range(bisect_left(held, (story.day + 1, 0), key=_order) - 1, -1, -1):
            one = held[at]
            if story.day - one.day > MEMORY:
                break
            if (
                story.id not in one.articles
                and not one.givers.isdisjoint(names)
                and same_money(one.money, money)
            ):
                return one
    return None


def _steps(money: Money) -> tuple[int, ...]:
    """Give the shelf of a sum and the two beside it; a sum without a euro value stands on none."""
    if not money.euros or money.euros <= 0:
        return ()
    step = round(math.log(money.euros) / STEP)
    return (step, step - 1, step + 1)
