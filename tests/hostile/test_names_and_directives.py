"""Whatever files are called and pages ask for: every article has its page, and no other is touched."""

import re
import unicodedata
from pathlib import Path, PurePosixPath

import pytest

from tests.site.builds import Folder, tree

BODY = (
    "The {n}th lorry left the depot of Tartu for Kharkiv on Monday. It carries beds, bandages and "
    "{n} stoves, and will be on the road for five days."
)
FILES = (
    "index.txt", "404.txt", "search.html", "robots.txt", "sitemap.md", "theme.txt", "pagefind.txt",
    "data.html", "CON.txt", "aux.html", "nul.md", "com1.txt", "Report.txt", "report.txt", "REPORT.TXT",
    "caf\u00e9.txt", "cafe\u0301.txt", "a b.txt", "a+b.txt", "a%2e%2e%2fb.txt", "quote\"'.txt",
    "new\nline.txt",
    "\u202egnp.txt", "\u200b.txt", "💥.txt", "Доповідь.txt", "报告.html", "..txt.txt", "-rf.txt",
    "$(touch x).txt",
    "{{7*7}}.txt", "long" + "g" * 190 + ".txt", "deep/er/still/x.txt", "index/index.txt",
    "trailing. .txt", "~.txt",
)  # fmt: skip
TITLES = (
    "index", "Search", "404", "CON", "../../../etc/passwd", "/etc/passwd", "C:\\Windows\\win.ini", "a/b/c",
    "...", "!!!", "💥", "مرحبا", "报告", "Ünïcödé", "caf\u00e9", "cafe\u0301", "Big Report", "BIG REPORT",
    "big report", "x" * 100_000, "word " * 20_000, "tab\there", "nul\x00here", "a\u202eb",
    "a" + "\u0301" * 500, "<b>bold</b>", "%00.html", "a.html", ".htaccess", "_headers", "=1+1",
)  # fmt: skip
# What Pelican and its readers would obey.
ASKED = (
    "save_as: ../outside.html", "url: /index.html", "slug: ../../outside", "template: ../../secret",
    "status: draft",
    "lang: ../../x", "category: ../../x", "translation: true", "date: 9999-99-99", "path: index.html",
)  # fmt: skip
DIRECTIVES = (
    "{{ 7*7 }}{% include 'secret.txt' %}{{ site.__class__ }}",
    "{filename}../../secret.txt {static}/../secret.txt {attach}secret.txt |filename|../secret.txt",
    ".. include:: ../../secret.txt\n\n.. raw:: html\n   :file: ../../secret.txt",
    "[[!include secret.txt]] <!--#include file=\"secret.txt\" --> <?php readfile('secret.txt') ?>",
    "!INCLUDE ../../secret.txt\n\n{!secret.txt!}\n\n:include: secret.txt\n\n~~~ {.include}\nsecret.txt\n~~~",
)
UNTOLD = "the word that nobody may read"


def articles() -> dict[str, str | bytes]:
    """Give every article by its file's name."""
    found: dict[str, str | bytes] = {}
    for n, name in enumerate(FILES):
        body = BODY.format(n=n)
        text = f"Lorry {n} for Kharkiv\n\n{body}\n"
        found[name] = f"<h1>Lorry {n} for Kharkiv</h1><p>{body}</p>" if name.endswith(".html") else text
    for n, title in enumerate(TITLES, 100):
        found[f"t{n}.txt"] = f"{title}\n\n{BODY.format(n=n)}\n".encode()
        found[f"m{n}.md"] = f"Title: {title}\n\n{BODY.format(n=n + 100)}\n".encode()
    for n, asked in enumerate(ASKED, 300):
        found[f"a{n}.md"] = f"---\ntitle: Lorry {n}\n{asked}\n---\n\n{BODY.format(n=n)}\n"
        found[f"p{n}.md"] = f"Title: Lorry {n}\n{asked.capitalize()}\n\n{BODY.format(n=n + 100)}\n"
    for n, directive in enumerate(DIRECTIVES, 500):
        found[f"d{n}.txt"] = f"Lorry {n}\n\n{BODY.format(n=n)}\n\n{directive}\n"
        found[f"d{n}.md"] = f"Title: Lorry {n}\n\n{BODY.format(n=n + 100)}\n\n{directive}\n"
    found["bytes.txt"] = (
        b"Lorry \xff\xfe of bytes\n\n" + BODY.format(n=700).encode() + b" \x80\xed\xa0\x80\xc0\xaf\n"
    )
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """Give the site of all these articles."""
    made = Folder(tmp_path_factory.mktemp("names"))
    (made.root / "secret.txt").write_text(UNTOLD)
    (made.content / "secret.txt").write_text(UNTOLD)
    for name, text in articles().items():
        made.add(name, text)
    made.build()
    return made


@pytest.fixture(scope="module")
def site(folder: Folder) -> dict[str, bytes]:
    """Give the bytes of every file of the site."""
    return tree(folder.output)


def test_every_article_has_a_page_of_its_own(folder: Folder, site: dict[str, bytes]) -> None:
    outcome = folder.build().outcome
    listed = outcome.articles
    # One word of 100,000 letters, a hidden file, a name on two lines.
    refused = {"articles/t119.txt", "articles/m119.md", "articles/..txt.txt", "articles/new\nline.txt"}
    assert {problem.where for problem in outcome.problems} == refused
    assert {one.source_path for one in listed} == {f"articles/{name}" for name in articles()} - refused
    assert len({one.url for one in listed}) == len(listed)
    assert {one.url for one in listed} <= site.keys()


def test_addresses_are_of_an_alphabet_that_every_system_takes(site: dict[str, bytes]) -> None:
    for path in site.keys() - {".dossier"}:
        assert re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_.~/-]*", path), path
        for part in PurePosixPath(path).parts:
            assert len(part) <= 100, path
            assert not re.fullmatch(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?|.*[. ]", part), path
    assert len({unicodedata.normalize("NFC", path).casefold() for path in site}) == len(site)


def test_the_sites_own_pages_stay_its_own(site: dict[str, bytes], tmp_path: Path) -> None:
    plain = Folder(tmp_path)
    plain.add("oslo.txt", f"A lorry\n\n{BODY.format(n=1)}\n")
    plain.build()
    assert {
        path for path in tree(plain.output) if not re.match("articles/|sources/|feeds/|pagefind/", path)
    } <= site.keys()
    theme = {path: data for path, data in tree(plain.output).items() if path.startswith("theme/")}
    assert {path: site[path] for path in theme} == theme
    assert b"<title>Dossier" in site["index.html"]
    assert not any(PurePosixPath(path).name in {".htaccess", "_headers"} for path in site)


def test_nothing_is_written_elsewhere(folder: Folder) -> None:
    kept = {"articles", "secret.txt", "permalinks.tsv"}
    assert {path.name for path in folder.content.iterdir()} == kept
    assert {path.name for path in folder.root.iterdir()} <= {"content", "output", "cache", "secret.txt"}
    assert len(list((folder.content / "articles").rglob("*.*"))) == len(articles())


def test_what_turns_a_files_name_around_is_shown(site: dict[str, bytes]) -> None:
    shown = [data.decode() for path, data in site.items() if path.endswith(".raw.html")]
    assert any("⟨U+202E⟩gnp.txt" in page for page in shown)
    assert not any("\u202e" in page for page in shown)


def test_directives_are_words_like_others(site: dict[str, bytes]) -> None:
    shown = b"\n".join(data for path, data in site.items() if path.startswith("articles/"))
    assert not any(UNTOLD.encode() in data for data in site.values())
    assert b"{{ 7*7 }}" in shown
    assert b".. include:: ../../secret.txt" in shown
    assert b"{filename}../../secret.txt" in shown


def test_a_second_build_writes_nothing(folder: Folder) -> None:
    assert folder.build().written == frozenset()
