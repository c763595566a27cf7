"""How to cite an article or a claim, in one plain line."""

from msgspec import json
from msgspec.structs import replace

from plugins.model import ArticleRow, ClaimRow, Site, Value
from plugins.pages.dates import date_text
from plugins.pages.directions import undirected
from plugins.pages.links import absolute, claim_url, other_language
from plugins.pages.places import in_marks
from plugins.pages.plain_text import one_line
from plugins.pages.references import article_citation, bibtex, csl, ris
from plugins.pages.views import Link


class Reference(Value, frozen=True):
    """A citation in one format, to be copied."""

    label: str
    """The format's name."""
    text: str


def claim_references(
    site: Site, article: ArticleRow, source: str | None, claim: ClaimRow
) -> tuple[Reference, ...]:
    """Give a single figure's citation in each format that reference managers read."""
    cited = article_citation(article, source, site)
    url = claim_url(claim.id)
    sentence = one_line(f"{in_marks(undirected(claim.as_stated))}: “{undirected(claim.sentence)}”")
    figure = replace(cited, id=claim.id, path=url, kept=absolute(site, url), sentence=sentence)
    return (
        Reference("CSL-JSON", json.format(json.encode([csl(figure)]), indent=2).decode()),
        Reference("BibTeX", bibtex(figure)),
        Reference("RIS", ris(figure).replace("\r\n", "\n")),
    )


def plain_citation(site: Site, article: ArticleRow, source: str | None, claim: ClaimRow | None = None) -> str:
    """Give a citation as one line: what its pieces say together."""
    return "".join(piece.text for piece in citation_pieces(site, article, source, claim))


def citation_pieces(
    site: Site, article: ArticleRow, source: str | None, claim: ClaimRow | None = None
) -> tuple[Link, ...]:
    """Give a citation as a reader would paste it: authors, title, source, day, where it is kept.

    Of a `claim` in it, its words come first. What the article says itself is in its language.

    No day of access: the site has no clock, and a citation must not change with the build.
    """
    say = site.say
    lang = other_language(article.language, site.language)
    pieces = [Link(f"{', '.join(article.authors)}, ")] if article.authors else []
    if claim is not None:
        pieces = [Link(in_marks(undirected(claim.as_stated)), lang=lang), Link(", "), *pieces]
    day = date_text(article.published.date, say) if article.published.date else say("n.d.")
    url = claim_url(claim.id) if claim else article.url
    archive = say("In: {site}, {address}", site=site.name, address=absolute(site, url) or url)
    digest = say("SHA-256 of the scraped page: {digest}", digest=f"{article.sha256[:16]}…")
    rest = "".join(f", {told}" for told in (source, day) if told)
    return (*pieces, Link(f"“{article.title}”", lang=lang), Link(f"{rest}. {archive}. {digest}"))


def citation_files(article_url: str) -> tuple[Link, ...]:
    """Give the files that reference managers read, which stand beside the article's page."""
    stem = article_url.removesuffix(".html")
    return (
        Link("CSL-JSON", f"{stem}.csl.json"),
        Link("BibTeX", f"{stem}.bib"),
        Link("RIS", f"{stem}.ris"),
    )
