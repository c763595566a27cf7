"""Claims held against those beside them in their own article: said again, a part, or too large a part."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from plugins.model import Notice, Registry, Value

from .donor_groups import Groups
from .impossible import parts_of_groups, too_large, too_large_notice, totals_of_members
from .ledger import Bond, Entry, Ledger, in_time

Pairs = tuple[tuple[str, str], ...]
"""Claims by their ids, each with another one."""


class Beside(Value, frozen=True):
    """What the claims of some articles are to others of the same article."""

    within: tuple[Bond, ...]
    """What the article itself says: again, or as a part."""
    members: Pairs
    """Totals of members with those of their group."""
    parts: tuple[Bond, ...]
    """What follows from these."""
    too_large: Pairs
    """Parts and wholes where the part is larger, the earlier one of both first."""
    notices: tuple[Notice, ...]
    """Of these."""
    donorless: tuple[str, ...]
    """Ids of claims that name nobody who gives."""
    reports: tuple[str, ...]
    """What is reported of each of these."""


def besides_of(ledger: Ledger, registry: Registry) -> tuple[Beside, ...]:
    """Give what stands beside what, some dozens of articles at a time."""
    return ledger.each(ledger.shelves, Beside, _finder(Groups(registry)))


def _finder(groups: Groups) -> Callable[[Sequence[Entry]], Beside]:
    def beside(entries: Sequence[Entry]) -> Beside:
        members = list(totals_of_members(entries, groups))
        wrong = list(too_large(entries, members))
        return Beside(
            within=tuple(_within_articles(entries)),
            members=tuple((part.id, whole.id) for part, whole in members),
            parts=tuple(parts_of_groups(members, groups)),
            too_large=tuple(in_time(part, whole) for part, whole in wrong),
            notices=tuple(too_large_notice(part, whole) for part, whole in wrong),
            donorless=tuple(entry.id for entry in entries if not entry.claim.donors),
            reports=tuple(_nobody_gives(entry) for entry in entries if not entry.claim.donors),
        )

    return beside


def _nobody_gives(entry: Entry) -> str:
    return f"nobody is named who gives “{entry.claim.as_stated}”"


def _within_articles(entries: Sequence[Entry]) -> Iterator[Bond]:
    ids: defaultdict[str, dict[int, str]] = defaultdict(dict)
    for entry in entries:
        ids[entry.article][entry.number] = entry.id
    for entry in entries:
        own = ids[entry.article]
        whole, earlier = entry.claim.part_of, entry.claim.restates
        if whole is not None and whole in own:
            yield Bond(entry.id, "part-of", own[whole], "the article gives it as a part of the other amount")
        if earlier is not None and earlier in own:
            yield Bond(entry.id, "restates", own[earlier], "the article says the same amount again")
