"""A bundle on the desk becomes one article a record, within limits."""

import gzip
import json
from io import BytesIO
from pathlib import Path

import pytest

from plugins.errors import BriefingError
from plugins.model import Raw
from plugins.render import bundles
from plugins.render.bundles import is_bundle, opened
from plugins.render.inputs import read_desk
from tests.clean.archives import Archive
from tests.site.builds import PROJECT, Folder


def opened_lines(lines: list[str], problems: list[BriefingError], sidecar: str | None = None) -> list[Raw]:
    file = BytesIO("\n".join(lines).encode())
    return list(opened("articles/feed.jsonl", file, sidecar, 1000, problems))


def line(number: int) -> str:
    return json.dumps({"title": f"Report {number}", "text": "Norway sent aid."})


def test_each_record_is_an_article_of_its_own_path() -> None:
    problems: list[BriefingError] = []
    found = opened_lines([line(1), "", line(2)], problems)
    assert [raw.path for raw in found] == ["articles/feed.jsonl#1", "articles/feed.jsonl#3"]
    assert problems == []


def test_the_sidecar_of_a_bundle_counts_for_every_record() -> None:
    found = opened_lines([line(1), line(2)], [], "source: NATO\n")
    assert {raw.sidecar for raw in found} == {"source: NATO\n"}


def test_a_bundle_that_unpacks_to_too_much_is_cut_by_name(monkeypatch) -> None:
    monkeypatch.setattr(bundles, "MAX_RECORDS", 2)
    problems: list[BriefingError] = []
    assert len(opened_lines([line(n) for n in range(5)], problems)) == 2
    assert [(p.where, p.mend) for p in problems] == [("articles/feed.jsonl", "split it into smaller files")]


def test_a_broken_archive_is_named() -> None:
    problems: list[BriefingError] = []
    broken = BytesIO(b"\x1f\x8b\x08\x00not an archive")
    assert list(opened("articles/a.warc.gz", broken, None, 1000, problems)) == []
    assert [problem.where for problem in problems] == ["articles/a.warc.gz"]


EMPTY = {
    "no-bytes.jsonl": b"",
    "blanks.jsonl": b"\n \n\n",
    "no-bytes.warc": b"",
    "zeros.warc": bytes(500),
    "packed-nothing.warc.gz": gzip.compress(b""),
    "a-page-that-was-not-found.warc": Archive(packed=False).add(status="404 Not Found").data(),
    "half-a-packed-record.warc.gz": gzip.compress(Archive(packed=False).add().data())[:-60],
}


@pytest.mark.parametrize("name", EMPTY)
def test_a_bundle_without_a_page_is_named(name: str) -> None:
    problems: list[BriefingError] = []
    found = list(opened(f"articles/{name}", BytesIO(EMPTY[name]), None, 1000, problems))
    assert found == []
    assert {problem.where.partition(",")[0] for problem in problems} == {f"articles/{name}"}


def test_names_of_bundles_are_told_from_those_of_pages() -> None:
    assert [is_bundle(name) for name in ("a.jsonl", "a.WARC.gz", "a.txt")] == [True, True, False]


def test_an_archive_may_be_larger_than_a_page_and_takes_its_sidecar_by_its_whole_name(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    picture = b"\xff\xd8\xff" + bytes(300_000)
    archive = Archive(packed=False).add(picture, headers=[("Content-Type", "image/jpeg")]).add()
    folder.add("crawl.warc.gz", archive.data())
    folder.add("crawl.yaml", "source: NATO\n")
    desk = read_desk(folder.content, PROJECT / "content" / "registry", 200_000)
    assert [(raw.path, raw.sidecar) for raw in desk.articles] == [
        ("articles/crawl.warc.gz#2", "source: NATO\n")
    ]
    assert desk.problems == ()


def test_what_is_wrong_with_a_bundles_sidecar_is_told_once(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.add("feed.jsonl", "\n".join(line(number) for number in range(3)))
    folder.add("feed.yaml", "published: 2023-02-30\n")
    problems = folder.build().outcome.problems
    assert [problem.where for problem in problems] == ["articles/feed.yaml, line 1"]
