"""The page on changes: what each edition brought, and what was taken out again."""

from bs4 import BeautifulSoup
from msgspec.structs import replace

from plugins.model import Archive, Moved, Notice
from plugins.pages import site_pages
from tests.pages.conftest import rendered
from tests.pages.samples import OFFLINE, archive


def changes(held: Archive) -> BeautifulSoup:
    (page,) = (page for page in site_pages(held, OFFLINE) if page.path == "about/changes.html")
    return BeautifulSoup(rendered(page, OFFLINE), "lxml")


def test_an_open_question_leads_to_the_figure_that_it_is_about() -> None:
    claim = archive().claims[0]
    held = replace(archive(), warnings=(Notice(f"nobody is named who gives “{claim.as_stated}”", claim.id),))
    (link,) = changes(held).select('section[aria-labelledby="questions"] a')
    assert link["href"] == f"../claims/{claim.id}.html"


def test_an_article_without_a_day_is_no_question_beside_the_list_of_those() -> None:
    held = replace(archive(), warnings=(Notice("the day of publication is not known", "articles/a.txt"),))
    assert not changes(held).select("#questions")


def with_moved(*moved: Moved) -> Archive:
    return replace(archive(), moved=moved)


def test_an_article_that_was_taken_out_is_named_and_leads_to_what_is_said_at_its_address() -> None:
    soup = changes(with_moved(Moved("articles/oslo-gives-gas.html", None)))
    (link,) = soup.select('section[aria-labelledby="withdrawn"] a')
    assert link.get_text() == "Oslo gives gas"
    assert link["href"] == "../articles/oslo-gives-gas.html"


def test_figures_that_are_no_longer_read_are_told_by_number() -> None:
    moved = (Moved("claims/a-c-1.html", "articles/a.html"), Moved("claims/b-c-1.html", None))
    (section,) = changes(with_moved(*moved)).select('section[aria-labelledby="withdrawn"]')
    assert "2 figures are no longer read from their articles" in section.get_text()


def test_a_long_list_of_what_was_taken_out_is_cut_and_the_rest_is_told_by_number() -> None:
    moved = tuple(Moved(f"articles/article-{number:03}.html", None) for number in range(130))
    (section,) = changes(with_moved(*moved)).select('section[aria-labelledby="withdrawn"]')
    assert len(section.select("li")) == 100
    assert "and 30 more articles" in section.get_text()


def test_where_nothing_was_taken_out_the_page_says_nothing_of_it() -> None:
    assert not changes(with_moved(Moved("events/old.html", "events/talks.html"))).select("#withdrawn")
