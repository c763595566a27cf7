"""Crawlers' archives are read record by record, however they were packed and whatever they get wrong."""

import tracemalloc
from io import BytesIO

import pytest

from plugins.clean import clean, records
from plugins.errors import BriefingError
from plugins.model import Document
from tests.clean.archives import LEAD, PAGE, Archive, chunked, packed

HTML = ("Content-Type", "text/html; charset=utf-8")


def read(data: bytes, path: str = "articles/crawl.warc") -> list[Document]:
    return [clean(raw) for raw in records(path, BytesIO(data))]


def body(data: bytes) -> list[str]:
    return [document.text for document in read(data)]


def test_a_page_has_the_records_id_in_its_path_and_the_records_address():
    (document,) = read(Archive().add().data())
    assert document.path == "articles/crawl.warc#1"
    assert document.link == "https://www.example.org/1"
    assert document.title == "Tanks for Kyiv"


@pytest.mark.parametrize("form", ["plain", "a-piece-a-record", "one-piece"])
def test_an_archive_is_read_however_it_is_packed(form):
    archive = Archive(packed=form == "a-piece-a-record")
    data = archive.add().add().data()
    data = packed(data) if form == "one-piece" else data
    assert [d.text for d in read(data, "articles/crawl.warc.gz")] == [LEAD, LEAD]


def test_responses_resources_and_conversions_are_pages_and_nothing_else_is():
    text = (("Content-Type", "text/plain"),)
    archive = Archive()
    archive.add("software: x", "warcinfo", (("Content-Type", "application/warc-fields"),))
    archive.add()
    archive.add(PAGE, "resource")
    archive.add(f"Tanks for Kyiv\n\n{LEAD}\n", "conversion", text)
    archive.add("a: b", "metadata", (("Content-Type", "application/warc-fields"),))
    archive.add("", "revisit")
    archive.add(b"\x89PNG\r\n", headers=(("Content-Type", "image/png"),))
    archive.add("{}", headers=(("Content-Type", "application/json"),))
    assert [d.path.partition("#")[2] for d in read(archive.data())] == ["2", "3", "4"]


@pytest.mark.parametrize("status", ["301 Moved Permanently", "404 Not Found", "503 Service Unavailable"])
def test_what_a_server_says_of_itself_is_no_article(status):
    assert read(Archive().add(status=status).data()) == []


@pytest.mark.parametrize(
    ("headers", "send"),
    [
        ((HTML, ("Transfer-Encoding", "chunked")), chunked),
        ((HTML, ("Content-Encoding", "gzip")), packed),
        (
            (HTML, ("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked")),
            lambda d: chunked(packed(d)),
        ),
        # The crawler has undone the packing and left the header.
        ((HTML, ("Content-Encoding", "gzip")), lambda data: data),
    ],
    ids=["chunked", "gzip", "chunked-gzip", "a-header-that-is-no-longer-true"],
)
def test_a_page_is_read_as_it_was_sent(headers, send):
    assert body(Archive().add(send(PAGE.encode()), headers=headers).data()) == [LEAD]


@pytest.mark.parametrize("packing", ["br", "zstd"])
def test_a_packing_that_is_not_read_is_refused_by_name(packing):
    data = Archive().add(b"\x1b\x03\x00", headers=(HTML, ("Content-Encoding", packing))).add().data()
    first, second = records("articles/crawl.warc", BytesIO(data))
    with pytest.raises(BriefingError, match="packed") as refusal:
        clean(first)
    assert refusal.value.where == "articles/crawl.warc#1"
    assert clean(second).text == LEAD


def test_the_servers_charset_decides_where_the_page_leaves_it_open():
    page = PAGE.replace("Kyiv", "Ž ž").encode("iso8859-2")
    data = Archive().add(page, headers=(("Content-Type", "text/html; charset=ISO-8859-2"),)).data()
    assert "Ž ž" in body(data)[0]


def test_an_archive_that_breaks_off_gives_what_came_before_and_says_where():
    data = Archive().add().add().data()[:-200]
    found = records("articles/crawl.warc", BytesIO(data))
    assert clean(next(found)).text == LEAD
    with pytest.raises(BriefingError) as told:
        list(found)
    assert told.value.where == "articles/crawl.warc, after record 2"
    assert told.value.mend


@pytest.mark.parametrize("wrong", [-40, 40])
def test_a_record_that_lies_about_its_length_is_told(wrong, capfd):
    data = Archive().add().add().data()
    length = next(line for line in data.splitlines() if line.startswith(b"Content-Length: "))
    lie = b"Content-Length: %d" % (int(length.split()[1]) + wrong)
    found = records("articles/crawl.warc", BytesIO(data.replace(length, lie, 1)))
    with pytest.raises(BriefingError, match=r"archive|longer"):
        list(found)
    assert capfd.readouterr().err == ""


def test_an_archive_is_never_in_memory_whole():
    picture = b"\xff\xd8\xff" + bytes(range(256)) * 4 * 1024
    archive = Archive()
    for _ in range(40):
        archive.add(picture, headers=(("Content-Type", "image/jpeg"),)).add()
    file = BytesIO(archive.data())
    tracemalloc.start()
    pages = sum(1 for _ in records("articles/crawl.warc", file))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert pages == 40
    assert peak < len(archive.data()) / 20
