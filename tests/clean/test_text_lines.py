"""Lines of a dump become what their writer meant: paragraphs, points of a list, spoken lines."""

import textwrap

import pytest

from plugins.clean import decode
from plugins.clean.text_lines import text_segments
from tests.clean.encodings import LANGUAGES

SPACED = sorted(path.stem for path in LANGUAGES.glob("*.txt") if path.stem not in ("ja", "zh", "zh-Hant"))
"""Languages that part their words with blanks."""
MIN_RIGHT = 0.97
"""Share of wrapped pages that come out paragraph by paragraph; a hyphen at a line's end can't always be decided."""


def lines(text: str) -> list[str]:
    return [segment.text for segment in text_segments(decode(text.encode(), where="page"))]


def kinds(text: str) -> list[tuple[str, bool]]:
    return [(segment.kind, segment.ordered) for segment in text_segments(text)]


def test_paragraphs_that_were_broken_at_a_margin_are_joined_again():
    right = []
    for language in SPACED:
        written = (LANGUAGES / f"{language}.txt").read_text("utf-8").splitlines()
        wanted = [" ".join(decode(line.encode(), where="page").split()) for line in written]
        for width in (60, 72, 80):
            page = "\n\n".join(textwrap.fill(line, width, break_long_words=False) for line in written)
            right.append(lines(page) == wanted)
    assert sum(right) / len(right) >= MIN_RIGHT


WRAPPED = """\
Die Bundesregierung hat am Dienstag weitere Hilfe für die Ukraine be-
schlossen. Dazu gehören Flugabwehrsysteme, Ersatzteile und eine Aus-
bildung für Soldaten. Die Energie- und Verkehrsminister haben zuge-
stimmt, sagte die Verteidigungsministerin nach der Sitzung. Die {}
{} und mehr davon, und noch vieles andere, was hier zu sagen wäre und
was die nächste Zeile füllt.
"""


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("lange vorbereitete Lieferung der Panzer-", "haubitzen", "Panzerhaubitzen"),
        ("lange vorbereiteten Anglo-", "Amerikanischen", "Anglo-Amerikanischen"),
        ("lange vorbereitete Lieferung der Leopard-2-", "Panzer", "Leopard-2-Panzer"),
        ("lange vorbereitete Konferenz der Innen-", "und Außenminister", "Innen- und Außenminister"),
        ("lange vorbereitete Ver\u00ad", "einbarung", "Vereinbarung"),
    ],
)
def test_a_word_that_was_broken_at_a_lines_end_is_one_word_again(before, after, joined):
    (paragraph,) = lines(WRAPPED.format(before, after))
    assert f" {joined} " in paragraph
    assert "beschlossen" in paragraph
    assert "Energie- und Verkehrsminister" in paragraph


BULLETS = "•‣⁃⦁◦▪▫●○■□►▸▶▹➤➢➔➜→⇒✓✔✗✘✦❖◆◇★☆☐☑·∙*-"


@pytest.mark.parametrize("glyph", BULLETS)
def test_a_bullet_of_any_kind_makes_a_point_of_a_list(glyph):
    assert lines(f"{glyph} eight tanks\n{glyph}\tspare parts") == ["eight tanks", "spare parts"]
    assert kinds(f"{glyph} eight tanks") == [("list-item", False)]


@pytest.mark.parametrize("form", ["{}.", "{})", "({})", "[{}]"])
def test_numbers_in_a_row_make_a_numbered_list(form):
    page = "".join(f"{form.format(n)} point\n" for n in range(8, 12))
    assert lines(page) == ["point"] * 4
    assert kinds(page) == [("list-item", True)] * 4


@pytest.mark.parametrize(
    "line",
    [
        "10. Februar: Der Kanzler reist nach Kyjiw.",
        "24. лютого Росія почала повномасштабне вторгнення.",
        "8. maj vender ministeren tilbage.",
        "1. FC Köln spendet für die Ukraine.",
        "2023. godine stigla je pomoć.",
    ],
)
def test_a_number_that_belongs_to_the_sentence_stays(line):
    assert lines(line) == [line]


def test_days_one_after_the_other_are_no_numbered_list():
    page = "10. Februar: Der Kanzler reist ab.\n11. Februar: Er kommt an.\n12. Februar: Er spricht."
    assert lines(page) == page.split("\n")


@pytest.mark.parametrize(
    "line",
    [
        "— Où êtes-vous ? demanda-t-il.",
        "– Так, – сказала вона.",
        "- Ні, - відповів він.",
        "- Nie, - odpowiedział.",
        "― Bien.",
        "- Advertisement -",
    ],
)
def test_a_spoken_or_framed_line_keeps_its_dash(line):
    assert lines(line) == [line]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u0085", "\u2028", "\u2029", "\v", "\f"])
def test_a_line_ends_however_its_system_ends_it(newline):
    assert lines(newline.join(["Tanks for Kyiv", "", "Oslo gives eight."])) == [
        "Tanks for Kyiv",
        "Oslo gives eight.",
    ]


@pytest.mark.parametrize(
    "quoted",
    [
        "“a”",
        "‘b’",
        "„c“",
        "«d»",
        "»e«",
        "‹f›",
        "„g”",
        "”h”",
        "「i」",
        "『j』",
        '"k"',
        "'l'",
        "``m''",
        "〝n〟",
    ],
)
def test_quotation_marks_stay_as_they_are(quoted):
    assert lines(f"She said {quoted} and left.") == [f"She said {quoted} and left."]


@pytest.mark.parametrize("blank", "\u00a0\u202f\u2007\u2009\u3000\t")
def test_blanks_of_any_width_are_blanks(blank):
    assert lines(f"3,8{blank}milliards d’euros{blank}: oui") == ["3,8 milliards d’euros : oui"]


@pytest.mark.parametrize("sign", "\u00ad\u200b\u2060\ufeff\u200e")
def test_what_no_reader_sees_goes(sign):
    assert lines(f"Ky{sign}iv") == ["Kyiv"]
