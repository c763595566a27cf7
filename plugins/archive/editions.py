"""What each build added: the articles of every edition, told by number, since no build knows what day it is.

permalinks.tsv keeps, for every version of an article's file, the number of the edition that first had it. A
build in which no file is new or changed is no new edition, so the same content always gives the same site.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from plugins.model import ArticleRow, Edition, Permalink

DIGEST = 16
"""Hexadecimal digits that tell two versions of one file apart."""


def edition_numbers(
    articles: Iterable[ArticleRow], rows: Mapping[str, Sequence[Permalink]]
) -> Iterator[tuple[str, str]]:
    """Give the key of every version that is here for the first time with its edition's number, the next.

    An article that was published before editions were counted belongs to the first. `rows` are by kind.
    """
    given = {row.key: row.id for row in rows["edition"]}
    keys = ((f"{row.path}@{row.sha256[:DIGEST]}", row.path) for row in articles)
    new = [(key, path) for key, path in keys if key not in given]
    if new:
        seen = {key.rpartition("@")[0] for key in given}
        before = {row.key for row in rows["article"]}
        following = max(map(int, {*given.values()}), default=1 if before else 0) + 1
        for key, path in new:
            yield key, "1" if path in before and path not in seen else str(following)


def editions_of(articles: Iterable[ArticleRow], rows: Iterable[Permalink]) -> tuple[Edition, ...]:
    """Give the editions with what is still here of them, the newest first.

    An article stands in the edition that added it, and in those that changed it. `rows` are of this kind.
    """
    numbers: defaultdict[str, set[int]] = defaultdict(set)
    for row in rows:
        numbers[row.key.rpartition("@")[0]].add(int(row.id))
    added: defaultdict[int, list[str]] = defaultdict(list)
    changed: defaultdict[int, list[str]] = defaultdict(list)
    for article in articles:
        first, *later = sorted(numbers[article.path])
        added[first].append(article.id)
        for number in later:
            changed[number].append(article.id)
    return tuple(
        Edition(number, tuple(sorted(added[number])), tuple(sorted(changed[number])))
        for number in sorted({*added, *changed}, reverse=True)
    )
