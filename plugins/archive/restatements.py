"""Claims that say again what another said, or give a part of it."""

import math
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from datetime import date, timedelta

from .ledger import Bond, Entry, near_value, same_aid, same_value

RETOLD = {"announced": 7, "delivered": 7, "planned": 7, "cumulative": 30, "estimate": 90, "share": 30}
"""Days for which the same figure of the same donor is taken for the same statement, by kind of claim."""
LOOKED_BACK = 60
"""The same for an announcement that isn't its article's news: "after the $350 million package of March"."""
STEP = math.log(1.05)


def restatements(entries: Sequence[Entry]) -> tuple[Bond, ...]:
    """Give what is said again or is a part, within an article, within an event and across the archive."""
    return (*_within_articles(entries), *_across_articles(entries))


def _within_articles(entries: Sequence[Entry]) -> Iterator[Bond]:
    ids = {(entry.article, entry.number): entry.id for entry in entries}
    for entry in entries:
        whole, earlier = entry.claim.part_of, entry.claim.restates
        if whole is not None and (entry.article, whole) in ids:
            reason = "the article gives it as a part of the other amount"
            yield Bond(entry.id, "part-of", ids[entry.article, whole], reason)
        if earlier is not None and (entry.article, earlier) in ids:
            reason = "the article says the same amount again"
            yield Bond(entry.id, "restates", ids[entry.article, earlier], reason)


def _across_articles(entries: Sequence[Entry]) -> Iterator[Bond]:
    """Tie each claim to the first that said the same: a star for each statement, so time stays linear."""
    shelves: defaultdict[Hashable, list[Entry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda entry: entry.order):
        first, reason = None, ""
        for key in _keys(entry):
            if first is None:
                first, reason = _first_like(entry, shelves[key])
            shelves[key].append(entry)
        if first is not None:
            yield Bond(entry.id, "restates", first.id, reason)


def _first_like(entry: Entry, shelf: Sequence[Entry]) -> tuple[Entry | None, str]:
    """Give the claim that said it first, among those of the shelf that are near in time."""
    first, why = None, ""
    for other in reversed(shelf[-MAX_TRIED:]):
        shared = entry.events & other.events
        if not shared and not _close(entry, other):
            # The shelf is in order of days, so what lies further back is further away.
            break
        reason = "" if other.article == entry.article else _said_again(entry, other, bool(shared))
        if reason:
            first, why = other, reason
    return first, why


def _said_again(entry: Entry, other: Entry, same_event: bool) -> str:
    """Say why a claim is another said again, "" where it isn't."""
    if same_event and near_value(entry, other) and _same_voice(entry, other):
        return "reported of the same event, with the same amount"
    if entry.claim.donors == other.claim.donors and same_value(entry, other) and _close(entry, other):
        return "the same amount of the same donor, said again soon after"
    if _of_one_day(entry, other) and near_value(entry, other):
        return "an announcement of the same donor on the same day, rounded or in another currency"
    return ""


def _of_one_day(a: Entry, b: Entry) -> bool:
    """Say whether a donor announces both on a day, for aid that may be the same: rarely two alike."""
    return (
        a.claim.kind == b.claim.kind == "announced"
        and a.claim.donors == b.claim.donors != ()
        and a.day is not None
        and a.day == b.day
        and len(a.day) == len("2023-02-08")
        and same_aid(a, b)
    )


MAX_TRIED = 40
"""Claims near in value and time that one is held against; in a huge event the newest say it as well."""


def _keys(entry: Entry) -> Iterator[Hashable]:
    """Give the shelves where a claim that it may repeat would stand."""
    if entry.money is None or entry.money.euros is None or entry.money.euros <= 0:
        return
    step = math.floor(math.log(entry.money.euros) / STEP)
    scope = (entry.claim.kind, entry.claim.share is None)
    for near in (step, step + 1):
        yield (scope, near, entry.claim.donors)
        for event in sorted(entry.events):
            yield (scope, near, event)


def _same_voice(a: Entry, b: Entry) -> bool:
    """Say whether two claims of one event are one statement: the same donors, or the same speaker."""
    same_donors = not a.claim.donors or not b.claim.donors or not {*a.claim.donors}.isdisjoint(b.claim.donors)
    return same_donors or (a.claim.speaker is not None and a.claim.speaker == b.claim.speaker)


def _close(a: Entry, b: Entry) -> bool:
    if a.day is None or b.day is None or min(len(a.day), len(b.day)) < len("2023-02-08"):
        return False
    gap = abs(date.fromisoformat(a.day) - date.fromisoformat(b.day))
    looks_back = a.claim.kind == "announced" and a.is_news is False
    return gap <= timedelta(days=LOOKED_BACK if looks_back else RETOLD[a.claim.kind])
