"""How each field of an article is known: from the desk, the page's own statements, what it shows, or its words."""

from plugins.clean.segments import plain
from plugins.model import FieldBasis


def authors_basis(authors: tuple[str, ...], stated: tuple[str, ...], *, by_desk: bool) -> FieldBasis:
    """Give how the authors are known; `stated` are those of the page's head or record."""
    if by_desk:
        return "desk"
    if not authors:
        return "unknown"
    return "stated" if {*map(plain, authors)} <= {*map(plain, stated)} else "shown"


def first_basis(*known: tuple[object, FieldBasis]) -> FieldBasis:
    """Give the basis of the first value that there is."""
    return next((basis for value, basis in known if value), "unknown")
