"""Large files made aside: whatever happens to the process that makes them, they come to be."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import get_start_method
from pathlib import Path

import pytest

from plugins.render import workers
from plugins.render.cache import Cache
from plugins.render.memory import StageMemory
from plugins.render.staging import recover
from plugins.render.tree import Differing, Published
from plugins.render.workers import submitted
from plugins.render.workshop import BuildWorkshop, workshop_folder


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[BuildWorkshop]:
    cache = Cache(tmp_path / "cache")
    made = BuildWorkshop(tmp_path / "output", StageMemory(cache, "outputs", {}), Published())
    yield made
    made.close()
    cache.close()


def square(number: int) -> int:
    return number * number


def dies_elsewhere(parent: int) -> str:
    if os.getpid() != parent:
        os._exit(9)
    return "done here"


def fails(_given: str) -> None:
    raise OSError(28, "No space left on device")


def test_work_is_done_aside(workshop: BuildWorkshop) -> None:
    waiting = [workshop.aside(square, number) for number in range(3)]
    assert [wait() for wait in waiting] == [0, 1, 4]


def test_a_process_that_was_begun_early_does_the_work(workshop: BuildWorkshop) -> None:
    workshop.begin()
    assert workshop.aside(square, 4)() == 16
    assert workshop.aside(os.getpid)() != os.getpid()


def test_work_for_a_process_that_died_before_it_came_is_done_here(workshop: BuildWorkshop) -> None:
    with pytest.raises(BrokenProcessPool):
        submitted(workshop._begun(), os._exit, 9).result()
    assert workshop.aside(square, 4)() == 16


def test_work_whose_process_dies_is_done_here(workshop: BuildWorkshop) -> None:
    assert workshop.aside(dies_elsewhere, os.getpid())() == "done here"


def test_what_fails_aside_fails_here_with_its_reason(workshop: BuildWorkshop) -> None:
    wait = workshop.aside(fails, "")
    with pytest.raises(OSError, match="No space left"):
        wait()


def who_looks() -> Differing:
    return Differing({str(os.getpid())}, frozenset())


def dies_looking(parent: int) -> Differing:
    if os.getpid() != parent:
        os._exit(9)
    return who_looks()


@pytest.fixture
def looking(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[Callable[[], Differing]], set[str]]]:
    """Give what tells by which process a site was looked at that looks in some way."""
    # Forked, whatever this process has held.
    monkeypatch.setattr(workers, "LARGE", 1 << 62)
    cache = Cache(tmp_path / "cache")
    made: list[BuildWorkshop] = []

    def looked_by(look: Callable[[], Differing]) -> set[str]:
        published = Published(look=look)
        made.append(BuildWorkshop(tmp_path / "output", StageMemory(cache, "outputs", {}), published))
        made[0].begin()
        made[0].look()
        return {*published.apart.changed}

    yield looked_by
    made[0].close()
    cache.close()


@pytest.mark.skipif(get_start_method() != "fork", reason="what is held does not cross")
def test_the_published_site_is_looked_at_aside(looking: Callable[..., set[str]]) -> None:
    assert looking(who_looks).isdisjoint({str(os.getpid())})


def test_a_site_whose_looker_dies_is_looked_at_here(looking: Callable[..., set[str]]) -> None:
    assert looking(partial(dies_looking, os.getpid())) == {str(os.getpid())}


def test_a_site_is_looked_at_here_where_no_process_holds_its_list(
    looking: Callable[..., set[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "LARGE", 0)
    assert looking(who_looks) == {str(os.getpid())}


def test_nothing_is_left_behind(workshop: BuildWorkshop, tmp_path: Path) -> None:
    (workshop.folder / "half.sqlite").write_bytes(b"x")
    workshop.close()
    assert not workshop_folder(tmp_path / "output").exists()


def test_what_a_killed_build_left_is_cleared_away(tmp_path: Path) -> None:
    folder = workshop_folder(tmp_path / "output")
    folder.mkdir()
    (folder / "half.sqlite").write_bytes(b"x")
    recover(tmp_path / "output")
    assert not folder.exists()
