"""How each field of an article is known: from the desk, the page's own statements, what it shows, or its words."""

from plugins.clean.language import detected_language, language_tag
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


def language_basis(language: str, declared: str | None, text: str, *, by_desk: bool) -> FieldBasis:
    """Give how the language is known; `declared` is what the page says of itself."""
    if by_desk:
        return "desk"
    if language == language_tag(declared):
        return "stated"
    return "text" if language == detected_language(text) else "unknown"
