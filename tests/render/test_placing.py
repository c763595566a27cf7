"""Files of output stages on their way into the staging tree."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from plugins.model import File
from plugins.render.listing import FileList, site_name
from plugins.render.placing import Placing
from plugins.render.plan import Group, begun
from plugins.render.staging import Staging
from plugins.render.tree import Differing, Published, file_digest
from plugins.workshop import KnownFile

MTIME = 1_600_000_000


def known(path: str, data: bytes) -> KnownFile:
    return KnownFile(path, file_digest(data), data)


def placed(output: Path, published: Published, *files: File | KnownFile) -> tuple[Published, list[str]]:
    """Publish some files; give the site, and what was written for it."""
    staging = Staging(output, MTIME)
    placing = Placing(staging, published)
    placing.place_group(Group("search", file_digest(str(files).encode()), lambda: files))
    placing.finish()
    written = staging.written.copy()
    table = placing.listing.table()
    staging.seal(site_name(table))
    staging.publish()
    return Published(None, FileList(table)), written


def test_a_file_whose_digest_is_published_is_not_written_again(tmp_path: Path) -> None:
    output = tmp_path / "output"
    first, written = placed(output, Published(), known("a", b"1"), known("b", b"2"))
    assert written == ["a", "b"]
    second, written = placed(output, first, known("a", b"1"), known("b", b"3"))
    assert written == ["b"]
    assert (output / "a").read_bytes() == b"1"
    assert (output / "b").read_bytes() == b"3"
    assert second.files["b"].sha256 == file_digest(b"3")


def test_a_file_that_was_touched_since_is_written_again(tmp_path: Path) -> None:
    output = tmp_path / "output"
    first, _ = placed(output, Published(), known("a", b"1"))
    _, written = placed(
        output, Published(None, first.files, lambda: Differing({"a"}, set())), known("a", b"1")
    )
    assert written == ["a"]


@pytest.mark.parametrize("paths", ["", "a", "abc"])
def test_a_group_that_has_begun_makes_its_files_once(paths: str) -> None:
    def make() -> Iterator[File]:
        for path in paths:
            made.append(path)
            yield File(path, path.encode())

    made: list[str] = []
    group = begun(Group("group", b"1" * 32, make))
    assert made == [*paths[:1]]
    assert [file.path for file in group.make() if isinstance(file, File)] == [*paths]
    assert made == [*paths]
