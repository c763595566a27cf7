"""Write plugins/extract/money/currencies.json: every currency's code, names and symbols from libraries.

    python tools/make_currencies.py

The table ships with the code, so that importing it costs a millisecond and not babel's fourteen locales.
"""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pycountry
from babel import Locale
from babel.core import get_global

LANGUAGES = ("cs", "da", "de", "en", "es", "fi", "fr", "it", "nb", "nl", "pl", "ru", "sv", "uk")
TABLE = Path(__file__).parent.parent / "plugins" / "extract" / "money" / "currencies.json"
IN_USE_SINCE = date(2014, 1, 1)
"""Currencies that went out of use before this day are left out: the archive's oldest stories are later."""
FAMILIES = {
    "dollar": ("dollar",),
    "pound": ("pound",),
    "franc": ("franc",),
    "krona": ("krona", "króna"),
    "krone": ("krone",),
    "koruna": ("koruna",),
}
"""Bare names that several currencies share, with how CLDR's English names end."""
ENDED = frozenset(["BGN", "BYR", "HRK", "LTL", "LVL"])
"""Currencies that ended since then."""


def codes() -> frozenset[str]:
    """Give the ISO codes in use since 2014, without those of metals, funds and tests."""
    used = set()
    for spans in get_global("territory_currencies").values():
        for code, _, end, tender in spans:
            if tender and (end is None or date(*end) >= IN_USE_SINCE):
                used.add(code)
    # pycountry lists today's codes alone; newspapers of the years before still count in those that ended.
    today = {currency.alpha_3 for currency in pycountry.currencies}
    return frozenset(code for code in used if code in today or code in ENDED)


def names(known: frozenset[str]) -> dict[str, str]:
    """Give every name of two words or more, case-folded, in every language, with its code."""
    found: dict[str, str] = {}
    for language in LANGUAGES:
        locale = Locale.parse(language)
        plurals: Any = locale._data["currency_names_plural"]  # noqa: SLF001 (babel has no public way)
        for code in sorted(known):
            forms = [locale.currencies.get(code, ""), *dict(plurals.get(code, {})).values()]
            for form in forms:
                words = re.findall(r"[^\W\d_]+", form.casefold())
                if len(words) > 1:
                    found.setdefault(" ".join(words), code)
    return found


def symbols(known: frozenset[str]) -> dict[str, str]:
    """Give every symbol that stands for one currency alone: "US$", "€", "₴"."""
    found: dict[str, set[str]] = {}
    for language in LANGUAGES:
        for code, symbol in Locale.parse(language).currency_symbols.items():
            if code in known and re.search(r"[^\w\s.]", symbol) and len(symbol) <= 4 and symbol != "$":
                found.setdefault(symbol, set()).add(code)
    return {symbol: codes.pop() for symbol, codes in sorted(found.items()) if len(codes) == 1}


def families(known: frozenset[str]) -> dict[str, list[str]]:
    """Give the currencies that share a bare name: every dollar, every crown."""
    english = Locale.parse("en").currencies
    return {
        family: sorted(code for code in known if english.get(code, "").casefold().split()[-1:] and
                       english[code].casefold().split()[-1] in endings)
        for family, endings in FAMILIES.items()
    }  # fmt: skip


def main() -> None:
    """Write the table."""
    known = codes()
    table = {
        "codes": sorted(known),
        "families": families(known),
        "names": names(known),
        "symbols": symbols(known),
    }
    TABLE.write_text(json.dumps(table, ensure_ascii=False, sort_keys=True, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
