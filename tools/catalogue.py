"""Bring the catalogues up to date with the words in the code and the templates: `make words`.

New texts come in untranslated, texts that nobody uses any more go; what is translated stays. For a language
that has no catalogue yet, name it: `python tools/catalogue.py de`.
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

HERE = Path(__file__).resolve().parents[1]
LOCALES = HERE / "plugins" / "locales"
KEYWORDS: dict[str, Any] = {
    "say": None,
    "told": None,
    "many": (1, 2),
    "told_many": (1, 2),
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
}
SOURCES = (("plugins", "*.py", "python"), ("theme/templates", "*.html", "jinja2"))


def template() -> Catalog:
    """Give every text that readers see, untranslated, in the order of files and lines."""
    catalogue = Catalog(project="Dossier", charset="utf-8")
    for path, method in sources():
        with path.open("rb") as file:
            options = {"newstyle_gettext": "true", "silent": "false", "trimmed": "true"}
            for line, texts, comments, context in extract(method, file, KEYWORDS, ("i18n:",), options):
                place = (path.relative_to(HERE).as_posix(), line)
                catalogue.add(texts, None, [place], auto_comments=comments, context=context)
    return catalogue


def sources() -> Iterator[tuple[Path, str]]:
    """Give every file with words in it, and how to read it."""
    for folder, pattern, method in SOURCES:
        for path in sorted((HERE / folder).rglob(pattern)):
            yield path, method


def updated(language: str) -> bytes:
    """Give a language's catalogue with every text there is; translations that fit stay."""
    path = LOCALES / language / "LC_MESSAGES" / "dossier.po"
    catalogue = Catalog(locale=language, project="Dossier", charset="utf-8", fuzzy=False)
    if path.exists():
        catalogue = read_po(io.BytesIO(path.read_bytes()), locale=language)
    catalogue.update(template(), no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    written = io.BytesIO()
    # Lines are left out: a catalogue should change where words do, not where code moves.
    write_po(written, catalogue, width=110, include_lineno=False, omit_header=False, ignore_obsolete=True)
    return b"".join(
        line
        for line in written.getvalue().splitlines(keepends=True)
        if not line.startswith((b'"POT-Creation-Date', b'"PO-Revision-Date', b'"Generated-By'))
    )


def main(named: list[str]) -> None:
    """Update all catalogues there are, and those that are named."""
    there = {path.parent.parent.name for path in LOCALES.glob("*/LC_MESSAGES/dossier.po")}
    for language in sorted(there | set(named)):
        path = LOCALES / language / "LC_MESSAGES" / "dossier.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(updated(language))
        left = sum(1 for one in read_po(io.BytesIO(path.read_bytes())) if one.id and not one.string)
        print(f"{language}: {left} texts to translate")


if __name__ == "__main__":
    main(sys.argv[1:])
