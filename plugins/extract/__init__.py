"""Document to Facts: dates, names, claims and quotes, each with its span."""

from typing import TYPE_CHECKING

from plugins.lazily import offered

if TYPE_CHECKING:
    from plugins.extract.extraction import extract

__all__ = ["extract"]

__getattr__ = offered(
    __name__,
    {"extract": "extraction"},
)
