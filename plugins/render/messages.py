"""Texts for a terminal: whatever a scraped page or a file name holds, a line stays a line."""

import unicodedata
from collections.abc import Sequence

from plugins.errors import BriefingError

LONGEST = 600
"""Characters of one message: a title may have a hundred thousand."""
# Format characters turn text around or hide it; a terminal obeys control characters.
HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def plain(text: str) -> str:
    r"""Give a text with everything that is not plainly visible written as an escape.

    >>> plain("a\x1b[31mb")
    'a\\x1b[31mb'
    """
    shown = "".join(
        character if unicodedata.category(character) not in HIDDEN else ascii(character)[1:-1]
        for character in text
    )
    return shown if len(shown) <= LONGEST else shown[:LONGEST] + "…"


def unusable(problems: Sequence[BriefingError]) -> str:
    """Give how many files these problems are in: one file may have several.

    >>> unusable([BriefingError("no field", where=f"a.yaml, line {n}", mend="mend it") for n in (1, 2)])
    '1 file'
    """
    count = len({problem.where.partition(", line ")[0] for problem in problems})
    return f"{count} file" if count == 1 else f"{count} files"
