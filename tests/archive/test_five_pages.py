"""The five pages on the desk, read through all stages: their events, their days, their claims."""

import hashlib
from functools import cache
from pathlib import Path

import pytest

from plugins.archive import build_archive
from plugins.clean import clean
from plugins.extract import extract
from plugins.model import Archive, Entry, Raw, Reading
from plugins.registry import compile_knowledge, read_registry

CONTENT = Path(__file__).parents[2] / "content"
PAGES = sorted((CONTENT / "articles").glob("00?_*.txt"))


@cache
def archive() -> Archive:
    files = {path.name: path.read_text("utf-8") for path in (CONTENT / "registry").glob("*.yaml")}
    registry = read_registry(files)
    knowledge = compile_knowledge(registry)
    readings = []
    for path in PAGES:
        data = path.read_bytes()
        raw = Raw(f"articles/{path.name}", data, hashlib.sha256(data).hexdigest(), "txt")
        document = clean(raw)
        readings.append(Reading(document, extract(document, knowledge)))
    return build_archive(readings, registry, ())[0]


def page(number: str) -> Entry:
    return next(entry for entry in archive().entries if f"/{number}_" in entry.row.path)


@pytest.mark.parametrize(
    ("number", "event"),
    [
        ("000", "joint-press-conference-2023-02-08"),
        ("001", "joint-press-conference-2023-02-08"),
        ("002", "north-atlantic-council-brussels-2022-09-09"),
        ("003", "nato-defence-ministers-brussels"),
        ("004", "nato-foreign-ministers-bucharest-2022-11-29"),
    ],
)
def test_a_page_reports_its_event_and_no_other(number: str, event: str) -> None:
    assert page(number).row.events == (event,)


def test_a_summit_of_long_ago_is_only_mentioned() -> None:
    assert page("004").mentioned_events == ("bucharest-summit-2008",)


def test_the_page_without_a_day_takes_it_from_the_page_on_the_same_press_conference() -> None:
    published = page("001").row.published
    assert (published.date, published.basis) == ("2023-02-08", "event")
    assert published.evidence == page("000").row.id


@pytest.mark.parametrize("number", ["002", "003"])
def test_a_page_that_nothing_dates_stays_undated(number: str) -> None:
    assert (page(number).row.published.date, page(number).row.published.basis) == (None, "unknown")


def test_claims_say_when_once_the_page_has_a_day() -> None:
    claims = [c for c in archive().claims if c.article == page("001").row.id]
    days = {
        stated: c.stated_on.date for c in claims for stated in ("$97", "over $100") if stated in c.as_stated
    }
    assert days == {"$97": "2022-12", "over $100": "2023-02-08"}


def test_the_same_figure_of_two_pages_is_one_row() -> None:
    coverage = next(c for c in archive().coverage if c.event == "joint-press-conference-2023-02-08")
    assert coverage.articles == (page("000").row.id, page("001").row.id)
    rows = {row.label: [cell.wording for cell in row.cells] for row in coverage.rows}
    figure = next(wordings for label, wordings in rows.items() if "120 billion" in label)
    assert sorted(figure) == ["reworded", "verbatim"]
    assert rows["an indispensable role"] == ["verbatim", "shortened"]


def test_a_part_is_part_of_its_whole_and_nothing_is_summed() -> None:
    claims = {c.id: c.as_stated for c in archive().claims}
    parts = {(claims[r.claim], claims[r.other]) for r in archive().reasons if r.type == "part-of"}
    assert any("$675 million" in part and "$2.8 billion" in whole for part, whole in parts)
    assert archive().derivations == ()


def test_a_bound_is_no_contradiction() -> None:
    assert "contradiction" not in {difference.why for difference in archive().differences}
    assert "bound" in {difference.why for difference in archive().differences}
