"""Letters that were read in a wrong encoding come back where that is certain, and stay where it is not."""

import pytest

from plugins.clean.mojibake import mended
from tests.clean.encodings import ENCODINGS, samples

LANGUAGES = sorted(set(ENCODINGS) - {"nl", "en"})
"""Dutch and English have too few letters beyond ASCII to make sure of anything in 200 bytes."""


def misread(text: str, encoding: str) -> str:
    """Give the text as it looks when its UTF-8 is taken for the encoding."""
    signs = [bytes([byte]).decode(encoding, "ignore") or chr(byte) for byte in text.encode()]
    return "".join(signs)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("encoding", ["cp1252", "cp1251", "cp1250"])
def test_utf8_that_was_misread_once_or_twice_comes_back(encoding, language):
    for text in samples(language, "utf-8", 200):
        once = misread(text, encoding)
        assert mended(once) == text
        assert mended(misread(once, encoding)) == text


@pytest.mark.parametrize("language", ["uk", "ru", "bg"])
def test_cyrillic_that_was_misread_as_latin_comes_back(language):
    for text in samples(language, "cp1251", 2000):
        assert mended(text.encode("cp1251").decode("cp1252", "ignore")) == text


@pytest.mark.parametrize("language", ENCODINGS)
def test_a_page_that_was_read_aright_stays(language):
    for text in samples(language, "utf-8", 20_000):
        assert mended(text) == text


def test_a_paragraph_that_alone_was_misread_is_mended_alone():
    head, body = "Das Außenministerium – Übersicht", "Für Städte und Dörfer gibt es Hilfe."
    assert mended(f"{head}\n{misread(body, 'cp1252')}\n{head}") == f"{head}\n{body}\n{head}"


@pytest.mark.parametrize(
    "text",
    [
        'The letter é is shown as "Ã©" there.',
        "Some saw “Ã©” and â€™ in the letter.",
        'It printed (Ã©) twice: "Ã©" and "â€™".',
        "Before it was “café”. After: “cafÃ©”.\n\nnaÃ¯ve",
        "How charset errors look: naÃ¯ve cafÃ© dÃ©jÃ\xa0 vu",
        "O governo de SÃO PAULO disse “AMANHÔ e NÃO hoje.",
        "cafÃ©",
    ],
)
def test_what_may_be_meant_so_stays(text):
    assert mended(text) == text


def test_a_mark_of_utf8_that_was_read_as_letters_goes():
    assert mended("ï»¿Kyiv") == "Kyiv"
