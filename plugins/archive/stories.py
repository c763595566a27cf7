"""What each article is about, ready to be held against the others."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache, cached_property
from typing import Literal, NamedTuple
from zlib import crc32

import msgspec

from plugins.extract.gist import find_gist
from plugins.memory import Memory
from plugins.model import Amount, Gist, Happening, Sum
from plugins.registry import Knowledge
from plugins.words import MONTHS

from .desk import Item
from .digests import is_digest
from .rates import in_euros
from .wording import encoded

LONG_QUOTE = 6
"""Words from which a quotation is nobody else's."""
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


class Story(msgspec.Struct, frozen=True, dict=True):
    """One article, as far as it helps to know its like: worked out when it is asked for."""

    id: str
    """The article's id."""
    day: int | None
    """Day of publication as a number, None where unknown."""
    told: bytes
    """What tells its reading, with its id, from others, where there is a memory."""
    lot: int
    """A number that its path draws: it has nothing to do with what stands in the article."""
    item: Item
    known: Item
    """The article as it came: what it is recognised by stays so, where it is read again on an event's day."""
    knowledge: Knowledge

    @property
    def gist(self) -> Gist:
        """What it can be recognised by; those of a large archive would fill memory."""
        return self.known.reading.facts.gist or self._gist_found

    @cached_property
    def _gist_found(self) -> Gist:
        reading = self.known.reading
        return find_gist(reading.document, reading.facts.mentions, self.knowledge)

    @property
    def names(self) -> frozenset[str]:
        """Who and what title and lead name."""
        return frozenset(self.gist.names)

    @cached_property
    def title_givers(self) -> frozenset[str]:
        """Countries and bodies in its title; a body of one country stands for that country."""
        return _givers(self.gist.title_names, self.knowledge)

    @cached_property
    def givers(self) -> frozenset[str]:
        """The same for title and lead."""
        return _givers(self.gist.names, self.knowledge)

    @cached_property
    def money(self) -> tuple[Money, ...]:
        """The sums that are its news."""
        return tuple(_money(one, self.known.day) for one in self.gist.sums)

    @cached_property
    def background(self) -> tuple[Money, ...]:
        """Sums that title and lead only look back on."""
        return tuple(_money(one, self.known.day) for one in self.gist.background)

    @property
    def quotes(self) -> frozenset[tuple[str, ...]]:
        """The words of its long quotations."""
        return frozenset(words for words in self.known.quote_words if len(words) >= LONG_QUOTE)

    @cached_property
    def occasions(self) -> tuple[Happening, ...]:
        """What it reports, main occasion first."""
        return tuple(one for one in self.known.reading.facts.happenings if one.reported)

    @cached_property
    def happening_days(self) -> frozenset[int]:
        """Days that it states for what it reports."""
        days = {ordinal(one.when.date) for one in self.occasions if one.kind != "other"}
        return frozenset(day for day in days if day is not None)

    @cached_property
    def digest(self) -> bool:
        """Whether it touches on many happenings and reports none of them in particular."""
        return is_digest(self.item.reading.document.title)

    @property
    def set_by_desk(self) -> bool:
        """Say whether a sidecar says which events it reports."""
        sidecar = self.item.reading.document.sidecar
        return sidecar is not None and sidecar.events is not None


@cache
def ordinal(day: str | None) -> int | None:
    """Give a day as a number, None for a month, a year or nothing."""
    return date.fromisoformat(day).toordinal() if day is not None and len(day) == len("2023-02-08") else None


def stories_of(
    items: Sequence[Item], knowledge: Knowledge, memory: Memory | None = None
) -> tuple[Story, ...]:
    """Give every article's story, in the order of the items."""
    told, paths = [b""] * len(items), [item.path for item in items]
    if memory is not None:
        ids = encoded([item.id for item in items])
        readings = map(memory.readings.__getitem__, paths)
        told = [reading + ident + b"\n" for reading, ident in zip(readings, ids, strict=True)]
    lots = map(crc32, encoded(paths))
    return tuple(
        [
            Story(item.id, ordinal(item.day), mark, lot, item, item, knowledge)
            for item, mark, lot in zip(items, told, lots, strict=True)
        ]
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
