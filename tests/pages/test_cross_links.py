"""How one page leads to the next: neighbours in time, and what refers to an event."""

from collections.abc import Mapping

import msgspec
from bs4 import BeautifulSoup

from plugins.model import Archive
from plugins.pages import site_pages
from plugins.pages.event import MOST_ARTICLES
from tests.pages.conftest import rendered
from tests.pages.samples import SITE, archive


def shown(sample: Archive, path: str) -> BeautifulSoup:
    """Give one page of an archive."""
    (page,) = (page for page in site_pages(sample, SITE) if page.path == path)
    return BeautifulSoup(rendered(page, SITE), "lxml")


def led_to(page: BeautifulSoup, heading: str) -> list[str]:
    """Give the events or articles that a part of a page leads to, each once and in order."""
    begin = page.find("h2", string=heading)
    assert begin is not None, heading
    part = begin.find_parent(["section", "nav"])
    assert part is not None
    hrefs = [str(link["href"]) for link in part.select("a[href]")]
    return list(dict.fromkeys(h.removeprefix("../") for h in hrefs if "events/" in h or "articles/" in h))


def dated(days: Mapping[str, str]) -> Archive:
    """Give the sample with copies of its event on other days."""
    sample = archive()
    (event,) = (event for event in sample.events if event.start)
    more = [
        msgspec.structs.replace(
            event, id=ident, url=f"events/{ident}.html", title=ident.title(), start=day, why=()
        )
        for ident, day in days.items()
    ]
    return msgspec.structs.replace(
        sample, events=tuple(sorted((*sample.events, *more), key=lambda row: row.id))
    )


def test_an_event_leads_to_the_ones_before_and_after_it_in_time() -> None:
    sample = dated({"zebra": "2023-03-13", "aardvark": "2023-03-20", "later": "2023-05-01"})
    assert led_to(shown(sample, "events/oslo-2023-03-14.html"), "Before and after") == [
        "events/zebra.html",
        "events/aardvark.html",
    ]


def test_the_first_event_has_none_before_it_and_the_last_none_after() -> None:
    sample = dated({"zebra": "2023-03-13"})
    assert led_to(shown(sample, "events/zebra.html"), "Before and after") == ["events/oslo-2023-03-14.html"]
    assert led_to(shown(sample, "events/oslo-2023-03-14.html"), "Before and after") == ["events/zebra.html"]


def test_an_event_without_a_day_stands_between_no_others() -> None:
    assert "Before and after" not in shown(dated({}), "events/talks.html").get_text()


def test_an_event_leads_back_to_what_refers_to_it(html: Mapping[str, str]) -> None:
    event = BeautifulSoup(html["events/oslo-2023-03-14.html"], "lxml")
    assert led_to(event, "Referred to in") == ["articles/undated-jets.html"]


def test_no_article_that_refers_to_an_event_is_left_out_however_many_there_are() -> None:
    sample = archive()
    (first, *_) = sample.entries
    names = [f"copy-{number:02}" for number in range(MOST_ARTICLES + 5)]
    copies = [
        msgspec.structs.replace(
            first, row=msgspec.structs.replace(first.row, id=name, url=f"articles/{name}.html", path=name)
        )
        for name in names
    ]
    events = tuple(
        msgspec.structs.replace(event, mentioned_in=tuple(names)) if event.start else event
        for event in sample.events
    )
    entries = tuple(sorted((*sample.entries, *copies), key=lambda entry: entry.row.id))
    sample = msgspec.structs.replace(sample, entries=entries, events=events)
    found = led_to(shown(sample, "events/oslo-2023-03-14.html"), "Referred to in")
    assert sorted(one for one in found if "copy-" in one) == [f"articles/{name}.html" for name in names]
