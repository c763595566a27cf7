"""Articles that only refer to an event that others report: its amount is the background of their news."""

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from plugins.memory import Memory, remembered
from plugins.model import Value

from .likeness import same_money
from .stories import Money, Story, money_of

MEMORY = 60
"""Days for which an amount with its giver still brings one announcement to mind."""
TOGETHER = 16
"""Days whose articles are looked through together: those of other weeks are taken up as they were."""
STEP = math.log(1.05)
GIVEN = frozenset(("announced", "delivered"))
"""Kinds of claims that can be an earlier announcement told again."""


class Announcement(NamedTuple):
    """An event known by its amount."""

    day: int
    number: int
    """The caller's number of the event."""
    money: Money
    givers: frozenset[str]
    articles: frozenset[str]

    @property
    def told(self) -> tuple[object, ...]:
        """Give what decides who recalls it."""
        return self.day, self.money, sorted(self.givers), sorted(self.articles)


class OldSum(NamedTuple):
    """A sum that an article holds beside its news."""

    article: str
    day: int
    step: int
    """What shelf its announcement stands on."""
    money: Money
    names: frozenset[str]
    """Of whom one may give it."""


class OldSums(Value, frozen=True):
    """The sums that the articles of some weeks hold beside their news."""

    sums: tuple[OldSum, ...]


class Recalling(Value, frozen=True):
    """Which articles of some weeks look back on which announcements."""

    articles: tuple[tuple[int, str], ...]
    """Each with the announcement's place among those of these weeks and the two months before."""


def recalled(
    announcements: Iterable[Announcement], stories: Iterable[Story], memory: Memory | None
) -> dict[int, tuple[str, ...]]:
    """Give for each announcement's number the articles that recall it, sorted.

    An article recalls the latest announcement of the same amount by a giver that it names.
    """
    in_order = sorted(announcements, key=_order)
    spells: defaultdict[int, list[Story]] = defaultdict(list)
    for story in stories:
        if story.day is not None:
            spells[story.day // TOGETHER].append(story)
    near: dict[int, Sequence[Announcement]] = {}
    for spell in sorted(spells):
        first = bisect_left(in_order, (spell * TOGETHER - MEMORY,))
        end = bisect_left(in_order, ((spell + 1) * TOGETHER,))
        if first < end:
            near[spell] = in_order[first:end]
    told = {spell: b"".join([story.told for story in spells[spell]]) for spell in near}

    def recalling(number: int) -> Recalling:
        spell = [*near][number]
        (old,) = remembered(
            memory, [("old sums", told[spell])], OldSums, lambda _: _sums_of_old(spells[spell])
        )
        return Recalling(tuple(_recalling(near[spell], old.sums)))

    made_of = [("recalled", told[spell], [one.told for one in some]) for spell, some in near.items()]
    found: defaultdict[int, set[str]] = defaultdict(set)
    for some, of_spell in zip(near.values(), remembered(memory, made_of, Recalling, recalling), strict=True):
        for at, article in of_spell.articles:
            found[some[at].number].add(article)
    return {number: tuple(sorted(articles)) for number, articles in found.items()}


def _recalling(announcements: Sequence[Announcement], sums: Iterable[OldSum]) -> Iterator[tuple[int, str]]:
    """Give each article that recalls one of some announcements, with that one's place."""
    shelf: defaultdict[int, list[tuple[int, Announcement]]] = defaultdict(list)
    for place, announcement in enumerate(announcements):
        for step in _steps(announcement.money):
            shelf[step].append((place, announcement))
    for old in sums:
        latest = _latest(shelf.get(old.step, ()), old)
        if latest is not None:
            yield latest, old.article


def _sums_of_old(stories: Iterable[Story]) -> OldSums:
    return OldSums(tuple(old for story in stories for old in sums_of_old(story)))


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


def _latest(held: Sequence[tuple[int, Announcement]], old: OldSum) -> int | None:
    """Give the place of the last announcement that an article can look back on, or None.

    `held` are in order.
    """
    for place, one in reversed(held):
        if one.day > old.day:
            continue
        if old.day - one.day > MEMORY:
            break
        if (
            old.article not in one.articles
            and not one.givers.isdisjoint(old.names)
            and same_money(one.money, old.money)
        ):
            return place
    return None


def _steps(money: Money) -> tuple[int, ...]:
    """Give the shelf of a sum and the two beside it; a sum without a euro value stands on none."""
    if not money.euros or money.euros <= 0:
        return ()
    step = round(math.log(money.euros) / STEP)
    return (step, step - 1, step + 1)
