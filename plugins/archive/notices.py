"""What the build reports though it is no error."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from operator import attrgetter

from plugins.model import ArticleRow, Notice

from .beside import Beside
from .desk import Item


def notices_of(
    articles: Iterable[ArticleRow], claims: Iterable[str], besides: Iterable[Beside]
) -> tuple[Notice, ...]:
    """Give a notice for each article without a date, by path, and for each claim without a donor.

    `claims` are the ids of all, sorted.
    """
    undated = [
        Notice("the day of publication is not known", row.path)
        for row in articles
        if row.published.date is None
    ]
    stated = dict(chain.from_iterable(beside.donorless for beside in besides))
    donorless = [
        Notice(f"nobody is named who gives “{stated[claim]}”", claim)
        for claim in filter(stated.__contains__, claims)
    ]
    if undated:
        donorless = sorted([*undated, *donorless], key=attrgetter("where", "what"))
    return tuple(donorless)


def unknown_names(items: Sequence[Item]) -> tuple[tuple[str, int], ...]:
    """Give the names that the registry lacks with the number of articles, most frequent first."""
    told = [item.outline.unknown_names for item in items]
    counted = Counter("\n".join(filter(None, told)).split("\n"))
    del counted[""]
    return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))
