"""What the build reports though it is no error."""

from collections import Counter
from collections.abc import Iterable, Sequence
from operator import attrgetter

from plugins.model import ArticleRow, Notice, Value

from .beside import Beside
from .desk import Item
from .shelves import Shelves
from .stories import Story


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
    told: dict[str, str] = {}
    for beside in besides:
        told.update(zip(beside.donorless, beside.reports, strict=True))
    donorless = [Notice(told[claim], claim) for claim in filter(told.__contains__, claims)]
    if undated:
        donorless = sorted([*undated, *donorless], key=attrgetter("where", "what"))
    return tuple(donorless)


class Unknown(Value, frozen=True, array_like=True):
    """The names in some articles that the registry lacks."""

    counted: dict[str, int]
    """In how many of the articles each is."""


def unknown_names(stories: Iterable[Story], shelves: Shelves) -> tuple[tuple[str, int], ...]:
    """Give the names that the registry lacks with the number of articles, most frequent first.

    `shelves` hold the same stories.
    """
    counted = Counter[str]()
    for some in shelves.each_room("unknown names", Unknown, _unknown):
        counted.update(some.counted)
    # An article that was read again with its event's day may name others.
    again = [story for story in stories if story.item is not story.known]
    counted.subtract(name for story in again for name in _names(story.known))
    counted.update(name for story in again for name in _names(story.item))
    return tuple(sorted((+counted).items(), key=lambda pair: (-pair[1], pair[0])))


def _unknown(stories: Sequence[Story]) -> Unknown:
    told = [story.known.outline.unknown_names for story in stories]
    counted = Counter("\n".join(filter(None, told)).split("\n"))
    del counted[""]
    return Unknown(dict(counted))


def _names(item: Item) -> Sequence[str]:
    return item.outline.unknown_names.split("\n") if item.outline.unknown_names else ()
