"""The interface's words in the site's language.

English stands in the code and in the templates, where it is used; every other language has a catalogue,
`locales/LANGUAGE/LC_MESSAGES/dossier.po`. A `Words` is a value that whoever words something is given: the
same text in the same language always gives the same, and no other part of the process hears of it.
"""

from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from plugins.errors import BriefingError

if TYPE_CHECKING:
    from babel import Locale

ENGLISH = "en"
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
LOCALES = Path(__file__).with_name("locales")


@dataclass(frozen=True, eq=False)
class Words:
    """One language's words: called with English ones, gives its own."""

    language: str
    """BCP 47."""
    catalogue: NullTranslations
    months: tuple[str, ...]
    """As they stand after a day: "8 лютого"."""
    months_alone: tuple[str, ...]
    months_short: tuple[str, ...]
    group: str
    """What parts thousands."""
    point: str
    """What parts a number from its fraction."""

    def __call__(self, text: str, /, **values: object) -> str:
        """Give a text; `values` stand in it in braces."""
        # Most of a build's words are English, and millions of them are said.
        found = text if type(self.catalogue) is NullTranslations else self.catalogue.gettext(text)
        return found.format(**values) if values else found

    def many(self, one: str, many: str, number: int, /, **values: object) -> str:
        """Give the form of a text that goes with a number, which stands in it as {n}.

        >>> words("en").many("{n} article", "{n} articles", 1200)
        '1,200 articles'
        """
        return self.catalogue.ngettext(one, many, number).format(n=self.number(f"{number:,}"), **values)

    def number(self, digits: str) -> str:
        r"""Give a number that is written the English way as readers write it.

        >>> words("uk").number("1,234.5")
        '1\xa0234,5'
        """
        if self.point == "." and self.group == ",":
            return digits
        return digits.translate({ord(","): self.group, ord("."): self.point})


def told(text: str) -> str:
    """Mark a text of a table for the catalogue; whoever shows it has it translated."""
    return text


def told_many(one: str, many: str) -> tuple[str, str]:
    """Mark the two forms of a text with a number, as `told` marks one."""
    return one, many


def languages() -> tuple[str, ...]:
    """Give the languages that the interface speaks."""
    return (ENGLISH, *sorted(path.parent.parent.name for path in LOCALES.glob("*/LC_MESSAGES/dossier.po")))


@cache
def words(language: str) -> Words:
    """Give the words of a language; "en-GB" takes those of "en" where it has none of its own.

    Raises:
        BriefingError: the interface does not speak it.
    """
    if language == ENGLISH:
        return _english()
    # Only here: what CLDR knows takes .03 s to import and read, and most builds need no more than English.
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415

    known = languages()
    name = next((one for one in (language, language.partition("-")[0]) if one in known), None)
    try:
        locale = Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        name = None
    if name is None:
        raise BriefingError(
            f"the interface does not speak '{language}'",
            where="pelican.conf.py, DEFAULT_LANG",
            mend=f"choose one of {', '.join(known)}, or add a catalogue (plugins/locales/README.md)",
        )
    return of_catalogue(language, locale, None if name == ENGLISH else catalogue_file(name).read_bytes())


def _english() -> Words:
    short = tuple(month[:3] for month in MONTHS)
    return Words(ENGLISH, NullTranslations(), MONTHS, MONTHS, short, group=",", point=".")


def of_catalogue(language: str, locale: "Locale", catalogue: bytes | None) -> Words:
    """Give the words of a catalogue, the bytes of a PO file; None for English, which has none."""
    from babel.numbers import get_decimal_symbol, get_group_symbol  # noqa: PLC0415

    return Words(
        language=language,
        catalogue=NullTranslations() if catalogue is None else _compiled(catalogue, locale),
        months=_months(locale, "format", "wide"),
        months_alone=_months(locale, "stand-alone", "wide"),
        months_short=_months(locale, "format", "abbreviated"),
        group=get_group_symbol(locale),
        point=get_decimal_symbol(locale),
    )


def catalogue_file(language: str) -> Path:
    """Give where the catalogue of a language stands."""
    return LOCALES / language / "LC_MESSAGES" / "dossier.po"


def _compiled(catalogue: bytes, locale: "Locale") -> GNUTranslations:
    # Only here: English has no catalogue, and every build would wait for their import.
    from babel.messages.mofile import write_mo  # noqa: PLC0415
    from babel.messages.pofile import read_po  # noqa: PLC0415

    packed = BytesIO()
    write_mo(packed, read_po(BytesIO(catalogue), locale=locale))
    packed.seek(0)
    return GNUTranslations(packed)


def _months(locale: "Locale", context: str, width: str) -> tuple[str, ...]:
    names = locale.months[context][width]
    return tuple(names[number] for number in range(1, 13))
