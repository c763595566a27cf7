"""A title for a page that states none: cut from its lead."""

import re

MAX_CHARACTERS = 110
"""Longer heads are cut at a clause, else at a word."""

_SENTENCE = re.compile(
    r"(?<=[^\W\d_]{2}[.!?…])[\"'”’»)]*\s+(?=[\"'“„«(]?[^\W_])|(?<=[\"'”’»])\s+(?=[A-ZА-ЯІЇЄҐ])"
)
_DATELINE = re.compile(r"^[A-ZА-ЯІЇЄҐ][\w.,()/ -]{1,60}?\s[—–-]{1,2}\s")
# "…, Secretary-General X said on Wednesday": who said it belongs to the report, not to its head.
_SAYING = re.compile(
    r"\b(?:said|says|told|announced|reported|reports|stated|according|заявив|заявила|повідомив|повідомила|сказав|заявил|заявила|сообщил|сообщила"
    r"|sagte|teilte|erklärte|a déclaré|a annoncé|powiedział|poinformował|dijo|ha dichiarato|sade|säger)\b"
)


def derived_title(lead: str) -> str:
    """Give the head of the first sentence, without its dateline and without who said it.

    >>> derived_title("Norway will send 8 tanks to Kyiv, the minister said on Monday. More follows.")
    'Norway will send 8 tanks to Kyiv'
    """
    sentence = _DATELINE.sub("", _SENTENCE.split(lead.strip(), maxsplit=1)[0]).strip()
    clauses = sentence.split(", ")
    for cut in range(len(clauses) - 1, 0, -1):
        head, tail = ", ".join(clauses[:cut]), ", ".join(clauses[cut:])
        if _SAYING.search(tail) and not _SAYING.search(head) and len(head.split()) >= 4:
            return _closed(head)
    return _closed(_within(sentence, clauses))


def _within(sentence: str, clauses: list[str]) -> str:
    if len(sentence) <= MAX_CHARACTERS:
        return sentence
    head = clauses[0]
    for clause in clauses[1:]:
        if len(head) + 2 + len(clause) > MAX_CHARACTERS:
            break
        head = f"{head}, {clause}"
    if len(head) <= MAX_CHARACTERS:
        return head
    return head[:MAX_CHARACTERS].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + "…"


def _closed(head: str) -> str:
    """Drop the full stop, and a quotation mark whose partner was cut off."""
    head = head.rstrip(" .,;:")
    for opening, closing in (("“", "”"), ("«", "»"), ("„", "“")):
        if head.count(opening) > head.count(closing) and opening != closing:
            head = head.replace(opening, "", 1) if head.startswith(opening) else head
    return head
