"""A site's articles as other plugins see them, kept some sixty together: one more changes one such row."""

from collections.abc import Iterable
from itertools import chain

from plugins.render.cache import Cache
from plugins.render.tabled import Names, Table
from plugins.render.tree import Listed


def newest_first(articles: Iterable[Listed]) -> tuple[Listed, ...]:
    """Give articles in the order in which they are listed: the newest first, undated ones last."""
    in_order = sorted(articles, key=lambda one: one.url.removesuffix(".html"))
    return tuple(sorted(in_order, key=lambda one: one.date or "", reverse=True))


def kept_articles(articles: Iterable[Listed]) -> Table:
    """Give articles as the cache keeps them."""
    return Table({one.source_path: one for one in articles})


def articles_of(names: Names, cache: Cache) -> tuple[Listed, ...] | None:
    """Give the articles that the cache keeps under these names; None where some of them are lost."""
    found = cache.get_many(names, dict[str, Listed])
    every = chain.from_iterable(some.values() for some in found.values())
    return newest_first(every) if len(found) == len({*names}) else None
