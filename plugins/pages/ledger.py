"""The ledger: every figure the archive holds, one a row, never added up."""

from collections.abc import Iterable, Sequence

from plugins.model import ClaimRow, Site, Value
from plugins.pages.dates import date_text
from plugins.pages.drafts import Draft
from plugins.pages.head import page_head
from plugins.pages.items import dated_when
from plugins.pages.links import (
    article_link,
    claim_url,
    other_language,
    party_links,
    source_link,
    speaker_link,
)
from plugins.pages.lists import MOST_ROWS, Field, Part, Ways, beside_months, by_month, parts
from plugins.pages.lookup import Lookup
from plugins.pages.money import bounds_text, figure
from plugins.pages.orders import in_line
from plugins.pages.places import in_marks
from plugins.pages.views import Cell, Head, Link, Table
from plugins.pages.words import FIGURES, aid_words, claim_tag, counted, headed, worded
from plugins.rows import ClaimLine
from plugins.words import Words, told

COLUMNS = (
    Field(told("In its own words"), key="words"),
    Field(told("What that means"), key="amount"),
    Field(told("Given by"), key="donor", choose=True),
    Field(told("Kind"), key="kind", choose=True),
    Field(told("Aid"), key="aid", choose=True),
    Field(told("Said by"), key="speaker", choose=True),
    Field(told("Stated on"), key="day"),
    Field(told("Source"), key="source", choose=True),
    Field(told("Article"), key="article"),
)
FILES = (
    Link(told("CSV for spreadsheets"), "data/claims.csv"),
    Link(told("JSON lines, with every field"), "data/claims.jsonl"),
    Link(told("what the fields mean"), "data/index.html"),
)


class LedgerView(Value, frozen=True):
    """Every claim, or those of one month where there are too many for one page."""

    head: Head
    lead: str
    table: Table
    total: str
    parts: tuple[Part, ...]
    """Empty where all rows stand on one page."""
    whole: bool
    """Whether the table holds every claim there is."""
    files: tuple[Link, ...]


def ledger_pages(lookup: Lookup, _site: Site) -> Iterable[Draft]:
    """Give the ledger, parted by month where it is long."""
    days = lookup.orders.ledger
    claims = in_line(days)
    slices = by_month(days) if len(claims) > MOST_ROWS else ()
    say = lookup.say
    title = say("Ledger of figures")
    ways = parts("claims", slices, say)
    yield _draft("claims/index.html", title, claims[:MOST_ROWS], Ways(ways), len(claims))
    for part, siblings in zip(slices, beside_months(ways, "claims", slices, say), strict=True):
        path = f"claims/{part.name}.html"
        heading = say("Ledger of figures: {month}", month=part.words(say))
        yield _draft(path, heading, part.members, siblings, len(part.members))


def _draft(path: str, title: str, claims: Sequence[ClaimLine], siblings: Ways, total: int) -> Draft:
    shown = tuple([claim.id for claim in claims])
    return Draft(path, "ledger.html", _view, (path, title, shown, siblings, total))


def _view(
    lookup: Lookup,
    site: Site,
    path: str,
    title: str,
    shown: tuple[str, ...],
    siblings: Ways,
    total: int,
) -> LedgerView:
    """Give one page of the ledger; `total`: claims in the archive, or of the page's month."""
    say = lookup.say
    claims = [lookup.claims[claim] for claim in shown]
    head = page_head(
        site,
        path,
        title=title,
        description=say.many(
            "{n} figure about support, each in its source’s own words, with who said it, when and where.",
            "{n} figures about support, each in its source’s own words, with who said it, when and where.",
            total,
        ),
        kind="Ledger",
        section="claims",
        crumbs=(Link(say("Ledger of figures"), "claims/index.html"),) if path != "claims/index.html" else (),
        json_ld={"@type": "CollectionPage"},
    )
    lead = counted(len(claims), FIGURES, say)
    if path == "claims/index.html" and siblings:
        lead = say.many(
            "The newest {shown} of {n} figure",
            "The newest {shown} of {n} figures",
            total,
            shown=say.number(f"{len(claims):,}"),
        )
    return LedgerView(
        head=head,
        lead=lead,
        table=claims_table(lookup, site, claims, "ledger", say("Figures, the newest first")),
        total=counted(total, FIGURES, say),
        parts=siblings.parts,
        whole=not siblings,
        files=worded(say, *FILES),
    )


def claims_table(lookup: Lookup, site: Site, claims: Iterable[ClaimRow], ident: str, caption: str) -> Table:
    """Give claims as a table with a column for all that the ledger knows of them."""
    columns = headed(lookup.say, COLUMNS)
    return Table(ident, caption, columns, tuple(_row(lookup, site, claim) for claim in claims))


def _row(lookup: Lookup, site: Site, claim: ClaimRow) -> tuple[Cell, ...]:
    say = lookup.say
    stated = figure(claim, say)
    said = dated_when(lookup, claim.stated_on, site)
    lang = other_language(lookup.entries[claim.article].row.language, site.language)
    speaker = speaker_link(lookup, claim.speaker, claim.stated_on.date) if claim.speaker else None
    source, article = source_link(lookup, claim.article), article_link(lookup, claim.article, site)
    return (
        Cell(links=(Link(in_marks(stated.as_stated), claim_url(claim.id), lang),)),
        Cell(stated.bounds, note=in_other_money(claim, say), sort=amount_order(claim)),
        Cell(links=party_links(lookup, claim.donors)),
        Cell(tag=claim_tag(claim.kind, say)),
        Cell(aid_words(claim.aid, say) or say("not specified")),
        Cell(links=(Link(speaker.text, speaker.url),), note=speaker.note)
        if speaker
        else Cell(say("not named")),
        Cell(said.text, iso=said.iso, note=said.label if said.basis == "event" else "", sort=said.iso or ""),
        Cell(links=(source,)) if source.url else Cell(source.text),
        Cell(links=(Link(article.text, claim.url, article.lang),)),
    )


def in_other_money(claim: ClaimRow, say: Words) -> str:
    """Give the amount in euros or dollars in few words, with the day of the rate, or that it has none.

    The page says once below the table whose rates these are.
    """
    if claim.amount is None:
        return ""
    if claim.converted is None:
        return say("no rate") if claim.stated_on.date else say("no day, so no rate")
    values = (claim.converted.EUR, claim.converted.USD)
    others = [
        bounds_text(value, say)
        for value in values
        if value is not None and value.currency != claim.amount.currency
    ]
    if not others:
        return ""
    day = date_text(claim.converted.rate_date, say)
    return say("{amounts}, rate of {day}", amounts=" · ".join(others), day=day)


def amount_order(claim: ClaimRow) -> str:
    """Give what amounts are sorted by: within each currency by size, since no rate is certain for all."""
    if claim.amount is None:
        share = claim.share
        return f"% {share.low or share.high or 0:.6f}" if share else ""
    value = claim.amount.low if claim.amount.low is not None else claim.amount.high
    return f"{claim.amount.currency or '?'} {value or 0:020.2f}"
