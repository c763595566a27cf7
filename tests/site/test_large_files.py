"""Tables and database as a large archive has them: made aside, and copied from what stands published."""

import multiprocessing
import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from plugins.errors import BriefingError
from plugins.export import batches, data, database
from plugins.model import Document
from plugins.render import making, one_reading, plugin, workers, workshop
from plugins.render.build import Build
from plugins.render.one_reading import Task, Work
from tests.site.articles import CHESS, OSLO, VILNIUS
from tests.site.builds import Folder, tree

DATABASE = "data/archive.sqlite"


@pytest.fixture(autouse=True)
def small_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a site of a few articles be built as a large one is."""
    monkeypatch.setattr(making, "LARGE", 1)
    monkeypatch.setattr(data, "SMALL", 0)
    monkeypatch.setattr(batches, "ONE_IN", 2)
    monkeypatch.setattr(workshop, "worker_count", lambda: 2)
    # Forked, whatever this process has held: what a test changes is as it is there, too.
    monkeypatch.setattr(workers, "LARGE", 1 << 62)


@pytest.fixture
def updated(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Note in a file where the published database was updated: this happens in another process."""

    def is_updated(*given: object) -> bool:
        notes.write_text(f"updated: {update(*given)}")  # type: ignore[arg-type]
        return notes.read_text() == "updated: True"

    update = database._is_updated
    notes = tmp_path / "updated"
    notes.write_text("")
    monkeypatch.setattr(database, "_is_updated", is_updated)
    return notes


def test_what_is_updated_gives_the_site_of_a_fresh_build(
    folder: Folder, tmp_path: Path, updated: Path
) -> None:
    folder.add_seeds()
    folder.build()
    assert updated.read_text() == ""
    for number, text in enumerate((OSLO, VILNIUS, CHESS)):
        folder.add(f"more-{number}.txt", text)
        folder.build()
        assert updated.read_text() == "updated: True"
        updated.write_text("")
    assert tree(folder.output) == folder.fresh(tmp_path / "fresh")


@pytest.mark.parametrize("name", [DATABASE, "data/articles.jsonl", "data/claims.csv"])
def test_nothing_is_taken_from_what_somebody_changed(folder: Folder, tmp_path: Path, name: str) -> None:
    folder.add_seeds()
    folder.build()
    path = folder.output / name
    path.write_bytes(path.read_bytes().replace(b"Norway", b"Narnia"))
    folder.add("more.txt", OSLO)
    folder.build()
    assert tree(folder.output) == folder.fresh(tmp_path / "fresh")


def test_nothing_stays_beside_the_published_database(folder: Folder) -> None:
    folder.add_seeds()
    folder.build()
    folder.add("more.txt", OSLO)
    folder.build()
    assert [path.name for path in (folder.output / "data").glob("archive*")] == ["archive.sqlite"]
    with closing(sqlite3.connect(folder.output / DATABASE)) as held:
        assert held.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_the_process_aside_ends_with_a_build_that_stops_early(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(_made: making.Making, _before: object) -> None:
        begun.extend(multiprocessing.active_children())
        raise BriefingError("no more", where="here", mend="go on")

    begun: list[object] = []
    monkeypatch.setattr(making.Making, "_link", stop)
    folder.add("oslo.txt", OSLO)
    with pytest.raises(BriefingError, match="no more"):
        folder.build()
    assert begun
    assert multiprocessing.active_children() == []


def test_the_process_aside_ends_with_a_build_that_must_not_pass_over_an_error(folder: Folder) -> None:
    folder.add("empty.txt", "")
    folder.add("oslo.txt", OSLO)
    ended: list[object] = []

    def abandon(build: Build) -> None:
        let_go(build)
        ended.append(multiprocessing.active_children())

    let_go = Build.abandon
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Build, "abandon", abandon)
        patch.setattr(plugin, "tell_problems", _stop)
        with pytest.raises(BriefingError, match="stop"):
            folder.build()
    assert ended == [[]]
    assert not folder.output.exists()


def _stop(_problems: object) -> None:
    raise BriefingError("stop", where="here", mend="go on")


def test_a_full_disk_leaves_the_site_as_it_was(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.add_seeds()
    folder.build()
    before = tree(folder.output)
    folder.add("more.txt", OSLO)
    monkeypatch.setattr(database, "SETTINGS", ("page_size = 4096", "max_page_count = 8"))
    with pytest.raises(OSError, match="No space left on device"):
        folder.build()
    assert tree(folder.output) == before
    assert sorted(path.name for path in folder.root.glob(".output.*")) in ([], [".output.previous"])


@pytest.fixture
def readers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Note in a file which processes read articles; one called lethal.txt ends any but the build's own."""

    def read_noted(task: Task, work: Work) -> object:
        with notes.open("a") as file:
            file.write(f"{task.raw.path} {'here' if os.getpid() == build else 'aside'}\n")
        if task.raw.path.endswith("/lethal.txt") and os.getpid() != build:
            os._exit(9)
        return read(task, work)

    build, read = os.getpid(), one_reading.read_one
    notes = tmp_path / "readers"
    notes.write_text("")
    monkeypatch.setattr(one_reading, "read_one", read_noted)
    return notes


def test_a_new_article_is_read_aside_and_once(folder: Folder, tmp_path: Path, readers: Path) -> None:
    folder.add("oslo.txt", OSLO)
    folder.build()
    readers.write_text("")
    folder.add("chess.txt", CHESS)
    folder.build()
    assert readers.read_text() == "articles/chess.txt aside\n"
    assert tree(folder.output) == folder.fresh(tmp_path / "fresh")


def test_an_article_that_ends_the_process_aside_is_read_here(
    folder: Folder, tmp_path: Path, readers: Path
) -> None:
    folder.add("oslo.txt", OSLO)
    folder.build()
    readers.write_text("")
    folder.add("lethal.txt", CHESS)
    folder.build()
    assert readers.read_text() == "articles/lethal.txt aside\narticles/lethal.txt here\n"
    assert tree(folder.output) == folder.fresh(tmp_path / "fresh")


def test_the_limit_of_time_holds_aside(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(task: Task, work: Work) -> object:
        def clean(*_given: object) -> Document:
            while True:
                pass

        return read(task, replace(work, clean=clean))

    read = one_reading.read_one
    monkeypatch.setattr(one_reading, "read_one", endless)
    folder.add("oslo.txt", OSLO)
    (problem,) = folder.build(ARTICLE_MAX_SECONDS=1).outcome.problems
    assert (problem.what, problem.where) == (
        "reading it takes more than 1 seconds of processor time",
        "articles/oslo.txt",
    )
