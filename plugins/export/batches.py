"""Tables in batches of articles, with their claims and quotes: a batch is what one change makes anew.

Where a batch ends is decided by the article that it ends with, so that one article more parts its own batch
at most, and leaves all others as they were.
"""

import hashlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from plugins.bodies import Bodies
from plugins.linked import links_of
from plugins.memory import name_of
from plugins.model import ArticleRow
from plugins.rows import articles_of

ONE_IN = 32
"""One article in so many ends a batch."""
BY_ARTICLE = ("claims", "quotes")
"""Tables whose rows are part of an article."""
BATCHED = ("articles", *BY_ARTICLE)
"""Tables that are made batch by batch."""
ROOM = 1 << 12
"""How many rows of a table find room in one place."""
PLACE_BYTES = 3
"""How large the number of a place is: the smaller, the less an index weighs, which holds differences."""
NUMBERS = ROOM << 8 * PLACE_BYTES
"""Rows have numbers up to this, but where the last place is not enough."""


class Batch(NamedTuple):
    """Some articles in a row, with the rows of other tables that are parts of them."""

    articles: Sequence[ArticleRow]
    parts: Mapping[str, Sequence[Any]]

    @property
    def rows(self) -> Mapping[str, Sequence[Any]]:
        """Give what it has of every table."""
        return {"articles": self.articles, **self.parts}

    def name(self, bodies: Bodies | None) -> bytes:
        """Give what differs where any of its rows does, or what was removed from its articles' pages."""
        readings = bodies.readings([row.path for row in self.articles]) if bodies is not None else [None]
        if None not in readings:
            return name_of(readings, {table: links_of(table, rows) for table, rows in self.rows.items()})
        told = [bodies.digest(row.path) for row in self.articles] if bodies is not None else []
        return name_of(self.articles, {table: [*rows] for table, rows in self.parts.items()}, told)


def batches(rows: Mapping[str, Sequence[Any]]) -> Iterator[Batch]:
    """Part the tables; every table of a batch is the next piece of the whole one.

    `rows` are sorted by id. An article's claims nearly always stand together in their table, in the order of
    the articles; where ids make them mingle with another's ("a-c-1", "a-b-c-1"), both are in one batch.
    """
    articles: Sequence[ArticleRow] = rows["articles"]
    number = {row.id: place for place, row in enumerate(articles)}
    ends = {table: Ends([number[one] for one in articles_of(rows[table])]) for table in BY_ARTICLE}
    begin, starts = 0, dict.fromkeys(BY_ARTICLE, 0)
    for stop, row in enumerate(articles, 1):
        if stop < len(articles) and not _ends_batch(row.id):
            continue
        if any(ends[table].mingle(stop) for table in BY_ARTICLE):
            continue
        stops = {table: ends[table].rows(stop) for table in BY_ARTICLE}
        yield Batch(
            articles[begin:stop],
            {table: rows[table][starts[table] : stops[table]] for table in BY_ARTICLE},
        )
        begin, starts = stop, stops


def first_numbers(some: Iterable[Batch]) -> Iterator[int]:
    """Give for each of all batches the number that its first row has in each table of the database.

    The article that ends a batch tells its place, so a batch more or less moves no other; where that is
    taken, which it hardly ever is, the next free one is the batch's.
    """
    taken: set[int] = set()
    for batch in some:
        wanted = 1 + max(map(len, batch.rows.values())) // ROOM
        place = int.from_bytes(_digest(batch.articles[-1].id, PLACE_BYTES))
        while not taken.isdisjoint(range(place, place + wanted)):
            place += 1
        taken.update(range(place, place + wanted))
        yield 1 + place * ROOM


class Ends:
    """Where the rows of the first articles end in a table."""

    def __init__(self, owners: Sequence[int]) -> None:
        """`owners`: the number of each row's article."""
        self._owners = owners
        self._in_order = sorted(owners)
        self._seen = 0
        self._last = -1
        """The last article that has one of the rows seen so far."""

    def rows(self, articles: int) -> int:
        """Give how many rows the first articles have."""
        return bisect_left(self._in_order, articles)

    def mingle(self, articles: int) -> bool:
        """Say whether a later article's row stands among those of the first ones; asked of more each time."""
        end = self.rows(articles)
        self._last = max(self._last, *self._owners[self._seen : end], -1)
        self._seen = end
        return self._last >= articles


def _ends_batch(article: str) -> bool:
    return _digest(article, 1)[0] % ONE_IN == 0


def _digest(article: str, size: int) -> bytes:
    return hashlib.blake2b(article.encode("utf-8", "surrogatepass"), digest_size=size).digest()
