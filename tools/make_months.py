"""Write plugins/clean/months.json from what Babel (CLDR) knows.

    python tools/make_months.py

Reading the locale data of all these languages takes a tenth of a second, which every build that reads one
article would pay, so the names of months are digested once here. Run again after upgrading Babel.
"""

import json
from pathlib import Path

from babel import Locale

LANGUAGES = (
    "en", "uk", "ru", "de", "fr", "es", "it", "pl", "pt", "nl", "sv", "da", "nb", "fi", "cs", "sk", "ro",
    "hu", "bg", "hr", "lt", "lv", "et", "tr", "el",
)  # fmt: skip
"""Languages whose names of months header lines are read in."""
OUT = Path(__file__).parents[1] / "plugins" / "clean" / "months.json"


def main() -> None:
    """Write the file."""
    lines = (f"{json.dumps(name, ensure_ascii=False)}: {number}" for name, number in month_numbers().items())
    OUT.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def month_numbers() -> dict[str, int]:
    """Give every name and abbreviation of a month, casefolded, with its number."""
    names: dict[str, int] = {"sept": 9}
    for language in LANGUAGES:
        locale = Locale(language)
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in locale.months[context][width].items():
                    names.setdefault(name.casefold().rstrip("."), number)
    return {name: number for name, number in names.items() if not name.isdigit() and len(name) > 2}


if __name__ == "__main__":
    main()
