"""How to cite an article or a claim, in one plain line."""

from plugins.model import ArticleRow, Site
from plugins.pages.dates import date_text
from plugins.pages.links import absolute
from plugins.pages.views import Link


def plain_citation(site: Site, article: ArticleRow, source: str | None, url: str | None = None) -> str:
    """Give a citation as a reader would paste it: authors, title, source, day, where it is kept.

    No day of access: the site has no clock, and a citation must not change with the build.
    """
    say = site.say
    parts = [", ".join(article.authors)] if article.authors else []
    parts += [
        f"“{article.title}”",
        *([source] if source else []),
        date_text(article.published.date, say) if article.published.date else say("n.d."),
    ]
    kept = absolute(site, url or article.url)
    archive = say("In: {site}, {address}", site=site.name, address=kept or url or article.url)
    digest = say("SHA-256 of the scraped page: {digest}", digest=f"{article.sha256[:16]}…")
    return ". ".join([", ".join(parts), archive, digest])


def citation_files(article_url: str) -> tuple[Link, ...]:
    """Give the files that reference managers read, which stand beside the article's page."""
    stem = article_url.removesuffix(".html")
    return (
        Link("CSL-JSON", f"{stem}.csl.json"),
        Link("BibTeX", f"{stem}.bib"),
        Link("RIS", f"{stem}.ris"),
    )
