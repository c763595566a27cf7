"""The table of claims: every statement of every article, with its conversion and its relations."""

from collections.abc import Mapping, Sequence

from plugins.model import ClaimRow, Relation
from plugins.rows import ClaimLine, Rows

from .desk import Item, rows_of
from .rates import converted


def claim_rows(
    items: Sequence[Item], relations: Mapping[str, tuple[Relation, ...]]
) -> Rows[ClaimRow, ClaimLine]:
    """Give the rows of claims.jsonl, sorted by id."""
    lines = [
        ClaimLine(
            ident,
            item.id,
            one.start,
            one.kind,
            one.donors,
            one.speaker,
            one.day,
            one.basis,
            relations.get(ident, ()),
        )
        for item in items
        for ident, one in zip(item.claim_ids, item.outline.claims, strict=True)
    ]
    return rows_of(items, lines, _row)


def _row(item: Item, line: ClaimLine) -> ClaimRow:
    claim = item.reading.facts.claims[item.claim_ids.index(line.id)]
    return ClaimRow(
        id=line.id,
        article=item.id,
        url=f"{item.url}#{line.id}",
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
        relations=line.relations,
        converted=converted(claim.amount, claim.stated_on.date),
    )
