"""The coverage matrix of an event: who reports which fact or quote, and in whose words."""

from plugins.model import Coverage, CoverageCell, CoverageRow, Site, Value
from plugins.pages.items import dated_when
from plugins.pages.links import article_link, other_language, source_link
from plugins.pages.lookup import Lookup
from plugins.pages.views import Link, Tag, When
from plugins.pages.words import WORDINGS, counted

MOST_COLUMNS = 6
"""More articles than this do not fit side by side: then each row lists only those that say something."""
GROUPS = (("claim", "Figures"), ("quote", "Quotes"))


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


class MatrixRow(Value, frozen=True):
    """One fact or quote, held against every article."""

    label: str
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


def matrix(lookup: Lookup, coverage: Coverage, site: Site) -> Matrix:
    """Give the coverage matrix of one event."""
    side_by_side = len(coverage.articles) <= MOST_COLUMNS
    groups = tuple(
        MatrixGroup(
            label,
            tuple(_row(lookup, row, site, full=side_by_side) for row in coverage.rows if row.kind == kind),
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
        contrasts=tuple(
            MatrixContrast(contrast.topic, tuple(_cell(lookup, cell, site) for cell in contrast.wordings))
            for contrast in coverage.contrasts
        ),
    )


def _row(lookup: Lookup, row: CoverageRow, site: Site, *, full: bool) -> MatrixRow:
    shown = [cell for cell in row.cells if full or cell.wording != "not-mentioned"]
    left = len(row.cells) - len(shown)
    missing = f"Not mentioned in {counted(left, 'other article')}" if left else ""
    return MatrixRow(row.label, tuple(_cell(lookup, cell, site) for cell in shown), missing)


def _cell(lookup: Lookup, cell: CoverageCell, site: Site) -> MatrixCell:
    language = lookup.entries[cell.article].row.language
    return MatrixCell(
        source=source_link(lookup, cell.article).text,
        wording=Tag(cell.wording, WORDINGS[cell.wording]),
        text=cell.text or "",
        url=cell.url,
        lang=other_language(language, site.language),
    )


def _summary(lookup: Lookup, coverage: Coverage) -> str:
    """Say in words how far the articles agree."""
    sources = {source_link(lookup, article).text for article in coverage.articles}
    told = f"{counted(len(coverage.articles), 'article')} from {counted(len(sources), 'source')}"
    if len(coverage.articles) == 1:
        return f"{told}: with nothing to compare, every figure and quote rests on it alone."
    everywhere = sum(_mentions(row) == len(coverage.articles) for row in coverage.rows)
    differing = sum(any(cell.wording == "another-value" for cell in row.cells) for row in coverage.rows)
    alone = sum(_mentions(row) == 1 for row in coverage.rows)
    return (
        f"{told} hold {counted(len(coverage.rows), 'figure or quote', 'figures and quotes')}: "
        f"{everywhere} in every article, {alone} in one only, {differing} with differing values."
    )


def _mentions(row: CoverageRow) -> int:
    return sum(cell.wording != "not-mentioned" for cell in row.cells)
