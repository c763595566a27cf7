"""Tables in batches: together the whole table in its order, and few of them touched by a change."""

from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from plugins.export.batches import BY_ARTICLE, batches


class Row(NamedTuple):
    """As much of a row as a batch is decided by."""

    id: str
    article: str = ""


# Ids whose parts mingle: the claims of "a-c" stand between those of "a".
ids = st.sets(st.text("abc-", min_size=1, max_size=6), max_size=40)


def table(articles: set[str], parts: int) -> tuple[Row, ...]:
    return tuple(sorted(Row(f"{one}-c-{n}", one) for one in articles for n in range(parts)))


@given(ids, st.integers(0, 3), st.integers(0, 2))
def test_batches_are_the_whole_table_in_its_order(articles: set[str], claims: int, quotes: int) -> None:
    rows = {
        "articles": tuple(Row(one) for one in sorted(articles)),
        "claims": table(articles, claims),
        "quotes": table(articles, quotes),
    }
    parted = [*batches(rows)]
    assert [row for batch in parted for row in batch.articles] == [*rows["articles"]]
    for name in BY_ARTICLE:
        assert [row for batch in parted for row in batch.parts[name]] == [*rows[name]]
        for batch in parted:
            assert {row.article for row in batch.parts[name]} <= {row.id for row in batch.articles}


def test_one_article_more_makes_two_batches_anew_at_most() -> None:
    rows = {"articles": tuple(Row(f"{n:04}") for n in range(0, 4000, 2)), "claims": (), "quotes": ()}
    before = {tuple(batch.articles) for batch in batches(rows)}
    for more in range(1, 4000, 400):
        articles = tuple(sorted((*rows["articles"], Row(f"{more:04}"))))
        after = {tuple(batch.articles) for batch in batches(rows | {"articles": articles})}
        assert 1 <= len(after - before) <= 2
    assert 20 < len(before) < 150
