"""Scraped text made fit for formats that have no room for everything."""

SUMMARY = 300
"""Characters of a summary."""


def excerpt(text: str, length: int = SUMMARY) -> str:
    """Give the beginning of a text, cut at a word.

    >>> excerpt("Norway will help Ukraine", 14)
    'Norway will…'
    """
    flat = " ".join(text[: length * 4].split())
    if len(flat) <= length:
        return flat
    return flat[:length].rsplit(" ", 1)[0].rstrip(" ,;:–-(“") + "…"
