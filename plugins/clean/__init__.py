"""One scraped page in, one Document out: kept blocks, and everything set aside with its reason."""

from typing import TYPE_CHECKING

from plugins.lazily import offered

if TYPE_CHECKING:
    from plugins.clean.bundles import BUNDLE_SUFFIXES, records
    from plugins.clean.byte_encodings import characters
    from plugins.clean.cleaning import clean
    from plugins.clean.decoding import decode
    from plugins.clean.formats import MAX_BYTES, READABLE_SUFFIXES
    from plugins.clean.recurring import recurring_lines
    from plugins.clean.segments import words

__all__ = [
    "BUNDLE_SUFFIXES",
    "MAX_BYTES",
    "READABLE_SUFFIXES",
    "characters",
    "clean",
    "decode",
    "records",
    "recurring_lines",
    "words",
]

__getattr__ = offered(
    __name__,
    {
        "BUNDLE_SUFFIXES": "bundles",
        "MAX_BYTES": "formats",
        "READABLE_SUFFIXES": "formats",
        "characters": "byte_encodings",
        "clean": "cleaning",
        "decode": "decoding",
        "records": "bundles",
        "recurring_lines": "recurring",
        "words": "segments",
    },
)
