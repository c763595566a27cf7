"""A page's language is told by its little words; where a text is too short for these, by its letters."""

import pytest

from plugins.clean.language import detected_language
from tests.clean.encodings import LANGUAGES

UNTOLD = {"hr", "ar", "zh-Hant"}
"""Written here to try encodings; no little words of them are known, and their letters are others' too."""


@pytest.mark.parametrize("path", sorted(LANGUAGES.glob("*.txt")), ids=lambda path: path.stem)
def test_a_page_speaks_its_language(path):
    if path.stem not in UNTOLD:
        assert detected_language(path.read_text("utf-8")) == path.stem


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Київ дякує Осло", None),
        ("Міністерка відвідала Київ", "uk"),
        ("Новые танки прибыли вчера, сообщил мэр", "ru"),
        ("Η Αθήνα στέλνει", "el"),
        ("戦車を送る", "zh"),
        ("タンクを送る", "ja"),
        ("전차를 보낸다", "ko"),
        ("Oslo sends tanks", None),
    ],
)
def test_a_short_text_is_known_by_letters_that_only_its_language_has(text, language):
    assert detected_language(text) == language
