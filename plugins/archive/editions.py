"""What each build added: the articles of every edition, told by number, since no build knows what day it is.

permalinks.tsv keeps, for every version of an article's file, the number of the edition that first had it. A
build in which no file is new or changed is no new edition, so the same content always gives the same site.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from plugins.model import ArticleRow, Edition, Permalink

DIGEST = 16
"""Hexadecimal digits that tell two versions of one file apart."""


def versions_of(articles: Iterable[ArticleRow]) -> list[str]:
    """Give the key of the version of each article's file that is here."""
    return [f"{row.path}@{row.sha256[:DIGEST]}" for row in articles]


def edition_numbers(
    versions: Iterable[str], rows: Mapping[str, Sequence[Permalink]]
) -> Iterator[tuple[str, str]]:
    """Give every version that is here for the first time with its edition's number, the next.

    An article that was published before editions were counted belongs to the first. `rows` are by kind.
    """
    given = {row.key: row.id for row in rows["edition"]}
    new = [version for version in versions if version not in given]
    if new:
        seen = {*map(_path_of, given)}
        before = {row.key for row in rows["article"]}
        following = max(map(int, {*given.values()}), default=1 if before else 0) + 1
        for version in new:
            path = _path_of(version)
            yield version, "1" if path in before and path not in seen else str(following)


def _path_of(version: str) -> str:
    return version.rpartition("@")[0]


def editions_of(
    articles: Sequence[ArticleRow], versions: Sequence[str], rows: Iterable[Permalink]
) -> tuple[Edition, ...]:
    """Give the editions with what is still here of them, the newest first.

    An article stands in the edition that added it, and in those that changed it. `versions` are those of the
    articles, `rows` are of this kind.
    """
    numbers = {row.key: row.id for row in rows}
    here = {version: numbers.pop(version) for version in versions}
    # Most files are as they came: what is left are earlier versions of the others.
    earlier: defaultdict[str, set[int]] = defaultdict(set)
    for version, number in numbers.items():
        earlier[_path_of(version)].add(int(number))
    as_number = {text: int(text) for text in {*here.values()}}
    added: defaultdict[int, list[str]] = defaultdict(list)
    changed: defaultdict[int, list[str]] = defaultdict(list)
    for article, version in zip(articles, versions, strict=True):
        first = as_number[here[version]]
        if article.path in earlier:
            first, *later = sorted({first, *earlier[article.path]})
            for one in later:
                changed[one].append(article.id)
        added[first].append(article.id)
    return tuple(
        Edition(number, tuple(sorted(added[number])), tuple(sorted(changed[number])))
        for number in sorted({*added, *changed}, reverse=True)
    )
