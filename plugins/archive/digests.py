"""Articles that touch on a day's many happenings and report none of them in particular."""

import re

_PARTS = re.compile(r"[:|–—]|\s-\s")
_RUNNING = re.compile(
    r"\b(?:live(?:blog)?|live (?:updates|briefing)|as it happened|minute by minute|liveticker|newsblog|"
    r"en direct|en directo|in diretta|na żywo|онлайн)\b",
    re.IGNORECASE,
)
"""Words for an account that goes on all day."""
_ROUND_UP = re.compile(
    r"\b(?:what (?:we|you need to) know|what happened (?:today|yesterday|overnight|last night|this week|on)|"
    r"things to know|at a glance|round-?up|"
    r"key (?:events|moments|developments|takeaways)|week in review|(?:on )?day \d{1,4}\b|"
    r"(?:daily|morning|evening|weekly) (?:briefing|digest|update)|"
    r"das wichtigste|ce qu.il faut savoir|co wiemy|головне за|главное за)",
    re.IGNORECASE,
)
"""Words for a list of what happened."""
_WAR = re.compile(r"\b(?:war|invasion|krieg|guerre|wojna|війна|война)\b", re.IGNORECASE)


def is_digest(title: str) -> bool:
    """Say whether a title promises a day's or a week's news and names none of it.

    >>> is_digest("War at a glance: what we know on day 402")
    True
    >>> is_digest("Weekly digest: what happened this week")
    True
    >>> is_digest("War live: Norway gives 2 billion crowns for gas")
    False
    """
    if not _ROUND_UP.search(title) and not _RUNNING.search(title):
        return False
    parts = [part.strip() for part in _PARTS.split(title) if part.strip()]
    if any(_ROUND_UP.search(part) for part in parts):
        # "Summit in Oslo: key takeaways" is about the summit, "Ukraine war: key events" about nothing.
        return all(_ROUND_UP.search(part) or _is_label(part) for part in parts)
    return bool(parts) and all(_RUNNING.search(part) for part in parts)


def _is_label(part: str) -> bool:
    """Say whether words only name the series: "Russia-Ukraine war", "War live"."""
    return _RUNNING.search(part) is not None or _WAR.search(part) is not None
