"""The published index: one, whatever parts it was made in, and with the engine's own answers in it."""

import base64
import gzip
import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.errors import BriefingError
from plugins.render.cache import FILE_NAME
from plugins.render.cbor import decode, encode, numbers
from plugins.render.pagefind import building, service
from plugins.render.pagefind.building import TOGETHER, in_groups
from plugins.render.pagefind.merging import LARGEST
from plugins.render.pagefind.service import FIELDS, LAST, Engine
from plugins.render.pagefind.shards import CHUNKS, ENTRY, MAGIC, shard_of
from plugins.search import Record
from plugins.search.naming import short_names
from plugins.search.parts import Part, in_order
from tests.search.engine import indexed, record

SMALL = 1500
"""Letters of a part: two or three records."""
WORDS = (
    "Norway", "norway", "naïve", "naive", "NAÏVE", "Ångström", "angstrom", "Köln-Bonn", "running", "runs",
    "$5", "million", "Україна", "україни", "報告", "co-op", "xallx", "e\u0301te", "été", "💥", "“said”",
)  # fmt: skip


@st.composite
def records(draw: st.DrawFn) -> list[Record]:
    """Give records with any facets, names and days, of one or of several kinds."""
    text = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)
    few = st.lists(st.sampled_from(WORDS[:8]), max_size=3, unique=True).map(sorted).map(tuple)
    found = []
    for number in range(draw(st.integers(0, 12))):
        folder = draw(st.sampled_from(("", "articles/", "claims/", "donors/")))
        day = draw(st.sampled_from((None, "2021", "2022-03", "2022-03-04", "2023-01-01")))
        facets = {name: values for name in ("donor", "year") if (values := draw(few))}
        found.append(
            Record(
                url=f"{folder}{number}.html",
                title=draw(text),
                kind="Article",
                words=draw(text),
                filters=(*facets.items(), ("kind", ("Article",))),
                day=day,
                source=draw(st.none() | st.sampled_from(WORDS)),
                names=draw(few),
                period=day or "",
            )
        )
    return found


def value(data: bytes) -> Any:
    return decode(gzip.decompress(data).removeprefix(MAGIC))


def shown(fragment: bytes) -> dict[str, Any]:
    return dict(json.loads(gzip.decompress(fragment).removeprefix(MAGIC)))


def answers(files: Mapping[str, bytes], name: str) -> dict[str, Any]:
    """Give what an index says, told by addresses: `name` says how its files are named by kind and name."""
    entry = json.loads(files[ENTRY])
    ((_, language),) = entry["languages"].items()
    _, pages, chunks, facets, sorts, fields = value(
        files[name.format("", f"pagefind.{language['hash']}", "meta")]
    )
    told = [(shown(files[name.format("fragment/", page, "fragment")]), count) for page, count in pages]
    urls = [page["url"] for page, _ in told]

    def places(postings: Sequence[Any]) -> dict[str, Any]:
        numbers = list(accumulate(step for step, *_ in postings))
        assert numbers == sorted(set(numbers))
        return {urls[n]: rest for n, (_, *rest) in zip(numbers, postings, strict=True) if urls[n] != LAST}

    words = [
        word for _, _, chunk in chunks for word in value(files[name.format("index/", chunk, "index")])[0]
    ]
    assert [word for word, *_ in words] == sorted({word for word, *_ in words})
    found = {
        word: (places(own), {one: places(its) for one, its in variants}) for word, own, variants in words
    }
    return {
        "pages": {page["url"]: (page, count) for page, count in told if page["url"] != LAST},
        "words": {word: both for word, both in found.items() if both[0] or any(both[1].values())},
        "facets": {
            facet: {one: sorted(urls[n] for n in numbers) for one, numbers in sorted(values)}
            for facet, values in (value(files[name.format("filter/", one, "filter")]) for _, one in facets)
        },
        "days": {sort: [urls[n] for n in numbers] for sort, numbers in sorts},
        "fields": fields,
        "version": entry["version"],
    }


def published(files: Mapping[str, bytes]) -> dict[str, Any]:
    """Give what the published index says."""
    plain = {path.removeprefix("pagefind/"): data for path, data in files.items()}
    asked = json.loads(plain[ENTRY])["languages"]["en"]["hash"]
    assert asked.startswith("en?")

    class Named(dict[str, bytes]):
        def __missing__(self, path: str) -> bytes:
            return plain[path.partition("?")[0]]

    return answers(Named(plain), "{}{}")


def of_the_engine(records: Sequence[Record]) -> dict[str, Any]:
    """Give what the engine's own index of all records says."""
    with Engine("en") as engine:
        return answers(engine.files(sorted(records, key=lambda one: in_order(one.url))), "{}{}.pf_{}")


@settings(max_examples=12, deadline=None)
@given(records())
def test_an_index_made_in_parts_says_what_the_engine_says_of_all(found: list[Record]) -> None:
    with TemporaryDirectory() as root:
        merged = published(indexed(Path(root), found, SMALL))
    whole = of_the_engine(found)
    days = {one.url: one.day or "0000" for one in found if one.url in whole["pages"]}
    assert merged.pop("days").get("date", []) == sorted(days, key=lambda url: (days[url], url))
    whole.pop("days")
    assert merged == whole


@settings(max_examples=5, deadline=None)
@given(records())
def test_parts_taken_up_again_give_the_bytes_of_parts_made_anew(found: list[Record]) -> None:
    with TemporaryDirectory() as once, TemporaryDirectory() as twice:
        indexed(Path(twice), found[: len(found) // 2], SMALL)
        assert indexed(Path(twice), found, SMALL) == indexed(Path(once), found, SMALL)


def many(number: int) -> list[Record]:
    return [
        record(f"articles/{n:03}.html", f"Norway pays {n} million", f"202{n % 4}-03-{n % 28 + 1:02}",
               filters=(("donor", ("Norway", "Sweden")[: n % 2 + 1]),))
        for n in range(number)
    ]  # fmt: skip


def test_one_record_more_is_the_only_part_that_the_engine_sees(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    indexed(tmp_path, many(60), 5000)
    seen: list[int] = []
    real = service.Engine.files

    def counted(engine: Engine, records: Sequence[Record]) -> dict[str, bytes]:
        seen.append(len(records))
        return real(engine, records)

    monkeypatch.setattr(service.Engine, "files", counted)
    indexed(tmp_path, many(60), 5000)
    assert seen == []
    files = indexed(tmp_path, many(61), 5000)
    assert 1 <= len(seen) <= 2
    assert sum(seen) < 20
    assert len(published(files)["pages"]) == 61


def test_a_part_that_was_lost_or_spoilt_is_made_anew(tmp_path: Path) -> None:
    first = indexed(tmp_path, many(60), 5000)
    with sqlite3.connect(tmp_path / "cache" / FILE_NAME) as cache:
        names = [name for (name,) in cache.execute("SELECT name FROM kept ORDER BY name")]
        assert len(names) > 4
        cache.execute("DELETE FROM kept WHERE name = ?", names[:1])
        cache.execute("UPDATE kept SET value = substr(value, 9) WHERE name = ?", names[1:2])
    cache.close()
    assert indexed(tmp_path, many(60), 5000) == first


def test_files_that_the_engine_never_wrote_are_refused() -> None:
    found = many(3)
    with Engine("en") as engine:
        files = engine.files(found)
    assert shard_of(found, files)[0].pages
    (words,) = (path for path in files if path.endswith(".pf_index"))
    (meta,) = (path for path in files if path.endswith(".pf_meta"))
    spoilt: dict[str, dict[str, bytes]] = {
        "words cut off": {words: gzip.compress(gzip.decompress(files[words])[:-2])},
        "another kind of word": {words: gzip.compress(MAGIC + encode([[["norway", 1, []]]]))},
        "a page without its places": {words: gzip.compress(MAGIC + encode([[["norway", [[0, []]], []]]]))},
        "another list of pages": {
            meta: gzip.compress(MAGIC + encode(["1.5.2", [], [], [], [], list(FIELDS)]))
        },
        "no list": {meta: b""},
    }
    for file in spoilt.values():
        with pytest.raises(BriefingError, match="not as this version of the engine writes it"):
            shard_of(found, {**files, **file})
    with pytest.raises(BriefingError, match="not as this version"):
        shard_of(found[::-1], files)


def test_an_engine_that_dies_is_told_with_a_mend(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "pagefind"
    broken.write_text("#!/bin/sh\nexit 3\n", "utf-8")
    broken.chmod(0o755)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(broken))
    with pytest.raises(BriefingError, match="the search index could not be made"):
        indexed(tmp_path, many(2))


def test_the_same_records_give_the_same_index(tmp_path: Path) -> None:
    words = ("Norway", "Sweden", "Poland", "Estonia", "Latvia", "Lithuania", "Denmark", "Finland")
    found = [
        Record(f"{one}{two}.html", one, "Article", f"{one} {two}", (("donor", (one, two)),), None, None)
        for one in words
        for two in words
    ]
    first, second = (indexed(tmp_path / name, found) for name in ("first", "second"))
    assert first == second
    assert "pagefind/pagefind.js" in first
    assert {"pagefind/filter/donor", "pagefind/pagefind.en", "pagefind/index/en0"} <= first.keys()
    assert not [path for path in first if "ui" in path]


def test_a_new_page_takes_no_file_of_the_index_away(tmp_path: Path) -> None:
    old = Record("a.html", "Norway", "Article", "Norway", (("donor", ("Norway",)),), None, None)
    new = Record("b.html", "Sweden", "Article", "Sweden", (("donor", ("Sweden",)),), None, None)
    before = indexed(tmp_path, [old]).keys()
    after = indexed(tmp_path, [old, new]).keys()
    assert len(after - before) == 1
    assert before <= after


def test_the_words_stand_in_parts_that_are_small_and_in_order(tmp_path: Path) -> None:
    words = " ".join(
        f"{first}{second}{third}" for first in "abcdefgh" for second in "aeiou" for third in "xyzklmnprst"
    )
    files = indexed(tmp_path, [record(f"{n:03}.html", words) for n in range(60)])
    meta = value(files["pagefind/pagefind.en"])
    assert len(meta[CHUNKS]) > 3
    ends = [end for first, last, _ in meta[CHUNKS] for end in (first, last)]
    assert ends == sorted(ends)
    for _, _, name in meta[CHUNKS]:
        part = files[f"pagefind/index/{name.partition('?')[0]}"]
        assert len(gzip.decompress(part)) < 2 * LARGEST


def test_two_addresses_never_share_a_file_of_the_index() -> None:
    urls = [f"claims/{number}.html" for number in range(60_000)]
    names = list(short_names(urls))
    assert len(set(names)) == len(urls)
    assert {len(name) for name in names} == {6, 7}
    assert all(name == name.lower() for name in names)


def test_cbor_gives_back_what_it_was_given() -> None:
    value = [0, 23, 24, 255, 256, 65536, -1, -500, "é", b"\0", True, None, 0.5, [["a"], []]]
    assert decode(encode(value)) == value


def test_many_numbers_are_written_as_each_is() -> None:
    assert numbers(70_000) == [encode(number) for number in range(70_000)]
    assert numbers(3) == [b"\0", b"\1", b"\2"]


def test_short_names_are_the_beginnings_of_one_digest() -> None:
    (name,) = short_names(["articles/a.html"])
    digest = hashlib.sha256(b"articles/a.html").digest()
    assert name == base64.b32encode(digest).decode().lower()[:6]


def test_a_part_more_parts_no_group_but_its_own() -> None:
    def groups(places: Iterable[str]) -> set[tuple[str, ...]]:
        parts = [Part(b"", (), "", place) for place in places]
        found = [tuple(parts[number].place for number in some) for some in in_groups(parts)]
        assert [place for group in found for place in group] == [part.place for part in parts]
        return set(found)

    places = [f"/{year}/{year}-{month:02}" for year in range(2000, 2020) for month in range(1, 13)]
    before, after = groups(places), groups(sorted([*places, "/2009/2009-06b"]))
    assert max(map(len, before)) < 2 * TOGETHER
    assert len(before) > 20
    assert 1 <= len(before - after) <= 3


def test_words_of_a_group_are_put_together_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    words = building.Shards.words

    def noted(shards: building.Shards, number: int) -> object:
        read.append(number)
        return words(shards, number)

    monkeypatch.setattr(building.Shards, "words", noted)
    indexed(tmp_path, many(300), 5000)
    first = len(read)
    read.clear()
    indexed(tmp_path, many(301), 5000)
    assert 0 < len(read) < first / 2
