"""Articles that only refer to an event that others report: its amount is the background of their news."""

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

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


class OldSum(NamedTuple):
    """A sum that an article holds beside its news."""

    article: str
    day: int
    step: int
    """What shelf its announcement stands on."""
    money: Money
    names: frozenset[str]
    """Of whom one may give it."""


def recalled(announcements: Iterable[Announcement], sums: Iterable[OldSum]) -> dict[int, tuple[str, ...]]:
    """Give for each announcement's number the articles that recall it, sorted.

    An article recalls the latest announcement of the same amount by a giver that it names.
    """
    shelf: defaultdict[int, list[Announcement]] = defaultdict(list)
    for announcement in sorted(announcements, key=_order):
        for step in _steps(announcement.money):
            shelf[step].append(announcement)
    found: defaultdict[int, set[str]] = defaultdict(set)
    for old in sums:
        if (held := shelf.get(old.step)) and (latest := _latest(held, old)) is not None:
            found[latest.number].add(old.article)
    return {number: tuple(sorted(articles)) for number, articles in found.items()}


def sums_of_old(story: Story) -> Iterator[OldSum]:
    """Give the sums that an article of a known day holds beside its news."""
    day = story.day
    if day is None:
        return
    for money, names in _beside_news(story):
        for step in _steps(money)[:1]:
            yield OldSum(story.id, day, step, money, names)


def _beside_news(story: Story) -> Iterator[tuple[Money, frozenset[str]]]:
    for money in (*story.background, *(story.money if story.digest else ())):
        yield money, story.names
    for claim in story.known.reading.facts.claims:
        if claim.kind in GIVEN and claim.donors:
            stated = money_of(claim.amount, story.known.day)
            if stated is not None and not any(same_money(stated, news) for news in story.money):
                yield stated, frozenset(claim.donors)


def _order(one: Announcement) -> tuple[int, int]:
    return one.day, one.number


def _latest(held: Sequence[Announcement], old: OldSum) -> Announcement | None:
    """Give the last announcement of a sum that an article can look back on, or None; `held` are in order."""
    for at in range(bisect_left(held, (old.day + 1, 0), key=_order) - 1, -1, -1):
        one = held[at]
        if old.day - one.day > MEMORY:
            break
        if (
            old.article not in one.articles
            and not one.givers.isdisjoint(old.names)
            and same_money(one.money, old.money)
        ):
            return one
    return None


def _steps(money: Money) -> tuple[int, ...]:
    """Give the shelf of a sum and the two beside it; a sum without a euro value stands on none."""
    if not money.euros or money.euros <= 0:
        return ()
    step = round(math.log(money.euros) / STEP)
    return (step, step - 1, step + 1)
