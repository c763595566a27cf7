"""Namesakes: somebody who bears a known person's name, and is introduced with another calling."""

import re

from .names_context import NameContext, title_roles, word_lists

_APPOSITION = re.compile(r", (?:aged )?(?:\d{1,3}, )?(?:(?:an?|the) )?([^,.;:()\n“”\"]{1,60})")
_HEAD_ENDS = re.compile(r" (?:of|from|in|at|who|and|with|for|near|on|to|whose|that) ")


def is_namesake(context: NameContext, people: tuple[str, ...], start: int, end: int) -> bool:
    """Tell "Mike Johnson, a plumber from Ohio", or "plumber Mike Johnson", from the one who is known.

    Where the words name an office too, or what somebody was before ("a former actor"), it may be him.
    """
    callings = word_lists()["occupations"]
    before = context.word_before(start).lower()
    if before in callings:
        told, earlier = {before}, {context.word_before(start - 1 - len(before)).lower()}
    else:
        found = _APPOSITION.match(context.text, end, end + 80)
        if found is None:
            return False
        told = set(_HEAD_ENDS.split(found[1].lower(), maxsplit=1)[0].split()) & callings
        earlier = set(found[1].lower().replace("-", " ").split())
    if not told or earlier & (_BEFORE_OFFICE | title_roles().keys()):
        return False
    roles = " ".join(role.role for person in people for role in context.knowledge.people[person].roles)
    return not any(word in roles.lower() for word in told)


_BEFORE_OFFICE = frozenset(["former", "ex", "turned", "onetime", "retired", "once", "trained", "politician"])
"""Words of somebody's earlier life: it says nothing against an office now."""
