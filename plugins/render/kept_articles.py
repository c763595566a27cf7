"""A site's articles as other plugins see them, kept some sixty together: one more changes one such row."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from operator import attrgetter

import msgspec

from plugins.render.cache import Cache
from plugins.render.digests import digest
from plugins.render.tabled import in_stretches
from plugins.render.tree import Listed


def newest_first(articles: Iterable[Listed]) -> tuple[Listed, ...]:
    """Give articles in the order in which they are listed: the newest first, undated ones last."""
    in_order = sorted(articles, key=lambda one: one.url.removesuffix(".html"))
    return tuple(sorted(in_order, key=lambda one: one.date or "", reverse=True))


def kept_articles(articles: Sequence[Listed]) -> Mapping[bytes, msgspec.Raw]:
    """Give articles as the cache keeps them, by names that tell what is in them."""
    in_order = sorted(articles, key=_path)
    encoded = map(msgspec.msgpack.encode, in_stretches(in_order, _path))
    return {digest("articles", some): msgspec.Raw(some) for some in encoded}


def articles_of(names: Sequence[bytes], cache: Cache) -> tuple[Listed, ...] | None:
    """Give the articles that the cache keeps under these names; None where some of them are lost."""
    found = cache.get_many(names, list[Listed])
    return newest_first(chain.from_iterable(found.values())) if len(found) == len({*names}) else None


_path = attrgetter("source_path")
