"""A site is put together beside the published one and takes its place in one step."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from plugins.errors import BriefingError
from plugins.render import staging as staging_module
from plugins.render.columns import Placed
from plugins.render.lock import BuildLock
from plugins.render.site_names import site_name
from plugins.render.staging import Staging, recover
from plugins.render.tree import (
    check_output,
    differing,
    published_name,
)
from tests.render.listed import contents, file_list, file_table

MTIME = 1_600_000_000
PATIENCE = 60


def publish(output: Path, files: dict[str, bytes]) -> dict[str, Placed]:
    made = Staging(output, MTIME)
    placed = {path: made.write(path, b"1" * 32, data) for path, data in files.items()}
    made.seal(site_name(file_table(placed)))
    made.publish()
    return placed


def test_a_site_that_does_not_come_to_the_disk_is_not_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: Path) -> None:
        raise OSError(28, "No space left on device")

    output = tmp_path / "output"
    publish(output, {"index.html": b"old"})
    monkeypatch.setattr(staging_module, "sync", full)
    made = Staging(output, MTIME)
    made.write("index.html", b"1" * 32, b"new")
    made.seal("name")
    with pytest.raises(OSError, match="No space left"):
        made.publish()
    made.discard()
    assert contents(output) == {"index.html": b"old"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["output"]


def test_a_site_is_published_once_it_is_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(path: Path) -> None:
        waited.wait(PATIENCE)
        synced.append((path.name, published_name(output)))

    waited, synced = threading.Event(), list[tuple[str, str | None]]()
    output = tmp_path / "output"
    made = Staging(output, MTIME)
    made.write("index.html", b"1" * 32, b"new")
    with monkeypatch.context() as patch:
        patch.setattr(staging_module, "sync", slow)
        made.seal("name")
        threading.Timer(0.1, waited.set).start()
        made.publish()
    assert ("index.html", None) in synced
    assert contents(output) == {"index.html": b"new"}


def test_the_new_site_takes_the_place_of_the_old_which_is_kept(tmp_path: Path) -> None:
    output = tmp_path / "output"
    publish(output, {"index.html": b"old", "a/b.html": b"old"})
    publish(output, {"index.html": b"new"})
    assert contents(output) == {"index.html": b"new"}
    assert contents(tmp_path / ".output.previous") == {"index.html": b"old", "a/b.html": b"old"}
    assert not (tmp_path / ".output.staging").exists()


def test_without_an_exchange_in_one_step_two_renames_do_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging_module, "exchanged", lambda *_: False)
    output = tmp_path / "output"
    publish(output, {"index.html": b"old"})
    publish(output, {"index.html": b"new"})
    assert contents(output) == {"index.html": b"new"}
    assert contents(tmp_path / ".output.previous") == {"index.html": b"old"}


def test_a_build_killed_between_two_renames_is_put_right(tmp_path: Path) -> None:
    output = tmp_path / "output"
    publish(output, {"index.html": b"old"})
    output.rename(tmp_path / ".output.previous")
    (tmp_path / ".output.staging").mkdir()
    recover(output)
    assert contents(output) == {"index.html": b"old"}
    assert not (tmp_path / ".output.staging").exists()


def test_a_site_not_published_leaves_nothing_behind(tmp_path: Path) -> None:
    output = tmp_path / "output"
    publish(output, {"index.html": b"old"})
    made = Staging(output, MTIME)
    made.write("index.html", b"1" * 32, b"new")
    made.discard()
    assert contents(output) == {"index.html": b"old"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["output"]


def test_a_kept_file_is_the_same_file(tmp_path: Path) -> None:
    output = tmp_path / "output"
    placed = publish(output, {"a/index.html": b"same"})
    inode = (output / "a/index.html").stat().st_ino
    made = Staging(output, MTIME)
    kept = {"a/index.html": made.keep("a/index.html", placed["a/index.html"], b"2" * 32)}
    made.seal(site_name(file_table(kept)))
    made.publish()
    assert (output / "a/index.html").stat().st_ino == inode
    assert kept["a/index.html"].key == b"2" * 32


def test_every_reader_may_read_it_and_times_are_the_sites_own(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        publish(tmp_path / "output", {"a/index.html": b"x"})
    finally:
        os.umask(before)
    output = tmp_path / "output"
    assert output.stat().st_mode & 0o777 == 0o755
    assert (output / "a").stat().st_mode & 0o777 == 0o755
    assert (output / "a/index.html").stat().st_mode & 0o777 == 0o644
    assert (output / "a/index.html").stat().st_mtime == MTIME


@pytest.mark.parametrize("path", ["../x", "/x", "a/../../x", "a//b", "", "a/./b", "a\0b"])
def test_nothing_is_written_outside_the_site(tmp_path: Path, path: str) -> None:
    made = Staging(tmp_path / "output", MTIME)
    with pytest.raises(BriefingError):
        made.write(path, b"1" * 32, b"x")


def test_a_site_is_named_by_its_bytes(tmp_path: Path) -> None:
    publish(tmp_path / "one", {"index.html": b"x", "b": b"y"})
    publish(tmp_path / "two", {"b": b"y", "index.html": b"x"})
    publish(tmp_path / "three", {"index.html": b"y", "b": b"x"})
    assert published_name(tmp_path / "one") == published_name(tmp_path / "two")
    assert published_name(tmp_path / "one") != published_name(tmp_path / "three")


def test_a_changed_or_foreign_file_is_noticed(tmp_path: Path) -> None:
    output = tmp_path / "output"
    placed = publish(output, {"index.html": b"old", "b.html": b"old"})
    assert differing(output, file_list(placed)) == (set(), set())
    (output / "b.html").write_bytes(b"new")
    (output / "CNAME").write_bytes(b"example.org")
    assert differing(output, file_list(placed)) == ({"b.html"}, {"CNAME"})


def test_a_folder_that_holds_something_else_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(BriefingError, match="no build of this project wrote"):
        check_output(tmp_path, ())


def test_a_folder_that_a_build_reads_is_never_replaced(tmp_path: Path) -> None:
    articles = tmp_path / "site" / "articles"
    articles.mkdir(parents=True)
    for output in (articles, tmp_path / "site", tmp_path, articles / "output"):
        with pytest.raises(BriefingError, match="which a build reads"):
            check_output(output, (articles,))
    check_output(tmp_path / "site" / "output", (articles,))


def test_a_second_build_of_one_site_is_told_to_wait(tmp_path: Path) -> None:
    output = tmp_path / "output"
    with BuildLock(output), pytest.raises(BriefingError, match="another build is at work"):
        BuildLock(output).take()
    with BuildLock(output):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_lock_left_by_a_killed_build_is_no_hindrance(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from plugins.render.lock import BuildLock\n"
        "lock = BuildLock(Path(sys.argv[1])); lock.take(); os._exit(9)"
    )
    project = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "output")], cwd=project, check=False)
    assert (tmp_path / ".output.lock").exists()
    with BuildLock(tmp_path / "output"):
        pass


def test_only_one_of_many_holds_the_lock(tmp_path: Path) -> None:
    held = []
    start = threading.Barrier(8)

    def build() -> None:
        start.wait()
        for _ in range(50):
            try:
                with BuildLock(tmp_path / "output"):
                    held.append(1)
                    assert sum(held) == 1
                    held.append(-1)
            except BriefingError:
                pass

    threads = [threading.Thread(target=build) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert held
    assert sum(held) == 0


def next_site(output: Path, kept: dict[str, Placed], files: dict[str, bytes]) -> dict[str, Placed]:
    """Publish a site that takes some files over and has others of its own."""
    made = Staging(output, MTIME)
    placed = {path: made.keep(path, one, b"1" * 32) for path, one in kept.items()}
    placed |= {path: made.write(path, b"1" * 32, data) for path, data in files.items()}
    made.seal(site_name(file_table(placed)))
    made.publish()
    return placed


def test_a_tree_that_begins_as_the_previous_site_has_nothing_left_of_it(tmp_path: Path) -> None:
    output = tmp_path / "output"
    first = publish(output, {"same.html": b"1", "old/gone.html": b"1", "old/deep/gone.html": b"1", "x": b"1"})
    second = next_site(output, {"same.html": first["same.html"], "x": first["x"]}, {"new/a.html": b"2"})
    third = next_site(output, {"same.html": second["same.html"]}, {"x/y.html": b"3", "new": b"3"})
    assert contents(output) == {"same.html": b"1", "x/y.html": b"3", "new": b"3"}
    assert not (output / "old").exists()
    assert differing(output, file_list(third)) == (set(), set())
    assert contents(tmp_path / ".output.previous") == {"same.html": b"1", "x": b"1", "new/a.html": b"2"}


def test_a_link_that_the_previous_site_has_already_is_not_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "output"
    first = publish(output, {"a/same.html": b"1", "index.html": b"1"})
    second = next_site(output, {"a/same.html": first["a/same.html"]}, {"index.html": b"2"})
    monkeypatch.setattr(os, "link", lambda *_, **__: pytest.fail("it is linked again"))
    next_site(output, {"a/same.html": second["a/same.html"]}, {"index.html": b"3"})
    assert contents(output) == {"a/same.html": b"1", "index.html": b"3"}


def test_a_file_takes_the_place_of_a_folder_of_the_previous_site(tmp_path: Path) -> None:
    output = tmp_path / "output"
    publish(output, {"a/b/c.html": b"1", "index.html": b"1"})
    publish(output, {"index.html": b"2"})
    publish(output, {"a": b"3"})
    assert contents(output) == {"a": b"3"}


def test_what_somebody_did_to_the_previous_site_does_not_show(tmp_path: Path) -> None:
    output, previous = tmp_path / "output", tmp_path / ".output.previous"
    first = publish(output, {"a/same.html": b"1", "b/same.html": b"1", "index.html": b"1"})
    kept = {path: first[path] for path in ("a/same.html", "b/same.html")}
    second = next_site(output, kept, {"index.html": b"2"})
    (previous / "a" / "same.html").unlink()
    (previous / "a" / "same.html").write_bytes(b"spoilt")
    (previous / "b" / "same.html").unlink()
    (previous / "b").rmdir()
    (previous / "b").symlink_to(tmp_path)
    (previous / "added").mkdir()
    (previous / "added" / "more.html").write_bytes(b"foreign")
    next_site(output, {path: second[path] for path in kept}, {"index.html": b"3"})
    assert contents(output) == {"a/same.html": b"1", "b/same.html": b"1", "index.html": b"3"}
    assert not (output / "added").exists()
