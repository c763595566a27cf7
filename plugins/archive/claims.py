"""The table of claims: every statement of every article, with its conversion and its relations."""

from collections.abc import Mapping, Sequence

from plugins.model import Claim, ClaimRow, Relation

from .desk import Item
from .rates import converted


def claim_rows(items: Sequence[Item], relations: Mapping[str, tuple[Relation, ...]]) -> tuple[ClaimRow, ...]:
    """Give the rows of claims.jsonl, sorted by id."""
    rows = [
        _row(item, ident, claim, relations.get(ident, ()))
        for item in items
        for ident, claim in zip(item.claim_ids, item.reading.facts.claims, strict=True)
    ]
    return tuple(sorted(rows, key=lambda row: row.id))


def _row(item: Item, ident: str, claim: Claim, relations: tuple[Relation, ...]) -> ClaimRow:
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
        stated_on=claim.stated_on,
        relations=relations,
        converted=converted(claim.amount, claim.stated_on.date),
    )
