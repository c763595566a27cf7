"""What each article is about, ready to be held against the others."""

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from itertools import chain
from operator import mul
from typing import Literal, NamedTuple

from plugins.extract.gist import checksums, find_gist
from plugins.model import Amount, Gist, Happening, Sum
from plugins.registry import Knowledge

from .desk import Item
from .digests import is_digest
from .rates import in_euros

BACKGROUND_ARTICLES = 200
"""Articles that a small archive is thought to stand among, so that five pages don't make every word rare."""
WORD_AT_LARGE, PERSON_AT_LARGE, DONOR_AT_LARGE = 0.005, 0.02, 0.1
TITLE_WEIGHT, LEAD_WEIGHT, NAME_WEIGHT = 1.0, 0.45, 1.2
RARE = 12
"""A phrase that more articles share than this is nobody's in particular."""
AT_ONCE, MOST_RANGES = 500_000, 16
"""Phrases counted at once, so that their table stays small and near; ranges at the most."""
LONG_QUOTE = 6
"""Words from which a quotation is nobody else's."""
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
BARE_CURRENCY = {"dollar": "USD", "pound": "GBP", "franc": "CHF", "yen": "JPY"}
"""What a family of currencies means where the words leave it open."""


class Money(NamedTuple):
    """A sum in euros, to hold sums in several currencies against each other."""

    value: float
    currency: str
    euros: float | None
    exact: bool
    """False for "nearly 3 billion" and its kin: a rounded figure."""
    bound: Literal["least", "most"] | None = None
    """What the figure limits where it is only a limit: "more than 300 million" is the least."""


@dataclass(frozen=True)
class Story:
    """One article, as far as it helps to know its like."""

    item: Item
    day: int | None
    """Day of publication as a number, None where unknown."""
    happening_days: frozenset[int]
    """Days that it states for what it reports."""
    weekdays: frozenset[int]
    names: frozenset[str]
    title_names: frozenset[str]
    title_givers: frozenset[str]
    """Countries and bodies in its title; a body of one country stands for that country."""
    givers: frozenset[str]
    """The same for title and lead."""
    money: tuple[Money, ...]
    background: tuple[Money, ...]
    vector: dict[str, float]
    """Weights of stems and names in title and lead; their squares add up to 1."""
    bodies: tuple[str, ...]
    """Those of them that stand for countries and bodies."""
    gist: Gist
    phrases: frozenset[int]
    """Checksums of those phrases that few other articles have, and at least one."""
    quotes: frozenset[tuple[str, ...]]
    occasions: tuple[Happening, ...]
    """What it reports, main occasion first."""

    @property
    def id(self) -> str:
        """The article's id."""
        return self.item.id

    @cached_property
    def digest(self) -> bool:
        """Whether it touches on many happenings and reports none of them in particular."""
        return is_digest(self.item.reading.document.title)

    @property
    def set_by_desk(self) -> bool:
        """Say whether a sidecar says which events it reports."""
        sidecar = self.item.reading.document.sidecar
        return sidecar is not None and sidecar.events is not None


def stories_of(items: Sequence[Item], knowledge: Knowledge) -> tuple[Story, ...]:
    """Give every article's story, in the order of the items."""
    gists = [_gist(item, knowledge) for item in items]
    rarity = _rarity(gists, knowledge)
    rare = rare_phrases([gist.phrases for gist in gists])
    return tuple(
        _story(item, gist, rarity, frozenset(phrases), knowledge)
        for item, gist, phrases in zip(items, gists, rare, strict=True)
    )


@cache
def ordinal(day: str | None) -> int | None:
    """Give a day as a number, None for a month, a year or nothing."""
    return date.fromisoformat(day).toordinal() if day is not None and len(day) == len("2023-02-08") else None


def _gist(item: Item, knowledge: Knowledge) -> Gist:
    facts = item.reading.facts
    return facts.gist or find_gist(item.reading.document, facts.mentions, knowledge)


Rarity = dict[str, tuple[str, float]]
"""By stem or name: one text that stands for all its like, and how much it weighs."""


def _rarity(gists: Iterable[Gist], knowledge: Knowledge) -> Rarity:
    """Give the weight of every stem and name: the rarer, the heavier.

    How often a country or a person is named at large counts too, so that few articles don't make them rare.
    """
    held: Counter[str] = Counter()
    number = BACKGROUND_ARTICLES
    for gist in gists:
        number += 1
        held.update({*gist.title_words, *gist.lead_words, *(_term(n, knowledge) for n in gist.names)})
    return {
        term: (term, max(math.log(number / (count + BACKGROUND_ARTICLES * _at_large(term))), 0.0))
        for term, count in held.items()
    }


def _at_large(term: str) -> float:
    """Give the share of articles anywhere that a term may be thought to stand in."""
    return {"@": DONOR_AT_LARGE, "%": PERSON_AT_LARGE}.get(term[0], WORD_AT_LARGE)


def _term(name: str, knowledge: Knowledge) -> str:
    """Give a name as a term: "%" for a person or a kind of equipment, "@" for a country or a body."""
    return f"%{name}" if name in knowledge.people or name in knowledge.equipment else f"@{name}"


def rare_phrases(packed: Sequence[bytes]) -> list[list[int]]:
    """Give of each article's phrases, packed as in its gist, those that few others have, and at least one.

    They are counted one range of checksums after another: so what is held stays small, and near.
    """
    every = [checksums(phrases) for phrases in packed]
    rare: list[list[int]] = [[] for _ in every]
    starts = [0] * len(every)
    step = 2**32 // min(sum(map(len, every)) // AT_ONCE + 1, MOST_RANGES) + 1
    for stop in range(step, 2**32 + step, step):
        ends = [bisect_left(phrases, stop, start) for phrases, start in zip(every, starts, strict=True)]
        ranges = [
            phrases[start:end].tolist() for phrases, start, end in zip(every, starts, ends, strict=True)
        ]
        held = Counter(chain.from_iterable(ranges))
        shared = {phrase for phrase, count in held.items() if 2 <= count <= RARE}
        for found, phrases in zip(rare, ranges, strict=True):
            found.extend(shared.intersection(phrases))
        starts = ends
    return rare


def _story(item: Item, gist: Gist, rarity: Rarity, phrases: frozenset[int], knowledge: Knowledge) -> Story:
    facts, vector = item.reading.facts, _vector(gist, rarity, knowledge)
    occasions = tuple(h for h in facts.happenings if h.reported)
    days = {ordinal(h.when.date) for h in occasions if h.kind != "other"}
    return Story(
        item=item,
        day=ordinal(item.day),
        happening_days=frozenset(day for day in days if day is not None),
        weekdays=frozenset(h.weekday for h in occasions if h.weekday is not None),
        names=frozenset(gist.names),
        title_names=frozenset(gist.title_names),
        title_givers=_givers(gist.title_names, knowledge),
        givers=_givers(gist.names, knowledge),
        money=tuple(_money(one, item.day) for one in gist.sums),
        background=tuple(_money(one, item.day) for one in gist.background),
        vector=vector,
        bodies=tuple([term for term in vector if term[0] == "@"]),
        gist=gist,
        phrases=phrases,
        quotes=frozenset(words for words in item.quote_words if len(words) >= LONG_QUOTE),
        occasions=occasions,
    )


def _givers(names: Iterable[str], knowledge: Knowledge) -> frozenset[str]:
    return frozenset(giver for name in names if (giver := giver_of(name, knowledge)))


def giver_of(name: str, knowledge: Knowledge) -> str | None:
    """Give the country or body that a name stands for: the White House is the United States."""
    entity = knowledge.donors.get(name) or knowledge.organisations.get(name)
    if entity is None:
        return None
    return knowledge.country_id(entity.country or "") or name


def _money(one: Sum, day: str | None) -> Money:
    currency = BARE_CURRENCY.get(one.currency, one.currency)
    bound: Literal["least", "most"] | None = None
    if one.low != one.high:
        bound = "least" if one.high is None else "most" if one.low is None else None
    return Money(one.value, currency, in_euros(one.value, currency, day), one.low == one.high, bound)


def money_of(amount: Amount | None, day: str | None) -> Money | None:
    """Give an amount as a sum that can be held against others; None for a share or no currency."""
    value = None if amount is None else amount.high if amount.high is not None else amount.low
    if amount is None or value is None or amount.currency is None:
        return None
    return Money(value, amount.currency, in_euros(value, amount.currency, day), amount.low == amount.high)


def _vector(gist: Gist, rarity: Rarity, knowledge: Knowledge) -> dict[str, float]:
    # One text for all its like: what millions of comparisons look at stays near, and is equal at a glance.
    weights: dict[str, float] = {}
    for word in gist.lead_words:
        term, weight = rarity[word]
        weights[term] = LEAD_WEIGHT * weight
    for word in gist.title_words:
        term, weight = rarity[word]
        weights[term] = TITLE_WEIGHT * weight
    for name in gist.names:
        share = NAME_WEIGHT if name in gist.title_names else NAME_WEIGHT * LEAD_WEIGHT
        term, weight = rarity[_term(name, knowledge)]
        weights[term] = share * weight
    every = list(weights.values())
    norm = math.sqrt(sum(map(mul, every, every))) or 1.0
    return {term: weight / norm for term, weight in weights.items()}


def day_text(day: int) -> str:
    """Give a day's number as ISO text."""
    return date.fromordinal(day).isoformat()


def date_words(date: str | None) -> str:
    """Give a date of any precision as readers write it: "8 February 2023", "February 2023", "2023"."""
    year, *rest = (date or "an unknown day").split("-")
    month = MONTHS[int(rest[0]) - 1] if rest else ""
    return " ".join([*[str(int(day)) for day in rest[1:]], *([month] if month else []), year])


def day_words(day: int) -> str:
    """Give a day's number as readers write it: "8 February 2023"."""
    when = date.fromordinal(day)
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"
