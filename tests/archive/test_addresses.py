"""Ids: readable, the same whatever the order, and not moved by what happens elsewhere."""

from hypothesis import given
from hypothesis import strategies as st

from plugins.archive.addresses import MAX_SLUG, article_ids, event_ids, slug
from plugins.bodies import part_marks
from plugins.model import Permalink

TITLES = st.dictionaries(
    st.from_regex(r"articles/[a-z]{1,3}\.txt", fullmatch=True),
    st.sampled_from(["Aid for Kyiv", "Aid for Kyiv!", "index", "", "Помощь"]),
    max_size=8,
)


@given(st.text(max_size=200))
def test_a_slug_is_short_plain_and_never_empty(title: str) -> None:
    made = slug(title, "article")
    assert 0 < len(made) <= MAX_SLUG
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert made not in ("index", "con")


def test_a_slug_speaks_ascii_and_ends_with_a_word() -> None:
    assert (
        slug("Zelenskyy praises Germany’s €2.7bn pledge", "x") == "zelenskyy-praises-germanys-eur2-7bn-pledge"
    )
    assert slug("Україна отримає допомогу", "x") == "ukrayina-otrimaie-dopomogu"
    assert slug("word " * 30, "x").endswith("word")


@given(TITLES)
def test_ids_do_not_depend_on_the_order(titles: dict[str, str]) -> None:
    turned = dict(reversed(titles.items()))
    ids = article_ids(titles, ())
    assert article_ids(turned, ()) == ids
    assert len(set(ids.values())) == len(titles)


@given(TITLES, TITLES)
def test_an_id_given_once_stays_with_its_file(before: dict[str, str], after: dict[str, str]) -> None:
    rows = [Permalink("article", path, ident) for path, ident in article_ids(before, ()).items()]
    ids = article_ids(after, rows)
    given_before = {row.key: row.id for row in rows}
    assert all(ids[path] == given_before[path] for path in after.keys() & before.keys())
    new = {ids[path] for path in after.keys() - before.keys()}
    assert new.isdisjoint(given_before.values())


def test_an_edit_elsewhere_moves_no_claim() -> None:
    first, second = ("A sentence with $5 million.", "$5 million"), ("Another with $6 million.", "$6 million")
    assert part_marks([first, second])[1] == part_marks([second])[0]


def test_the_same_words_twice_are_two_claims() -> None:
    pair = ("A sentence.", "$5 million")
    assert len(set(part_marks([pair, pair]))) == 2


def test_an_event_keeps_the_id_that_most_of_its_articles_were_published_under() -> None:
    rows = [Permalink("event", f"articles/{name}#old", "old") for name in "abc"]
    split = [("new", frozenset({"articles/a"})), ("new", frozenset({"articles/b", "articles/c"}))]
    assert event_ids(split, (), rows) == ("new", "old")
