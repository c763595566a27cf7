"""Hand-written pages: Markdown with a little front matter, from content/pages/.

Markdown is rendered with HTML off, and what comes out still goes through nh3's allow-list: `sanitised` is the
only place where text becomes markup without a template.
"""

from collections.abc import Sequence

import msgspec
import nh3
from markupsafe import Markup

from plugins.archive.addresses import slug
from plugins.errors import BriefingError, CombinedError
from plugins.model import Page, Raw, Site, Value
from plugins.pages.head import page_head
from plugins.pages.views import Head

TEMPLATE = "handwritten.html"
TAGS = {
    *("p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "em", "strong", "s"),
    *("a", "hr", "br", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}


class HandwrittenView(Value, frozen=True):
    """One page that somebody wrote."""

    head: Head
    html: str
    """Rendered Markdown; a template shows it through the filter `sanitised`."""


class FrontMatter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What may stand above a page's text."""

    title: str
    description: str = ""


def sanitised(html: str) -> Markup:
    """Give HTML with nothing in it but what stands in the lists above."""
    # The one place that makes markup, and only of what the allow-list let through.
    return Markup(  # noqa: S704
        nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener")
    )


def handwritten_pages(files: Sequence[Raw], site: Site) -> tuple[Page, ...]:
    """Give the pages in content/pages/.

    Raises:
        CombinedError: front matter that is wrong, of all files at once.
    """
    errors: list[BriefingError] = []
    pages: dict[str, Page] = {}
    for file in files:
        try:
            page = _page(file, site)
        except BriefingError as error:
            errors.append(error)
            continue
        if page.path in pages:
            errors.append(
                BriefingError(
                    "another page has the same address", where=file.path, mend="give the file another name"
                )
            )
        pages[page.path] = page
    if errors:
        raise CombinedError(tuple(errors))
    return tuple(pages.values())


def _page(file: Raw, site: Site) -> Page:
    # Only here: many desks write no pages.
    from markdown_it import MarkdownIt  # noqa: PLC0415

    text = file.data.decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n")
    matter, body = _parted(text, file.path)
    name = file.path.removeprefix("pages/").removesuffix(".md")
    path = f"pages/{'/'.join(slug(part, 'page') for part in name.split('/'))}.html"
    head = page_head(
        site, path, title=matter.title, description=matter.description or " ".join(body.split()), kind="Page"
    )
    markdown = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    # The page's title is its one h1, so headings in the text begin below it.
    tokens = markdown.parse(body)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"} and token.tag == "h1":
            token.tag = "h2"
    return Page(path, TEMPLATE, HandwrittenView(head, markdown.renderer.render(tokens, markdown.options, {})))


def _parted(text: str, where: str) -> tuple[FrontMatter, str]:
    """Part front matter from text."""
    mend = "begin the file with '---', 'title: ...', '---'"
    if not text.startswith("---\n"):
        raise BriefingError("the page has no front matter", where=f"{where}, line 1", mend=mend)
    matter, found, body = text.removeprefix("---\n").partition("\n---\n")
    if not found:
        raise BriefingError("the front matter has no end", where=f"{where}, line 1", mend=mend)
    # Only here: most builds read no page of the desk's.
    import yaml  # noqa: PLC0415

    try:
        return msgspec.convert(yaml.load(matter, yaml.CSafeLoader), FrontMatter), body
    except (yaml.YAMLError, msgspec.ValidationError) as fault:
        raise BriefingError(
            f"the front matter is wrong ({' '.join(str(fault).split())})",
            where=f"{where}, line 2",
            mend="give title and, if you like, description",
        ) from fault
