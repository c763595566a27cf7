"""Every word of the interface stands in the catalogue, and every catalogue has all of them."""

import re
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from io import BytesIO
from pathlib import Path
from types import ModuleType

import pytest
from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po
from bs4 import BeautifulSoup, NavigableString
from msgspec import json, to_builtins
from msgspec.structs import replace

from plugins import words as module
from plugins.errors import BriefingError
from plugins.model import Site
from plugins.pages import site_pages
from plugins.pages.reasons import reason_words
from plugins.render.interface import speak
from plugins.words import catalogue_file, languages, of_catalogue, words
from tests.pages.conftest import ENVIRONMENT
from tests.pages.samples import SITE, archive
from tests.site.builds import Folder

LANGUAGES = [language for language in languages() if language != "en"]
HOLES = re.compile(r"\{\w+\}|%\(\w+\)s")
TAGS = re.compile(r"<[^>]*>")
SAID_ALOUD = ("aria-label", "title", "placeholder", "alt", "data-label")
CLDR = ("months", "months_alone", "months_short", "group", "point")
SAME_EVERYWHERE = re.compile(
    r"[a-z_]+\.(csv|jsonl)|claims|quotes|CSL-JSON|BibTeX|RIS|gzip|[A-Z]{3}|(Mar|Apr) \d{4}|https://.*|[\d\W]+"
)
"""Names of files, tables and formats, codes of currencies, numbers, and months that are alike in both."""


def tool() -> ModuleType:
    """Give the tool that collects the words."""
    path = Path(__file__).parents[2] / "tools" / "catalogue.py"
    spec = spec_from_file_location("catalogue", path)
    assert spec is not None
    assert spec.loader is not None
    made = module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def catalogue(language: str) -> Catalog:
    return read_po(BytesIO(catalogue_file(language).read_bytes()), locale=language)


def texts(message: Message) -> tuple[str, ...]:
    return tuple(message.string) if isinstance(message.string, tuple | list) else (message.string,)


def originals(message: Message) -> tuple[str, ...]:
    return tuple(message.id) if isinstance(message.id, tuple | list) else (message.id,)


def messages(language: str) -> list[Message]:
    return [message for message in catalogue(language) if message.id]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_holds_the_words_that_are_used_and_no_others(language: str) -> None:
    used = {message.id for message in tool().template() if message.id}
    assert {message.id for message in messages(language)} == used, "run `make words`"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_is_complete(language: str) -> None:
    left = [message.id for message in messages(language) if message.fuzzy or not all(texts(message))]
    assert left == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_the_places_to_fill_and_the_markup(language: str) -> None:
    for message in messages(language):
        for text in texts(message):
            for find in (HOLES.findall, TAGS.findall):
                expected = {tuple(sorted(find(one))) for one in originals(message)}
                assert tuple(sorted(find(text))) in expected, (message.id, text)
            # It may stand in an attribute.
            assert not re.search(r'["<>]|&(?!\w+;)', TAGS.sub("", text)), text


def test_the_form_goes_with_the_number() -> None:
    say = words("uk")
    told = [say.many("{n} article", "{n} articles", number) for number in (1, 3, 11, 21, 1200)]
    assert told == ["1 стаття", "3 статті", "11 статей", "21 стаття", "1\u00a0200 статей"]


def test_dates_and_amounts_are_told_in_the_readers_language() -> None:
    from plugins.pages.dates import date_text, span_text
    from plugins.pages.money import number_text

    say = words("uk")
    assert date_text("2023-02-08", say) == "8 лютого 2023"
    assert date_text("2023-02", say) == "лютий 2023"
    assert span_text("2022-11-29", "2022-11-30", say) == "29–30 листопада 2022"
    assert number_text(2.8e9, say) == "2,8\u00a0млрд"


def test_a_language_without_a_catalogue_is_told_with_those_that_have_one() -> None:
    with pytest.raises(BriefingError) as raised:
        words("fi")
    assert "uk" in str(raised.value)


def test_english_is_as_the_library_has_it() -> None:
    ours, library = words("en"), of_catalogue("en", Locale("en"), None)
    assert [getattr(ours, name) for name in CLDR] == [getattr(library, name) for name in CLDR]


def test_a_region_takes_the_words_of_its_language() -> None:
    assert words("uk-UA")("Articles") == words("uk")("Articles") != "Articles"


# --- what a page shows ---------------------------------------------------------------------------------


def marked(text: str) -> str:
    """Give a text with a mark on every stretch of it that is no markup."""
    return re.sub(r"(<[^>]*>)|([^<]+)", lambda found: found[1] or f"⟦{found[2]}⟧", text)


@pytest.fixture
def marking(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[str]:
    """Give a language whose words are the English ones in brackets: what has none was never looked up."""
    made = Catalog(locale="eo", charset="utf-8", fuzzy=False)
    for message in tool().template():
        if message.id:
            one = tuple(map(marked, originals(message)))
            made.add(message.id, one if len(one) > 1 else one[0])
    written = BytesIO()
    write_po(written, made)
    path = tmp_path / "eo" / "LC_MESSAGES" / "dossier.po"
    path.parent.mkdir(parents=True)
    path.write_bytes(written.getvalue())
    monkeypatch.setattr(module, "LOCALES", tmp_path)
    words.cache_clear()
    yield "eo"
    words.cache_clear()


def strings(value: object) -> Iterator[str]:
    """Give every text in some data, its white space made plain."""
    if isinstance(value, str):
        yield " ".join(value.split())
    elif isinstance(value, dict):
        yield from strings(tuple(value.values()))
    elif isinstance(value, list | tuple):
        for one in value:
            yield from strings(one)


def said(site: Site) -> dict[str, list[str]]:
    """Give all that each page of the sample site says, aloud or in sight."""
    environment = ENVIRONMENT.overlay()
    speak(environment, site.say)
    found = {}
    for page in site_pages(archive(), site):
        html = environment.get_template(page.template).render(page=page.view, site=site)
        soup = BeautifulSoup(html, "lxml")
        for tag in soup(["script", "style", "code", "pre"]):
            tag.extract()
        shown = [
            str(node) for node in soup.find_all(string=True) if type(node) is NavigableString and node.strip()
        ]
        aloud = [tag[name] for name in SAID_ALOUD for tag in soup.select(f"[{name}]")]
        found[page.path] = [" ".join(text.split()) for text in (*shown, *map(str, aloud))]
    return found


def test_no_word_of_a_page_goes_past_the_catalogue(marking: str) -> None:
    data = " ".join(strings(to_builtins((archive(), SITE))))
    site = replace(SITE, components=False)
    english, other = said(site), said(replace(site, language=marking))
    missed: dict[str, set[str]] = {}
    for path, there in other.items():
        for text in set(there) & set(english[path]):
            pieces = (piece.strip(" “”·:;,.()…") for piece in re.split(r": “| · |: |, ", text))
            if text not in data and not all(
                piece in data or SAME_EVERYWHERE.fullmatch(piece) for piece in pieces
            ):
                missed.setdefault(text, set()).add(path)
    assert missed == {}


INNERMOST = re.compile(r"⟦[^⟦⟧]*⟧")
CUT_OFF = re.compile(r"⟦[^⟧]*$|^[^⟦]*⟧")
AMOUNT = re.compile(r"(?:.*\()?[A-Z]{3} [\d.,]+")


def same_everywhere(text: str) -> bool:
    return bool(SAME_EVERYWHERE.fullmatch(text) or AMOUNT.fullmatch(text))


def unmarked(text: str) -> str:
    """Give what of a text never went through the catalogue."""
    while INNERMOST.search(text):
        text = INNERMOST.sub(" | ", text)
    # Markup within a text parts its marks.
    return CUT_OFF.sub(" | ", text)


def test_nothing_is_said_around_what_the_catalogue_gave(marking: str) -> None:
    site = replace(SITE, components=False, language=marking)
    data = " ".join(strings(to_builtins((archive(), SITE))))
    missed: dict[str, set[str]] = {}
    for path, texts in said(site).items():
        for text in texts:
            if "⟦" in text and text not in data:
                pieces = (piece.strip(" “”·:;,.()…→|") for piece in re.split(r"[|·:;,]", unmarked(text)))
                for piece in pieces:
                    if piece and piece not in data and not same_everywhere(piece):
                        missed.setdefault(piece, set()).add(path)
    assert missed == {}


def test_every_reason_that_the_archive_gives_is_known_by_its_shape(seeds_site: Folder) -> None:
    say = words("uk")
    folder = seeds_site.output / "data"
    rows = [json.decode(line) for line in (folder / "events.jsonl").read_bytes().splitlines()]
    reasons = [reason for row in rows for reason in row["why"]]
    assert reasons
    assert [reason for reason in reasons if reason_words(reason, say) == reason] == []
