"""The tables of words are those of the YAML files, however they are read."""

from pathlib import Path

import pytest
import yaml

from plugins import tables
from plugins.tables import KEPT, parsed, table
from tools import make_tables

FILES = sorted(KEPT.parent.rglob("*.yaml"))


def test_what_is_kept_is_what_the_files_hold() -> None:
    assert KEPT.read_bytes() == make_tables.kept(), "to mend: make tables"


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_table_is_what_yaml_gives(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "parsed", None)
    assert table(path) == yaml.load(path.read_text("utf-8"), yaml.CBaseLoader)  # noqa: S506


def test_a_file_that_was_edited_is_read_itself(tmp_path: Path) -> None:
    path = tmp_path / "en.yaml"
    path.write_bytes(FILES[0].read_bytes() + b'\n"no": [on, off]\n')
    assert table(path)["no"] == ["on", "off"]


def test_without_what_is_kept_yaml_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "_kept", dict)
    assert table(FILES[0]) == parsed(FILES[0].read_bytes())
