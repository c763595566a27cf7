"""A site's articles are kept in pieces and come back in their order, or not at all."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from plugins.render.cache import Cache
from plugins.render.kept_articles import articles_of, kept_articles, newest_first
from plugins.render.tree import Listed

days = st.none() | st.sampled_from(["2023", "2023-01", "2023-01-02", "2024-01-01"])
names = st.text("ab-", min_size=1, max_size=3)


def article(name: str, day: str | None) -> Listed:
    return Listed(name, day, f"articles/{name}.html", "", f"articles/{name}.txt")


@given(st.dictionaries(names, days, max_size=8))
def test_articles_are_listed_by_day_then_by_id(found: dict[str, str | None]) -> None:
    articles = [
        Listed(name, day, f"articles/{name}.html", "", f"articles/{name}.txt") for name, day in found.items()
    ]
    listed = [one.title for one in newest_first(articles)]
    dated = sorted((name for name in found), key=lambda name: name)
    assert listed == sorted(dated, key=lambda name: found[name] or "", reverse=True)


def test_articles_of_which_some_are_lost_are_not_known(tmp_path: Path) -> None:
    articles = newest_first(article(f"{n}", "2023-01-01") for n in range(300))
    rows = dict(kept_articles(articles).new(()))
    cache = Cache(tmp_path)
    cache.put_many(rows.items())
    assert len(rows) > 2
    assert articles_of(tuple(rows), cache) == articles
    assert articles_of((*rows, b"another"), cache) is None
    more = dict(kept_articles((*articles, article("150x", None))).new(()))
    assert len(more.keys() - rows.keys()) <= 2
    cache.close()
