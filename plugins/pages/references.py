"""Citations for reference managers: CSL-JSON, BibTeX and RIS."""

from plugins.model import ArticleRow, Site, Value
from plugins.pages.links import absolute
from plugins.pages.plain_text import one_line

_BIBTEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "$": r"\$",
        "&": r"\&",
        "%": r"\%",
        "#": r"\#",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


class Citation(Value, frozen=True):
    """What is cited: an article, or a figure in it."""

    id: str
    path: str
    """Its page without its suffix."""
    title: str
    authors: tuple[str, ...]
    source: str | None
    day: str | None
    """ISO 8601, as precise as known."""
    language: str
    link: str | None
    """Where it was published."""
    kept: str | None
    """Absolute address of its page here, where the site's own address is known."""
    sha256: str
    """Of the scraped page."""
    sentence: str = ""
    """Of a figure: the sentence that it stands in."""


def article_citation(row: ArticleRow, source: str | None, site: Site) -> Citation:
    """Give what is to be cited of an article; `source` is the name of who published it."""
    return Citation(
        id=row.id,
        path=row.url.removesuffix(".html"),
        title=one_line(row.title),
        authors=tuple(one_line(author) for author in row.authors),
        source=source,
        day=row.published.date,
        language=row.language,
        link=row.link,
        kept=absolute(site, row.url),
        sha256=row.sha256,
    )


def csl(citation: Citation) -> dict[str, object]:
    """Give a citation as an item of CSL-JSON."""
    item: dict[str, object] = {
        "id": citation.id,
        "type": "article-newspaper",
        "title": citation.title,
        "language": citation.language,
    }
    if citation.authors:
        item["author"] = [{"literal": author} for author in citation.authors]
    if citation.source:
        item["container-title"] = one_line(citation.source)
    if citation.day:
        item["issued"] = {"date-parts": [[int(part) for part in citation.day.split("-")]]}
    if citation.link:
        item["URL"] = one_line(citation.link)
    if citation.kept:
        item["archive_location"] = citation.kept
    item["note"] = _note(citation)
    return item


def bibtex(citation: Citation) -> str:
    """Give a citation as an entry of BibTeX."""
    day = (citation.day or "").split("-")
    fields = {
        "title": f"{{{citation.title.translate(_BIBTEX)}}}",
        # Braces keep a name together that is not "first last".
        "author": " and ".join(f"{{{author.translate(_BIBTEX)}}}" for author in citation.authors),
        "journal": one_line(citation.source or "").translate(_BIBTEX),
        "year": day[0],
        "date": citation.day or "",
        "url": one_line(citation.link or citation.kept or "").replace("{", "%7B").replace("}", "%7D"),
        "langid": citation.language,
        "note": _note(citation).translate(_BIBTEX),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@article{{{citation.id},\n" + ",\n".join(lines) + "\n}\n"


def ris(citation: Citation) -> str:
    """Give a citation as a record of RIS."""
    lines = [("TY", "NEWS"), ("ID", citation.id), ("TI", citation.title)]
    lines += [("AU", author) for author in citation.authors]
    if citation.source:
        lines.append(("T2", one_line(citation.source)))
    if citation.day:
        year, month, day = (*citation.day.split("-"), "", "")[:3]
        lines += [("PY", year), ("DA", f"{year}/{month}/{day}/")]
    lines += [("UR", one_line(address)) for address in (citation.link, citation.kept) if address]
    lines += [("LA", citation.language), ("N1", _note(citation)), ("ER", "")]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines)


def _note(citation: Citation) -> str:
    digest = f"SHA-256 of the scraped page: {citation.sha256}"
    return f"{citation.sentence} ({digest})" if citation.sentence else digest
