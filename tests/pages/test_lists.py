"""Lists: whole without scripts, parted where they are long, honest about what they leave out."""

from collections import Counter
from collections.abc import Mapping
from functools import cache

import pytest
from bs4 import BeautifulSoup

from plugins.model import Archive, Page, Site
from plugins.pages import site_pages
from plugins.pages.article_list import article_list_pages
from plugins.pages.briefings import briefing_pages
from plugins.pages.drafts import page_of
from plugins.pages.event_list import event_list_pages
from plugins.pages.home import home_pages
from plugins.pages.ledger import ledger_pages
from plugins.pages.lists import MOST_ROWS, by_letter, by_month, family_name
from plugins.pages.lookup import Lookup, look_up
from plugins.pages.quotes import quotes_pages
from plugins.pages.sources import removed_share
from plugins.pages.timeline import MOST_MOMENTS, timeline_pages
from tests.pages.conftest import rendered
from tests.pages.long_archive import long_archive
from tests.pages.samples import OFFLINE, SITE, archive

PARTED = (ledger_pages, quotes_pages, event_list_pages, timeline_pages, article_list_pages)


@cache
def long_lookup() -> Lookup:
    return look_up(long_archive(320))


def pages_of(kind: object, lookup: Lookup | None = None, site: Site = OFFLINE) -> dict[str, Page]:
    held = lookup or long_lookup()
    drafts = kind(held, site)  # type: ignore[operator]
    return {draft.path: page_of(draft, held, site) for draft in drafts}


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


def test_a_long_timeline_lists_every_event_exactly_once_over_its_years_and_months() -> None:
    found = Counter(
        str(link["href"])
        for page in pages_of(timeline_pages).values()
        for link in soup(page).select(".moment--event .moment__title a")
    )
    assert found == Counter({f"../{event.url}": 1 for event in long_lookup().archive.events})


def test_no_page_of_a_long_timeline_lists_more_than_a_phone_can_hold() -> None:
    for path, page in pages_of(timeline_pages).items():
        if "undated" not in path:
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
    assert [part.key for part in by_month(days, lambda day: day)] == ["2023-02", "2023", "2022-12", "undated"]


def test_people_are_sorted_by_family_name() -> None:
    assert sorted(["Jens Berg", "Antony Aas"], key=family_name) == ["Antony Aas", "Jens Berg"]


def test_text_that_became_metadata_does_not_count_as_taken_out() -> None:
    entry = archive().entries[0]
    kept = len(entry.row.text.split())
    assert removed_share([entry.tally]) == pytest.approx(4 / (kept + 4))
