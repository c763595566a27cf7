"""All Facts to one Archive: addresses, tables, events, differences and links."""

from typing import TYPE_CHECKING

from plugins.lazily import offered

if TYPE_CHECKING:
    from plugins.archive.build import build_archive

__all__ = ["build_archive"]

__getattr__ = offered(
    __name__,
    {"build_archive": "build"},
)
