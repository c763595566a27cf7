"""A donor: what it announced, what was given to date, what it only plans, and who says so; never mixed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from plugins.model import Amount, ClaimKind, ClaimRow, Derivation, Difference, DonorRow, Site, Value
from plugins.pages.charts import Chart, donor_charts
from plugins.pages.dates import newest_first, year_of
from plugins.pages.donor_docket import donor_docket
from plugins.pages.donor_equipment import equipment_by_donor, equipment_table
from plugins.pages.drafts import Draft
from plugins.pages.head import page_head
from plugins.pages.items import article_item, claim_item
from plugins.pages.links import other_language, own_feed, source_link
from plugins.pages.lookup import Lookup
from plugins.pages.money import bounds_text
from plugins.pages.reasons import reason_words
from plugins.pages.views import (
    ArticleItem,
    ClaimItem,
    Fact,
    Filter,
    Head,
    Json,
    Link,
    Table,
)
from plugins.pages.words import DIFFERENCES, DONOR_KINDS, counted, worded
from plugins.words import Words, told, told_many

CRUMB = Link(told("Donors"), "donors/index.html")
MOST_CLAIMS = 40
"""As many as a reader scrolls through; the ledger has them all."""
MOST_ARTICLES = 12

SECTIONS: tuple[tuple[ClaimKind, str, str], ...] = (
    (
        "announced",
        told("New announcements"),
        told("Promised anew on the day it was said. A promise is not a delivery."),
    ),
    ("delivered", told("Delivered"), told("Said to have arrived or been paid out.")),
    (
        "cumulative",
        told("Totals to date"),
        told("Running totals as stated on a day. They may hold announcements: the two are never added."),
    ),
    ("share", told("Shares"), told("Parts of a whole, told without an amount.")),
    (
        "planned",
        told("Plans and proposals"),
        told("Asked for, proposed or considered. Nobody has given it."),
    ),
    (
        "estimate",
        told("Third parties’ estimates"),
        told("What somebody else reckons was given. Not the donor’s own figure."),
    ),
)

COUNTED: dict[ClaimKind, tuple[str, str]] = {
    "announced": told_many("{n} new announcement", "{n} new announcements"),
    "delivered": told_many("{n} delivery", "{n} deliveries"),
    "cumulative": told_many("{n} total to date", "{n} totals to date"),
    "share": told_many("{n} share", "{n} shares"),
    "planned": told_many("{n} plan or proposal", "{n} plans or proposals"),
    "estimate": told_many("{n} third party’s estimate", "{n} third parties’ estimates"),
}


class DonorSection(Value, frozen=True):
    """All claims of one kind, newest first."""

    id: str
    title: str
    explained: str
    items: tuple[ClaimItem, ...]
    more: str
    """How many older ones are left to the ledger, and how many say the same again; "" for none."""


class DonorSum(Value, frozen=True):
    """A sum over announcements, with its terms."""

    total: str
    reason: str
    terms: tuple[ClaimItem, ...]


class DonorDifference(Value, frozen=True):
    """Claims about this donor that do not agree."""

    why: str
    reason: str
    items: tuple[ClaimItem, ...]


class DonorView(Value, frozen=True):
    """One donor."""

    head: Head
    kind: str
    lead: str
    docket: tuple[Fact, ...]
    contents: tuple[Link, ...]
    """The page's own sections, with their counts."""
    charts: tuple[Chart, ...]
    sections: tuple[DonorSection, ...]
    sums: tuple[DonorSum, ...]
    differences: tuple[DonorDifference, ...]
    equipment: Table | None
    articles: tuple[ArticleItem, ...]
    more_articles: str


def donor_pages(lookup: Lookup, _site: Site) -> tuple[Draft, ...]:
    """Give the page of every donor."""
    differences = _differences_by_donor(lookup)
    equipment = equipment_by_donor(lookup)
    sums: defaultdict[str, list[Derivation]] = defaultdict(list)
    for derivation in lookup.archive.derivations:
        sums[derivation.donor].append(derivation)
    return tuple(
        Draft(
            row.url,
            "donor.html",
            _view,
            (
                row.id,
                tuple(differences.get(row.id, ())),
                tuple(equipment.get(row.id, ())),
                tuple(sums.get(row.id, ())),
            ),
        )
        for row in lookup.archive.donors
    )


def _view(
    lookup: Lookup,
    site: Site,
    donor: str,
    differences: Sequence[Difference],
    equipment: Sequence[tuple[str, str, str]],
    sums: Sequence[Derivation],
) -> DonorView:
    row = lookup.donors[donor]
    claims = lookup.claims_by_donor.get(row.id, ())
    sections = tuple(
        section for section in (_section(lookup, claims, *kind, site) for kind in SECTIONS) if section
    )
    articles = sorted(
        (article for article in row.articles if article in lookup.entries),
        key=lambda article: (newest_first(lookup.entries[article].row.published.date), article),
    )
    left = len(articles) - MOST_ARTICLES
    return DonorView(
        head=_head(lookup, row, claims, site),
        kind=lookup.say(DONOR_KINDS[row.kind]),
        lead=_lead(claims, articles, lookup.say),
        docket=donor_docket(lookup, row, claims, [section.items[0] for section in sections]),
        contents=_contents(sections, differences, equipment, articles, lookup.say),
        charts=donor_charts(
            row.id,
            row.name,
            claims,
            lookup.say,
            lambda claim: other_language(lookup.entries[claim.article].row.language, site.language),
        ),
        sections=sections,
        sums=tuple(_sum(lookup, derivation, site) for derivation in sums),
        differences=tuple(
            DonorDifference(
                lookup.say(DIFFERENCES[difference.why]),
                reason_words(difference.reason, lookup.say),
                tuple(claim_item(lookup, claim, site) for claim in difference.claims),
            )
            for difference in differences[:MOST_CLAIMS]
        ),
        equipment=equipment_table(lookup, site, row, equipment),
        articles=tuple(article_item(lookup, article, site) for article in articles[:MOST_ARTICLES]),
        more_articles=lookup.say.many("and {n} older article", "and {n} older articles", left)
        if left > 0
        else "",
    )


def _contents(
    sections: Sequence[DonorSection],
    differences: Sequence[Difference],
    equipment: Sequence[tuple[str, str, str]],
    articles: Sequence[str],
    say: Words,
) -> tuple[Link, ...]:
    others = (
        (differences, say("Where sources differ"), "#differences"),
        (equipment, say("Equipment"), "#equipment"),
        (articles, say("Articles"), "#articles"),
    )
    return (
        *(Link(section.title, f"#{section.id}") for section in sections),
        *(Link(text, url) for found, text, url in others if found),
    )


def _lead(claims: Sequence[ClaimRow], articles: Sequence[str], say: Words) -> str:
    """Say what there is, kind by kind, so that nobody takes a plan for a gift."""
    counts = [sum(claim.kind == kind for claim in claims) for kind, _, _ in SECTIONS]
    figures = ", ".join(
        counted(number, COUNTED[kind], say)
        for number, (kind, _, _) in zip(counts, SECTIONS, strict=True)
        if number
    )
    number = len(articles)
    if not figures:
        return say.many(
            "Named in {n} article, without a figure.", "Named in {n} articles, without a figure.", number
        )
    return say.many(
        "Named in {n} article, with {figures}.",
        "Named in {n} articles, with {figures}.",
        number,
        figures=figures,
    )


def _section(
    lookup: Lookup, claims: Sequence[ClaimRow], kind: ClaimKind, title: str, explained: str, site: Site
) -> DonorSection | None:
    of_kind = {claim.id: claim for claim in claims if claim.kind == kind}
    # What only says an earlier claim again stands with it: the earlier one counts how often.
    first_told = [claim for claim in of_kind.values() if not _says_again(claim, of_kind)]
    ordered = sorted(first_told, key=lambda claim: (newest_first(claim.stated_on.date), claim.id))
    if not ordered:
        return None
    left = len(ordered) - MOST_CLAIMS
    return DonorSection(
        id=kind,
        title=lookup.say(title),
        explained=lookup.say(explained),
        items=tuple(claim_item(lookup, claim.id, site) for claim in ordered[:MOST_CLAIMS]),
        more=lookup.say.many("and {n} older figure", "and {n} older figures", left) if left > 0 else "",
    )


def _says_again(claim: ClaimRow, others: Mapping[str, ClaimRow]) -> bool:
    """Say whether a claim repeats the very amount of another; another wording of it stays in sight."""
    told = [others[r.claim] for r in claim.relations if r.type == "restates" and r.claim in others]
    return any(
        other.amount == claim.amount and other.share == claim.share and not _kept_of_two(claim, other)
        for other in told
    )


def _kept_of_two(claim: ClaimRow, other: ClaimRow) -> bool:
    """Say whether two claims point at each other and this one, by its id, is the one to keep."""
    mutual = any(r.type == "restates" and r.claim == claim.id for r in other.relations)
    return mutual and claim.id < other.id


def _head(lookup: Lookup, row: DonorRow, claims: Sequence[ClaimRow], site: Site) -> Head:
    schema = {"country": "Country", "organisation": "Organization", "company": "Organization"}
    body: dict[str, Json] = {"@type": schema.get(row.kind, "Organization"), "name": row.name}
    if row.aliases:
        body["alternateName"] = list(row.aliases)
    years = sorted({year_of(claim.stated_on.date, site.say) for claim in claims})
    sources = sorted({source_link(lookup, claim.article).text for claim in claims})
    return page_head(
        site,
        row.url,
        title=row.name,
        description=site.say.many(
            "What {name} is reported to have announced, given and planned for Ukraine: {n} figure, each "
            "with its source.",
            "What {name} is reported to have announced, given and planned for Ukraine: {n} figures, each "
            "with its source.",
            len(claims),
            name=row.name,
        ),
        kind="Donor",
        section="donors",
        crumbs=worded(site.say, CRUMB),
        json_ld=body,
        feeds=(own_feed("donors", row.id, row.name),) if row.articles else (),
        filters=(
            Filter("donor", row.name),
            *(Filter("year", year) for year in years),
            *(Filter("source", source) for source in sources),
        ),
    )


def _sum(lookup: Lookup, derivation: Derivation, site: Site) -> DonorSum:
    return DonorSum(
        total=bounds_text(Amount(derivation.low, derivation.high, derivation.currency, None), lookup.say),
        reason=reason_words(derivation.reason, lookup.say),
        terms=tuple(claim_item(lookup, claim, site) for claim in derivation.claims),
    )


def _differences_by_donor(lookup: Lookup) -> Mapping[str, tuple[Difference, ...]]:
    found: defaultdict[str, list[Difference]] = defaultdict(list)
    for difference in lookup.archive.differences:
        donors = {donor for claim in difference.claims for donor in lookup.claims[claim].donors}
        for donor in sorted(donors):
            found[donor].append(difference)
    return {donor: tuple(rows) for donor, rows in found.items()}
