"""What the build reports though it is no error."""

from collections import Counter
from collections.abc import Iterable, Sequence

from plugins.model import ArticleRow, Notice

from .beside import Beside
from .desk import Item


def notices_of(articles: Iterable[ArticleRow], besides: Iterable[Beside]) -> tuple[Notice, ...]:
    """Give a notice for each article without a date, by path, and for each claim without a donor."""
    undated = [
        Notice("the day of publication is not known", row.path)
        for row in articles
        if row.published.date is None
    ]
    donorless = [
        Notice(f"nobody is named who gives “{as_stated}”", claim)
        for beside in besides
        for claim, as_stated in beside.donorless
    ]
    return tuple(sorted([*undated, *donorless], key=lambda notice: (notice.where, notice.what)))


def unknown_names(items: Sequence[Item]) -> tuple[tuple[str, int], ...]:
    """Give the names that the registry lacks with the number of articles, most frequent first."""
    counted = Counter(name for item in items for name in item.unknown_names)
    return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))
