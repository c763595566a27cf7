"""One scraped page in, one Document out: kept blocks, and everything set aside with its reason."""

from plugins.clean.bundles import BUNDLE_SUFFIXES, records
from plugins.clean.cleaning import READABLE_SUFFIXES, clean
from plugins.clean.decoding import decode
from plugins.clean.recurring import recurring_lines
from plugins.clean.segments import words

__all__ = ["BUNDLE_SUFFIXES", "READABLE_SUFFIXES", "clean", "decode", "records", "recurring_lines", "words"]
