"""What each build added is told by number, from the permalinks alone."""

from plugins.archive import build_archive
from plugins.model import Edition, Permalink, Reading
from tests.archive.builders import REGISTRY, reading


def article(path: str, words: str = "The harbour was open all day long.") -> Reading:
    return reading(path, f"News of {path}", words, "2023-05-01", "The Courier")


def editions(
    paths: list[Reading], permalinks: tuple[Permalink, ...] = ()
) -> tuple[tuple[Edition, ...], tuple[Permalink, ...]]:
    archive, rows = build_archive(paths, REGISTRY, permalinks)
    return archive.editions, rows


def test_a_build_with_new_or_changed_articles_is_the_next_edition() -> None:
    first, rows = editions([article("articles/a.txt"), article("articles/b.txt")])
    assert [(one.number, len(one.added)) for one in first] == [(1, 2)]
    changed = article("articles/b.txt", "The harbour was closed at noon.")
    second, rows = editions([article("articles/a.txt"), changed, article("articles/c.txt")], rows)
    assert [(one.number, len(one.added), len(one.changed)) for one in second] == [(2, 1, 1), (1, 2, 0)]


def test_a_build_with_nothing_new_is_no_edition() -> None:
    before, rows = editions([article("articles/a.txt")])
    after, again = editions([article("articles/a.txt")], rows)
    assert (after, again) == (before, rows)


def test_the_same_permalinks_give_the_same_editions_without_the_builds_before() -> None:
    _, rows = editions([article("articles/a.txt")])
    grown = [article("articles/a.txt"), article("articles/b.txt")]
    found, rows = editions(grown, rows)
    assert editions(grown[::-1], rows) == (found, rows)


def test_an_article_that_was_there_before_editions_were_counted_belongs_to_the_first() -> None:
    _, rows = editions([article("articles/a.txt")])
    old = tuple(row for row in rows if row.kind != "edition")
    found, _ = editions([article("articles/a.txt"), article("articles/b.txt")], old)
    assert [(one.number, len(one.added)) for one in found] == [(2, 1), (1, 1)]


def test_an_article_that_is_taken_out_leaves_its_edition() -> None:
    _, rows = editions([article("articles/a.txt"), article("articles/b.txt")])
    found, _ = editions([article("articles/b.txt")], rows)
    assert [(one.number, len(one.added)) for one in found] == [(1, 1)]
    found, _ = editions([], rows)
    assert found == ()
