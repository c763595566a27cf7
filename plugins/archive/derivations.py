"""Sums that the archive supports: new announcements of one donor in one currency, none known to overlap."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date

from plugins.model import Derivation, Difference, Value

from .ledger import Bond, Entry, Ledger
from .stories import date_words

REPEATED = 60
"""Days within which the same amount of the same donor may be the same package told again."""


class Derived(Value, frozen=True):
    """The sums of one donor, by currency."""

    sums: tuple[Derivation, ...]


def derivations_of(
    ledger: Ledger, bonds: Iterable[Bond], differences: Iterable[Difference]
) -> tuple[Derivation, ...]:
    """Give a sum for each donor and currency with two announcements or more, sorted by donor and currency.

    Left out: what says another claim again, is a part of one, has another value elsewhere, has no day, may
    be an earlier package told again, or stands beside the sum that its article is about.
    """
    tied = {bond.one for bond in bonds if bond.type in ("restates", "part-of")}
    tied |= {ident for difference in differences for ident in difference.claims}
    of_donor: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for ident in sorted(tied):
        of_donor[ledger.donors_of(ident)].append(ident)
    alone = [scope for scope in ledger.donors if len(scope.key) == 1 and scope.of == "announced"]
    without = [of_donor.get(scope.key, []) for scope in alone]
    found = ledger.each(alone, Derived, lambda entries: _derived(entries, tied), without)
    return tuple(one for some in found for one in some.sums)


def _derived(entries: Iterable[Entry], tied: Container[str]) -> Derived:
    terms: defaultdict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda entry: entry.order):
        if entry.id not in tied and _is_term(entry):
            terms[entry.claim.donors[0], entry.amount.currency or ""].append(entry)
    found = (_derivation(*key, list(_unrepeated(terms[key]))) for key in sorted(terms))
    return Derived(tuple(one for one in found if one is not None))


def _is_term(entry: Entry) -> bool:
    return (
        entry.claim.kind == "announced"
        and len(entry.claim.donors) == 1
        and entry.money is not None
        and entry.day is not None
        and len(entry.day) == len("2023-02-08")
        and entry.is_news is not False
    )


def _unrepeated(entries: Sequence[Entry]) -> Iterator[Entry]:
    """Leave out what may be an earlier package told again: the same amount within two months."""
    kept: dict[object, str] = {}
    for entry in entries:
        value, day = (entry.amount.low, entry.amount.high), entry.day or ""
        before = kept.get(value)
        kept[value] = day
        if before is None or (date.fromisoformat(day) - date.fromisoformat(before)).days > REPEATED:
            yield entry


def _derivation(donor: str, currency: str, terms: Sequence[Entry]) -> Derivation | None:
    if len(terms) < 2:
        return None
    lows = [term.amount.low for term in terms if term.amount.low is not None]
    highs = [term.amount.high for term in terms if term.amount.high is not None]
    first, last = date_words(terms[0].day), date_words(terms[-1].day)
    return Derivation(
        donor=donor,
        currency=currency,
        low=sum(lows) if lows else None,
        high=sum(highs) if len(highs) == len(terms) else None,
        claims=tuple(term.id for term in terms),
        reason=f"sum of {len(terms)} reported announcements from {first} to {last}, none known to overlap;"
        " not aid delivered",
    )
