"""Tables as JSON Lines and as CSV."""

import csv
import io
import re
from collections.abc import Sequence
from typing import Any

from plugins.export.tables import columns, flat, json_line

# Beyond "= + - @" and tab: the full-width forms that some spreadsheets read as these, and a line's end.
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
# A spreadsheet shows these as boxes or obeys them; the full record has them.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


def jsonl(records: Sequence[dict[str, Any]]) -> bytes:
    """Give a table's records, one a line."""
    return b"".join(json_line(record) for record in records)


def csv_view(table: str, records: Sequence[dict[str, Any]]) -> bytes:
    """Give a table's flat view with a line of names."""
    heads = columns(table)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(column.name for column in heads)
    for record in records:
        writer.writerow([cell(flat(record, column)) for column in heads])
    return out.getvalue().encode("utf-8", "replace")


def cell(value: str | float | None) -> str | int | float | None:
    """Give a cell that no spreadsheet runs: a text that begins like a formula gets an apostrophe before it.

    >>> cell("=1+1"), cell(-5)
    ("'=1+1", -5)
    """
    if not isinstance(value, str):
        return value
    # What is printable holds no control character, and most cells are.
    text = value if value.isprintable() else _CONTROL.sub("�", value)
    return f"'{text}" if _FORMULA.match(text) else text
