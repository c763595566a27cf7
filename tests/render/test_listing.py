"""The list of a site's files: what is kept whole is there as if every file had been placed anew."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.render import columns, listing, new_listing, plan
from plugins.render import kept_list as kept_list_module
from plugins.render.cache import Cache
from plugins.render.columns import Part, Placed
from plugins.render.folders import Folders, FolderStamp
from plugins.render.kept_list import ListParts, keep_list, kept_list, list_as_it_was
from plugins.render.listing import FileList
from plugins.render.new_listing import Listing
from plugins.render.plan import spelt_twice
from plugins.render.site_names import site_name
from tests.render.listed import file_table, list_of

Site = dict[str, dict[str, int]]
"""Bundles by name: their files, each with a number that stands for what is in it."""


def key(text: str) -> bytes:
    return sha256(text.encode()).digest()


def placed(path: str, number: int) -> Placed:
    return Placed(key(path), key(f"{path} {number}"), number, 10**18 + number, 7 * number)


def listed(site: Site, before: FileList, kept: set[str]) -> Listing:
    """List a site after another one; the bundles named in `kept` pass as a whole."""
    after = Listing(before)
    for name, files in site.items():
        if name in kept:
            after.keep(key(name), before.bundles[key(name)])
        else:
            # An output stage gives each of its files as it is made, and has all of them listed then.
            if name < "c":
                after.add(key(name), list(files))
            for path, number in files.items():
                after.place(path, placed(path, number))
            if name >= "c":
                after.add(key(name), list(files))
    return after


NOTHING = FileList()
sites = st.dictionaries(
    st.sampled_from("abcdef"), st.dictionaries(st.sampled_from("uvwxyz"), st.integers(0, 2**31), max_size=4)
).map(
    lambda found: {
        name: {f"{name}/{path}": number for path, number in own.items()} for name, own in found.items()
    }
)


@given(sites, sites)
def test_a_bundle_that_is_kept_is_listed_as_one_that_is_placed(one: Site, other: Site) -> None:
    before = list_of(listed(one, NOTHING, set()))
    kept = {name for name in one.keys() & other.keys() if one[name] == other[name]}
    after, anew = listed(other, before, kept), listed(other, NOTHING, set())
    files = list_of(anew)
    assert dict(list_of(after)) == dict(files)
    assert list_of(after).bundles == files.bundles
    assert len(after) == len(anew) == len(files)
    assert after.gone() == sorted(before.keys() - files.keys())
    assert {*after.anew()} == {key(name) for name in other.keys() - kept}
    assert dict(anew.inodes()) == {path: one.inode for path, one in files.items()}
    name = site_name(file_table(files))
    assert after.name(site_name(file_table(before))) == after.name("") == anew.name("another") == name


@given(sites)
def test_a_list_gives_back_what_was_placed(site: Site) -> None:
    files = list_of(listed(site, NOTHING, set()))
    assert dict(files) == {path: placed(path, n) for own in site.values() for path, n in own.items()}
    for name, own in site.items():
        run = files.bundles[key(name)]
        assert files.paths(run) == tuple(own)
        assert files.inodes(run) == [7 * number for number in own.values()]
        for path, number in own.items():
            assert files.looks_like(path, number, 10**18 + number, 7 * number)
            assert files.looks_like(path, number, 10**18 + number, 7 * number + 1) is False
    assert files.looks_like("elsewhere", 0, 0, 0) is None


@given(sites)
def test_a_site_has_its_name_in_whatever_order_it_was_made(site: Site) -> None:
    files = [(path, placed(path, number)) for own in site.values() for path, number in own.items()]
    assert site_name(file_table(dict(files))) == site_name(file_table(dict(reversed(files))))
    for path, one in files:
        changed = dict(files) | {path: Placed(one.key, key("other"), one.size, one.mtime, one.inode)}
        assert site_name(file_table(changed)) != site_name(file_table(dict(files)))


def test_paths_that_some_file_system_takes_for_one_are_found() -> None:
    assert spelt_twice(lambda: ["a.html", "b/a.html"]) is None
    assert spelt_twice(lambda: ["Straße.html", "a.html", "STRASSE.html"]) == "STRASSE.html"
    assert spelt_twice(lambda: ["a.html", "a.html"]) == "a.html"


def test_paths_whose_hashes_are_one_are_not_taken_for_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "hash", lambda _path: 1, raising=False)
    assert spelt_twice(lambda: ["a.html", "b.html"]) is None


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cache]:
    kept = Cache(tmp_path_factory.mktemp("cache"))
    yield kept
    kept.close()


@pytest.fixture(scope="module", autouse=True)
def small_parts() -> Iterator[None]:
    """Let a few bundles make several parts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(new_listing, "ONE_IN", 2)
        yield


FOLDERS: Folders = {"a": FolderStamp(1, 2, 3), "b": None}


def asked(cache: Cache, parts: ListParts) -> FileList:
    found = kept_list(parts, cache)
    assert found is not None
    return found


@given(sites, sites)
def test_a_list_kept_in_parts_is_the_list(cache: Cache, one: Site, other: Site) -> None:
    first = keep_list(listed(one, NOTHING, set()), lambda: FOLDERS, cache)
    before = asked(cache, first)
    assert dict(before) == dict(list_of(listed(one, NOTHING, set())))
    assert before.folders == FOLDERS
    assert list_as_it_was(before) == first

    kept = {name for name in one.keys() & other.keys() if one[name] == other[name]}
    second = keep_list(listed(other, before, kept), lambda: FOLDERS, cache)
    assert second == keep_list(listed(other, NOTHING, set()), lambda: FOLDERS, cache)
    assert [*asked(cache, second)] == [path for own in other.values() for path in own]


@given(sites)
def test_a_list_that_lost_a_part_is_not_known(cache: Cache, site: Site) -> None:
    parts = keep_list(listed(site, NOTHING, set()), lambda: FOLDERS, cache)
    lost = ListParts((*parts.names, key("a part that nobody kept")), FOLDERS, (), ())
    assert kept_list(lost, cache) is None


def test_a_list_that_could_not_be_kept_is_not_known(tmp_path: Path) -> None:
    full = Cache(tmp_path)
    full.close()
    parts = keep_list(listed({"a": {"a/u": 1}}, NOTHING, set()), lambda: FOLDERS, full)
    assert kept_list(parts, full) is None


def test_a_file_more_makes_only_the_parts_anew_that_hold_its_bundle(cache: Cache) -> None:
    site: Site = {str(number): {f"{number}/a": number} for number in range(400)}
    before = asked(cache, keep_list(listed(site, NOTHING, set()), lambda: FOLDERS, cache))
    more = {"more": {"more/a": 1}, **site, "50": {"50/a": 50, "50/b": 1}}
    anew = [part for part in listed(more, before, site.keys() - {"50"}).parts() if isinstance(part, Part)]
    assert len(before.names) > kept_list_module.AT_ONCE
    assert len(anew) <= 2


@given(sites, st.sets(st.sampled_from("abcdef")), st.booleans())
def test_a_file_is_found_whether_its_bundle_was_opened_or_not(
    site: Site, opened: set[str], many: bool
) -> None:
    files = list_of(listed(site, NOTHING, set()))
    files.open(key(name) for name in opened & site.keys())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(listing, "SEARCHES", 0 if many else 1000)
        for name, own in site.items():
            for path, number in own.items():
                assert files[path] == placed(path, number)
                assert files.has_like(path.upper())
                assert files.has_like(path) == (name not in opened)
        assert "elsewhere" not in files
        assert not files.has_like("elsewhere")
        assert files.without({*files, "elsewhere"}) == {"elsewhere"}


@pytest.mark.parametrize("searches", [0, 1000])
def test_files_with_the_same_mark_are_told_apart(monkeypatch: pytest.MonkeyPatch, searches: int) -> None:
    for module in (listing, columns):
        monkeypatch.setattr(module, "mark_of", lambda _path: b"01010101")
    monkeypatch.setattr(listing, "SEARCHES", searches)
    files = list_of(listed({"a": {"a/u": 1, "a/v": 2}}, NOTHING, set()))
    assert files["a/v"] == placed("a/v", 2)
    assert "a/w" not in files


def test_the_bundles_that_have_files_at_the_root_are_known() -> None:
    before = list_of(listed({"a": {"a/u": 1}, "b": {"b/u": 1, "index.html": 1}}, NOTHING, set()))
    assert before.at_root == {key("b")}
    after = listed({"a": {"a/u": 1}, "b": {"b/u": 1, "index.html": 1}, "e": {"new": 1}}, before, {"a", "b"})
    assert {*after.at_root()} == {key("b"), key("e")}
