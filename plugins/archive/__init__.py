"""All Facts to one Archive: addresses, tables, events, differences and links."""

from .build import build_archive

__all__ = ["build_archive"]
