"""Errors that say what is wrong, where, and how to mend it."""


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
