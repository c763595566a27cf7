"""What the desk knows, as an earlier build read it."""

from pathlib import Path

import pytest

from plugins.errors import CombinedError
from plugins.registry import read_registry
from plugins.render import known
from plugins.render.cache import Cache
from tests.site.builds import PROJECT

FILES = {path.name: path.read_text("utf-8") for path in (PROJECT / "content" / "registry").glob("*.yaml")}


def test_files_that_were_read_once_are_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    first = known.known_registry(FILES, Cache(tmp_path))
    monkeypatch.setattr(known, "read_registry", None)
    assert known.known_registry(FILES, Cache(tmp_path)) == first
    assert first[1] == read_registry(FILES)


def test_another_word_in_a_file_is_another_registry(tmp_path: Path):
    cache = Cache(tmp_path)
    before = known.known_registry({"a.yaml": "donors:\n- name: Ruritania Fund\n  kind: fund\n"}, cache)
    after = known.known_registry({"a.yaml": "donors:\n- name: Ruritania Bank\n  kind: fund\n"}, cache)
    assert before[0] != after[0]
    assert {donor.id for donor in after[1].donors} ^ {donor.id for donor in before[1].donors} == {
        "ruritania-fund",
        "ruritania-bank",
    }


def test_what_is_wrong_is_told_every_time(tmp_path: Path):
    cache = Cache(tmp_path)
    for _ in range(2):
        with pytest.raises(CombinedError):
            known.known_registry({"a.yaml": "donors:\n- kind: fund\n"}, cache)
