"""permalinks.tsv: which article and event has which address, for ever. Kept as a lock file is."""

import contextlib
import os
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import get_args

from plugins.errors import BriefingError, CombinedError
from plugins.model import Permalink, PermalinkKind

NAME = "permalinks.tsv"
KINDS: dict[str, PermalinkKind] = {kind: kind for kind in get_args(PermalinkKind)}
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
            # Nearly every id is its key: one text for both.
            key = fields[1]
            found.append(Permalink(KINDS[fields[0]], key, key if key == fields[2] else fields[2]))
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
    rows = permalinks if isinstance(permalinks, Sequence) else tuple(permalinks)
    if any(_order(a) >= _order(b) for a, b in pairwise(rows)):
        rows = sorted({_order(row): row for row in rows}.values(), key=_order)
    text = "".join([f"{row.kind}\t{row.key}\t{row.id}\n" for row in rows])
    signs = text.count("\t") == 2 * len(rows) and text.count("\n") == len(rows)
    if signs and "\\" not in text and "\r" not in text:
        return text
    return "".join("\t".join(field.translate(_ESCAPES) for field in _order(row)) + "\n" for row in rows)


def _order(row: Permalink) -> tuple[str, str, str]:
    return row.kind, row.key, row.id


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
