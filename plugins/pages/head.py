"""What every page says of itself."""

from plugins.model import Site
from plugins.pages.directions import undirected
from plugins.pages.links import absolute, root_of
from plugins.pages.views import Filter, Head, Json, Link
from plugins.pages.words import worded
from plugins.words import told

HOME = Link(told("Home"), "index.html")
DESCRIPTION_LENGTH = 160
"""Characters that search engines and link cards show."""


def shortened(text: str, length: int) -> str:
    """Give the beginning of a text, cut at a word, with an ellipsis where something is left out.

    >>> shortened("Norway will help Ukraine", 20)
    'Norway will help…'
    """
    flat = " ".join(text.split())
    if len(flat) <= length:
        return flat
    return flat[: length - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-(“") + "…"


def page_head(
    site: Site,
    path: str,
    *,
    title: str,
    description: str,
    kind: str,
    section: str = "",
    crumbs: tuple[Link, ...] = (),
    json_ld: dict[str, Json] | None = None,
    filters: tuple[Filter, ...] = (),
    published: str | None = None,
    feeds: tuple[Link, ...] = (),
    csp: str = "",
    language: str | None = None,
    moved_to: str | None = None,
    robots: str = "",
) -> Head:
    """Give a page's head; `crumbs` without the home page, `json_ld` without context and address.

    `kind` is one of `KINDS_OF_PAGE`; `language` is that of the title, where it is not the site's.
    """
    title = undirected(title)
    canonical = absolute(site, moved_to or path)
    described: dict[str, Json] = {"@context": "https://schema.org", "@type": "WebPage", "name": title}
    described |= json_ld or {}
    if canonical is not None:
        described["url"] = canonical
    return Head(
        title=title,
        description=shortened(undirected(description), DESCRIPTION_LENGTH),
        path=path,
        root=root_of(path),
        canonical=canonical,
        language=site.language,
        kind=kind,
        label=site.say(kind),
        section=section,
        crumbs=(*worded(site.say, HOME), *crumbs) if path != "index.html" else (),
        json_ld=described,
        filters=(Filter("kind", site.say(kind)), *filters),
        published=published,
        feeds=feeds,
        csp=csp,
        lang=language,
        moved_to=moved_to,
        robots=robots,
    )
