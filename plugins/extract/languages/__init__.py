"""The words of each language, from the YAML tables beside this file, read once."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from plugins.tables import table

Gender = Literal["m", "f", "n", "p", "s", "x"]
"""Of a pronoun, a title or a name; `p` is plural, `s` the speaker himself, `x` untold."""
_FOLDER = Path(__file__).parent


@cache
def language_tables() -> dict[str, dict[str, Any]]:
    """Give every language's table by its code: {"en": {"abbreviations": {...}, ...}, ...}."""
    return {path.stem: table(path) for path in sorted(_FOLDER.glob("??.yaml"))}


@cache
def words_of(section: str, kind: str) -> frozenset[str]:
    """Give the words that any language lists under section and kind, case-folded.

    >>> "mr" in words_of("abbreviations", "before_name")
    True
    """
    return frozenset(
        str(word).casefold()
        for words in language_tables().values()
        for word in words.get(section, {}).get(kind, ())
    )


def own_language(language: str) -> str:
    """Give the code of the table for a BCP 47 tag: "sv-SE" has "sv", both kinds of Norwegian have "nb"."""
    code = language.split("-", maxsplit=1)[0].lower()
    return {"no": "nb", "nn": "nb"}.get(code, code)


@cache
def turns(language: str) -> Mapping[str, frozenset[str]]:
    """Give the small words of a language and of English by what they do: {"from": {"from", "by", …}, …}."""
    merged: dict[str, frozenset[str]] = {}
    tables = language_tables()
    for code in dict.fromkeys(("en", own_language(language))):
        for kind, words in tables.get(code, {}).get("turns", {}).items():
            merged[kind] = merged.get(kind, frozenset()) | frozenset(words)
    return MappingProxyType(merged)


@cache
def given_names() -> Mapping[str, Gender]:
    """Give the gender that a given name tells, by the name case-folded."""
    genders: dict[Gender, list[str]] = table(_FOLDER / "given_names.yaml")
    return {name: gender for gender, names in genders.items() for name in names}
