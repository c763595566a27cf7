"""The coverage matrix of an event: who reports which fact or quote, and in whose words."""

from plugins.model import ClaimRow, Coverage, CoverageCell, CoverageRow, QuoteRow, Site, Value
from plugins.pages.items import dated_when
from plugins.pages.links import article_link, other_language, party_links, source_link, speaker_link
from plugins.pages.lookup import Lookup
from plugins.pages.views import Link, Tag, When
from plugins.pages.wording import Stretch, compared
from plugins.pages.words import ARTICLES, CLAIM_KINDS, SOURCES, WORDINGS, counted
from plugins.words import Words, told

MOST_COLUMNS = 6
"""More articles than this do not fit side by side: then each row lists only those that say something."""
MOST_ROWS = 80
"""More rows than this and those that only one article has are left to the articles themselves."""
GROUPS = (("claim", told("Figures")), ("quote", told("Quotes")))


class MatrixColumn(Value, frozen=True):
    """One article that reports the event."""

    source: Link
    article: Link
    published: When


class MatrixCell(Value, frozen=True):
    """What one article says of one row."""

    source: str
    """The column's source again, for a phone, where there are no columns."""
    wording: Tag
    text: str
    """The article's own words; "" where it does not mention this."""
    url: str | None
    lang: str | None
    changes: tuple[Stretch, ...] = ()
    """A quotation told otherwise, word by word against the fullest wording; () for all else."""


class MatrixRow(Value, frozen=True):
    """One fact or quote, held against every article."""

    label: str
    """Who gives, or who speaks."""
    note: str
    """The kind of claim."""
    cells: tuple[MatrixCell, ...]
    missing: str
    """How many articles do not mention it, where they have no cells of their own."""


class MatrixGroup(Value, frozen=True):
    """All figures, or all quotes."""

    label: str
    rows: tuple[MatrixRow, ...]


class MatrixContrast(Value, frozen=True):
    """Two wordings for one thing."""

    topic: str
    wordings: tuple[MatrixCell, ...]


class Matrix(Value, frozen=True):
    """The coverage matrix as a page shows it."""

    summary: str
    side_by_side: bool
    """Whether the articles are columns; otherwise each row lists those that mention it."""
    columns: tuple[MatrixColumn, ...]
    groups: tuple[MatrixGroup, ...]
    contrasts: tuple[MatrixContrast, ...]
    left_out: str
    """How many figures and quotes are not shown, and why; "" for none."""


def matrix(lookup: Lookup, coverage: Coverage, site: Site) -> Matrix:
    """Give the coverage matrix of one event."""
    rows = _rows_shown(coverage)
    left_out = len(coverage.rows) - len(rows)
    side_by_side = len(coverage.articles) <= MOST_COLUMNS
    groups = tuple(
        MatrixGroup(
            lookup.say(label),
            tuple(_row(lookup, row, site, full=side_by_side) for row in rows if row.kind == kind),
        )
        for kind, label in GROUPS
    )
    return Matrix(
        summary=_summary(lookup, coverage),
        side_by_side=side_by_side,
        columns=tuple(
            MatrixColumn(
                source_link(lookup, article),
                article_link(lookup, article, site),
                dated_when(lookup, lookup.entries[article].row.published, site),
            )
            for article in coverage.articles
        ),
        groups=tuple(group for group in groups if group.rows),
        left_out=lookup.say.many(
            "{n} more figure or quote told by fewer articles are not shown here: each article has its own.",
            "{n} more figures and quotes told by fewer articles are not shown here: each article has its "
            "own.",
            left_out,
        )
        if left_out
        else "",
        contrasts=tuple(
            MatrixContrast(
                contrast.topic, tuple(_cell(lookup, cell, site, "contrast") for cell in contrast.wordings)
            )
            for contrast in coverage.contrasts
        ),
    )


def _rows_shown(coverage: Coverage) -> tuple[CoverageRow, ...]:
    """Give all rows, or, where those are too many to read, the ones that most articles have."""
    if len(coverage.rows) <= MOST_ROWS:
        return coverage.rows
    most_told = sorted(range(len(coverage.rows)), key=lambda at: (-_mentions(coverage.rows[at]), at))
    return tuple(coverage.rows[at] for at in sorted(most_told[:MOST_ROWS]))


def _row(lookup: Lookup, row: CoverageRow, site: Site, *, full: bool) -> MatrixRow:
    shown = [cell for cell in row.cells if full or cell.wording != "not-mentioned"]
    left = len(row.cells) - len(shown)
    missing = (
        lookup.say.many("Not mentioned in {n} other article", "Not mentioned in {n} other articles", left)
        if left
        else ""
    )
    label, note = _label(lookup, row)
    cells = tuple(
        _cell(lookup, cell, site, row.kind, _singled_out(row, cell, lookup.say), _changes(row, cell))
        for cell in shown
    )
    return MatrixRow(label, note, cells, missing)


def _singled_out(row: CoverageRow, cell: CoverageCell, say: Words) -> Tag | None:
    """Give the tag of a wording that stands alone, where "same words" would mislead."""
    if cell.wording != "verbatim" or sum(other.wording == "verbatim" for other in row.cells) > 1:
        return None
    if _mentions(row) == 1:
        return Tag("only-here", say("Only in this article")) if len(row.cells) > 1 else Tag("only-here", "")
    return Tag("compared", say("The wording others are held against"))


def _changes(row: CoverageRow, cell: CoverageCell) -> tuple[Stretch, ...]:
    """Give how a cell words a quotation otherwise than the row's fullest wording does."""
    if row.kind != "quote" or cell.wording not in ("shortened", "reworded") or not cell.text:
        return ()
    whole = next((other.text for other in row.cells if other.wording == "verbatim" and other.text), row.label)
    return compared(cell.text, whole)


def _label(lookup: Lookup, row: CoverageRow) -> tuple[str, str]:
    """Give who gives and the kind of claim, or who speaks: the words themselves stand in the cells."""
    addresses = (cell.url for cell in row.cells if cell.url is not None)
    found = next((lookup.by_url[url] for url in addresses if url in lookup.by_url), None)
    if isinstance(found, ClaimRow):
        donors = ", ".join(link.text for link in party_links(lookup, found.donors))
        return donors or lookup.say("Donor not named"), lookup.say(CLAIM_KINDS[found.kind])
    if isinstance(found, QuoteRow):
        if found.speaker is not None:
            return speaker_link(lookup, found.speaker).text, ""
        return found.speaker_as_stated or lookup.say("Speaker not named"), ""
    return row.label, ""


def _cell(
    lookup: Lookup,
    cell: CoverageCell,
    site: Site,
    kind: str,
    wording: Tag | None = None,
    changes: tuple[Stretch, ...] = (),
) -> MatrixCell:
    language = lookup.entries[cell.article].row.language
    return MatrixCell(
        source=source_link(lookup, cell.article).text,
        wording=wording or Tag(cell.wording, lookup.say(WORDINGS[cell.wording])),
        text=f"“{cell.text}”" if cell.text and kind == "quote" else cell.text or "",
        url=cell.url,
        lang=other_language(language, site.language),
        changes=changes,
    )


def _summary(lookup: Lookup, coverage: Coverage) -> str:
    """Say in words how far the articles agree."""
    say = lookup.say
    held = _held(lookup, coverage)
    if len(coverage.articles) == 1:
        return say("{held}: with nothing to compare, every figure and quote rests on it alone.", held=held)
    everywhere = sum(_mentions(row) == len(coverage.articles) for row in coverage.rows)
    differing = sum(any(cell.wording == "another-value" for cell in row.cells) for row in coverage.rows)
    alone = sum(_mentions(row) == 1 for row in coverage.rows)
    return say.many(
        "{held} hold {n} figure or quote: {everywhere} in every article, {alone} in one only, {differing} "
        "with differing values.",
        "{held} hold {n} figures and quotes: {everywhere} in every article, {alone} in one only, "
        "{differing} with differing values.",
        len(coverage.rows),
        held=held,
        everywhere=everywhere or say("none"),
        alone=alone or say("none"),
        differing=differing or say("none"),
    )


def _held(lookup: Lookup, coverage: Coverage) -> str:
    """Say how many articles there are, of how many sources; what no page states is no source."""
    say = lookup.say
    stated = [lookup.entries[article].row.source for article in coverage.articles]
    articles = counted(len(stated), ARTICLES, say)
    sources = len(set(stated) - {None})
    if not sources:
        return say.many(
            "{articles} whose source is not stated",
            "{articles} whose sources are not stated",
            len(stated),
            articles=articles,
        )
    if None in stated:
        return say(
            "{articles} from {sources} and from others that are not stated",
            articles=articles,
            sources=counted(sources, SOURCES, say),
        )
    return say("{articles} from {sources}", articles=articles, sources=counted(sources, SOURCES, say))


def _mentions(row: CoverageRow) -> int:
    return sum(cell.wording != "not-mentioned" for cell in row.cells)
