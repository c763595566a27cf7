"""Amounts of money in running text."""

from .amounts import Money, find_amounts
from .lexicon import Unit, family_of

__all__ = ["Money", "Unit", "family_of", "find_amounts"]
