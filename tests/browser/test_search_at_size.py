"""Search in an archive of three hundred articles: what a name finds first, and what a first search costs."""

import gzip
import random
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from plugins.pages import site_pages
from plugins.render.plan import static_files
from plugins.search import Record, Records
from tests.pages.conftest import THEME, rendered
from tests.pages.samples import OFFLINE, archive
from tests.search.engine import found_in, indexed
from tests.serving import static_site

pytestmark = pytest.mark.browser
ARTICLES, FIGURES, DONORS = 300, 5, 50
PART = 200_000
"""Letters of a part of the index: the archive comes in many."""
SYLLABLES = [first + then for first in "bdfgklmnprstvz" for then in ("a", "ei", "ou", "ist", "er", "un")]


def records() -> list[Record]:
    """Give articles of four hundred words, each with figures of some donors, and the donors' own pages."""
    chance = random.Random(300)  # noqa: S311 - a choice of words is no secret
    words = ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(6000)]
    often = [1 / rank for rank in range(1, len(words) + 1)]
    donors = [f"{one.title()}ia" for one in dict.fromkeys(words[1000:]) if len(one) > 5][:DONORS]
    made = [
        Record(
            f"donors/{name.lower()}.html",
            name,
            "Donor",
            f"{name}, {name}n government",
            (("donor", (name,)), ("kind", ("Donor",))),
            None,
            None,
            (name, f"{name}n government"),
        )
        for name in donors
    ]
    for number in range(ARTICLES):
        source, day = f"Source {number % 20}", f"202{number % 4}-{number % 12 + 1:02}-{number % 28 + 1:02}"
        givers = chance.sample(donors, 3)
        facets = (("donor", tuple(sorted(givers))), ("source", (source,)), ("year", (day[:4],)))
        text = " ".join((*chance.choices(words, often, k=400), f"{givers[0]} pays", *givers))
        made.append(
            Record(
                f"articles/{number:03}.html",
                f"{givers[0]} pays {number}",
                "Article",
                text,
                (*facets, ("kind", ("Article",))),
                day,
                source,
                period=day,
            )
        )
        for figure in range(FIGURES):
            giver = givers[figure % 3]
            title = f"{giver}: “${number + figure} million”"
            sentence = f"{title}. {giver} gives ${number + figure} million, {giver} says."
            own = (("donor", (giver,)), ("kind", ("Figure",)), *facets[1:])
            url = f"claims/{number:03}-{figure}.html"
            made.append(Record(url, title, "Figure", sentence, own, day, source, period=day))
    return sorted(made, key=lambda record: record.url)


@pytest.fixture(scope="module")
def found() -> list[Record]:
    return records()


@pytest.fixture(scope="module")
def address(found: list[Record], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give a site whose index is made in many parts."""
    root = tmp_path_factory.mktemp("size")
    (search,) = (page for page in site_pages(archive(), OFFLINE) if page.path == "search.html")
    (root / "search.html").write_text(rendered(search, OFFLINE), "utf-8")
    files = [*indexed(tmp_path_factory.mktemp("kept"), found, PART).items()]
    files += [(one.path, bytes(one.make())) for one in static_files(THEME).make()[1]]
    for path, data in files:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    with static_site(root) as address:
        yield address


@pytest.fixture(scope="module")
def whole(found: list[Record], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give a host of the same index, made in one part."""
    root = tmp_path_factory.mktemp("whole")
    for path, data in indexed(tmp_path_factory.mktemp("kept whole"), found, 1 << 40).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    (root / "search.html").write_text("<!doctype html><title>Host</title>", "utf-8")
    with static_site(root) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


def donors(found: list[Record]) -> list[str]:
    return [record.title for record in found if record.kind == "Donor"]


def test_a_name_finds_first_the_page_about_it(page: Page, address: str, found: list[Record]) -> None:
    for name in donors(found)[:8]:
        page.goto(f"{address}search.html?q={name.lower()}")
        first = page.get_by_role("list", name="Results").get_by_role("listitem").first
        expect(first.get_by_role("link")).to_have_text(name)


def test_another_name_of_it_does_so_too(page: Page, address: str, found: list[Record]) -> None:
    for name in donors(found)[:4]:
        page.goto(f"{address}search.html?q={name}n government")
        first = page.get_by_role("list", name="Results").get_by_role("listitem").first
        expect(first.get_by_role("link")).to_have_text(name)


def costs(page: Page, place: str) -> int:
    """Give the bytes that a host which compresses sends for a page until nothing more is asked for."""
    sizes: list[int] = []

    def over_the_wire(request: Request) -> None:
        answer = request.response()
        sizes.append(len(gzip.compress(answer.body())) if answer else 0)

    page.on("requestfinished", over_the_wire)
    page.goto(place)
    expect(page.get_by_text("Kind of page", exact=True)).to_be_attached()
    page.wait_for_load_state("networkidle")
    return sum(sizes)


@pytest.mark.parametrize("width", [390, 1280])
def test_a_first_search_costs_less_than_150_kilobytes(
    page: Page, address: str, found: list[Record], width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    assert 50_000 < costs(page, f"{address}search.html?q={donors(found)[0]}") < 150_000


def test_a_word_of_many_articles_costs_less_than_150_kilobytes_too(page: Page, address: str) -> None:
    assert costs(page, f"{address}search.html?q=pays&kind=Article") < 150_000


def test_more_results_come_when_a_reader_gets_there_and_the_rest_when_asked(
    page: Page, address: str, found: list[Record]
) -> None:
    page.set_viewport_size({"width": 1280, "height": 600})
    page.goto(f"{address}search.html?q={donors(found)[0]}")
    results = page.get_by_role("list", name="Results").get_by_role("listitem")
    expect(results).to_have_count(6)
    more = page.get_by_role("button", name="Show more")
    more.scroll_into_view_if_needed()
    expect(results).to_have_count(16)
    more.click()
    expect(results).to_have_count(26)
    expect(results.nth(16).get_by_role("link")).to_be_focused()
    links = [link.get_attribute("href") for link in results.get_by_role("link").all()]
    assert len(set(links)) == 26


def test_a_facet_alone_does_not_load_the_whole_index(page: Page, address: str, found: list[Record]) -> None:
    name = donors(found)[0]
    assert costs(page, f"{address}search.html?donor={name}") < 180_000
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^\d+ results\.$"))
    assert page.get_by_role("checkbox", name=re.compile(f"^{name}")).is_checked()


def test_a_facet_that_is_opened_shows_its_counts(page: Page, address: str, found: list[Record]) -> None:
    page.goto(f"{address}search.html?q={donors(found)[0]}")
    expect(page.get_by_role("checkbox", name=re.compile("^Figure"))).to_be_visible()
    expect(page.get_by_role("checkbox", name=re.compile("^202"))).to_have_count(0)
    page.get_by_text("Year", exact=True).click()
    expect(page.get_by_role("checkbox", name=re.compile("^202")).first).to_be_visible()


def test_on_a_phone_facets_are_loaded_when_somebody_narrows_down(
    page: Page, address: str, found: list[Record]
) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}search.html?q={donors(found)[0]}")
    expect(page.get_by_role("list", name="Results").get_by_role("listitem").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "/filter/" in url]
    page.get_by_text("Narrow down", exact=True).click()
    expect(page.get_by_role("checkbox", name=re.compile("^Figure"))).to_be_visible()


ANSWER = """async ([query, options]) => {
  const engine = await import(new URL("pagefind/pagefind.js", location.href));
  const ranking = { pageLength: 0.4, metaWeights: { title: 6, names: 40 } };
  await engine.options({ ranking, noWorker: true });
  for (const name of ["donor", "kind", "source", "year"]) {
    await engine.preload(query ?? "xallx", { filters: { [name]: { none: ["\\u0000"] } } });
  }
  const answer = await engine.search(query, options);
  return {
    results: answer.results.map(({ id, score }) => [id, score]),
    counts: [answer.filters, answer.totalFilters, answer.unfilteredResultCount],
  };
}"""
"""What the engine says of a search: its results in their order, and what each facet counts."""


def asked(page: Page, address: str, query: str | None, options: dict[str, object]) -> tuple[object, ...]:
    """Give the results by score, the rest of the answer, and the order where the day decides it."""
    page.goto(f"{address}search.html")
    answer = page.evaluate(ANSWER, [query, options])
    scores = [score for _, score in answer["results"]]
    if "sort" in options:
        return [one for one, _ in answer["results"]], answer["counts"]
    assert scores == sorted(scores, reverse=True)
    return sorted(((-round(score, 3), one) for one, score in answer["results"])), answer["counts"]


def test_an_index_made_in_parts_answers_as_one_made_whole(
    page: Page, address: str, whole: str, found: list[Record]
) -> None:
    assert len(Records("en", found_in(found), PART).parts) > 10
    name = donors(found)[0]
    searches: list[tuple[str | None, dict[str, object]]] = [
        (name, {}),
        ("pays", {}),
        (f'"{name} pays"', {}),
        ("million gives", {"filters": {"kind": {"any": ["Figure"]}, "year": {"any": ["2021", "2022"]}}}),
        (name[:4], {"filters": {"source": {"any": ["Source 3"]}}}),
        ("xallx", {"filters": {"donor": {"any": [name]}}, "sort": {"date": "desc"}}),
        ("pays", {"sort": {"date": "asc"}}),
        (None, {"filters": {"donor": {"any": [name]}}}),
    ]
    for query, options in searches:
        in_parts, at_once = (asked(page, host, query, options) for host in (address, whole))
        assert in_parts[0]
        assert in_parts == at_once, query
