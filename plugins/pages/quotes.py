"""Quotes: the exact words, who said them, and how each source words them."""

from collections.abc import Iterable, Mapping, Sequence

from plugins.model import CoverageCell, QuoteRow, Site, Value
from plugins.pages.drafts import Draft
from plugins.pages.head import page_head, shortened
from plugins.pages.items import quote_item
from plugins.pages.links import other_language, reporter_link
from plugins.pages.lists import MOST_ROWS, Field, Part, Ways, beside_months, by_month, parts
from plugins.pages.lookup import Lookup
from plugins.pages.orders import in_line
from plugins.pages.views import Cell, Head, Link, Table, Wording
from plugins.pages.words import QUOTES, WORDINGS, counted, headed, worded
from plugins.rows import QuoteLine
from plugins.words import told

COLUMNS = (
    Field(told("The exact words"), key="words"),
    Field(told("Said by"), key="speaker", choose=True),
    Field(told("Published"), key="day"),
    Field(told("Source"), key="source", choose=True),
    Field(told("How others word it"), key="others", sort=False),
)
FILES = (
    Link(told("CSV for spreadsheets"), "data/quotes.csv"),
    Link(told("JSON lines, with every field"), "data/quotes.jsonl"),
    Link(told("what the fields mean"), "data/index.html"),
)
VARIANT_LENGTH = 160
"""Characters of another source's wording: enough to compare, its place is one link away."""


class QuotesView(Value, frozen=True):
    """Every quote, or those of one month where there are too many for one page."""

    head: Head
    lead: str
    table: Table
    total: str
    parts: tuple[Part, ...]
    whole: bool
    files: tuple[Link, ...]


def quotes_pages(lookup: Lookup, _site: Site) -> Iterable[Draft]:
    """Give the list of quotes, parted by month where it is long."""
    quotes = in_line(lookup.orders.quotes)
    slices = by_month(lookup.orders.quotes) if len(quotes) > MOST_ROWS else ()
    variants = _variants(lookup)
    say = lookup.say
    first = parts("quotes", slices, say)
    yield _draft("quotes/index.html", say("Quotes"), quotes[:MOST_ROWS], Ways(first), variants, len(quotes))
    for part, siblings in zip(slices, beside_months(first, "quotes", slices, say), strict=True):
        path = f"quotes/{part.name}.html"
        title = say("Quotes: {month}", month=part.words(say))
        yield _draft(path, title, part.members, siblings, variants, len(part.members))


def _variants(lookup: Lookup) -> Mapping[str, tuple[CoverageCell, ...]]:
    """Give, by the id of a quote, how the other reports of the same event word it."""
    found: dict[str, tuple[CoverageCell, ...]] = {}
    for coverage in lookup.archive.coverage:
        for row in coverage.rows:
            if row.kind == "quote":
                for cell in row.cells:
                    if cell.url is not None:
                        others = tuple(one for one in row.cells if one is not cell and one.text)
                        ident = cell.url.rpartition("#")[2]  # An address ends with it.
                        found[ident] = found.get(ident, ()) + others
    return found


def _draft(
    path: str,
    title: str,
    quotes: Sequence[QuoteLine],
    siblings: Ways,
    variants: Mapping[str, tuple[CoverageCell, ...]],
    total: int,
) -> Draft:
    shown = tuple([quote.id for quote in quotes])
    varied = {quote: variants[quote] for quote in shown if quote in variants}
    return Draft(path, "quotes.html", _view, (path, title, shown, varied, siblings, total))


def _view(
    lookup: Lookup,
    site: Site,
    path: str,
    title: str,
    shown: tuple[str, ...],
    varied: Mapping[str, tuple[CoverageCell, ...]],
    siblings: Ways,
    total: int,
) -> QuotesView:
    """Give one page of quotes.

    `varied`: how other reports of the same event word some of them; `total`: quotes in the archive, or of the
    page's month.
    """
    first, say = path == "quotes/index.html", lookup.say
    head = page_head(
        site,
        path,
        title=title,
        description=say.many(
            "{n} quote, word for word, with the speaker, the source and the wording of every other report.",
            "{n} quotes, word for word, with the speaker, the source and the wording of every other report.",
            total,
        ),
        kind="Quotes",
        section="quotes",
        crumbs=() if first else (Link(say("Quotes"), "quotes/index.html"),),
        json_ld={"@type": "CollectionPage"},
    )
    lead = counted(len(shown), QUOTES, say)
    if first and siblings:
        lead = say.many(
            "The newest {shown} of {n} quote",
            "The newest {shown} of {n} quotes",
            total,
            shown=say.number(f"{len(shown):,}"),
        )
    rows = tuple(_row(lookup, site, lookup.quotes[quote], varied.get(quote, ())) for quote in shown)
    return QuotesView(
        head=head,
        lead=lead,
        table=Table("quotes", say("Quotes, those of the newest articles first"), headed(say, COLUMNS), rows),
        total=counted(total, QUOTES, say),
        parts=siblings.parts,
        whole=not siblings,
        files=worded(say, *FILES),
    )


def _row(lookup: Lookup, site: Site, quote: QuoteRow, variants: tuple[CoverageCell, ...]) -> tuple[Cell, ...]:
    item = quote_item(lookup, quote.id, site)
    speaker = item.speaker
    said = item.said
    return (
        Cell(links=(Link(f"“{item.text}”", item.url, item.lang),)),
        Cell(links=(Link(speaker.text, speaker.url),), note=speaker.note)
        if speaker
        else Cell(lookup.say("not named")),
        Cell(said.text, iso=said.iso, note=said.label if said.basis == "event" else "", sort=said.iso or ""),
        Cell(links=(Link(item.source.text, item.source.url),)),
        Cell(links=_same_words(lookup, site, quote), wordings=_other_words(lookup, site, quote, variants)),
    )


def _same_words(lookup: Lookup, site: Site, quote: QuoteRow) -> tuple[Link, ...]:
    others = (lookup.quotes[other] for other in quote.also_in if other in lookup.quotes)
    return tuple(
        reporter_link(lookup, one.article, one.url, site, lookup.say("the same words")) for one in others
    )


def _other_words(
    lookup: Lookup, site: Site, quote: QuoteRow, variants: tuple[CoverageCell, ...]
) -> tuple[Wording, ...]:
    """Give how other reports word it; those with the very same words are told already."""
    say = lookup.say
    known = {lookup.quotes[other].url for other in quote.also_in if other in lookup.quotes}
    return tuple(
        Wording(
            reporter_link(lookup, cell.article, cell.url, site, say(WORDINGS[cell.wording]).lower()),
            shortened(cell.text or "", VARIANT_LENGTH),
            other_language(lookup.entries[cell.article].row.language, site.language),
        )
        for cell in variants
        if cell.url not in known
    )
