"""The maintainer's commands."""

import shutil
import urllib.error
import urllib.request
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner

from plugins.desk import main, serving
from plugins.desk.serving import Changes, Reader
from tests.serving import served
from tests.site.builds import Folder, tree


@pytest.fixture
def copy(seeds_site: Folder, tmp_path: Path) -> Path:
    """Give a copy of a built site, to spoil."""
    shutil.copytree(seeds_site.output, tmp_path / "site")
    return tmp_path / "site"


def verify(output: Path) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["verify", "--output", str(output)])
    return done.exit_code, done.output


def test_every_link_and_fragment_of_the_seeds_site_leads_somewhere(seeds_site: Folder) -> None:
    status, said = verify(seeds_site.output)
    assert (status, said) == (0, f"{seeds_site.output}: links and digests are right\n")


@pytest.mark.parametrize(
    ("link", "complaint"),
    [
        ("nowhere.html", "leads to no file"),
        ("search.html#nowhere", "leads to no place on its page"),
        ("/index.html", "leads to no file"),
    ],
)
def test_a_link_that_leads_nowhere_is_told(copy: Path, link: str, complaint: str) -> None:
    page = copy / "404.html"
    page.write_text(page.read_text("utf-8").replace("</main>", f'<a href="{link}">x</a></main>'), "utf-8")
    status, said = verify(copy)
    assert status == 1
    assert f"404.html: '{link}' {complaint}" in said


def test_a_byte_changed_since_the_build_is_told(copy: Path) -> None:
    (copy / "data" / "claims.csv").write_bytes(b"\n")
    status, said = verify(copy)
    assert status == 1
    assert "files were changed, added or removed since the build" in said
    assert "data/claims.csv: not the bytes that datapackage.json describes" in said


def test_a_folder_without_a_site_is_told(tmp_path: Path) -> None:
    assert verify(tmp_path)[0] == 1


@pytest.fixture
def address(seeds_site: Folder) -> Iterator[str]:
    with served(partial(Reader, Changes(), directory=str(seeds_site.output))) as address:
        yield address


def answer(url: str, host: str | None = None, method: str = "GET", **headers: str) -> tuple[int, bytes]:
    stated = {name.replace("_", "-"): value for name, value in headers.items()}
    if host:
        stated["Host"] = host
    request = urllib.request.Request(url, headers=stated, method=method)  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=5) as reply:  # noqa: S310
            return reply.status, reply.read()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, b""


def test_a_shown_page_reloads_itself_and_the_file_does_not(address: str, seeds_site: Folder) -> None:
    status, page = answer(address)
    assert status == 200
    assert b"/.dossier/reload.js" in page
    assert b"/.dossier/reload.js" not in (seeds_site.output / "index.html").read_bytes()
    assert b"EventSource" in answer(f"{address}.dossier/reload.js")[1]


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example"])
def test_only_this_machines_name_is_answered(address: str, host: str) -> None:
    assert answer(address, host) == (421, b"")


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(
    "path", ["", "index.html", "data/claims.csv", ".dossier/changes", ".dossier/reload.js"]
)
def test_no_page_of_another_origin_is_answered(address: str, path: str, method: str) -> None:
    for origin in ("https://evil.example", "null", "http://127.0.0.1:1", "http://localhost"):
        assert answer(address + path, method=method, Origin=origin) == (403, b"")
    drawn_in = {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Dest": "image"}
    assert answer(address + path, method=method, **drawn_in) == (403, b"")
    assert answer(address + path, "evil.example", method) == (421, b"")


def test_its_own_pages_and_a_link_from_elsewhere_are_answered(address: str) -> None:
    own = address.rstrip("/")
    assert answer(f"{address}index.html", Origin=own, Sec_Fetch_Site="same-origin")[0] == 200
    assert answer(f"{address}index.html", Sec_Fetch_Site="cross-site", Sec_Fetch_Dest="document")[0] == 200


def test_the_maintainers_server_listens_on_this_machine_alone(
    seeds_site: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    listening: list[tuple[str, int]] = []

    def listen(address: tuple[str, int], *_: object) -> None:
        listening.append(address)
        raise InterruptedError

    monkeypatch.setattr(serving, "ThreadingHTTPServer", listen)
    monkeypatch.setattr(serving.subprocess, "run", lambda *_, **__: None)
    with pytest.raises(InterruptedError):
        serving.serve_site(seeds_site.content, seeds_site.output, 0)
    assert listening == [("127.0.0.1", 0)]


def test_nothing_is_answered_from_outside_the_site(address: str) -> None:
    assert answer(f"{address}../../../../../../etc/passwd")[0] == 404
    assert answer(f"{address}%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd")[0] == 404


def test_nothing_can_be_written(address: str, seeds_site: Folder) -> None:
    before = tree(seeds_site.output)
    assert [answer(f"{address}index.html", method=verb)[0] for verb in ("POST", "PUT", "DELETE")] == [501] * 3
    assert tree(seeds_site.output) == before


def test_an_event_that_nobody_reports_counts_nothing(seeds_site: Folder) -> None:
    page = (seeds_site.output / "events" / "bucharest-summit-2008.html").read_text("utf-8")
    assert "No article reports this event yet" in page
    assert "from 0 sources" not in page
