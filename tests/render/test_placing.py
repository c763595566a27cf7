"""Files of output stages on their way into the staging tree."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.model import File
from plugins.render.earlier import Earlier, earlier_site
from plugins.render.listing import FileList
from plugins.render.placing import Placing
from plugins.render.plan import Bundle, Group, Single, begun, bundle_of, check_paths
from plugins.render.site_names import site_name
from plugins.render.staging import Staging
from plugins.render.tree import Differing, Published, SiteFacts, differing, file_digest
from plugins.workshop import KnownFile
from tests.render.listed import aged, contents, file_table, list_of

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
    listed = list_of(placing.listing)
    staging.seal(site_name(file_table(dict(listed))))
    staging.publish()
    return Published(None, listed), written


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


Bundles = dict[str, dict[str, str]]
"""Bundles by name: their files with what is in them."""
GROUPS = ("e", "f")
"""Those that output stages make: the first before the pages, the other one of pages."""
PATHS = ("index.html", "a", "a/b.html", "a/c/d.html", "b.html", "e/f.html", "e/f.html/g")


def apart(bundles: Bundles) -> Bundles:
    """Leave out files whose place another one has, as a file or as its folder."""
    taken: dict[str, str] = {}
    found: Bundles = {}
    for name, files in bundles.items():
        for path, text in files.items():
            if not any(path == t or path.startswith(f"{t}/") or t.startswith(f"{path}/") for t in taken):
                taken[path] = text
                found.setdefault(name, {})[path] = text
    return found


def built(output: Path, bundles: Bundles, before: Published, earlier: Earlier | None) -> Published:
    """Publish a site after another one, as a build does; some bundles show their keys only when made."""

    def bundle(name: str, files: dict[str, str]) -> Bundle:
        singles = [
            Single(path, file_digest(f"{path} {text}".encode()), lambda text=text: text.encode())  # type: ignore[misc]
            for path, text in files.items()
        ]
        whole = bundle_of(*singles)
        return whole if name < "c" else Bundle(None, whole.paths, whole.make)

    def group(name: str, files: dict[str, str]) -> Group:
        made = [File(path, text.encode()) for path, text in files.items()]
        return Group(name, file_digest(f"{name} {files}".encode()), lambda: made)

    staging = Staging(output, MTIME, earlier, before.files)
    placing = Placing(staging, before)
    planned = [bundle(*one) for one in bundles.items() if one[0] not in GROUPS]
    check_paths(planned, before.files)
    first, late = (group(name, bundles[name]) if name in bundles else None for name in GROUPS)
    placing.begin(planned, [first] if first else [])
    if first:
        placing.place_group(first)
    placing.place_bundles(planned, lambda pages: [(page.path, page.key, b"") for page in pages])
    placing.place_late([late] if late else [])
    listing, gone = placing.listing, placing.listing.gone()
    name = listing.name(before.site.name if before.site else "")
    staging.seal(name)
    files = list_of(listing)
    told = earlier_site(before, listing, gone)
    staging.publish()
    folders = aged(output, {path.rpartition("/")[0] for path in files} - {""})
    files = FileList(files.parts, folders, at_root=files.at_root, late=files.late)
    site = SiteFacts(name.encode(), (), (), (), (), b"", name)
    STANDING[name] = told
    return Published(site, files, partial(differing, output, files, folders), folders)


def test_a_bundle_that_is_linked_anew_is_one_that_is_kept(tmp_path: Path) -> None:
    """Of the site before the last one nothing of it was there: the next build need not look at it again."""
    output = tmp_path / "output"
    one: Bundles = {"a": {"a/x": "1"}, "b": {"b/x": "1"}}
    two: Bundles = one | {"b": {"b/x": "2"}}
    first = built(output, one, Published(), None)
    second = built(output, two, first, told_by(first))
    third = built(output, two | {"b": {"b/x": "3"}}, second, told_by(second))
    told = told_by(third)
    assert told is not None
    assert {*told.anew} == third.files.bundles.keys() - second.files.bundles.keys()


@pytest.mark.parametrize("other", ["d/x", "d/x/y", "d"])
@pytest.mark.parametrize(("before", "after"), [("f", "a"), ("f", "d"), ("a", "f"), ("f", "e"), ("e", "f")])
def test_a_page_may_take_the_place_of_what_was_made_of_pages(
    tmp_path: Path, before: str, after: str, other: str
) -> None:
    output = tmp_path / "output"
    rest: Bundles = {"b": {"b/x": "1"}}
    published, earlier = Published(), None
    for bundles in (rest, rest | {before: {"d/x": "1"}}, rest | {before: {"d/x": "1"}, "c": {"c/y": "1"}}):
        published = built(output, bundles, published, earlier)
        earlier = told_by(published)
    published = built(output, rest | {after: {other: "2"}}, published, earlier)
    assert contents(output) == {"b/x": b"1", other: b"2"}
    published = built(output, rest, published, told_by(published))
    assert contents(output) == {"b/x": b"1"}


def told_by(published: Published) -> Earlier | None:
    return STANDING[published.site.name if published.site else ""]


STANDING: dict[str, Earlier | None] = {}
"""What the build that published a site told of the one before."""
site_bundles = st.dictionaries(
    st.sampled_from("abcdef"), st.dictionaries(st.sampled_from(PATHS), st.sampled_from("12"), max_size=3)
).map(apart)


@settings(max_examples=150, deadline=None)
@given(st.lists(site_bundles, min_size=2, max_size=5), st.sampled_from([None, *PATHS]))
def test_a_site_made_after_others_holds_its_own_files_and_no_others(
    tmp_path_factory: pytest.TempPathFactory, sites: list[Bundles], touched: str | None
) -> None:
    output = tmp_path_factory.mktemp("placing") / "output"
    published, earlier = Published(), None
    for bundles in sites:
        published = built(output, bundles, published, earlier)
        earlier = told_by(published)
        expected = {path: text.encode() for files in bundles.values() for path, text in files.items()}
        assert contents(output) == expected
        assert dict(published.files).keys() == expected.keys()
        assert published.is_intact
        if touched in expected:
            (output / touched).write_bytes(b"spoilt")
            published = replace(published)  # Looked at anew, as the next build does.
