"""What the home, article, evidence, event, claim and donor pages promise."""

from collections.abc import Mapping

import msgspec
from bs4 import BeautifulSoup, Tag
from msgspec.structs import replace

from plugins.model import Page, Picture, Reading
from plugins.pages import site_pages
from plugins.pages.article import ArticleView
from plugins.pages.claim import ClaimView
from plugins.pages.donor import DonorView
from plugins.pages.event import EventView
from plugins.pages.evidence import EvidenceView
from plugins.pages.lookup import look_up
from plugins.pages.matrix import MOST_ROWS, matrix
from tests.pages.conftest import rendered
from tests.pages.samples import SITE, archive


def view(pages: Mapping[str, Page], path: str, kind: type) -> object:
    found = pages[path].view
    assert isinstance(found, kind)
    return found


def words(text: str) -> str:
    return " ".join(text.split())


def text_of(html: str, selector: str) -> str:
    tag = BeautifulSoup(html, "lxml").select_one(selector)
    assert tag is not None, selector
    return words(tag.get_text())


def test_an_article_shows_its_whole_text_in_order(html: Mapping[str, str]) -> None:
    for entry in archive().entries:
        shown = BeautifulSoup(html[entry.row.url], "lxml").select_one(".article-text")
        assert shown is not None
        for anchor in shown.select(".article-text__anchor"):
            anchor.decompose()
        assert words(shown.get_text()) == words(entry.row.text)


def test_a_name_is_linked_where_a_section_first_mentions_it(html: Mapping[str, str]) -> None:
    soup = BeautifulSoup(html["articles/oslo-gas.html"], "lxml")
    names = [tag.get_text() for tag in soup.select(".article-text .mark__name")]
    assert names == ["Norway", "Kari Lund", "Sweden"]


def test_a_person_in_a_text_has_the_office_of_that_day(html: Mapping[str, str]) -> None:
    soup = BeautifulSoup(html["articles/oslo-gas.html"], "lxml")
    titles = [tag.get("title") for tag in soup.select(".mark__name") if tag.get_text() == "Kari Lund"]
    assert titles == ["Prime Minister of Norway"]


def test_an_inferred_date_names_the_article_it_comes_from(pages: Mapping[str, Page]) -> None:
    article = view(pages, "articles/baltic-gas.html", ArticleView)
    assert isinstance(article, ArticleView)
    assert article.published.evidence is not None
    assert article.published.evidence.url == "articles/oslo-gas.html"


def test_an_unknown_date_says_so_and_why(html: Mapping[str, str]) -> None:
    docket = text_of(html["articles/undated-jets.html"], ".docket")
    assert "Date unknown The page states no date, so none is given." in docket


def test_a_derived_title_says_that_the_page_states_none(html: Mapping[str, str]) -> None:
    assert "The page states no title" in text_of(html["articles/baltic-gas.html"], ".opening")
    assert "The page states no title" not in text_of(html["articles/oslo-gas.html"], ".opening")


def test_an_article_in_another_language_says_so(html: Mapping[str, str]) -> None:
    soup = BeautifulSoup(html["articles/kyiv-gas.html"], "lxml")
    assert [tag["lang"] for tag in soup.select("h1, .article-text")] == ["uk", "uk"]


def test_evidence_holds_every_word_of_the_page_and_why_some_were_cut(pages: Mapping[str, Page]) -> None:
    evidence = view(pages, "articles/oslo-gas.raw.html", EvidenceView)
    assert isinstance(evidence, EvidenceView)
    entry = next(entry for entry in archive().entries if entry.row.id == "oslo-gas")
    passages = [passage for stretch in evidence.stretches for passage in stretch.passages]
    assert [passage.text for passage in passages] == [piece.text for piece in entry.document.pieces]
    assert passages[-1].reason == "share bar (2 words of sharing)"


def test_an_event_says_how_far_its_articles_agree(pages: Mapping[str, Page]) -> None:
    event = view(pages, "events/oslo-2023-03-14.html", EventView)
    assert isinstance(event, EventView)
    assert event.coverage is not None
    assert event.coverage.summary == (
        "2 articles from 2 sources hold 3 figures and quotes: "
        "2 in every article, 1 in one only, 1 with differing values."
    )


def test_an_event_that_everybody_reports_stays_readable() -> None:
    held = archive()
    coverage = held.coverage[0]
    crowded = msgspec.structs.replace(
        coverage, articles=coverage.articles * 4, rows=(*coverage.rows[2:] * 100, coverage.rows[0])
    )
    shown = matrix(look_up(held), crowded, SITE)
    assert not shown.side_by_side
    assert sum(len(group.rows) for group in shown.groups) == MOST_ROWS
    assert shown.groups[0].label == "Figures"
    assert shown.left_out.startswith("21 more figures and quotes")


def test_a_value_that_an_article_leaves_out_is_worded_as_not_mentioned(html: Mapping[str, str]) -> None:
    page = html["events/oslo-2023-03-14.html"]
    assert "Not mentioned in this article" in text_of(page, ".coverage__cell--not-mentioned")


def test_a_quotation_told_otherwise_shows_what_differs_word_by_word(html: Mapping[str, str]) -> None:
    page = html["events/oslo-2023-03-14.html"]
    assert text_of(page, ".coverage__changes del") == "The new package comes"
    assert text_of(page, ".coverage__changes").startswith("We will not let anybody freeze,")


def test_a_claim_gives_the_sources_words_then_the_bounds_then_the_conversion(html: Mapping[str, str]) -> None:
    lead = text_of(html["claims/baltic-gas-c1.html"], "h1")
    places = [
        lead.index(part) for part in ("“nearly $240 million”", "at most USD 240 million", "EUR 223.2 million")
    ]
    assert places == sorted(places)


def test_a_part_says_what_it_is_a_part_of_wherever_it_stands(html: Mapping[str, str]) -> None:
    for path in ("donors/norway.html", "articles/oslo-gas.html", "index.html"):
        assert "Part of “up to NOK 2.5 billion”" in text_of(html[path], "main"), path


def test_a_wording_that_stands_alone_is_not_called_the_same(html: Mapping[str, str]) -> None:
    matrix = text_of(html["events/oslo-2023-03-14.html"], ".coverage")
    assert "The wording others are held against" in matrix
    assert "Only in this article" in matrix
    assert "Same words" not in matrix


def test_a_claim_leads_to_what_it_is_part_of_and_back(pages: Mapping[str, Page]) -> None:
    part = view(pages, "claims/oslo-gas-c3.html", ClaimView)
    whole = view(pages, "claims/oslo-gas-c1.html", ClaimView)
    assert isinstance(part, ClaimView)
    assert isinstance(whole, ClaimView)
    assert [(one.how, one.item.id) for one in part.related] == [("Part of", "oslo-gas-c1")]
    assert part.related[0].reason == "It stands in the list of the package."
    assert ("Includes", "oslo-gas-c3") in [(one.how, one.item.id) for one in whole.related]


def test_a_claim_that_cannot_be_converted_says_why(html: Mapping[str, str]) -> None:
    assert "Not converted: the date is unknown" in text_of(html["claims/baltic-gas-c3.html"], "h1")


def test_a_donors_plans_and_estimates_never_stand_among_what_it_gave(pages: Mapping[str, Page]) -> None:
    for path, page in pages.items():
        if isinstance(page.view, DonorView):
            for section in page.view.sections:
                assert {item.kind.kind for item in section.items} == {section.id}, path


def test_a_donor_shows_a_sum_only_with_its_terms_and_what_it_is_not(html: Mapping[str, str]) -> None:
    told = text_of(html["donors/norway.html"], ".sum")
    assert "Sum of reported announcements, not aid delivered: at most NOK 4 billion" in told
    assert "“up to NOK 2.5 billion”" in told
    assert "“NOK 1.5 billion”" in told
    assert "Sum of reported announcements" not in html["donors/sweden.html"]


def test_an_old_address_leads_on(html: Mapping[str, str]) -> None:
    soup = BeautifulSoup(html["events/old-name.html"], "lxml")
    link = soup.find("a", string="Go to the page")
    assert isinstance(link, Tag)
    assert link["href"] == "../events/talks.html"
    assert "withdrawn" in text_of(html["events/gone.html"], "h1")


def test_a_group_of_donors_is_itself_and_says_so(html: Mapping[str, str]) -> None:
    assert "Its members’ own figures are not part of it" in text_of(html["donors/the-west.html"], ".docket")


def test_equipment_that_was_only_discussed_is_shown_as_that(html: Mapping[str, str]) -> None:
    assert "Gripen Only discussed" in text_of(html["donors/sweden.html"], "#equipment-table")


def test_donors_stand_in_alphabetical_order(html: Mapping[str, str]) -> None:
    soup = BeautifulSoup(html["donors/index.html"], "lxml")
    countries = [tag.get_text() for tag in soup.select("#donors-country th a")]
    assert countries == ["Norway", "Sweden"]


def test_home_keeps_announcements_apart_from_everything_else(html: Mapping[str, str]) -> None:
    soup = BeautifulSoup(html["index.html"], "lxml")
    section = soup.select_one("section[aria-labelledby=announced]")
    assert section is not None
    assert {tag.get_text() for tag in section.select(".tag")} == {"New announcement"}


def test_pictures_of_the_scraped_page_are_named_and_linked_and_never_shown() -> None:
    held = archive()
    pictures = (
        Picture("https://example.org/a.jpg", "A pump in Oslo"),
        Picture("http://example.com/b.png", "A map"),
    )
    entries = tuple(
        replace(entry, reading=Reading(replace(entry.document, pictures=pictures), entry.facts))
        if entry.row.id == "oslo-gas"
        else entry
        for entry in held.entries
    )
    pages = {page.path: page for page in site_pages(replace(held, entries=entries), SITE)}
    soup = BeautifulSoup(rendered(pages["articles/oslo-gas.html"], SITE), "lxml")
    section = soup.select_one("section[aria-labelledby=pictures]")
    assert section is not None
    assert [(li.get_text(), str(li.a["href"]), li.a["rel"]) for li in section.select("li")] == [
        ("A pump in Oslo (example.org)", "https://example.org/a.jpg", ["noopener", "nofollow", "ugc"]),
        ("A map (example.com)", "http://example.com/b.png", ["noopener", "nofollow", "ugc"]),
    ]
    assert soup.select("img") == []


def test_every_paragraph_of_an_article_runs_as_its_own_letters_do(html: Mapping[str, str]) -> None:
    soup = BeautifulSoup(html["articles/oslo-gas.html"], "lxml")
    blocks = soup.select(".article-text p, .article-text li, .article-text td, .article-text h2")
    assert blocks
    assert {str(block["dir"]) for block in blocks} == {"auto"}
