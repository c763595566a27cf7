"""How far a build is: shown on a terminal, and nowhere else."""

import io
import re

import pytest
from rich.console import Console

from plugins.render.progress import LEAST, Progress, TerminalProgress, progress_on


def terminal() -> tuple[Console, io.StringIO]:
    seen = io.StringIO()
    return Console(file=seen, force_terminal=True, width=90), seen


def plain(seen: io.StringIO) -> str:
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", seen.getvalue())


def test_a_terminal_shows_what_is_done_and_how_much_of_it() -> None:
    console, seen = terminal()
    shown = progress_on(console)
    shown.begin("reading articles", 3 * LEAST)
    shown.tick(2 * LEAST)
    shown.end()
    assert "reading articles" in plain(seen)
    assert f"{2 * LEAST}/{3 * LEAST}" in plain(seen)


def test_little_work_shows_no_bar() -> None:
    console, seen = terminal()
    assert [*progress_on(console).counted("making pages", range(5), 5)] == [0, 1, 2, 3, 4]
    assert seen.getvalue() == ""


def test_what_is_no_terminal_is_left_alone() -> None:
    seen = io.StringIO()
    shown = progress_on(Console(file=seen))
    shown.begin("reading articles", 3 * LEAST)
    shown.tick(LEAST)
    shown.end()
    assert type(shown) is Progress
    assert seen.getvalue() == ""


def test_a_bar_is_taken_away_whatever_happens() -> None:
    console, seen = terminal()
    shown = TerminalProgress(console)
    things = shown.counted("making pages", range(LEAST), LEAST)
    next(things)
    shown.end()
    shown.end()
    before = len(seen.getvalue())
    shown.tick(1)
    assert len(seen.getvalue()) == before


@pytest.mark.parametrize("total", [LEAST, 10 * LEAST])
def test_all_things_come_in_their_order(total: int) -> None:
    console, _ = terminal()
    assert [*progress_on(console).counted("making pages", range(total), total)] == [*range(total)]
