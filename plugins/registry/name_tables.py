"""Adjectives of countries, words for offices and endings of names, by language; see languages/README.md."""

from functools import cache
from pathlib import Path

import msgspec

from plugins.model import Value
from plugins.tables import table

_FOLDER = Path(__file__).parent / "languages"


class NameTable(Value, frozen=True):
    """What one language does to names."""

    adjectives: dict[str, list[str]] = msgspec.field(default_factory=dict)
    """ISO country code to stems: {"NO": ["norwegisch"]}."""
    adjective_endings: list[str] = msgspec.field(default_factory=list)
    countries: dict[str, list[str]] = msgspec.field(default_factory=dict)
    """ISO country code to names that CLDR lacks."""
    capitals: dict[str, list[str]] = msgspec.field(default_factory=dict)
    """ISO country code to its capital's names."""
    name_endings: list[str] = msgspec.field(default_factory=list)
    """What may follow a name inside one word: Polish "Stoltenberg" + "a"."""
    masculine_endings: list[str] = msgspec.field(default_factory=list)
    """Those of them that a man's adjectival surname alone takes: "Зеленськ" + "ому"."""
    feminine_endings: list[str] = msgspec.field(default_factory=list)
    """Those that a woman's alone takes."""
    offices: dict[str, list[str]] = msgspec.field(default_factory=dict)
    """An office's English key to the words for it."""


@cache
def name_tables() -> dict[str, NameTable]:
    """Give every language's table by its code."""
    return {path.stem: msgspec.convert(table(path), NameTable) for path in sorted(_FOLDER.glob("*.yaml"))}
