"""Countries by the name that the reader's language has for them.

The registry names donors as its desk does, the one that ships with the project in English. A country has a
code, and CLDR knows its name in every language; so a page in another language gives that name, and the
registry's among the other ways it is written. What the desk has named in the reader's language itself stays.
"""

from functools import cache

from msgspec.structs import replace

from plugins.model import DonorRow
from plugins.words import ENGLISH


def named_for_readers(donors: tuple[DonorRow, ...], language: str) -> tuple[DonorRow, ...]:
    """Give donors with the countries among them named in a language; in English they stay as they are."""
    if language.partition("-")[0] == ENGLISH:
        return donors
    return tuple(_named(row, language) for row in donors)


def _named(row: DonorRow, language: str) -> DonorRow:
    if row.kind != "country" or row.country is None:
        return row
    name = _names(language).get(row.country.upper(), row.name)
    english = _names(ENGLISH).get(row.country.upper())
    by_the_desk = row.name != english and not (row.name.isascii() and not name.isascii())
    if by_the_desk or name == row.name:
        return row
    others = (row.name, *(alias for alias in row.aliases if alias not in {name, row.name}))
    return replace(row, name=name, aliases=others)


@cache
def _names(language: str) -> dict[str, str]:
    # Only here: an English site names countries as its registry does.
    from babel import Locale  # noqa: PLC0415

    return dict(Locale.parse(language, sep="-").territories)
