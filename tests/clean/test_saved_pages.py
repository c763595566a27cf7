"""A page that a browser saved with everything in it is read like the page itself."""

import base64
import quopri

import pytest

from plugins.clean import clean
from plugins.errors import BriefingError
from tests.clean.archives import LEAD, PAGE, mhtml
from tests.clean.pages import raw_page

PRINTED = "Content-Transfer-Encoding: quoted-printable"
BASE64 = "Content-Transfer-Encoding: base64"
UKRAINIAN = "Норвегія передасть Україні вісім танків, повідомила у вівторок міністерка оборони в Осло."


def printed(text: str, encoding: str = "utf-8") -> bytes:
    return quopri.encodestring(text.encode(encoding))


@pytest.mark.parametrize(
    ("headers", "kind", "body"),
    [
        (PRINTED, 'text/html; charset="utf-8"', printed(PAGE.replace(LEAD, UKRAINIAN))),
        (PRINTED, "text/html", printed(PAGE.replace(LEAD, UKRAINIAN), "cp1251")),
        (
            BASE64,
            "text/html; charset=koi8-u",
            base64.encodebytes(PAGE.replace(LEAD, UKRAINIAN).encode("koi8-u")),
        ),
        ("Content-Transfer-Encoding: 8bit", "application/xhtml+xml", PAGE.replace(LEAD, UKRAINIAN)),
    ],
    ids=["quoted-printable", "an-undeclared-encoding", "base64", "xhtml"],
)
def test_a_part_is_read_however_it_is_written(headers, kind, body):
    document = clean(
        raw_page(mhtml((headers, kind, body), saved_from="https://www.example.org/a"), "page.mhtml")
    )
    assert document.text == UKRAINIAN
    assert document.link == "https://www.example.org/a"


def test_the_digest_is_that_of_the_file():
    raw = raw_page(mhtml((PRINTED, "text/html", printed(PAGE))), "page.mhtml")
    assert clean(raw).sha256 == raw.sha256


@pytest.mark.parametrize("root", ["start", "saved-from", "first"])
def test_of_several_pages_the_one_is_read_that_was_saved(root):
    frame = (
        "Content-Location: cid:frame@x\r\nContent-ID: <frame@x>",
        "text/html",
        "<p>Buy a car today, it is cheap.</p>",
    )
    page = ("Content-Location: https://www.example.org/a\r\nContent-ID: <page@x>", "text/html", PAGE)
    parts = (page, frame) if root == "first" else (frame, page)
    start = "<page@x>" if root == "start" else None
    saved_from = "https://www.example.org/a" if root == "saved-from" else None
    document = clean(raw_page(mhtml(*parts, start=start, saved_from=saved_from), "page.mht"))
    assert document.text == LEAD
    assert "car" not in " ".join(piece.text for piece in document.pieces)


def test_where_a_page_only_places_frames_these_are_read_in_their_order():
    frames = "<html><frameset cols='20,80'><frame src='menu.html'><frame src='text.html'></frameset></html>"
    data = mhtml(
        ("", "text/html", frames),
        ("", "text/html", "<html><body><p>Home and news and sport</p></body></html>"),
        ("", "text/html; charset=windows-1251", PAGE.replace(LEAD, UKRAINIAN).encode("cp1251")),
    )
    document = clean(raw_page(data, "page.mhtml"))
    words = " ".join(piece.text for piece in document.pieces)
    assert words.index("sport") < words.index("Норвегія")
    assert UKRAINIAN in document.text


@pytest.mark.parametrize(
    "data", [b"From: x\r\n\r\nKyiv", mhtml(("", "image/png", b"x")), b"\x00\x01", PAGE.encode()]
)
def test_a_file_without_a_page_is_refused_by_name(data):
    with pytest.raises(BriefingError) as refusal:
        clean(raw_page(data, "page.mhtml"))
    assert refusal.value.where == "articles/page.mhtml"
    assert refusal.value.mend
