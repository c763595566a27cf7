"""Lists: whole without scripts, parted where they are long, honest about what they leave out."""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

import pytest
from bs4 import BeautifulSoup
from msgspec.structs import replace

from plugins.model import Archive, Dated, Page, Site
from plugins.pages import site_pages
from plugins.pages.article_list import article_list_pages
from plugins.pages.briefings import briefing_pages
from plugins.pages.differences import differences_pages
from plugins.pages.drafts import pages_of as pages_from
from plugins.pages.event_list import event_list_pages
from plugins.pages.home import home_pages
from plugins.pages.ledger import ledger_pages
from plugins.pages.lists import MOST_ROWS, Slice, beside_months, by_letter, by_month, family_name, parts
from plugins.pages.lookup import Lookup, look_up
from plugins.pages.orders import restates
from plugins.pages.quotes import quotes_pages
from plugins.pages.sources import removed_share
from plugins.pages.timeline import MOST_MOMENTS, timeline_pages
from plugins.words import words
from tests.pages.conftest import rendered
from tests.pages.long_archive import long_archive
from tests.pages.samples import OFFLINE, SITE, archive

EN = words("en")
PARTED = (ledger_pages, quotes_pages, event_list_pages, timeline_pages, article_list_pages)


@cache
def long_lookup() -> Lookup:
    return look_up(long_archive(320))


def pages_of(kind: object, lookup: Lookup | None = None, site: Site = OFFLINE) -> dict[str, Page]:
    held = lookup or long_lookup()
    listed = kind(held, site)  # type: ignore[operator]
    return {page.path: page for one in listed for page in pages_from(one, held, site)}


def soup(page: Page) -> BeautifulSoup:
    return BeautifulSoup(rendered(page, OFFLINE), "lxml")


def rows_by_heading(pages: Mapping[str, Page], table: str) -> Counter[str]:
    return Counter(
        str(link["href"])
        for path, page in pages.items()
        if not path.endswith("index.html")
        for link in soup(page).select(f"#{table} th[scope=row] a")
    )


def test_the_months_of_a_long_ledger_hold_every_claim_exactly_once() -> None:
    found = rows_by_heading(pages_of(ledger_pages), "ledger")
    wanted = {f"../claims/{claim.id}.html": 1 for claim in long_lookup().archive.claims}
    assert found == Counter(wanted)


def test_the_months_of_a_long_list_of_quotes_hold_every_quote_exactly_once() -> None:
    found = rows_by_heading(pages_of(quotes_pages), "quotes")
    assert found == Counter({f"../{quote.url}": 1 for quote in long_lookup().archive.quotes})


def undated_lookup() -> Lookup:
    """Give a long archive whose claims, quotes and events have no day."""
    held = long_archive(320)
    return look_up(
        replace(
            held,
            entries=tuple(replace(one, row=replace(one.row, published=Dated())) for one in held.entries),
            claims=tuple(replace(one, stated_on=Dated(), kind="announced") for one in held.claims),
            events=tuple(replace(one, start=None, end=None) for one in held.events),
        )
    )


@pytest.mark.parametrize(
    ("kind", "table", "first"),
    [(ledger_pages, "ledger", "claims/undated.html"), (quotes_pages, "quotes", "quotes/undated.html")],
    ids=["ledger", "quotes"],
)
def test_what_has_no_date_is_parted_into_pages_that_hold_all_of_it_once(
    kind: object, table: str, first: str
) -> None:
    lookup = undated_lookup()
    pages = pages_of(kind, lookup)
    second = first.replace(".html", "-page-2.html")
    assert {first, second} <= set(pages)
    rows = {path: soup(page).select(f"#{table} tbody tr") for path, page in pages.items()}
    assert max(map(len, rows.values())) == MOST_ROWS
    found = rows_by_heading(pages, table)
    held = lookup.archive.claims if table == "ledger" else lookup.archive.quotes
    assert len(found) == len(held)
    assert set(found.values()) == {1}
    beside = [str(link["href"]) for link in soup(pages[first]).select(".parts a")]
    assert f"../{second}" in beside


def test_a_page_tells_of_further_pages_of_its_own_month_alone() -> None:
    slices = [Slice("2024-02", ("a",)), *(Slice("2024-01", ("b",), page) for page in (1, 2, 3))]
    found = parts("claims", slices, EN)
    assert [(part.text, part.count) for part in found] == [("February 2024", "1"), ("January 2024", "3")]
    ways = [
        [(part.url, part.current) for part in way.parts] for way in beside_months(found, "claims", slices, EN)
    ]
    months = (
        "claims/2024-02.html",
        "claims/2024-01.html",
        "claims/2024-01-page-2.html",
        "claims/2024-01-page-3.html",
    )
    assert ways[0] == [(months[0], True), (months[1], False)]
    for number in (1, 2, 3):
        assert ways[number] == [(url, url == months[number]) for url in months]
    longer = [*slices, Slice("2024-01", ("b",), 4)]
    after = [*beside_months(parts("claims", longer, EN), "claims", longer, EN)]
    before = [*beside_months(found, "claims", slices, EN)]
    assert after[0] == before[0]
    assert after[1] != before[1]


def test_a_timeline_of_what_has_no_date_is_parted_and_lists_everything_once() -> None:
    lookup = undated_lookup()
    pages = pages_of(timeline_pages, lookup)
    assert {"timeline/undated.html", "timeline/undated-page-2.html"} <= set(pages)
    found = Counter(
        str(link["href"])
        for path, page in pages.items()
        if not path.endswith("index.html")
        for link in soup(page).select(".moment__title a")
    )
    assert set(found.values()) == {1}
    announced = [
        claim for claim in lookup.archive.claims if claim.kind == "announced" and not restates(claim)
    ]
    assert len(found) == len(lookup.archive.events) + len(announced)
    assert max(len(soup(page).select(".moment")) for page in pages.values()) == MOST_MOMENTS


def test_the_first_page_of_a_long_ledger_holds_the_newest_and_says_so() -> None:
    page = pages_of(ledger_pages)["claims/index.html"]
    shown = [str(time["datetime"]) for time in soup(page).select("#ledger time")]
    assert len(soup(page).select("#ledger tbody tr")) == MOST_ROWS
    assert all(len(day) > 4 for day in shown)
    assert shown[0][:7] >= shown[-1][:7]
    assert f"The newest {MOST_ROWS} of" in soup(page).select_one(".opening__lead").get_text()  # type: ignore[union-attr]


def test_a_short_ledger_stands_on_one_page() -> None:
    assert list(pages_of(ledger_pages, look_up(archive()))) == ["claims/index.html"]


def test_the_letters_of_a_long_list_of_articles_hold_every_article_exactly_once() -> None:
    pages = {path: page for path, page in pages_of(article_list_pages).items() if "/a-z/" in path}
    found = Counter(
        str(link["href"]) for page in pages.values() for link in soup(page).select(".names__link a")
    )
    assert found == Counter({f"../../{entry.row.url}": 1 for entry in long_lookup().archive.entries})


def test_the_years_of_a_long_list_of_events_hold_every_event_exactly_once() -> None:
    pages = {path: page for path, page in pages_of(event_list_pages).items() if "/by-year/" in path}
    found = Counter(
        str(link["href"]) for page in pages.values() for link in soup(page).select(".event-item__title a")
    )
    assert found == Counter({f"../../{event.url}": 1 for event in long_lookup().archive.events})


def differing(number: int) -> Lookup:
    """Give an archive with this many differences of one kind."""
    held = archive()
    (first, *_) = held.differences
    return look_up(replace(held, differences=(first,) * number))


def test_a_kind_of_differences_that_is_long_has_pages_of_its_own_with_each_of_them_once() -> None:
    pages = pages_of(differences_pages, differing(130))
    shown = {
        path: [str(tag["id"]) for tag in soup(page).select(".difference__reason")]
        for path, page in pages.items()
    }
    (why,) = {difference.why for difference in differing(1).archive.differences}
    assert len(shown["claims/differences.html"]) == 20
    parted = [shown[f"claims/differences-{why}{end}.html"] for end in ("", "-page-2", "-page-3")]
    assert [len(ids) for ids in parted] == [60, 60, 10]
    assert [ident for ids in parted for ident in ids] == [f"{why}-{number}" for number in range(1, 131)]
    more = soup(pages["claims/differences.html"]).find("a", string=re.compile("All of this kind: 130"))
    assert more is not None
    assert more["href"] == f"../claims/differences-{why}.html"  # type: ignore[index]


def test_few_differences_stand_on_one_page_under_who_gives() -> None:
    pages = pages_of(differences_pages, look_up(archive()))
    assert list(pages) == ["claims/differences.html"]
    headings = [
        tag.get_text() for tag in soup(pages["claims/differences.html"]).select(".difference__reason")
    ]
    assert headings
    assert all(re.search("Norway|Sweden|West", heading) for heading in headings)


def test_a_year_of_events_that_is_longer_than_a_page_goes_on() -> None:
    pages = pages_of(event_list_pages, undated_lookup())
    rows = {path: len(soup(page).select(".event-item")) for path, page in pages.items()}
    assert rows["events/by-year/undated.html"] == MOST_ROWS
    assert rows["events/by-year/undated-page-2.html"] == len(undated_lookup().archive.events) - MOST_ROWS


def test_a_letter_of_the_articles_that_is_longer_than_a_page_goes_on() -> None:
    held = undated_lookup().archive
    entries = tuple(replace(one, row=replace(one.row, title=f"A {one.row.title}")) for one in held.entries)
    pages = pages_of(article_list_pages, look_up(replace(held, entries=entries)))
    rows = {path: len(soup(page).select(".names__link")) for path, page in pages.items()}
    assert rows["articles/a-z/a.html"] == MOST_ROWS
    assert rows["articles/a-z/a-page-2.html"] == len(entries) - MOST_ROWS


def test_a_long_timeline_lists_every_event_exactly_once_over_its_years_and_months() -> None:
    found = Counter(
        str(link["href"])
        for path, page in pages_of(timeline_pages).items()
        if not path.endswith("index.html")
        for link in soup(page).select(".moment--event .moment__title a")
    )
    assert found == Counter({f"../{event.url}": 1 for event in long_lookup().archive.events})


def test_the_first_page_of_a_long_timeline_lists_the_latest_and_says_so() -> None:
    page = pages_of(timeline_pages)["timeline/index.html"]
    days = [str(time["datetime"]) for time in soup(page).select(".moment time")]
    assert days == sorted(days)
    assert len(days) == len(soup(page).select(".moment")) == 20
    assert "The latest 20 of them:" in soup(page).get_text()
    assert days[-1] == max(event.start or "" for event in long_lookup().archive.events)


def test_no_page_of_a_long_timeline_lists_more_than_a_phone_can_hold() -> None:
    for path, page in pages_of(timeline_pages).items():
        assert len(soup(page).select(".moment")) <= MOST_MOMENTS, path


@pytest.mark.parametrize("kind", PARTED, ids=lambda kind: kind.__name__)
def test_the_pages_of_a_parted_list_lead_to_each_other(kind: object) -> None:
    pages = pages_of(kind)
    assert len(pages) > 2
    for path, page in pages.items():
        for part in getattr(page.view, "parts", ()):
            assert part.url in pages, (path, part.url)


def test_home_still_names_the_articles_before_the_newest_five() -> None:
    lookup = look_up(long_archive(40))
    home = pages_of(home_pages, lookup)["index.html"]
    named = {str(link["href"]) for link in soup(home).select("section[aria-labelledby=articles] li a")}
    articles = {str(link["href"]) for link in soup(home).select(".article-item__title a")}
    assert (len(articles), len(named)) == (5, 25)
    assert articles & named == set()
    day = [entry.row.published.date or "" for entry in lookup.archive.entries if entry.row.url in named]
    assert min(day) >= sorted(entry.row.published.date or "" for entry in lookup.archive.entries)[-30]


def test_adding_articles_takes_no_address_away() -> None:
    def addresses(held: Archive) -> set[str]:
        return {page.path for page in site_pages(held, SITE)}

    few, more = long_archive(20), long_archive(40)
    assert addresses(archive()) <= addresses(few) <= addresses(more)


def test_a_briefing_keeps_totals_apart_from_announcements_and_repeats_out() -> None:
    march = pages_of(briefing_pages, look_up(archive()))["briefings/2023-03.html"]
    view = march.view
    assert [item.id for item in view.announced] == ["oslo-gas-c1", "oslo-gas-c3"]  # type: ignore[attr-defined]
    assert [item.id for item in view.totals] == ["baltic-gas-c2", "oslo-gas-c2"]  # type: ignore[attr-defined]
    assert [item.id for item in view.others] == ["oslo-gas-c4"]  # type: ignore[attr-defined]


def test_a_briefing_shows_words_that_several_sources_repeat_once() -> None:
    march = pages_of(briefing_pages, look_up(archive()))["briefings/2023-03.html"]
    assert [item.id for item in march.view.quotes] == ["oslo-gas-q1", "oslo-gas-q2"]  # type: ignore[attr-defined]


def test_what_has_no_date_stands_in_no_briefing_and_is_counted() -> None:
    index = pages_of(briefing_pages, look_up(archive()))["briefings/index.html"]
    assert index.view.undated == "1 article without a known date stands in no briefing."  # type: ignore[attr-defined]


def test_letters_ignore_case_and_accents_and_keep_other_scripts() -> None:
    letters = by_letter(["Élan", "east", "50 tanks", "Їжак", "“Quoted”"], str)
    assert [letter.letter for letter in letters] == ["0–9", "E", "Q", "Ї"]
    assert letters[1].members == ("east", "Élan")


def test_months_come_latest_first_then_bare_years_then_the_undated() -> None:
    days = ["2022-12-01", None, "2023", "2023-02", "2023-02-08"]
    assert [part.key for part in by_month({day: [day] for day in days})] == [
        "2023-02",
        "2023",
        "2022-12",
        "undated",
    ]


def test_people_are_sorted_by_family_name() -> None:
    assert sorted(["Jens Berg", "Antony Aas"], key=family_name) == ["Antony Aas", "Jens Berg"]


def test_text_that_became_metadata_does_not_count_as_taken_out() -> None:
    entry = archive().entries[0]
    kept = len(entry.row.text.split())
    assert removed_share([entry.tally]) == pytest.approx(4 / (kept + 4))
