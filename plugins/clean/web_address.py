"""Addresses that a page states: only those that a reader can safely follow."""

import re
from urllib.parse import urlsplit

MAX_CHARACTERS = 4000
"""No browser or server of today takes much longer addresses."""
_WEB = re.compile(r"https?://[^\s<>\"\\^`{|}]+", re.I)


def web_address(stated: str | None) -> str | None:
    """Give the address if it leads to a web server; None for every other scheme, and where it can't be read.

    >>> web_address(" https://example.org/a ")
    'https://example.org/a'
    >>> web_address("javascript:alert(1)") is web_address("https://[") is None
    True
    """
    address = (stated or "").strip()
    if len(address) > MAX_CHARACTERS or not _WEB.fullmatch(address):
        return None
    try:
        parts = urlsplit(address)
        # Reading the port checks it.
        known = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return None
    # "user:password@" makes a link that seems to lead to one host lead to another.
    return address if known and "@" not in parts.netloc else None
