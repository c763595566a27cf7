"""What folders' own times tell of a site: never less than a list of all that is in them."""

import os
import shutil
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest

from plugins.render.columns import Placed
from plugins.render.earlier import Earlier, earlier_site, tree_of
from plugins.render.folders import TELLING_NS, looked_at
from plugins.render.listing import FileList
from plugins.render.new_listing import Listing
from plugins.render.site_names import site_name
from plugins.render.staging import Staging
from plugins.render.tree import Differing, Published, SiteFacts, differing, published_name
from tests.render.listed import aged, file_list, file_table, list_of

MTIME = 1_600_000_000
FILES = {"index.html": b"i", "a/b.html": b"b", "a/c.html": b"c", "a/d/e.html": b"e", "f/g.html": b"g"}


def published(output: Path, files: dict[str, bytes]) -> FileList:
    """Publish a site, with its folders as they looked at last."""
    made = Staging(output, MTIME)
    placed = {path: made.write(path, b"1" * 32, data) for path, data in files.items()}
    made.seal(site_name(file_table(placed)))
    made.publish()
    return file_list(placed, aged(output, {path.rpartition("/")[0] for path in files} - {""}))


def put(path: str, data: bytes = b"x") -> Callable[[Path], None]:
    def do(root: Path) -> None:
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_bytes(data)

    return do


def copied_anew(root: Path) -> None:
    status = (root / "a/b.html").stat()
    (root / "a/b.html").rename(root / "a/old")
    shutil.copy2(root / "a/old", root / "a/b.html")
    (root / "a/old").unlink()
    os.utime(root / "a", ns=(status.st_mtime_ns, status.st_mtime_ns))


def linked_folder(root: Path) -> None:
    (root / "f").rename(root.parent / "elsewhere")
    (root / "f").symlink_to(root.parent / "elsewhere")


MEDDLING: dict[str, Callable[[Path], object]] = {
    "nothing": lambda _root: None,
    "a file is written in place": put("a/b.html", b"another"),
    "a file is taken away": lambda root: (root / "a/b.html").unlink(),
    "a file comes at the root": put("CNAME"),
    "a file comes into a folder": put("a/d/new.html"),
    "a file comes into a new folder": put("a/new/new.html"),
    "a folder goes": lambda root: shutil.rmtree(root / "a/d"),
    "a folder is a link": linked_folder,
    "a file is another one with the same look": copied_anew,
    "a hidden file comes": put("a/.x"),
}


@pytest.mark.parametrize("meddle", MEDDLING.values(), ids=MEDDLING)
def test_whatever_is_done_to_a_site_shows_as_if_all_of_it_were_listed(
    tmp_path: Path, meddle: Callable[[Path], object]
) -> None:
    output = tmp_path / "output"
    files = published(output, FILES)
    meddle(output)
    quick = differing(output, files, looked_at(output, files.folders))
    assert quick == differing(output, files)
    assert (not quick.changed and not quick.foreign) == (meddle is MEDDLING["nothing"])


def test_a_folder_that_has_just_changed_tells_nothing(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    assert looked_at(tmp_path, ["a"]) == {"a": None}
    later = (tmp_path / "a").stat().st_ctime_ns + TELLING_NS + 1
    assert looked_at(tmp_path, ["a"], now=later)["a"] is not None


def test_folders_of_which_one_is_gone_tell_nothing(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").write_bytes(b"")
    assert looked_at(tmp_path, ["a", "c"]) == {}
    assert looked_at(tmp_path, ["a", "b"]) == {}


def replaced(output: Path, after: dict[str, bytes]) -> tuple[Earlier, FileList]:
    """Publish a site over the one that stands there, and give what is told of that one."""
    before = published(output, FILES)
    name = published_name(output) or ""
    facts = SiteFacts(b"", (), (), (), (), b"", name)
    stands = Published(facts, before, folders=before.folders)
    made = Staging(output, MTIME)
    placed: dict[str, Placed] = {}
    for path, data in after.items():
        is_same = FILES.get(path) == data
        placed[path] = (
            made.keep(path, before[path], b"1" * 32) if is_same else made.write(path, b"2" * 32, data)
        )
    made.seal(site_name(file_table(placed)))
    made.publish()
    gone = sorted(FILES.keys() - after.keys())
    listing = Listing(before)
    for path, one in placed.items():
        listing.add(sha256(path.encode()).digest(), [path])
        listing.place(path, one)
    earlier = earlier_site(stands, listing, gone)
    assert earlier is not None
    return earlier, list_of(listing)


@pytest.mark.parametrize("meddle", MEDDLING.values(), ids=MEDDLING)
@pytest.mark.parametrize(
    "after", [FILES, FILES | {"n.html": b"n", "a/n.html": b"n", "a/b.html": b"B"}, {"a/c.html": b"c"}]
)
def test_the_previous_site_is_known_as_if_all_of_it_were_listed(
    tmp_path: Path, after: dict[str, bytes], meddle: Callable[[Path], object]
) -> None:
    output, previous = tmp_path / "output", tmp_path / ".output.previous"
    earlier, files = replaced(output, after)
    meddle(previous)
    name = published_name(previous)
    known, walked = tree_of(previous, name, earlier, files), tree_of(previous, name, None, files)
    known.open_but(frozenset())
    assert (known.files, known.folders) == (walked.files, walked.folders)


def test_another_site_is_not_taken_for_the_previous_one(tmp_path: Path) -> None:
    output, previous = tmp_path / "output", tmp_path / ".output.previous"
    earlier, files = replaced(output, {"a/c.html": b"c"})
    shutil.rmtree(previous)
    put("x.html")(previous)
    assert tree_of(previous, "another", earlier, files).files.keys() == {"x.html"}


def test_of_a_site_that_somebody_changed_nothing_is_told(tmp_path: Path) -> None:
    files = published(tmp_path / "output", FILES)
    facts = SiteFacts(b"", (), (), (), (), b"", "name")
    for found in (Differing({"index.html"}, set()), Differing(set(), {"CNAME"})):
        stands = Published(facts, files, partial(Differing, *found), files.folders)
        assert earlier_site(stands, Listing(files), []) is None
