"""What a maintainer can rely on when building a site."""

import json
import os
import shutil
import socket
import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec
import pytest

from plugins.archive import build_archive
from plugins.errors import BriefingError
from plugins.model import Page, Reading
from plugins.pages.drafts import Draft, Drafts, Family
from plugins.render import keeping, making
from plugins.render.cache import FILE_NAME
from plugins.render.tree import Listed
from tests.site.articles import CHESS, OSLO, VILNIUS
from tests.site.builds import PROJECT, Folder, stamps, tree


def rows(folder: Folder, table: str) -> list[dict[str, object]]:
    lines = (folder.output / "data" / f"{table}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_a_folder_with_articles_is_all_it_takes(folder: Folder) -> None:
    folder.add("oslo.txt", OSLO)
    done = folder.command("--fatal", "errors")
    assert done.status == 0, done.log
    assert (folder.output / "index.html").is_file()
    assert "Norway pledges winter aid for Ukraine" in [row["title"] for row in rows(folder, "articles")]


def test_an_empty_archive_is_a_site_too(folder: Folder) -> None:
    assert not folder.build().outcome.problems
    assert (folder.output / "index.html").is_file()


def test_a_folder_without_articles_says_what_to_do(folder: Folder) -> None:
    (folder.content / "articles").rmdir()
    done = folder.command()
    assert done.status == 1
    assert "there is no folder articles/" in done.log
    assert "Traceback" not in done.log


def test_a_second_build_writes_nothing(folder: Folder) -> None:
    folder.add("oslo.txt", OSLO)
    folder.build()
    before = stamps(folder.output), stamps(folder.content)
    assert not folder.build().outcome.published
    assert (stamps(folder.output), stamps(folder.content)) == before


def test_a_new_article_rewrites_only_what_shows_it(folder: Folder) -> None:
    folder.add("oslo.txt", OSLO)
    folder.add("chess.txt", CHESS)
    folder.build()
    untouched = "articles/chess-club-opens-its-doors.raw.html"
    before = stamps(folder.output)[untouched][:2]
    folder.add("vilnius.txt", VILNIUS)
    done = folder.build()
    assert "articles/lithuania-sends-generators-to-ukraine.html" in done.written
    assert "articles/index.html" in done.written
    assert "articles/norway-pledges-winter-aid-for-ukraine.raw.html" not in done.written
    assert "timeline/2021.html" not in done.written
    assert not {path for path in done.written if path.startswith(("theme/", "about/method"))}
    assert stamps(folder.output)[untouched][:2] == before


def test_a_build_that_lost_which_articles_there_are_finds_them_again(folder: Folder) -> None:
    folder.add("oslo.txt", OSLO)
    folder.add("chess.txt", CHESS)
    before = folder.build().outcome.articles
    whole = stamps(folder.output)
    with closing(sqlite3.connect(folder.cache / FILE_NAME)) as kept, kept:
        lost = [name for name, value in kept.execute("SELECT name, value FROM kept") if is_listing(value)]
        kept.executemany("DELETE FROM kept WHERE name = ?", [(name,) for name in lost])
    assert lost
    for _ in range(2):
        again = folder.build().outcome
        assert again.articles == before
        assert not again.published
    assert stamps(folder.output) == whole
    with closing(sqlite3.connect(folder.cache / FILE_NAME)) as kept:
        there = {name for (name,) in kept.execute("SELECT name FROM kept")}
    assert there.issuperset(lost)


def is_listing(value: bytes) -> bool:
    """Say whether what the cache keeps is some articles of a site."""
    try:
        return bool(msgspec.msgpack.decode(value, type=dict[str, Listed]))
    except msgspec.DecodeError:
        return False


def test_an_incremental_build_equals_a_fresh_one(folder: Folder, tmp_path: Path) -> None:
    folder.add("oslo.txt", OSLO)
    folder.add("chess.txt", CHESS)
    folder.build()
    folder.add("vilnius.txt", VILNIUS)
    folder.add("oslo.yaml", "published: 2023-03-04\n")
    (folder.content / "articles" / "chess.txt").unlink()
    folder.build()
    assert tree(folder.output) == folder.fresh(tmp_path / "fresh")


def test_an_edit_that_keeps_size_and_time_is_noticed(folder: Folder) -> None:
    path = folder.add("oslo.txt", OSLO)
    folder.build()
    status = path.stat()
    path.write_text(OSLO.replace("1.5 billion", "2.5 billion"), "utf-8")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    folder.build()
    assert any(row["as_stated"] == "NOK 2.5 billion" for row in rows(folder, "claims"))


def test_a_damaged_site_is_mended(folder: Folder) -> None:
    folder.add("oslo.txt", OSLO)
    folder.build()
    whole = tree(folder.output)
    (folder.output / "index.html").write_text("gone")
    (folder.output / "search.html").unlink()
    folder.build()
    assert tree(folder.output) == whole


def test_without_its_cache_a_site_is_built_the_same(folder: Folder) -> None:
    folder.add("oslo.txt", OSLO)
    folder.build()
    whole = tree(folder.output)
    shutil.rmtree(folder.cache)
    folder.build()
    assert tree(folder.output) == whole


@pytest.mark.parametrize(
    "environment",
    [
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C"},
        {"PYTHONHASHSEED": "4711", "HOME": "/nonexistent"},
    ],
    ids=["time zone and locale", "hash seed and home"],
)
def test_another_machine_gives_the_same_bytes(
    folder: Folder, tmp_path: Path, environment: dict[str, str]
) -> None:
    folder.add("oslo.txt", OSLO)
    folder.add("vilnius.txt", VILNIUS)
    folder.build()
    other = Folder(tmp_path / "elsewhere" / "with a longer name")
    other.add("vilnius.txt", VILNIUS)
    other.add("oslo.txt", OSLO)
    other.command(environment=environment)
    assert tree(folder.output) == tree(other.output)


def test_times_of_files_are_the_newest_articles_day(folder: Folder) -> None:
    folder.add("oslo.txt", OSLO)
    folder.build()
    assert (folder.output / "index.html").stat().st_mtime == 1677801600  # 3 March 2023, 00:00 UTC


def test_times_of_files_can_be_set(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.add("oslo.txt", OSLO)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    folder.build()
    assert (folder.output / "index.html").stat().st_mtime == 1700000000


def test_addresses_are_kept_beside_the_articles(folder: Folder) -> None:
    path = folder.add("oslo.txt", OSLO)
    folder.build()
    assert "article\tarticles/oslo.txt\tnorway-pledges-winter-aid-for-ukraine\n" in (
        folder.content / "permalinks.tsv"
    ).read_text("utf-8")
    path.write_text(OSLO.replace("pledges winter aid for Ukraine", "gives more to Ukraine"), "utf-8")
    folder.build()
    (article,) = rows(folder, "articles")
    assert (article["title"], article["url"]) == (
        "Norway gives more to Ukraine",
        "articles/norway-pledges-winter-aid-for-ukraine.html",
    )


def test_addresses_that_can_not_be_written_are_warned_of(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_content: Path, _text: str) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(keeping, "write_permalinks", fails)
    folder.add("oslo.txt", OSLO)
    (warning,) = folder.build().outcome.warnings
    assert warning.startswith("permalinks.tsv can not be written (Read-only file system)")
    assert not (folder.content / "permalinks.tsv").exists()


def test_a_build_that_fails_ends_once_the_addresses_are_written(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(content: Path, text: str) -> None:
        time.sleep(0.3)
        write(content, text)

    def stop(*_given: object) -> None:
        raise BriefingError("no more", where="here", mend="go on")

    write = keeping.write_permalinks
    monkeypatch.setattr(keeping, "write_permalinks", slow)
    monkeypatch.setattr(making.Making, "_plan", stop)
    folder.add("oslo.txt", OSLO)
    with pytest.raises(BriefingError, match="no more"):
        folder.build()
    assert (folder.content / "permalinks.tsv").exists()


# --- what can't be used -------------------------------------------------------------------------------


@pytest.fixture
def spoilt(folder: Folder) -> Folder:
    """Give a good article among files that can't be used."""
    folder.add("oslo.txt", OSLO)
    folder.add("empty.txt", "")
    folder.add("picture.png", b"\x89PNG\r\n")
    folder.add(".hidden.txt", CHESS)
    folder.add(".DS_Store", b"left about")
    folder.add(".git/config", b"left about")
    folder.add(".hidden/deep/old.txt", CHESS)
    folder.add("an\x1b[31mother.txt", CHESS)
    folder.add(os.fsdecode(b"caf\xe9.txt"), CHESS)
    folder.add("wrong.txt", CHESS)
    folder.add("wrong.yaml", "titel: Chess\n")
    secret = folder.root / "secret.txt"
    secret.write_text("SECRET nobody may read this")
    (folder.content / "articles" / "link.txt").symlink_to(secret)
    (folder.content / "articles" / "folder").symlink_to(folder.root)
    os.mkfifo(folder.content / "articles" / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as plug:
        plug.bind(str(folder.content / "articles" / "plug.txt"))
    return folder


UNUSABLE = (
    "empty.txt",
    ".hidden.txt",
    ".hidden/deep/old.txt",
    "mother.txt",
    "caf\\udce9.txt",
    "picture.png",
    "wrong.yaml",
    "link.txt",
    "articles/folder",
    "pipe.txt",
    "plug.txt",
)


def test_each_unusable_file_is_named_and_the_rest_is_built(spoilt: Folder) -> None:
    done = spoilt.command()
    assert done.status == 0
    assert [name for name in UNUSABLE if name not in done.log] == []
    assert done.log.count("To mend:") >= len(UNUSABLE)
    assert ".DS_Store" not in done.log
    assert ".git" not in done.log
    assert "Traceback" not in done.log
    assert [row["path"] for row in rows(spoilt, "articles")] == ["articles/oslo.txt"]
    assert not any(b"SECRET" in data for data in tree(spoilt.output).values())


def test_an_unusable_file_is_named_again_by_a_build_that_writes_nothing(spoilt: Folder) -> None:
    spoilt.build()
    outcome = spoilt.build().outcome
    assert not outcome.published
    told = "\n".join(str(problem) for problem in outcome.problems)
    assert [name for name in UNUSABLE if name not in told] == []


@pytest.mark.parametrize(
    ("name", "size", "helps"),
    [("small.txt", 3_000_000, True), ("vast.txt", 17 << 20, False), ("pictures.mhtml", 17 << 20, True)],
)
def test_a_file_over_the_limit_is_told_to_raise_it_where_that_helps(
    folder: Folder, name: str, size: int, helps: bool
) -> None:
    folder.add(name, b"x" * size)
    (problem,) = folder.build(ARTICLE_MAX_BYTES=2_000_000).outcome.problems
    assert problem.where == f"articles/{name}"
    assert ("ARTICLE_MAX_BYTES" in problem.mend) == helps


def test_an_article_over_which_the_archive_stumbles_is_named_and_the_rest_is_built(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:

    def stumbling(readings: Sequence[Reading], *more: Any) -> Any:
        if any(one.document.path == "articles/chess.txt" for one in readings):
            raise ZeroDivisionError("division by zero")
        return build_archive(readings, *more)

    folder.add("oslo.txt", OSLO)
    folder.add("chess.txt", CHESS)
    folder.add("vilnius.txt", VILNIUS)
    monkeypatch.setattr(import_module("plugins.archive"), "build_archive", stumbling, raising=False)
    (problem,) = folder.build().outcome.problems
    assert problem.where == "articles/chess.txt"
    assert "ZeroDivisionError: division by zero" in problem.what
    assert {row["path"] for row in rows(folder, "articles")} == {"articles/oslo.txt", "articles/vilnius.txt"}


def test_a_page_that_cannot_be_made_is_named_and_the_old_site_stays(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumbling(*_given: Any) -> Any:
        raise ZeroDivisionError("division by zero")

    folder.add("oslo.txt", OSLO)
    folder.build()
    before = tree(folder.output)
    folder.add("vilnius.txt", VILNIUS)
    monkeypatch.setattr(import_module("plugins.pages.article"), "text_parts", stumbling)
    with pytest.raises(BriefingError) as told:
        folder.build()
    assert told.value.where.startswith("articles/")
    assert "ZeroDivisionError" in told.value.what
    assert tree(folder.output) == before


def test_with_fatal_errors_the_old_site_stays(folder: Folder) -> None:
    folder.add("oslo.txt", OSLO)
    folder.build()
    before = stamps(folder.output)
    folder.add("vilnius.txt", VILNIUS)
    folder.add("empty.txt", "")
    done = folder.command("--fatal", "errors")
    assert done.status == 1
    assert "empty.txt" in done.log
    assert "Traceback" not in done.log
    assert stamps(folder.output) == before


def test_a_mistake_in_the_registry_stops_the_build_and_says_where(folder: Folder) -> None:
    folder.add("oslo.txt", OSLO)
    folder.build()
    before = stamps(folder.output)
    (folder.content / "registry").mkdir()
    (folder.content / "registry" / "donors.yaml").write_text("donors:\n  - idd: norway\n")
    done = folder.command()
    assert done.status == 1
    assert "donors.yaml" in done.log
    assert "Traceback" not in done.log
    assert stamps(folder.output) == before


def test_a_file_name_cannot_forge_a_line_of_the_log(folder: Folder) -> None:
    folder.add("oslo.txt", OSLO)
    folder.add("a\x1b[2Jb\nCRITICAL: fake.txt", "")
    log = folder.command().log
    assert "\x1b[2J" not in log
    assert not any(line.startswith("CRITICAL: fake") for line in log.splitlines())


def test_a_folder_that_holds_something_else_is_not_replaced(folder: Folder) -> None:
    folder.add("oslo.txt", OSLO)
    folder.output.mkdir()
    (folder.output / "thesis.txt").write_text("years of work")
    done = folder.command()
    assert done.status == 1
    assert "name another folder with -o" in done.log
    assert tree(folder.output) == {"thesis.txt": b"years of work"}


def test_two_builds_at_once_leave_one_whole_site(folder: Folder) -> None:
    folder.add("oslo.txt", OSLO)
    folder.build()
    folder.add("vilnius.txt", VILNIUS)
    from plugins.render.lock import BuildLock

    with BuildLock(folder.output):
        done = folder.command()
    assert done.status == 1
    assert "another build is at work" in done.log
    assert folder.build().outcome.published


# --- the list of plugins is what is built --------------------------------------------------------------


def settings_without(folder: Folder, *names: str) -> Path:
    text = (
        (PROJECT / "pelican.conf.py")
        .read_text("utf-8")
        .replace("__file__", repr(str(PROJECT / "pelican.conf.py")))
    )
    path = folder.root / "other.conf.py"
    path.write_text(
        f"{text}\nPLUGINS = [name for name in PLUGINS if name not in {names!r}]\n"
        f"PLUGIN_PATHS = [{str(PROJECT)!r}]\nTHEME = {str(PROJECT / 'theme')!r}\n",
        "utf-8",
    )
    return path


@pytest.mark.parametrize(
    ("plugin", "gone"),
    [("plugins.search.plugin", "pagefind/pagefind.js"), ("plugins.export.plugin", "data/articles.jsonl")],
)
def test_taking_a_plugin_out_takes_its_files_out(folder: Folder, plugin: str, gone: str) -> None:
    folder.add("oslo.txt", OSLO)
    folder.build()
    assert (folder.output / gone).is_file()
    done = folder.command("-s", str(settings_without(folder, plugin)))
    assert done.status == 0, done.log
    assert not (folder.output / gone).exists()
    assert (folder.output / "index.html").is_file()


def test_a_stage_that_every_build_needs_is_missed_by_name(folder: Folder) -> None:
    folder.add("oslo.txt", OSLO)
    done = folder.command("-s", str(settings_without(folder, "plugins.clean.plugin")))
    assert done.status == 1
    assert "no plugin offers the stage 'clean'" in done.log


# --- hand-written pages -------------------------------------------------------------------------------


def test_a_hand_written_page_becomes_a_page_and_runs_nothing(folder: Folder) -> None:
    folder.add("oslo.txt", OSLO)
    pages = folder.content / "pages"
    pages.mkdir()
    (pages / "house rules.md").write_text(
        "---\ntitle: House rules\n---\n# Be kind\n\n"
        "[no](javascript:alert(1)) <script>alert(1)</script> **yes**\n"
    )
    done = folder.command("--fatal", "errors")
    assert done.status == 0, done.log
    html = (folder.output / "pages" / "house-rules.html").read_text("utf-8")
    assert "<h1>House rules</h1>" in html
    assert "<h2>Be kind</h2>" in html
    assert "<strong>yes</strong>" in html
    assert "<script>alert" not in html
    assert 'href="javascript' not in html


def test_no_file_of_pelicans_own_is_left_in_the_site(folder: Folder) -> None:
    folder.add("oslo.txt", OSLO)
    folder.build()
    names = set(tree(folder.output))
    assert not names & {"archives.html", "authors.html", "categories.html", "tags.html"}
    assert not {name for name in names if name.startswith(("category/", "author/", "tag/"))}


def test_a_new_article_can_show_what_recurs_in_older_ones(folder: Folder, tmp_path: Path) -> None:
    notice = "The Harbour Gazette is read in forty countries, and every reader counts."

    def add(number: int) -> None:
        folder.add(
            f"{number}.txt",
            f"Town {number} sends aid to Kyiv\n\nSource: The Harbour Gazette\n\n"
            f"The mayor of town {number} said on Monday that {number + 2} lorries had left for Kyiv.\n\n"
            f"The drivers will be back in {number + 5} days, she told {number + 7} reporters.\n\n{notice}\n",
        )

    for number in range(7):
        add(number)
    folder.build()
    assert all(notice in str(row["text"]) for row in rows(folder, "articles"))
    add(7)
    done = folder.build()
    assert not any(notice in str(row["text"]) for row in rows(folder, "articles"))
    assert any(line.startswith("7 changed: ") for line in done.outcome.summary)
    assert tree(folder.output) == folder.fresh(tmp_path / "fresh")
    assert not folder.build().outcome.published
    (folder.content / "articles" / "7.txt").unlink()
    folder.build()
    assert all(notice in str(row["text"]) for row in rows(folder, "articles"))


def test_a_first_build_makes_every_view_once(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    again: list[object] = []
    made = Drafts.made

    def noted(self: Drafts, family: Page | Draft | Family) -> tuple[Page, ...]:
        again.append(family)
        return made(self, family)

    monkeypatch.setattr(Drafts, "made", noted)
    folder.add_seeds()
    folder.build()
    assert again == []


def test_every_id_that_the_database_says_leads_somewhere_does(folder: Folder) -> None:
    folder.add_seeds()
    folder.build()
    with closing(sqlite3.connect(folder.output / "data" / "archive.sqlite")) as database:
        assert database.execute("SELECT count(*) FROM claims_recipients").fetchone() > (0,)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
