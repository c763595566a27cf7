"""permalinks.tsv: which article and event has which address, for ever. Kept as a lock file is."""

import contextlib
import os
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, get_args

from plugins.errors import BriefingError, CombinedError
from plugins.model import Permalink, PermalinkKind

NAME = "permalinks.tsv"
KINDS: dict[str, PermalinkKind] = {kind: kind for kind in get_args(PermalinkKind)}
"""Each said by itself: one text for the kind of all rows."""
AT_ONCE = 1 << 18
"""Signs of the file that are taken apart together."""
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_PLAIN = {"\\": "\\", "t": "\t", "n": "\n", "r": "\r"}


def parse_permalinks(text: str) -> tuple[Permalink, ...]:
    r"""Read the lines kind, key, id, parted by tabs.

    >>> parse_permalinks("article\tarticles/a.txt\trome\n")
    (Permalink(kind='article', key='articles/a.txt', id='rome'),)

    Raises:
        CombinedError: lines that are none, each with its number.
    """
    found = _plain_rows(text)
    return tuple(_any_rows(text) if found is None else found)


def _plain_rows(text: str) -> list[Permalink] | None:
    """Read a text without anything to unescape or leave out; None where it is another."""
    if "\\" in text or "\r" in text:
        return None
    found: list[Permalink] = []
    at = 0
    while at < len(text):
        end = text.find("\n", at + AT_ONCE) + 1 or len(text)
        # All fields of some lines at once: a loop over lines takes three times as long.
        fields = text[at:end].replace("\n", "\t\n\t").split("\t")
        keys, ids, ends = fields[1::4], fields[2::4], fields[3::4]
        if fields.pop() or not len(fields) == 4 * ends.count("\n") == 4 * text.count("\n", at, end):
            return None
        kinds = [KINDS[kind] for kind in fields[::4] if kind in KINDS]
        if len(kinds) < len(keys) or not all(ids):
            return None
        # Nearly every id is its key: one text for both.
        ids = (
            keys if keys == ids else [key if key == own else own for key, own in zip(keys, ids, strict=True)]
        )
        found += map(Permalink, kinds, keys, ids)
        at = end
    return found


def _end_of(text: str, begin: str, at: int) -> int:
    """Give where those lines end that begin so, if the lines after `at` are in order."""
    low, high = at, len(text)
    while low < high:
        start = text.rfind("\n", at, (low + high) // 2) + 1 or at
        if text.startswith(begin, start):
            low = text.find("\n", start) + 1 or len(text)
        else:
            high = start
    return low


def _any_rows(text: str) -> list[Permalink]:
    found: list[Permalink] = []
    errors: list[BriefingError] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        fields = [_unescaped(field) for field in line.rstrip("\r").split("\t")]
        if len(fields) == 3 and fields[0] in KINDS and fields[2]:
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
    return found


class Written(NamedTuple):
    """The file as a build wrote it, with the rows that are in it."""

    text: str
    rows: Sequence[Permalink]


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


def text_after(before: Written, permalinks: Sequence[Permalink]) -> str:
    """Give the lines of the file, sorted, of rows that are sorted.

    Rows that `before` has too, the very same, are not written again: of a hundred thousand, few are new.
    """
    text, parts, at = before.text, list[str](), 0
    for kind in sorted(KINDS):
        end = _end_of(text, f"{kind}\t", at)
        old, own = _of_kind(before.rows, kind), _of_kind(permalinks, kind)
        known = frozenset(map(id, old))
        new = [row for row in own if id(row) not in known]
        if len(own) - len(new) < len(old):
            parts.append(permalinks_text(own))
        else:
            for row in new:
                place = _place(text, row, at, end)
                parts += text[at:place], permalinks_text([row])
                at = place
            parts.append(text[at:end])
        at = end
    return "".join(parts)


def _of_kind(rows: Sequence[Permalink], kind: str) -> Sequence[Permalink]:
    begin = bisect_left(rows, kind, key=_kind)
    return rows[begin : bisect_right(rows, kind, begin, key=_kind)]


def _place(text: str, row: Permalink, low: int, high: int) -> int:
    """Give where a row belongs among lines of its kind, between two of their beginnings."""
    at, told = low, (row.key, row.id)
    while low < high:
        start = text.rfind("\n", at, (low + high) // 2) + 1 or at
        end = text.find("\n", start)
        _, key, ident = (_unescaped(field) for field in text[start:end].split("\t"))
        if (key, ident) < told:
            low = end + 1
        else:
            high = start
    return low


def _kind(row: Permalink) -> str:
    return row.kind


def _order(row: Permalink) -> tuple[str, str, str]:
    return row.kind, row.key, row.id


def write_permalinks(content: Path, data: bytes) -> None:
    """Put the file into the content folder in one step.

    Raises:
        OSError: the folder can not be written to.
    """
    target = content / NAME
    passing = content / f".{NAME}.new"
    try:
        with passing.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        passing.replace(target)
    finally:
        with contextlib.suppress(OSError):
            passing.unlink(missing_ok=True)


def _unescaped(field: str) -> str:
    if "\\" not in field:
        return field
    parts = field.split("\\")
    text = parts[0]
    rest = iter(parts[1:])
    for part in rest:
        if part:
            text += _PLAIN.get(part[0], "\\" + part[0]) + part[1:]
        else:  # A backslash that was doubled: what follows is plain.
            text += "\\" + next(rest, "")
    return text
