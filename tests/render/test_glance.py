"""What tells that nothing on the desk changed, without reading it."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from plugins.render.glance import RACY_NS, Stamps, changed_between, glance

LATER = RACY_NS * 2


def looked_at(root: Path, after: int = LATER) -> Stamps:
    """Give the stamps as a build sees them some nanoseconds from now."""
    stamps = glance((root,), time.time_ns() + after)
    assert stamps is not None
    return stamps


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    root = tmp_path / "articles"
    (root / "2023").mkdir(parents=True)
    (root / "oslo.txt").write_text("Norway helps")
    (root / "2023" / "vilnius.txt").write_text("Lithuania helps")
    return root


def test_a_folder_that_nobody_touched_is_as_it_was(desk: Path) -> None:
    assert not changed_between(looked_at(desk), looked_at(desk))


def rewrite_in_place(desk: Path) -> None:
    """Change bytes, and put size and time back as they were."""
    path = desk / "oslo.txt"
    status = path.stat()
    path.write_text("Norway harms")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


CHANGES: dict[str, Callable[[Path], object]] = {
    "an edit": lambda desk: (desk / "oslo.txt").write_text("Norway helps more"),
    "an edit that keeps size and time": rewrite_in_place,
    "a new file": lambda desk: (desk / "rome.txt").write_text("Italy"),
    "a new empty folder": lambda desk: (desk / "2024").mkdir(),
    "a removal": lambda desk: (desk / "oslo.txt").unlink(),
    "another name": lambda desk: (desk / "oslo.txt").rename(desk / "bergen.txt"),
    "another's leave to read": lambda desk: (desk / "oslo.txt").chmod(0o600),
    "the same bytes in another file": lambda desk: (
        (desk / "new").write_text("Norway helps"),
        (desk / "new").rename(desk / "oslo.txt"),
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_every_change_is_seen(desk: Path, change: Callable[[Path], object]) -> None:
    before = looked_at(desk)
    time.sleep(0.02)  # Beyond what the system's clock for files keeps apart.
    change(desk)
    assert changed_between(before, looked_at(desk))


def test_a_file_touched_right_before_the_record_is_known_by_its_bytes(desk: Path) -> None:
    fresh, path = glance((desk,), time.time_ns()), str(desk / "oslo.txt")
    assert fresh is not None
    assert not changed_between(fresh, looked_at(desk))
    (desk / "oslo.txt").write_text("Norway harms")
    # A clock for files that did not tick in between: everything looks as it did.
    now = glance((desk,), time.time_ns() + LATER)
    assert now is not None
    as_if_then = fresh | {path: msgspec.structs.replace(now[path], sha256=fresh[path].sha256)}
    assert changed_between(as_if_then, now) == {path}


def test_where_links_are_among_the_files_a_glance_tells_nothing(desk: Path) -> None:
    (desk / "link.txt").symlink_to(desk / "oslo.txt")
    assert glance((desk,)) is None


def test_what_is_not_there_is_no_file(tmp_path: Path) -> None:
    assert glance((tmp_path / "nothing",)) == {}
