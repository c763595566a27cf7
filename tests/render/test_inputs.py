"""The desk is read without holding what lies on it."""

from pathlib import Path

import pytest

from plugins.errors import BriefingError
from plugins.render.inputs import Desk, read_desk, whole
from tests.site.builds import PROJECT

LIMIT = 10_000


@pytest.fixture
def content(tmp_path: Path) -> Path:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text("Norway gives more.", "utf-8")
    return tmp_path


def read(content: Path, sums: dict[str, str] | None = None) -> Desk:
    return read_desk(content, PROJECT / "content" / "registry", LIMIT, sums or {})


def test_an_article_has_its_bytes_once_somebody_asks(content: Path) -> None:
    (raw,) = read(content).articles
    assert raw.data == b""
    assert whole(raw, content, LIMIT).data == b"Norway gives more."


def test_an_empty_file_is_no_article_whose_bytes_are_missing(content: Path) -> None:
    (content / "articles" / "a.txt").write_bytes(b"")
    (raw,) = read(content).articles
    assert whole(raw, content, LIMIT) == raw


@pytest.mark.parametrize("change", ["written", "removed", "too large"])
def test_what_is_changed_meanwhile_is_told(content: Path, change: str) -> None:
    (raw,) = read(content).articles
    path = content / "articles" / "a.txt"
    if change == "removed":
        path.unlink()
    else:
        path.write_text("Norway gives less." * (1000 if change == "too large" else 1), "utf-8")
    with pytest.raises(BriefingError, match=r"articles/a\.txt: it was changed while the site was built"):
        whole(raw, content, LIMIT)


def test_what_is_known_to_be_as_it_was_is_not_opened(content: Path) -> None:
    (content / "articles" / "a.txt").chmod(0)
    (raw,) = read(content, {"articles/a.txt": "5" * 64}).articles
    assert raw.sha256 == "5" * 64


def test_addresses_are_read_however_many_there_are(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    line = "article\tarticles/a.txt\ta\n"
    (tmp_path / "permalinks.tsv").write_text(line * 100)
    desk = read_desk(tmp_path, tmp_path / "registry", len(line))
    assert desk.permalinks == (line * 100).encode()
    assert not desk.problems
