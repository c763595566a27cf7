"""A line of JSON is an article, as the usual scrapers write it and as people's own scripts do."""

import json
from io import BytesIO

import pytest

from plugins.clean import clean, records
from plugins.errors import BriefingError
from plugins.model import Document
from tests.clean.archives import LEAD, PAGE

MORE = "The first of them should arrive before the end of March, together with spare parts and training."
TRAFILATURA = {
    "title": "Tanks for Kyiv", "author": "Ada Byron; Karl Berg", "hostname": "courier.example", "date": "2023-02-14",
    "fingerprint": "f0e1", "id": None, "license": None, "comments": "", "raw_text": f"{LEAD} {MORE}",
    "text": f"{LEAD}\n{MORE}", "language": "en", "image": "https://www.example.org/a.jpg", "pagetype": "article",
    "filedate": "2024-01-01", "source": "https://www.example.org/tanks", "source-hostname": "The Courier",
    "excerpt": "Eight tanks", "categories": "", "tags": "",
}  # fmt: skip
NEWSPAPER = {
    "url": "https://www.example.org/tanks", "source_url": "https://www.example.org", "title": "Tanks for Kyiv",
    "authors": ["Ada Byron", "Karl Berg"], "publish_date": "2023-02-14 00:00:00", "text": f"{LEAD}\n\n{MORE}",
    "meta_lang": "en", "keywords": ["tanks"], "summary": "", "top_image": "", "movies": [], "html": "",
}  # fmt: skip
NEWS_PLEASE = {
    "authors": ["Ada Byron", "Karl Berg"], "date_download": "2024-01-01 10:00:00", "date_modify": None,
    "date_publish": "2023-02-14 07:30:00", "description": "Eight tanks", "filename": "x.json", "image_url": None,
    "language": "en", "localpath": None, "maintext": f"{LEAD}\n{MORE}", "source_domain": "courier.example",
    "title": "Tanks for Kyiv", "title_page": None, "title_rss": None, "url": "https://www.example.org/tanks", "text": None,
}  # fmt: skip


def read(data: bytes) -> list[Document]:
    return [clean(raw) for raw in records("articles/feed.jsonl", BytesIO(data))]


def one(**fields: object) -> Document:
    (document,) = read(json.dumps(fields).encode())
    return document


@pytest.mark.parametrize(
    ("record", "source"),
    [(TRAFILATURA, "The Courier"), (NEWSPAPER, None), (NEWS_PLEASE, "courier.example")],
    ids=["trafilatura", "newspaper", "news-please"],
)
def test_the_fields_of_the_usual_scrapers_are_read(record, source):
    document = one(**record)
    assert document.title == "Tanks for Kyiv"
    assert document.authors == ("Ada Byron", "Karl Berg")
    assert document.published.date == "2023-02-14"
    assert document.link == "https://www.example.org/tanks"
    assert document.source == source
    assert document.text == f"{LEAD}\n\n{MORE}"


@pytest.mark.parametrize("field", ["html", "text", "content"])
def test_html_is_read_as_html_in_whatever_field_it_stands(field):
    document = one(**{field: PAGE})
    assert document.text == LEAD
    assert document.title == "Tanks for Kyiv"


def test_signs_that_only_look_like_tags_stay():
    assert one(text=f"{LEAD} It said <no> & a < b > c.").text.endswith("It said <no> & a < b > c.")


def test_fields_of_other_types_are_read_where_they_make_sense_and_else_passed_over():
    document = one(
        title={"name": "Tanks"}, text=[LEAD, MORE], authors=[{"name": "Ada Byron"}, 7, None], language=["en", 3],
        date={"$date": "2023-02-14T00:00:00Z"}, source={"id": None, "name": "The Courier"}, url=12, link=True,
    )  # fmt: skip
    assert document.text == f"{LEAD}\n\n{MORE}"
    assert (document.title, document.authors, document.source) == ("Tanks", ("Ada Byron",), "The Courier")
    assert (document.published.date, document.link) == ("2023-02-14", None)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_lines_are_told_apart_in_any_encoding(encoding, newline):
    text = "Норвегія передасть Україні вісім танків, повідомила у вівторок міністерка оборони."
    lines = [
        "",
        json.dumps({"text": text}, ensure_ascii=False),
        "  ",
        json.dumps({"text": text + " Так."}, ensure_ascii=False),
    ]
    documents = read(newline.join(lines).encode(encoding))
    assert [(d.path, d.text) for d in documents] == [
        ("articles/feed.jsonl#2", text),
        ("articles/feed.jsonl#4", text + " Так."),
    ]


@pytest.mark.parametrize(
    "broken",
    ['{"text": "Kyiv', "[1, 2]", "null", "Kyiv", '{"title": "Kyiv"}', '{"text": ["a", 1]}', '{"text": " "}'],
)
def test_a_broken_line_is_refused_alone_and_by_its_number(broken):
    good = json.dumps({"text": LEAD})
    first, second, third = records("articles/feed.jsonl", BytesIO(f"{good}\n{broken}\n{good}".encode()))
    with pytest.raises(BriefingError) as refusal:
        clean(second)
    assert refusal.value.where == "articles/feed.jsonl#2"
    assert refusal.value.mend
    assert clean(first).text == clean(third).text == LEAD


def test_a_line_that_is_too_long_is_refused_without_being_read_whole(monkeypatch):
    monkeypatch.setattr("plugins.clean.bundles.MAX_BYTES", 1000)
    monkeypatch.setattr("plugins.clean.json_record.MAX_BYTES", 1000)
    good = json.dumps({"text": LEAD})
    long = json.dumps({"text": "Kyiv " * 5000})
    first, second, third = records("articles/feed.jsonl", BytesIO(f"{good}\n{long}\n{good}".encode()))
    assert len(second.data) == 1001
    with pytest.raises(BriefingError, match="longer"):
        clean(second)
    assert (first.path, third.path) == ("articles/feed.jsonl#1", "articles/feed.jsonl#3")
