"""Pages rendered in several processes are the pages rendered in one."""

import weakref
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import pytest
from jinja2 import Environment, StrictUndefined

from plugins.errors import BriefingError
from plugins.model import Page, Site, Value
from plugins.render import printing
from plugins.render.plan import Single
from plugins.render.printing import BATCH_BYTES, POOL_FROM_BYTES, press_of, printed
from plugins.render.templates import Templates

SITE = Site("Name", "", "", "en", "")


class View(Value, frozen=True):
    words: str


@pytest.fixture
def templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Templates:
    monkeypatch.setattr(printing, "POOL_FROM", 8)
    monkeypatch.setattr(printing.os, "sched_getaffinity", lambda _process: {0, 1}, raising=False)
    (tmp_path / "page.html").write_text("<p>{{ page.words }}, {{ site.name }}</p>\n")
    (tmp_path / "wrong.html").write_text("{{ page.nothing }}")
    return Templates(environment(), (tmp_path,), SITE)


def environment() -> Environment:
    return Environment(autoescape=True, undefined=StrictUndefined)


def singles(templates: Templates, count: int, wrong: int | None = None) -> Iterator[Single]:
    for number in range(count):
        page = Page(f"{number}.html", "wrong.html" if number == wrong else "page.html", View(f"<{number}>"))
        yield Single(page.path, b"", partial(templates.html, page), partial(Page, *page_parts(page)))


def page_parts(page: Page) -> tuple[object, ...]:
    return page.path, page.template, page.view


@pytest.mark.parametrize("count", [3, 8, 100])
def test_every_page_comes_in_its_place(templates: Templates, tmp_path: Path, count: int) -> None:
    press = press_of(environment(), (tmp_path,), SITE)
    found = [(path, data) for path, _, data in printed(singles(templates, count), press, ProcessPoolExecutor)]
    assert found == [(one.path, one.make()) for one in singles(templates, count)]


def test_what_is_wrong_with_a_template_is_told(templates: Templates, tmp_path: Path) -> None:
    press = press_of(environment(), (tmp_path,), SITE)
    with pytest.raises(BriefingError, match="nothing"):
        list(printed(singles(templates, 60, wrong=50), press, ProcessPoolExecutor))


def test_what_a_process_that_died_left_is_rendered_here(
    templates: Templates, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    press = press_of(environment(), (tmp_path,), SITE)
    monkeypatch.setattr(printing, "print_pages", dies)
    found = [data for _, _, data in printed(singles(templates, 900), press, ProcessPoolExecutor)]
    assert found == [one.make() for one in singles(templates, 900)]


def dies(*_: object) -> None:
    printing.os._exit(1)


class Weighed(Value, frozen=True, weakref=True):
    words: str


def test_views_are_let_go_of_as_their_pages_are_handed_over(templates: Templates, tmp_path: Path) -> None:
    press = press_of(environment(), (tmp_path,), SITE)
    alive: weakref.WeakSet[Weighed] = weakref.WeakSet()

    def heavy() -> Iterator[Single]:
        for number in range(60):
            page = Page(f"{number}.html", "page.html", Weighed(str(number)))
            alive.add(page.view)
            yield Single(page.path, b"", partial(templates.html, page), partial(itself, page), BATCH_BYTES)

    held = [len(alive) for _ in printed(heavy(), press, ProcessPoolExecutor)]
    assert len(held) == 60
    assert max(held) <= POOL_FROM_BYTES // BATCH_BYTES + 2
    assert held[-1] <= 2


def itself(page: Page) -> Page:
    return page
