"""The list of a site's files: what is kept whole is there as if every file had been placed anew."""

from collections.abc import Iterator
from hashlib import sha256

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.render import listing
from plugins.render.cache import Cache
from plugins.render.folders import Folders, FolderStamp
from plugins.render.kept_list import KeptList, ListParts, kept_list, list_as_it_was, list_as_kept
from plugins.render.listing import FileList, FileTable, Listing, Placed, file_table, site_name, spelt_twice

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
            after.add(key(name), list(files))
            after.placed |= {path: placed(path, number) for path, number in files.items()}
    return after


NOTHING = FileList(FileTable())
sites = st.dictionaries(
    st.sampled_from("abcdef"), st.dictionaries(st.sampled_from("uvwxyz"), st.integers(0, 2**31), max_size=4)
).map(
    lambda found: {
        name: {f"{name}/{path}": number for path, number in own.items()} for name, own in found.items()
    }
)


@given(sites, sites)
def test_a_bundle_that_is_kept_is_listed_as_one_that_is_placed(one: Site, other: Site) -> None:
    before = FileList(listed(one, NOTHING, set()).table())
    kept = {name for name in one.keys() & other.keys() if one[name] == other[name]}
    after, anew = listed(other, before, kept), listed(other, NOTHING, set())
    assert after.table() == anew.table()
    assert len(after) == len(anew.placed)
    assert after.gone() == sorted(before.keys() - anew.placed.keys())
    name = site_name(anew.table())
    assert after.name(site_name(before.table)) == after.name("") == anew.name("another") == name


@given(sites)
def test_a_list_gives_back_what_was_placed(site: Site) -> None:
    files = FileList(listed(site, NOTHING, set()).table())
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
    assert spelt_twice(["a.html", "b/a.html"]) is None
    assert spelt_twice(["Straße.html", "a.html", "STRASSE.html"]) == "STRASSE.html"
    assert spelt_twice(["a.html", "a.html"]) == "a.html"


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cache]:
    kept = Cache(tmp_path_factory.mktemp("cache"))
    yield kept
    kept.close()


@pytest.fixture(scope="module", autouse=True)
def small_parts() -> Iterator[None]:
    """Let a few bundles make several parts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(listing, "ONE_IN", 2)
        yield


FOLDERS: Folders = {"a": FolderStamp(1, 2, 3), "b": None}


@given(sites, sites)
def test_a_list_kept_in_parts_is_the_list(cache: Cache, one: Site, other: Site) -> None:
    first = list_as_kept(listed(one, NOTHING, set()), FOLDERS)
    cache.put_many(first.fresh.items())
    before = kept_list(first.parts, cache)
    assert before is not None
    assert before.table == msgspec.structs.replace(listed(one, NOTHING, set()).table(), folders=FOLDERS)
    assert list_as_it_was(before) == KeptList(first.parts, {})

    kept = {name for name in one.keys() & other.keys() if one[name] == other[name]}
    second = list_as_kept(listed(other, before, kept), FOLDERS)
    cache.put_many(second.fresh.items())
    after = kept_list(second.parts, cache)
    assert after is not None
    assert second.parts == list_as_kept(listed(other, NOTHING, set()), FOLDERS).parts
    assert not second.fresh.keys() & {*first.parts.names}


@given(sites)
def test_a_list_that_lost_a_part_is_not_known(cache: Cache, site: Site) -> None:
    parts = list_as_kept(listed(site, NOTHING, set()), FOLDERS).parts
    lost = ListParts((*parts.names, key("a part that nobody kept")), FOLDERS)
    assert kept_list(lost, cache) is None


def test_a_file_more_makes_only_the_parts_anew_that_hold_its_bundle(cache: Cache) -> None:
    site: Site = {str(number): {f"{number}/a": number} for number in range(100)}
    first = list_as_kept(listed(site, NOTHING, set()), FOLDERS)
    cache.put_many(first.fresh.items())
    before = kept_list(first.parts, cache)
    assert before is not None
    more = {"more": {"more/a": 1}, **site, "50": {"50/a": 50, "50/b": 1}}
    second = list_as_kept(listed(more, before, site.keys() - {"50"}), FOLDERS)
    assert len(first.parts.names) > 20
    assert len(second.fresh) <= 2
