"""Sets of claims that cannot be: a part that is larger than its whole, a total that falls."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from plugins.model import Amount, Notice

from .donor_groups import Groups
from .ledger import Bond, Entry, same_aid, same_value

Pair = tuple[Entry, Entry]


def totals_of_members(entries: Sequence[Entry], groups: Groups) -> Iterator[Pair]:
    """Give the totals of members with those of their group beside them in the same article."""
    for article in _by_article(entry for entry in entries if _is_total(entry)):
        for part in article:
            for whole in article:
                if (
                    groups.belong(part.claim.donors, whole.claim.donors)
                    and groups.adds_up(whole.claim.donors)
                    and same_aid(part, whole)
                    and part.claim.recipients == whole.claim.recipients
                ):
                    yield part, whole


def parts_of_groups(pairs: Sequence[Pair], groups: Groups) -> Iterator[Bond]:
    """Give what a member gives as a part of what its group gives, unless it is more than all of that."""
    for part, whole in pairs:
        if not larger(part.amount, whole.amount):
            reason = groups.words(part.claim.donors, whole.claim.donors)
            yield Bond(part.id, "part-of", whole.id, f"{reason}: its total is a part of theirs")


def too_large(entries: Sequence[Entry], members: Sequence[Pair]) -> Iterator[Pair]:
    """Give each part that is larger than its whole.

    A part is what the article says is one, a total of one kind of aid beside that of all aid in a sentence,
    or a member's total beside its group's (`members`) where both count the same aid.
    """
    for article in _by_article(entries):
        by_number = {entry.number: entry for entry in article}
        stated = [(entry, by_number.get(entry.claim.part_of or 0)) for entry in article]
        for part, whole in (
            *((p, w) for p, w in stated if w and p.claim.part_of is not None),
            *_of_all_aid(article),
        ):
            if larger(part.amount, whole.amount):
                yield part, whole
    for part, whole in members:
        if part.claim.aid == whole.claim.aid and larger(part.amount, whole.amount):
            yield part, whole


def totals_in_turn(entries: Sequence[Entry]) -> Iterator[Pair]:
    """Give each total of a donor with the one before it, of the same scope and currency."""
    shelves: defaultdict[object, list[Entry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda entry: entry.order):
        claim = entry.claim
        if _is_total(entry) and entry.day is not None and claim.donors:
            shelves[claim.donors, claim.aid, claim.recipients, entry.amount.currency].append(entry)
    for shelf in shelves.values():
        for a, b in pairwise(shelf):
            if a.day != b.day and a.article != b.article and not same_value(a, b):
                yield a, b


def falls(a: Entry, b: Entry) -> bool:
    """Say whether the later total is certainly smaller."""
    return a.amount.low is not None and b.amount.high is not None and b.amount.high < a.amount.low * 0.99


def larger(part: Amount, whole: Amount) -> bool:
    """Say whether a part is certainly larger than its whole."""
    if part.currency != whole.currency or part.low is None or whole.high is None:
        return False
    return part.low > whole.high


def too_large_notice(part: Entry, whole: Entry) -> Notice:
    """Give what the build reports of a part that is larger than its whole."""
    what = f"a part larger than its whole: “{part.claim.as_stated}” of “{whole.claim.as_stated}”"
    return Notice(what, part.id)


def falling_notice(a: Entry, b: Entry) -> Notice:
    """Give what the build reports of a total that falls."""
    return Notice(f"a total that falls: “{a.claim.as_stated}”, later “{b.claim.as_stated}”", b.id)


def _of_all_aid(article: Sequence[Entry]) -> Iterator[Pair]:
    """Give each total of one kind of aid with that of all aid before it in its sentence."""
    for whole, part in pairwise(article):
        one, other = whole.claim, part.claim
        if (
            one.start == other.start
            and one.kind == other.kind == "cumulative"
            and one.donors == other.donors != ()
            and one.aid == ("unspecified",) != other.aid
            and other.part_of is None
        ):
            yield part, whole


def _by_article(entries: Iterator[Entry] | Sequence[Entry]) -> Iterator[list[Entry]]:
    found: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        found[entry.article].append(entry)
    yield from (article for article in found.values() if len(article) > 1)


def _is_total(entry: Entry) -> bool:
    return entry.claim.kind == "cumulative" and entry.money is not None
