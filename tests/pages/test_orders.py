"""Rows in the orders that lists need: by day and by article, whatever ids and days there are."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from plugins.model import ClaimRow, Dated, QuoteRow, Relation
from plugins.pages.dates import newest_first
from plugins.pages.lists import by_letter, plain
from plugins.pages.lookup import look_up
from plugins.pages.orders import ByDay, Orders, in_line
from tests.pages.samples import archive

ARTICLES = tuple(entry.row.id for entry in archive().entries)
CLAIM, QUOTE = archive().claims[0], archive().quotes[0]
DAYS = (None, "2022", "2022-11", "2022-11-29", "2022-12-01", "2023")

places = st.tuples(
    st.sampled_from(ARTICLES),
    st.integers(0, 3),
    st.builds(Dated, st.sampled_from(DAYS), st.sampled_from(("stated", "event"))),
)
links = st.sampled_from(
    (
        ("announced", ()),
        ("delivered", ()),
        ("announced", (Relation("restates", "other"),)),
        ("announced", (Relation("updates", "other"),)),
    )
)


def claim(number: int, place: tuple[str, int, Dated], link: Any) -> ClaimRow:
    article, start, stated = place
    kind, relations = link
    ident = f"{article}-c-{number * 7 % 10}{number}"
    return replace(
        CLAIM, id=ident, article=article, start=start, kind=kind, relations=relations, stated_on=stated
    )


def quote(number: int, article: str, start: int) -> QuoteRow:
    return replace(QUOTE, id=f"{article}-q-{number * 7 % 10}{number}", article=article, start=start)


def ids(days: ByDay[Any]) -> list[str]:
    return [row.id for row in in_line(days)]


@given(st.lists(st.tuples(places, links), max_size=20))
def test_claims_stand_by_day_and_in_the_ledger_by_article_and_place(
    told: list[tuple[Any, Any]],
) -> None:
    rows = [claim(number, *one) for number, one in enumerate(told)]
    orders = Orders(replace(archive(), claims=tuple(rows)))
    by_id = sorted(rows, key=lambda row: (newest_first(row.stated_on.date), row.id))
    as_they_stand = sorted(
        rows, key=lambda row: (newest_first(row.stated_on.date), row.article, row.start, row.id)
    )
    new = {
        row.id
        for row in rows
        if row.kind == "announced" and all(link.type != "restates" for link in row.relations)
    }
    assert ids(orders.claims) == [row.id for row in by_id]
    assert ids(orders.ledger) == [row.id for row in as_they_stand]
    announced = [row for row in by_id if row.id in new]
    assert in_line(orders.announcements) == [row.id for row in announced]
    assert orders.inferred == {row.id for row in announced if row.stated_on.basis == "event"}
    assert ids(orders.others) == [row.id for row in by_id if row.id not in new]
    assert [*orders.announcements] == [*dict.fromkeys(row.stated_on.date for row in announced)]
    for days in (orders.claims, orders.ledger, orders.others):
        assert all(lines and all(line.day == day for line in lines) for day, lines in days.items())


@given(st.lists(st.tuples(st.sampled_from(ARTICLES), st.integers(0, 3)), max_size=20))
def test_quotes_stand_by_the_day_of_their_article_and_as_it_has_them(told: list[tuple[str, int]]) -> None:
    rows = [quote(number, *one) for number, one in enumerate(told)]
    day_of = {entry.row.id: entry.row.published.date for entry in archive().entries}
    wanted = sorted(rows, key=lambda row: (newest_first(day_of[row.article]), row.article, row.start, row.id))
    orders = Orders(replace(archive(), quotes=tuple(rows)))
    assert ids(orders.quotes) == [row.id for row in wanted]
    assert all(day_of[line.article] == day for day, lines in orders.quotes.items() for line in lines)


@given(st.lists(st.text(alphabet="aÉéżЇ1„ –Z", max_size=4)))
def test_every_name_stands_under_its_letter_in_order(names: list[str]) -> None:
    letters = by_letter(names, str)
    assert sorted(names) == sorted(name for letter in letters for name in letter.members)
    for letter, members in letters:
        assert [*map(plain, members)] == sorted(map(plain, members))
        first = {next((char for char in plain(name) if char.isalnum()), "#") for name in members}
        assert {"0–9" if char.isdigit() else char.upper() for char in first} == {letter}


def test_a_donor_has_the_figures_that_name_it_and_a_speaker_those_it_gave() -> None:
    lookup = look_up(archive())
    rows = archive().claims
    donors = {donor for row in rows for donor in row.donors}
    assert donors
    assert {donor: [*some] for donor, some in lookup.claims_by_donor.items()} == {
        donor: [row for row in rows if donor in row.donors] for donor in donors
    }
    speakers = {row.speaker for row in archive().quotes if row.speaker}
    assert speakers
    assert {who: [*some] for who, some in lookup.quotes_by_speaker.items()} == {
        who: [row for row in archive().quotes if row.speaker == who] for who in speakers
    }
