"""The list of a site's files: what is kept whole is there as if every file had been placed anew."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.render import listing
from plugins.render.listing import FileList, FileTable, Placed, site_name, spelt_twice
from plugins.render.new_listing import Listing
from tests.render.listed import file_table

Site = dict[str, dict[str, int]]
"""Bundles by name: their files, each with a number that stands for what is in it."""


def key(text: str) -> bytes:
    return sha256(text.encode()).digest()


def placed(path: str, number: int) -> Placed:
    return Placed(key(path), key(f"{path} {number}"), number, 10**18 + number, 7 * number)


def listed(site: Site, before: FileList, kept: set[str]) -> Listing:
    """List a site after another one; the bundles named in `kept` pass as a whole."""
    listed = Listing(before)
    for name, files in site.items():
        if name in kept:
            listed.keep(key(name), before.bundles[key(name)])
        else:
            # An output stage gives each of its files as it is made, and has all of them listed then.
            if name < "c":
                listed.add(key(name), list(files))
            for path, number in files.items():
                listed.place(path, placed(path, number))
            if name >= "c":
                listed.add(key(name), list(files))
    return listed


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
    assert len(after) == len(anew.table().paths)
    assert after.gone() == sorted(before.keys() - {*anew.table().paths})
    assert dict(anew.inodes()) == {path: one.inode for path, one in FileList(anew.table()).items()}
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
    assert spelt_twice(lambda: ["a.html", "b/a.html"]) is None
    assert spelt_twice(lambda: ["Straße.html", "a.html", "STRASSE.html"]) == "STRASSE.html"
    assert spelt_twice(lambda: ["a.html", "a.html"]) == "a.html"


def test_paths_whose_hashes_are_one_are_not_taken_for_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "hash", lambda _path: 1, raising=False)
    assert spelt_twice(lambda: ["a.html", "b.html"]) is None
