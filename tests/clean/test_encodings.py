"""Pages are read as they were written, whatever they declare."""

import pytest

from plugins.clean import decode
from plugins.clean.decoding import legible
from tests.clean.encodings import ENCODINGS, SIZES, UNICODE, page, samples

FLOORS = {200: 0.98, 2_000: 1.0, 20_000: 1.0}
"""Share of samples of a size that come out letter by letter, over all languages and encodings."""
DECLARING = {
    "meta": '<meta charset="{}">\n',
    "http-equiv": '<meta http-equiv="Content-Type" content="text/html; charset={}">\n',
    "xml": '<?xml version="1.0" encoding="{}"?>\n',
}


def read_right(encoding: str, language: str, size: int) -> list[bool]:
    return [
        decode(text.encode(encoding), where="page") == legible(text)
        for text in samples(language, encoding, size)
        if encoding in UNICODE or not text.isascii()
    ]


@pytest.mark.parametrize("size", SIZES)
def test_what_declares_no_encoding_is_read_by_its_language(size):
    right = [
        one
        for language, encodings in ENCODINGS.items()
        for encoding in encodings
        for one in read_right(encoding, language, size)
    ]
    assert len(right) > 50
    assert sum(right) / len(right) >= FLOORS[size]


@pytest.mark.parametrize("encoding", UNICODE)
def test_unicode_is_read_in_all_its_forms_with_and_without_a_mark(encoding):
    for language in ENCODINGS:
        assert all(read_right(encoding, language, 200)), language


@pytest.mark.parametrize("form", DECLARING)
@pytest.mark.parametrize(
    ("language", "declared", "written"),
    [
        ("de", "utf-8", "cp1252"),
        ("de", "utf-16", "cp1252"),
        ("uk", "iso-8859-1", "utf-8"),
        ("uk", "iso-8859-1", "cp1251"),
        ("pl", "iso-8859-1", "cp1250"),
        ("pl", "no-such-encoding", "iso8859-2"),
        ("ja", "utf-8", "shift_jis"),
        ("ru", "windows-1251", "koi8-r"),
    ],
)
def test_a_wrong_declaration_is_not_believed(form, language, declared, written):
    text = DECLARING[form].format(declared) + next(samples(language, written, 2000))
    assert decode(text.encode(written), where="page", markup=True) == legible(text)


@pytest.mark.parametrize("declared", ["iso-8859-2", "windows-1250"])
def test_a_declaration_decides_where_the_letters_leave_it_open(declared):
    # One byte is a letter of Polish in the one, and of Slovak in the other.
    text = f'<meta charset="{declared}"><p>Ž ž</p>'
    assert decode(text.encode(declared), where="page", markup=True) == text


def test_what_the_server_said_decides_where_the_page_says_nothing():
    text = "Ž ž"
    assert decode(text.encode("iso8859-2"), where="page", charset="ISO-8859-2") == text
    assert decode(text.encode("cp1250"), where="page", charset="windows-1250") == text


def test_a_file_of_two_encodings_is_read_line_by_line():
    lines = page("uk").splitlines()[:3]
    data = b"\n".join([lines[0].encode(), lines[1].encode("cp1251"), lines[2].encode()])
    assert decode(data, where="page").split("\n") == [legible(line) for line in lines]


def test_a_stray_byte_takes_nothing_else_with_it():
    before, after = page("fr").splitlines()[:2]
    data = before.encode() + b" \x96 " + after.encode()
    assert decode(data, where="page") == legible(f"{before} – {after}")


def test_a_page_that_was_cut_inside_a_character_keeps_all_before_it():
    data = page("uk").encode()[:101]
    assert decode(data, where="page") == data[:-1].decode() + "\ufffd"


def test_a_mark_of_utf8_before_other_bytes_costs_no_letter():
    line = page("de").splitlines()[0]
    assert decode(b"\xef\xbb\xbf" + line.encode("cp1252"), where="page") == line


def test_characters_that_java_wrote_as_two_halves_are_put_together():
    assert decode(b"Thanks \xed\xa0\xbd\xed\xb8\x80", where="page") == "Thanks 😀"
