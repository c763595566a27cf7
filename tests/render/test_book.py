"""What builds remember of pages: nothing that is not so any more, and all that still is."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.pages.views import Shown
from plugins.render import book, questions
from plugins.render.book import SLACK, Book, RecordLeaf
from plugins.render.cache import Cache
from plugins.render.digests import digest
from plugins.render.memo import DIGEST, memo_of
from plugins.render.questions import ANSWER, OWNER, shortened, whole

QUESTIONS = "abcdef"
Asked = Mapping[str, list[str]]
"""Families with the questions that each asks."""


def name(family: str) -> bytes:
    return family.encode().ljust(DIGEST, b".")


class Archive:
    """Answers questions; whose an answer is, its first letter says."""

    def __init__(self, answers: Mapping[str, str]) -> None:
        self.answers = answers

    def answer(self, question: str) -> bytes:
        return self.answers.get(question, "?").encode().ljust(ANSWER, b".")

    def owner(self, question: str) -> str:
        # Whose a question is may change: as where a figure comes to another article.
        return self.answers.get(question, "")[:1]

    def state(self, owner: str) -> bytes:
        own = sorted(item for item in self.answers.items() if item[1][:1] == owner)
        return digest(repr(own))[:ANSWER]

    def states(self, parts: int, parted: Callable[[Iterable[str]], Sequence[int]]) -> Sequence[bytes]:
        owners = sorted({answer[:1] for answer in self.answers.values()})
        told: list[list[object]] = [[] for _ in range(parts)]
        for owner, part in zip(owners, parted(owners), strict=True):
            told[part].append((owner, self.state(owner)))
        return [digest(repr(some)) for some in told]


def opened(cache: Cache, families: Asked, answers: Mapping[str, str]) -> Book:
    return Book(cache, b"common", map(name, families), Archive(answers))


def build(folder: Path, families: Asked, answers: Mapping[str, str], *, is_killed: bool = False) -> set[str]:
    """Do what a build does, and give the families whose views it had to make."""
    cache = Cache(folder)
    book = opened(cache, families, answers)
    made = {family for family in families if name(family) not in book.known}
    for family in made:
        view = view_of(family, families[family], answers)
        pages = [(f"{family}.html", "page.html"), (f"{family}.json", "page.html")]
        told = [Shown(family), Shown(family, view.hex())]
        book.put(name(family), pages, [view, view], told, families[family])
    if not is_killed:
        cache.put_many(book.rows())
    cache.close()
    return made


def view_of(family: str, asked: list[str], answers: Mapping[str, str]) -> bytes:
    return f"{family} {[answers.get(q) for q in asked]}".encode().ljust(DIGEST, b".")[:DIGEST]


def test_only_what_asked_for_what_changed_is_made_again(tmp_path: Path) -> None:
    families = {"donor": ["a", "b"], "event": ["b", "c"], "person": ["d"]}
    answers = dict.fromkeys(QUESTIONS, "as it was")
    assert build(tmp_path, families, answers) == {*families}
    assert build(tmp_path, families, answers) == set()
    assert build(tmp_path, families, answers | {"c": "new"}) == {"event"}
    assert build(tmp_path, families, answers | {"c": "new"}) == set()


def test_what_comes_back_is_as_it_was_only_if_its_answers_are(tmp_path: Path) -> None:
    families, answers = {"donor": ["a"], "event": ["b"]}, dict.fromkeys(QUESTIONS, "as it was")
    build(tmp_path, families, answers)
    build(tmp_path, {"donor": ["a"]}, answers | {"b": "new"})
    assert build(tmp_path, families, answers | {"b": "new"}) == {"event"}


def test_questions_that_nobody_asks_any_more_are_forgotten(tmp_path: Path) -> None:
    for number in range(20):
        build(tmp_path, {f"donor {number}": [f"{number} {n}" for n in range(10)]}, {})
        cache = Cache(tmp_path)
        leaves = [cache.get(part, RecordLeaf) for part in opened(cache, {}, {}).names]
        cache.close()
        records = [record for leaf in leaves if leaf for record in leaf.records.values()]
        assert sum(len(record.numbers) // 4 for record in records) <= 10 * SLACK


def test_pages_are_told_with_their_views(tmp_path: Path) -> None:
    build(tmp_path, {"donor": ["a"]}, {})
    book = opened(Cache(tmp_path), {"donor": ["a"]}, {})
    memo = book.known[name("donor")]
    assert memo.view(0).startswith(b"donor")
    assert memo.names() == (("donor.html", "page.html"), ("donor.json", "page.html"))
    assert [*book.told()] == [(name("donor"), (Shown("donor"), Shown("donor", memo.view(0).hex())))]


@pytest.mark.parametrize("spoilt", ["cut", "flipped"])
def test_a_spoilt_book_is_made_again(tmp_path: Path, spoilt: str) -> None:
    families = {"donor": ["a"], "event": ["b"]}
    build(tmp_path, families, {})
    path = tmp_path / "dossier.sqlite"
    data = bytearray(path.read_bytes())
    place = data.find(b"donor...")
    assert place > 0
    if spoilt == "cut":
        del data[len(data) // 2 :]
    else:
        data[place] ^= 1
    path.write_bytes(data)
    assert "donor" in build(tmp_path, families, {})
    assert build(tmp_path, families, {}) == set()


few_signs = st.text(f"{OWNER}=ab")


@given(few_signs, few_signs)
def test_a_shortened_question_is_the_same_question(question: str, owner: str) -> None:
    assert whole(shortened(question, owner), owner) == question


@given(st.lists(st.text("a/.-" + OWNER, min_size=1), min_size=1))
def test_a_family_has_the_pages_that_it_was_noted_with(paths: list[str]) -> None:
    pages = tuple((path, "page.html") for path in paths)
    assert memo_of(pages, (), (), b"").names() == pages


asked = st.dictionaries(
    st.sampled_from(["donor", "event", "person", "source"]), st.lists(st.sampled_from(QUESTIONS))
)
given_answers = st.dictionaries(st.sampled_from(QUESTIONS), st.sampled_from(["one", "other", "two"]))


@pytest.mark.parametrize("telling", [0, 1 << 20])
@settings(deadline=None, max_examples=50)
@given(builds=st.lists(st.tuples(asked, given_answers, st.booleans()), min_size=1, max_size=6))
def test_after_any_builds_the_book_says_what_a_new_one_would(
    tmp_path_factory: pytest.TempPathFactory,
    telling: int,
    builds: list[tuple[Asked, dict[str, str], bool]],
) -> None:
    kept, new = tmp_path_factory.mktemp("kept"), tmp_path_factory.mktemp("new")
    # What a family asks is decided by what it is and by the answers: here by what it is alone.
    fixed: dict[str, list[str]] = {}
    with pytest.MonkeyPatch.context() as patch:
        # What is told of pages is kept as they are made, or at the end; records are closed at once, or then.
        patch.setattr(book, "TELLING", telling)
        patch.setattr(questions, "OPEN", 2 if telling == 0 else questions.OPEN)
        for families, answers, is_killed in builds:
            own = {family: fixed.setdefault(family, questions) for family, questions in families.items()}
            build(kept, own, answers, is_killed=is_killed)
        build(kept, own, answers)
        build(new, own, answers)
    one, other = (opened(Cache(folder), own, answers) for folder in (kept, new))
    assert {ident: memo.views for ident, memo in one.known.items()} == {
        ident: memo.views for ident, memo in other.known.items()
    }
    assert one.known.keys() == {name(family) for family in own}
    assert {ident: told for ident, told in one.told() if told}.items() <= dict(other.told()).items()
