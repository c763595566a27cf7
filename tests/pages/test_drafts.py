"""A view that is not made again is the one that would be made."""

from collections.abc import Sequence
from functools import cache, partial

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from plugins.model import Archive, Page
from plugins.pages import site_drafts
from plugins.pages.drafts import Draft, Drafts, Family
from plugins.render.questions import ANSWER
from tests.pages.long_archive import long_archive
from tests.pages.samples import SITE, archive


@cache
def grown(articles: int) -> Archive:
    return long_archive(articles) if articles else archive()


EDITS = {
    "another title": lambda row: replace(row, title=row.title + " (corrected)"),
    "another text": lambda row: replace(row, text=row.text + "\n\nMore."),
    "no day": lambda row: replace(row, published=type(row.published)()),
    "no source": lambda row: replace(row, source=None),
    "another language": lambda row: replace(row, language="de"),
}
TABLES = ("donors", "people", "organisations", "sources", "equipment", "events")


@st.composite
def archives(draw: st.DrawFn) -> Archive:
    """Give the sample archive, grown, and changed in one row of one table."""
    held = grown(draw(st.sampled_from((0, 3, 4))))
    table = draw(st.sampled_from(("entries", "claims", "differences", "coverage", *TABLES)))
    rows = list(getattr(held, table))
    place = draw(st.integers(0, len(rows) - 1))
    if table == "entries":
        edit = EDITS[draw(st.sampled_from(sorted(EDITS)))]
        rows[place] = replace(rows[place], row=edit(rows[place].row))
    elif table in {"differences", "coverage"}:
        del rows[place]
    elif table == "claims":
        rows[place] = replace(rows[place], relations=(), kind="estimate")
    else:
        field = "title" if table == "events" else "name"
        rows[place] = replace(rows[place], **{field: "Another name"})
    return replace(held, **{table: tuple(rows)})


def drafted(drafts: Drafts) -> dict[str, Draft]:
    return {
        draft.path: draft for one in drafts if isinstance(one, Draft | Family) for draft in drafts.listed(one)
    }


def answers(drafts: Drafts, questions: Sequence[str]) -> list[bytes]:
    return [drafts.answers.answer(question) for question in questions]


@given(archives())
def test_an_answer_has_one_length(one: Archive) -> None:
    drafts = site_drafts(one, SITE)
    for draft in drafted(drafts).values():
        assert {len(answer) for answer in answers(drafts, drafts.observed(draft)[1])} <= {ANSWER}


@given(archives(), archives())
def test_the_same_answers_give_the_same_view(one: Archive, other: Archive) -> None:
    before, after = site_drafts(one, SITE), site_drafts(other, SITE)
    known = drafted(before)
    for path, draft in drafted(after).items():
        earlier = known.get(path)
        if earlier is not None and (earlier.view, earlier.about) == (draft.view, draft.about):
            (page,), asked = before.observed(earlier)
            if answers(before, asked) == answers(after, asked):
                assert after.made(draft) == (page,)


def test_a_new_article_has_only_few_views_made_again() -> None:
    few, more = site_drafts(grown(3), SITE), site_drafts(grown(4), SITE)
    asked = {path: few.observed(draft)[1] for path, draft in drafted(few).items()}
    again = {path for path, questions in asked.items() if answers(few, questions) != answers(more, questions)}
    assert "articles/more-00001.raw.html" not in again
    assert "claims/more-00001-c1.html" not in again


def test_watched_tables_give_what_the_tables_give() -> None:
    drafts = site_drafts(grown(3), SITE)
    for draft in drafted(drafts).values():
        assert drafts.observed(draft)[0] == drafts.made(draft)


def test_what_was_not_there_and_comes_is_another_answer() -> None:
    def view(lookup: object, _site: object, ident: str) -> Page | None:
        return lookup.entries.get(ident)  # type: ignore[attr-defined]

    few, more = site_drafts(grown(3), SITE), site_drafts(grown(4), SITE)
    draft = Draft("x.html", "x.html", partial(view), ("more-00003",))
    _, asked = few.observed(draft)
    assert answers(few, asked) != answers(more, asked)


def families(drafts: Drafts) -> dict[tuple[object, ...], Family]:
    return {one.about: one for one in drafts if isinstance(one, Family)}


def test_a_family_asks_what_its_members_ask() -> None:
    drafts = site_drafts(grown(3), SITE)
    family = families(drafts)[("more-00001",)]
    members = drafts.listed(family)
    pages, asked = drafts.observed(family)
    assert len(members) > 2
    assert pages == tuple(page for one in members for page in drafts.made(one))
    assert set(asked) >= {question for one in members for question in drafts.observed(one)[1]}


@given(archives(), archives())
def test_the_same_answers_give_the_same_family(one: Archive, other: Archive) -> None:
    before, after = site_drafts(one, SITE), site_drafts(other, SITE)
    known = families(before)
    for about, family in families(after).items():
        if about in known:
            pages, asked = before.observed(known[about])
            if answers(before, asked) == answers(after, asked):
                assert after.made(family) == pages


@given(archives(), archives())
def test_an_article_that_is_as_it_was_answers_as_it_did(one: Archive, other: Archive) -> None:
    before, after = site_drafts(one, SITE), site_drafts(other, SITE)
    asked = {
        question
        for drafts in (before, after)
        for member in drafts
        if isinstance(member, Draft | Family)
        for question in drafts.observed(member)[1]
    }
    for question in asked:
        owner = before.answers.owner(question)
        if owner and before.answers.state(owner) == after.answers.state(owner):
            assert after.answers.owner(question) == owner
            assert before.answers.answer(question) == after.answers.answer(question)


def test_nearly_every_question_is_about_one_article() -> None:
    drafts = site_drafts(grown(4), SITE)
    asked = {question for family in families(drafts).values() for question in drafts.observed(family)[1]}
    assert sum(not drafts.answers.owner(question) for question in asked) < len(asked) / 2
