"""permalinks.tsv: which article and event has which address, for ever. Kept as a lock file is."""

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import get_args

from plugins.errors import BriefingError, CombinedError
from plugins.model import Permalink

NAME = "permalinks.tsv"
KINDS = {kind: kind for kind in get_args(Permalink.__annotations__["kind"])}
"""Each said by itself: one text for the kind of all rows."""
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_PLAIN = {"\\": "\\", "t": "\t", "n": "\n", "r": "\r"}


def parse_permalinks(text: str) -> tuple[Permalink, ...]:
    r"""Read the lines kind, key, id, parted by tabs.

    >>> parse_permalinks("article\tarticles/a.txt\trome\n")
    (Permalink(kind='article', key='articles/a.txt', id='rome'),)

    Raises:
        CombinedError: lines that are none, each with its number.
    """
    found: list[Permalink] = []
    errors: list[BriefingError] = []
    is_plain = "\\" not in text
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        fields = line.rstrip("\r").split("\t")
        if not is_plain:
            fields = [_unescaped(field) for field in fields]
        if len(fields) == 3 and fields[0] in KINDS and fields[2]:
            found.append(Permalink(KINDS[fields[0]], fields[1], fields[2]))
        else:
            errors.append(
                BriefingError(
                    f"the line is not one of {', '.join(KINDS)}, then key and id, parted by tabs",
                    where=f"{NAME}, line {number}",
                    mend="take the file's last good version back, or remove the line",
                )
            )
    if errors:
        raise CombinedError(tuple(errors))
    return tuple(found)


def permalinks_text(permalinks: Iterable[Permalink]) -> str:
    """Give the lines of the file, sorted."""
    rows = [*permalinks]
    lines = _in_order([f"{row.kind}\t{row.key}\t{row.id}\n" for row in rows])
    text = "".join(lines)
    signs = text.count("\t") == 2 * len(lines) and text.count("\n") == len(lines)
    if signs and "\\" not in text and "\r" not in text:
        return text
    told = ([field.translate(_ESCAPES) for field in (row.kind, row.key, row.id)] for row in rows)
    return "".join(_in_order(["\t".join(fields) + "\n" for fields in told]))


def _in_order(lines: list[str]) -> list[str]:
    # Nearly in order already: a set would shuffle them first.
    return [*dict.fromkeys(sorted(lines))]


def write_permalinks(content: Path, text: str) -> None:
    """Put the file into the content folder in one step.

    Raises:
        OSError: the folder can not be written to.
    """
    target = content / NAME
    passing = content / f".{NAME}.new"
    try:
        with passing.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        passing.replace(target)
    finally:
        with contextlib.suppress(OSError):
            passing.unlink(missing_ok=True)


def _unescaped(field: str) -> str:
    parts = field.split("\\")
    text = parts[0]
    rest = iter(parts[1:])
    for part in rest:
        if part:
            text += _PLAIN.get(part[0], "\\" + part[0]) + part[1:]
        else:  # A backslash that was doubled: what follows is plain.
            text += "\\" + next(rest, "")
    return text
