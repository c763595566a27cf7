"""Records in parts: what one change makes anew, and how much an engine takes in at a time."""

import random
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from plugins.search import Record, Records
from plugins.search.parts import RECORD
from tests.search.engine import found_in, record

DAYS = ("", "2022", "2022-03", "2022-03-01", "2022-04-09", "2023-01-01")


def parts(records: Sequence[Record], most: int) -> list[tuple[str, ...]]:
    return [part.urls for part in Records("en", found_in(records), most).parts]


def archive(articles: int, day: str = "") -> list[Record]:
    """Give articles with two figures each."""
    found = []
    for number in range(articles):
        url = f"articles/{number}.html"
        own = {"article": url, "period": day or f"202{number % 3}-{number % 12 + 1:02}-03"}
        found += [record(url, **own), *(record(f"claims/{number}-c-{n}.html", **own) for n in range(2))]
    return found


@given(st.lists(st.tuples(st.integers(0, 30), st.sampled_from(DAYS)), max_size=40), st.integers(1, 9))
def test_every_record_is_in_one_part_that_is_not_too_large(given: list[tuple[int, str]], most: int) -> None:
    found = [record(f"a/{n}.html", day, article=f"a/{owner}.html", period=day)
             for n, (owner, day) in enumerate(given)]  # fmt: skip
    limit = most * (RECORD + 10)
    held = Records("en", found_in(found), limit)
    assert sorted(url for part in held.parts for url in part.urls) == sorted(one.url for one in found)
    for number, part in enumerate(held.parts):
        assert part.urls == tuple(sorted(part.urls))
        assert sorted(one.url for _, one in held.of({number})) == sorted(part.urls)
        assert len(part.urls) <= max(1, most)


@given(st.randoms(use_true_random=False))
def test_parts_do_not_depend_on_the_order_of_the_records(chance: random.Random) -> None:
    records = archive(20)
    shuffled = records.copy()
    chance.shuffle(shuffled)
    one, other = (Records("en", found_in(held), 6000) for held in (records, shuffled))
    assert one.parts == other.parts
    assert one.digest == other.digest


def test_few_records_are_one_part() -> None:
    assert len(Records("en", found_in(archive(100))).parts) == 1


def test_no_records_are_no_part() -> None:
    assert Records("en", found_in(())).parts == ()


def test_one_article_more_changes_one_part_whatever_its_day_is() -> None:
    for day in ("2021-05-04", "2022", ""):
        before = {part.name for part in Records("en", found_in(archive(400)), 20_000).parts}
        url = "articles/new.html"
        more = [record(url, article=url, period=day), record("claims/new-c-1.html", article=url, period=day)]
        after = {part.name for part in Records("en", found_in([*archive(400), *more]), 20_000).parts}
        assert len(before) > 20
        assert len(before - after) <= 1
        assert len(after - before) <= 2


def test_an_article_stands_with_its_figures_where_nothing_is_dated() -> None:
    urls = parts([one for one in archive(300, " ") if one], 50_000)
    assert len(urls) > 5
    for part in urls:
        articles = {url.removeprefix("articles/").removesuffix(".html") for url in part if "articles" in url}
        assert {
            url.removeprefix("claims/").partition("-c-")[0] for url in part if "claims" in url
        } == articles


def test_a_record_that_changes_changes_the_digest() -> None:
    records = archive(3)
    other = [*records[:-1], record(records[-1].url, "Sweden pays", article=records[-1].article)]
    assert Records("en", found_in(records)).digest != Records("en", found_in(other)).digest
    assert Records("en", found_in(records)).digest != Records("uk", found_in(records)).digest
