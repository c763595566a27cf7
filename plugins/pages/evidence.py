"""The scraped page as it came: line by line, cuts struck through with their reason."""

from collections.abc import Sequence

from plugins.bodies import facts_of
from plugins.model import ArticleRow, Entry, FieldBasis, Piece, Site, Value
from plugins.pages.article import CRUMB
from plugins.pages.directions import undirected, with_marks_shown
from plugins.pages.drafts import Draft
from plugins.pages.head import page_head
from plugins.pages.links import article_link, download_url, evidence_url, other_language, source_link
from plugins.pages.lookup import Lookup
from plugins.pages.passed_over import Passed, passed_over
from plugins.pages.stretches import ROLES, Cut, Stretch, cuts, stretches
from plugins.pages.views import Fact, Filter, Head, Link
from plugins.pages.words import worded
from plugins.words import Words, told


class EvidenceView(Value, frozen=True):
    """One scraped page."""

    head: Head
    title: tuple[str, Link, str]
    """The page's heading: the article's own title, in its language, within the site's words."""
    lang: str | None
    language: str
    docket: tuple[Fact, ...]
    download: Link
    """The file's own bytes, gzipped."""
    stretches: tuple[Stretch, ...]
    """The page's lines in their order."""
    cuts: tuple[Cut, ...]
    """Why lines of it were cut."""
    passed_over: tuple[Passed, ...]
    """Amounts of its text that are no support."""


def evidence_page(entry: Entry) -> Draft:
    """Give the page that shows what of an article was cut."""
    return Draft(evidence_url(entry.row.url), "evidence.html", _view, (entry.row.id,))


def _view(lookup: Lookup, site: Site, article: str) -> EvidenceView:
    entry = lookup.entries[article]
    row, say = entry.row, lookup.say
    pieces = lookup.bodies[entry.document.path].pieces
    lang = other_language(row.language, site.language)
    head = page_head(
        site,
        evidence_url(row.url),
        title=say("As scraped: {title}", title=row.title),
        description=say(
            "The scraped page behind “{title}”, line by line, with every cut and its reason.", title=row.title
        ),
        kind="Evidence",
        section="articles",
        crumbs=(*worded(say, CRUMB), article_link(lookup, row.id, site)),
        filters=(Filter("source", source_link(lookup, row.id).text),),
        language=lang,
        robots="noindex",
    )
    return EvidenceView(
        head=head,
        title=_title(row, lang, say),
        lang=lang,
        language=row.language,
        docket=_docket(entry, pieces, say),
        download=Link(say("Download the file as it was scraped"), download_url(row.url)),
        stretches=stretches(pieces, say),
        cuts=cuts(pieces, say),
        passed_over=passed_over(facts_of(entry, lookup.bodies).passed_over, say),
    )


def _title(row: ArticleRow, lang: str | None, say: Words) -> tuple[str, Link, str]:
    before, _, after = say("As scraped: {title}", title=HOLE).partition(HOLE)
    return before, Link(undirected(row.title), lang=lang), after


HOLE = "\0"
"""Where the title stands in what is said around it."""

_BASES: dict[FieldBasis, str] = {
    "desk": told("{field} set by the desk"),
    "stated": told("{field} stated in the page's head"),
    "shown": told("{field} shown on the page"),
    "crawler": told("{field} where it was fetched"),
    "text": told("{field} told by its words"),
    "unknown": "",
}


def _fields(entry: Entry, say: Words) -> tuple[Fact, ...]:
    """Give how source, authors, address and language are known, where they are."""
    bases = entry.document.bases
    named = (
        (say("source"), bases.source),
        (say("authors"), bases.authors),
        (say("address"), bases.link),
        (say("language"), bases.language),
    )
    known = [say(_BASES[basis], field=name) for name, basis in named if _BASES[basis]]
    return (Fact(say("How its details are known"), text="; ".join(known)),) if known else ()


def _docket(entry: Entry, pieces: Sequence[Piece], say: Words) -> tuple[Fact, ...]:
    words = {role: sum(len(p.text.split()) for p in pieces if p.role == role) for role in ROLES}
    everything = sum(words.values()) or 1
    return (
        Fact(say("File"), text=with_marks_shown(entry.row.path)),
        Fact(say("SHA-256 of its bytes"), text=entry.row.sha256),
        *_fields(entry, say),
        Fact(
            say("Kept as text"),
            text=say.many(
                "{n} word of {all}",
                "{n} words of {all}",
                words["body"],
                all=say.number(f"{everything:,}"),
            ),
        ),
        Fact(
            say("Cut"),
            text=say.many(
                "{n} word, {share} of the page",
                "{n} words, {share} of the page",
                words["removed"],
                share=say.number(f"{words['removed'] / everything:.0%}"),
            ),
            note=say("Nothing is lost: title, page data, captions, text and cuts together hold every word."),
        ),
    )
