"""Tables as JSON Lines and as CSV."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

import msgspec

from plugins.export.tables import Cell, Scalar, columns, flattener, json_line, listed, public_value

# Beyond "= + - @" and tab: the full-width forms that some spreadsheets read as these, and a line's end.
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
# A spreadsheet shows these as boxes or obeys them; the full record has them.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


def jsonl(table: str, rows: Iterable[msgspec.Struct]) -> bytes:
    """Give a table's records, one a line."""
    return b"".join([json_line(public_value(table, row)) for row in rows])


def csv_head(table: str) -> bytes:
    """Give the line of names that a table's flat view begins with."""
    return _csv([[column.name for column in columns(table)]])


def csv_lines(table: str, rows: Iterable[msgspec.Struct]) -> bytes:
    """Give the lines of a table's flat view."""
    cells = flattener(table)
    return _csv([cell(value) for value in cells(row)] for row in rows)


def _csv(lines: Iterable[Sequence[Scalar]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(lines)
    return out.getvalue().encode("utf-8", "replace")


def cell(value: Cell) -> Scalar:
    """Give a cell that no spreadsheet runs: a text that begins like a formula gets an apostrophe before it.

    >>> cell("=1+1"), cell(-5), cell(("a", "b")), cell(2e9)
    ("'=1+1", -5, 'a; b', 2000000000)
    """
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    text = value if isinstance(value, str) else listed(value)
    # What is printable holds no control character, and most cells are.
    if not text.isprintable():
        text = _CONTROL.sub("�", text)
    return f"'{text}" if text[:1] in _FORMULA else text
