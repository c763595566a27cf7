"""Errors that say what is wrong, where, and how to mend it."""

import traceback
from pathlib import Path


class BriefingError(Exception):
    """Something the maintainer can mend, in three parts.

    >>> print(BriefingError("'31 Febuary' is no date", where="a.yaml, line 2", mend="write YYYY-MM-DD"))
    a.yaml, line 2: '31 Febuary' is no date. To mend: write YYYY-MM-DD.
    """

    def __init__(self, what: str, *, where: str, mend: str) -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.mend = mend

    def __str__(self) -> str:
        return f"{self.where}: {self.what}. To mend: {self.mend}."

    def __reduce__(self) -> tuple[object, ...]:
        # Keyword-only arguments need help to cross a process pool.
        return (_remake, (self.what, self.where, self.mend))


class CombinedError(Exception):
    """Everything that is wrong with one input, told at once."""

    def __init__(self, errors: tuple[BriefingError, ...]) -> None:
        super().__init__(errors)
        self.errors = errors

    def __str__(self) -> str:
        return "\n".join(str(error) for error in self.errors)


def _remake(what: str, where: str, mend: str) -> BriefingError:
    return BriefingError(what, where=where, mend=mend)


OURS_TO_MEND = "report this as a fault of Dossier"


def told_fault(fault: Exception) -> str:
    """Give an exception that nobody foresaw in a line: what it says, and where in the code it came up."""
    last = traceback.extract_tb(fault.__traceback__)[-1:]
    where = "".join(f", {'/'.join(Path(one.filename).parts[-2:])} line {one.lineno}" for one in last)
    return f"{type(fault).__name__}: {str(fault)[:200]}{where}"
