"""Each article as CSL-JSON, BibTeX and RIS, beside its page."""

from collections.abc import Iterator

from plugins.export.tables import json_line
from plugins.model import Archive, ArticleRow, File, Site
from plugins.pages.references import Citation, article_citation, bibtex, csl, ris


def citations(archive: Archive, site: Site, _pages: object) -> dict[str, Citation]:
    """Give what is to be cited of every article, by its id."""
    names = {source.id: source.name for source in archive.sources}
    return {entry.row.id: _citation(entry.row, names, site) for entry in archive.entries}


def citation_files(citation: Citation) -> Iterator[File]:
    """Give a citation in each form."""
    yield File(f"{citation.path}.csl.json", json_line([csl(citation)]))
    yield File(f"{citation.path}.bib", bibtex(citation).encode())
    yield File(f"{citation.path}.ris", ris(citation).encode())


def _citation(row: ArticleRow, names: dict[str, str], site: Site) -> Citation:
    return article_citation(row, names.get(row.source or "", row.source), site)
