"""Each article as CSL-JSON, BibTeX and RIS, beside its page."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from operator import attrgetter

from plugins.bodies import Bodies
from plugins.export.tables import json_line
from plugins.linked import told_in_short
from plugins.memory import name_of
from plugins.model import Archive, ArticleRow, File, Site
from plugins.pages.kin import parts_for, place_of
from plugins.pages.references import Citation, article_citation, bibtex, csl, ris

EACH = 16
"""Articles that are looked at together, at most and as a rule: their files are made in a few milliseconds."""

_cited = attrgetter("id", "url", "title", "authors", "language", "link", "sha256", "published.date")


class Cited:
    """Some articles to be cited.

    No dataclass: what is encoded for a digest is its own `digest`, not whole rows.
    """

    def __init__(
        self, articles: Sequence[tuple[ArticleRow, str | None]], site: Site, bodies: Bodies | None
    ) -> None:
        """`articles`: each with the name of who published it."""
        self._articles = articles
        self._site = site
        self._bodies = bodies

    @cached_property
    def digest(self) -> bytes:
        """What differs where any of their files does."""
        rows = [row for row, _ in self._articles]
        names = [name for _, name in self._articles]
        return name_of(told_in_short(rows, self._bodies) or [*map(_cited, rows)], names, self._site)

    def __iter__(self) -> Iterator[Citation]:
        return (article_citation(row, source, self._site) for row, source in self._articles)


def citations(archive: Archive, site: Site, _pages: object) -> dict[str, Cited]:
    """Give what is to be cited of the articles, some under each name."""
    names = {source.id: source.name for source in archive.sources}
    number = parts_for(len(archive.entries), EACH)
    parts: defaultdict[int, list[tuple[ArticleRow, str | None]]] = defaultdict(list)
    for entry in archive.entries:
        row = entry.row
        parts[place_of(row.url) % number].append((row, names.get(row.source or "", row.source)))
    return {str(part): Cited(articles, site, archive.bodies) for part, articles in parts.items()}


def citation_files(cited: Cited) -> Iterator[File]:
    """Give some citations, each in every form."""
    for citation in cited:
        yield File(f"{citation.path}.csl.json", json_line([csl(citation)]))
        yield File(f"{citation.path}.bib", bibtex(citation).encode())
        yield File(f"{citation.path}.ris", ris(citation).encode())
