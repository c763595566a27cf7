"""What is kept between builds, and what happens when it is spoilt."""

import sqlite3
from pathlib import Path

import msgspec
import pytest

from plugins.render.cache import FILE_NAME, Cache


class Note(msgspec.Struct, frozen=True):
    text: str
    number: int


NOTES = [(bytes([number]), Note(f"note {number}" * 50, number)) for number in range(40)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    fill(tmp_path)
    return tmp_path


def fill(folder: Path) -> None:
    cache = Cache(folder)
    cache.put_many(NOTES)
    cache.close()


def read(folder: Path) -> dict[bytes, Note]:
    cache = Cache(folder)
    try:
        return cache.get_many([name for name, _ in NOTES], Note)
    finally:
        cache.close()


def test_what_was_kept_is_there_for_the_next_build(folder: Path) -> None:
    assert read(folder) == dict(NOTES)


@pytest.mark.parametrize("place", range(30))
def test_a_flipped_byte_gives_right_values_or_none(folder: Path, place: int) -> None:
    path = folder / FILE_NAME
    data = bytearray(path.read_bytes())
    # Steps of a prime reach every kind of page that the file has.
    data[place * 2477 % len(data)] ^= 1 << place % 8
    path.write_bytes(data)
    wanted = dict(NOTES)
    assert all(value == wanted[name] for name, value in read(folder).items())


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _data: b"",
        lambda data: data[: len(data) // 2],
        lambda data: bytes(len(data)),
        lambda _data: bytes(range(256)) * 20,
        lambda _data: b"cposix\nsystem\n(S'false'\ntR.",
    ],
    ids=["empty", "cut", "zeros", "noise", "pickle"],
)
def test_a_spoilt_file_is_begun_anew(folder: Path, spoil) -> None:  # type: ignore[no-untyped-def]
    path = folder / FILE_NAME
    path.write_bytes(spoil(path.read_bytes()))
    read(folder)
    fill(folder)
    assert read(folder) == dict(NOTES)


def test_another_version_is_begun_anew(folder: Path) -> None:
    connection = sqlite3.connect(folder / FILE_NAME)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    assert read(folder) == {}
    fill(folder)
    assert read(folder) == dict(NOTES)


def test_a_value_under_another_name_counts_as_not_there(folder: Path) -> None:
    connection = sqlite3.connect(folder / FILE_NAME)
    connection.execute("DELETE FROM kept WHERE name = ?", (NOTES[1][0],))
    connection.execute("UPDATE kept SET name = ? WHERE name = ?", (NOTES[1][0], NOTES[0][0]))
    connection.commit()
    connection.close()
    assert read(folder).keys() == dict(NOTES[2:]).keys()


def test_a_value_of_another_type_counts_as_not_there(folder: Path) -> None:
    cache = Cache(folder)
    cache.put_many([(b"list", [1, None])])
    assert cache.get(b"list", Note) is None
    cache.close()


def test_without_a_folder_to_write_to_nothing_is_kept_and_nothing_fails(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = Cache(tmp_path / "file")
    cache.put_many(NOTES)
    assert cache.get(NOTES[0][0], Note) is None
    assert cache.trouble
    cache.close()


def test_a_cache_in_use_by_another_build_is_not_begun_anew(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = sqlite3.connect(folder / FILE_NAME, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    monkeypatch.setattr(Cache, "WAIT_SECONDS", 0.05)
    cache = Cache(folder)
    cache.put_many([(b"late", NOTES[0][1])])
    assert cache.get_many([name for name, _ in NOTES], Note) == dict(NOTES)
    cache.close()
    other.execute("ROLLBACK")
    other.close()
    assert read(folder) == dict(NOTES)


def test_old_values_go_once_they_weigh_more_than_the_room_they_have(folder: Path) -> None:
    cache = Cache(folder)
    every = [name for name, _ in NOTES]
    cache.keep_only(lambda: {*every}, room=0)
    more = [(bytes([100 + number]), Note("more" * 20_000, number)) for number in range(5)]
    cache.put_many(more)
    keep = {NOTES[0][0]}
    cache.keep_only(lambda: keep, room=1 << 20)
    assert len(cache.get_many(every, Note)) == len(NOTES)
    cache.keep_only(lambda: keep, room=1 << 10)
    assert cache.get_many(every, Note) == {NOTES[0][0]: NOTES[0][1]}
    assert cache.get_many([name for name, _ in more], Note) == {}
    # What they weigh is told anew: nothing goes before there is more again.
    cache.put_many(NOTES)
    cache.keep_only(lambda: keep, room=1 << 16)
    assert len(cache.get_many(every, Note)) == len(NOTES)
    cache.close()
