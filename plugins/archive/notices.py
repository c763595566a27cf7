"""What the build reports though it is no error."""

from collections import Counter
from collections.abc import Iterable, Sequence

from plugins.model import ArticleRow, Notice

from .desk import Item


def notices_of(articles: Iterable[ArticleRow]) -> tuple[Notice, ...]:
    """Give a notice for each article whose date is not known, by path."""
    return tuple(
        Notice("the day of publication is not known", row.path)
        for row in sorted(articles, key=lambda row: row.path)
        if row.published.date is None
    )


def unknown_names(items: Sequence[Item]) -> tuple[tuple[str, int], ...]:
    """Give the names that the registry lacks with the number of articles, most frequent first."""
    counted = Counter(
        name for item in items for name in {unknown.name for unknown in item.reading.facts.unknown_names}
    )
    return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))
