"""The table of claims: every statement of every article, with its conversion and its relations."""

from collections.abc import Mapping, Sequence

from plugins.model import Claim, ClaimRow, Dated, Relation

from .desk import Item
from .rates import converted


def claim_rows(
    items: Sequence[Item], dates: Mapping[str, Dated], relations: Mapping[str, tuple[Relation, ...]]
) -> tuple[ClaimRow, ...]:
    """Give the rows of claims.jsonl, sorted by id; `dates` are the articles' final dates."""
    rows = [
        _row(item, ident, claim, dates[item.id], relations.get(ident, ()))
        for item in items
        for ident, claim in zip(item.claim_ids, item.reading.facts.claims, strict=True)
    ]
    return tuple(sorted(rows, key=lambda row: row.id))


def said_on(claim: Claim, published: Dated) -> Dated:
    """Give when a claim was said; an article that has its day from an event hands it on to its claims."""
    if claim.stated_on.date is None and published.basis == "event":
        return published
    return claim.stated_on


def _row(item: Item, ident: str, claim: Claim, published: Dated, relations: tuple[Relation, ...]) -> ClaimRow:
    stated_on = said_on(claim, published)
    return ClaimRow(
        id=ident,
        article=item.id,
        url=f"{item.url}#{ident}",
        sentence=claim.sentence,
        start=claim.start,
        end=claim.end,
        as_stated=claim.as_stated,
        amount=claim.amount,
        share=claim.share,
        donors=claim.donors,
        recipients=claim.recipients,
        aid=claim.aid,
        kind=claim.kind,
        speaker=claim.speaker,
        speech=claim.speech,
        stated_on=stated_on,
        relations=relations,
        converted=converted(claim.amount, stated_on.date),
    )
