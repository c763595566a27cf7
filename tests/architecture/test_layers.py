"""The flow has one direction, and only its edges touch the world."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PLUGINS = Path(__file__).parents[2] / "plugins"
ORDER = ("registry", "clean", "extract", "archive", "pages", "search", "export", "render", "desk")
"""Each stage may import only those before it (and the modules at the top)."""
VALUES = {
    "model",
    "errors",
    "fields",
    "lazily",
    "words",
    "bodies",
    "linked",
    "rows",
    "memory",
    "workshop",
    "tables",
}
EDGES = {"render", "desk"}
WORLD = {
    "time",
    "random",
    "secrets",
    "socket",
    "subprocess",
    "urllib.request",
    "http",
    "shutil",
    "tempfile",
    "logging",
}
"""Modules that a pure stage has no business with."""


def sources() -> Iterator[Path]:
    return (path for path in sorted(PLUGINS.rglob("*.py")) if path.name != "plugin.py")


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def stage_of(path: Path) -> str | None:
    first = path.relative_to(PLUGINS).parts[0]
    return first if first in ORDER else None


STAGED = [path for path in sources() if stage_of(path)]


def names(path: Path) -> str:
    return str(path.relative_to(PLUGINS))


@pytest.mark.parametrize("path", STAGED, ids=names)
def test_a_stage_imports_only_what_stands_before_it(path: Path) -> None:
    mine = stage_of(path)
    assert mine is not None
    allowed = {*ORDER[: ORDER.index(mine) + 1], *VALUES}
    if mine in EDGES:
        allowed.add("pipeline")
    ours = {name.split(".")[1] for name in imported(path) if name.startswith("plugins.")}
    assert ours <= allowed


@pytest.mark.parametrize("path", list(sources()), ids=names)
def test_only_plugin_files_speak_pelican(path: Path) -> None:
    assert not {name for name in imported(path) if name.split(".")[0] == "pelican"}


@pytest.mark.parametrize("path", [p for p in STAGED if stage_of(p) not in EDGES], ids=names)
def test_a_pure_stage_touches_neither_clock_nor_network_nor_processes(path: Path) -> None:
    reached = set(imported(path))
    assert not (reached | {name.split(".")[0] for name in reached}) & WORLD


def test_every_stage_says_what_it_takes_and_gives() -> None:
    missing = [stage for stage in ORDER if not (PLUGINS / stage / "README.md").is_file()]
    assert missing == []
