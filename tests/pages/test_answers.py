"""Articles are told apart in short: by the names of their readings and by their links."""

from collections.abc import Iterable, Mapping
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.archive import build_archive
from plugins.bodies import HeldBodies, body_of
from plugins.export.citations import citation_files, citations
from plugins.export.feeds import feed_files, feeds
from plugins.export.tables import tables_of
from plugins.memory import name_of
from plugins.model import Archive, File, Reading
from plugins.pages.answers import Answers
from plugins.pages.asking import PART, VALUE
from plugins.pages.lookup import look_up
from tests.archive.growing import readings, registry
from tests.pages.samples import SITE

POOL = 40
PARTS = 5
OF_ARTICLES = ("claims", "quotes", "entries", "claims_pointing_at", "differences_of")
OF_MANY = ("claims_by_donor", "claims_by_speaker", "quotes_by_speaker")


class NamedBodies(HeldBodies):
    """Bodies whose readings have names, as those that a build keeps."""

    def __init__(self, pages: Mapping[str, Reading]) -> None:
        super().__init__({path: body_of(page.document, page.facts) for path, page in pages.items()})
        self._readings = {path: name_of(page) for path, page in pages.items()}

    def reading(self, path: str) -> bytes:
        return self._readings[path]


@cache
def pool() -> list[Reading]:
    return readings(POOL, registry())


def linked(numbers: frozenset[int]) -> Archive:
    pages = [pool()[number] for number in sorted(numbers)]
    bodies = NamedBodies({page.document.path: page for page in pages})
    return build_archive(pages, registry(), (), bodies)[0]


def rows(archive: Archive) -> Mapping[str, object]:
    """Give the answers to questions for single rows, whole."""
    lookup = look_up(archive)
    return {
        f"{VALUE}{PART}{table}{PART}{key}": row
        for table in (*OF_ARTICLES, *OF_MANY)
        for key, row in getattr(lookup, table).items()
    }


some = st.frozensets(st.integers(0, POOL - 1), min_size=1)


@settings(deadline=None, max_examples=25)
@given(some, some)
def test_what_is_told_as_it_was_is_as_it_was(before: frozenset[int], after: frozenset[int]) -> None:
    old, new = linked(before), linked(after)
    asked, now = rows(old), rows(new)
    told_then, told_now = Answers(look_up(old)), Answers(look_up(new))
    for question in asked.keys() & now.keys():
        same_owner = told_then.owner(question) == told_now.owner(question)
        owner = told_now.owner(question)
        if asked[question] != now[question]:
            assert told_then.answer(question) != told_now.answer(question)
            assert not (owner and same_owner and told_then.state(owner) == told_now.state(owner))


@settings(deadline=None, max_examples=25)
@given(some, some)
def test_a_part_is_told_as_it_was_where_all_of_its_articles_are(
    before: frozenset[int], after: frozenset[int]
) -> None:
    def parted(articles: Iterable[str]) -> list[int]:
        return [len(article) % PARTS for article in articles]

    def singly(answers: Answers, articles: list[str]) -> list[list[tuple[str, bytes]]]:
        told = [*zip(parted(articles), articles, map(answers.state, articles), strict=True)]
        return [[(article, state) for own, article, state in told if own == part] for part in range(PARTS)]

    found = []
    for archive in (linked(before), linked(after)):
        answers = Answers(look_up(archive))
        articles = [entry.row.id for entry in archive.entries]
        found.append((answers.states(PARTS, parted), singly(answers, articles)))
    (then, one_by_one), (now, one_by_one_now) = found
    assert [a == b for a, b in zip(then, now, strict=True)] == [
        a == b for a, b in zip(one_by_one, one_by_one_now, strict=True)
    ]


@settings(deadline=None, max_examples=25)
@given(some, some)
def test_batches_of_one_name_have_the_same_rows(before: frozenset[int], after: frozenset[int]) -> None:
    old, new = dict(tables_of(linked(before)).batches), dict(tables_of(linked(after)).batches)
    for name in old.keys() & new.keys():
        assert old[name].rows == new[name].rows


@settings(deadline=None, max_examples=25)
@given(some, some)
def test_citations_and_feeds_told_as_they_were_are_as_they_were(
    before: frozenset[int], after: frozenset[int]
) -> None:
    def files(archive: Archive) -> dict[bytes, list[File]]:
        cited = citations(archive, SITE, None).values()
        fed = feeds(archive, SITE, None).values()
        return {one.digest: [*citation_files(one)] for one in cited} | {
            one.digest: [*feed_files(one)] for one in fed
        }

    old, new = files(linked(before)), files(linked(after))
    assert before != after or old.keys() == new.keys()
    for name in old.keys() & new.keys():
        assert old[name] == new[name]


def test_an_article_without_new_links_is_told_as_it_was() -> None:
    few, more = (Answers(look_up(linked(frozenset(range(number))))) for number in (POOL - 1, POOL))
    articles = [entry.row.id for entry in linked(frozenset(range(POOL - 1))).entries]
    same = [article for article in articles if few.state(article) == more.state(article)]
    assert len(same) > POOL // 2
