"""Bring the catalogues up to date with the words in the code and the templates: `make words`.

New texts come in untranslated, texts that nobody uses any more go; what is translated stays. For a language
that has no catalogue yet, name it: `python tools/catalogue.py de`.
"""

import ast
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
IN_CODE = {"say": 1, "told": 1, "many": 2, "told_many": 2}
"""Calls whose first texts readers see, and how many of them."""
IN_TEMPLATES: dict[str, Any] = {"_": None, "gettext": None, "ngettext": (1, 2)}
OPTIONS = {"newstyle_gettext": "true", "silent": "false", "trimmed": "true"}


def template() -> Catalog:
    """Give every text that readers see, untranslated, in the order of files and lines."""
    catalogue = Catalog(project="Dossier", charset="utf-8")
    for path in sorted((HERE / "plugins").rglob("*.py")):
        for text in in_code(path.read_text("utf-8")):
            catalogue.add(text, None, [(path.relative_to(HERE).as_posix(), 1)])
    for path in sorted((HERE / "theme" / "templates").rglob("*.html")):
        with path.open("rb") as file:
            for _, text, _, _ in extract("jinja2", file, IN_TEMPLATES, options=OPTIONS):
                catalogue.add(text, None, [(path.relative_to(HERE).as_posix(), 1)])
    return catalogue


def in_code(source: str) -> Iterator[str | tuple[str, ...]]:
    """Give the texts that a module marks, in their order: those with a number as (one, many).

    >>> list(in_code('say("Given by"); say.many("{n} row", "{n} rows", len(rows))'))
    ['Given by', ('{n} row', '{n} rows')]
    """
    # Babel's own reader of Python loses the second form where `say` stands among the arguments.
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        name = getattr(call.func, "attr", getattr(call.func, "id", ""))
        wanted = call.args[: IN_CODE.get(name, 0)]
        texts = tuple(
            one.value for one in wanted if isinstance(one, ast.Constant) and isinstance(one.value, str)
        )
        if texts and len(texts) == IN_CODE[name]:
            yield texts if len(texts) > 1 else texts[0]


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
