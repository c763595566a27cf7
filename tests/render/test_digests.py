"""What tells that files are as they were."""

import os
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pytest

from plugins.render import digests
from plugins.render.digests import LIBRARIES, PLUGINS, code_digest, library_versions, tree_digest


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    root = tmp_path / "theme"
    (root / "static" / "css").mkdir(parents=True)
    (root / "static" / "css" / "main.css").write_text("a { color: red }")
    (root / "page.html").write_text("<p>")
    return root


CHANGES: dict[str, Callable[[Path], object]] = {
    "another text": lambda root: (root / "page.html").write_text("<q>"),
    "a file more": lambda root: (root / "static" / "new.css").write_text(""),
    "a file less": lambda root: (root / "page.html").unlink(),
    "another name": lambda root: (root / "page.html").rename(root / "pages.html"),
    "another folder": lambda root: (root / "static" / "css").rename(root / "static" / "styles"),
    "a link to a file": lambda root: (root / "other.html").symlink_to(root / "page.html"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_every_change_of_a_folder_shows(theme: Path, change: Callable[[Path], object]) -> None:
    before = tree_digest(theme)
    change(theme)
    assert tree_digest(theme) != before


def test_what_is_no_file_does_not_show(theme: Path, tmp_path: Path) -> None:
    before = tree_digest(theme)
    (theme / "empty").mkdir()
    (theme / "round").symlink_to(theme)
    (theme / "nowhere").symlink_to(tmp_path / "nothing")
    (theme / "static" / "__pycache__").mkdir()
    (theme / "static" / "__pycache__" / "page.pyc").write_bytes(b"code")
    os.mkfifo(theme / "pipe")
    assert tree_digest(theme) == before


def test_a_folder_in_another_place_is_the_same(theme: Path, tmp_path: Path) -> None:
    before = tree_digest(theme)
    assert tree_digest(theme.rename(tmp_path / "moved")) == before
    assert tree_digest(tmp_path / "nothing") == tree_digest(tmp_path / "nowhere") != before


def test_the_versions_are_those_that_are_installed() -> None:
    told = library_versions().splitlines()[1:]
    assert told == [f"{name} {version(name)}" for name in LIBRARIES]


def test_code_shows_where_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    names: dict[str, tuple[str, ...]] = {"all": (), "render": ("render",), "some": ("model.py", "clean")}
    before = {name: code_digest(named) for name, named in names.items()}
    changed = {
        "render/build.py": {"all", "render"},
        "model.py": {"all", "some"},
        "clean/x.tsv": {"all", "some"},
    }
    code = digests._code()
    assert set(code) >= {"render/build.py", "model.py"}
    assert code["model.py"] == digests.digest((PLUGINS / "model.py").read_bytes())
    for path, seen in changed.items():
        monkeypatch.setattr(digests, "_code", lambda path=path: code | {path: b"other"})
        assert {name for name, named in names.items() if code_digest(named) != before[name]} == seen
