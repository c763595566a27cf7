"""The table of articles, and each article with everything its page needs."""

from collections.abc import Mapping, Sequence

from plugins.model import ArticleRow, Dated, Document, Entry, EventRow, Related, RemovedText

from .desk import Item
from .events import events_by_article


def entries_of(
    items: Sequence[Item],
    events: Sequence[EventRow],
    dates: Mapping[str, Dated],
    originals: Mapping[str, str],
    related: Mapping[str, tuple[Related, ...]],
) -> tuple[Entry, ...]:
    """Give every article's entry, sorted by id.

    `dates` are the final dates, `originals` the articles that reprints repeat, by the article's id.
    """
    reported = events_by_article((event.id, event.articles) for event in events)
    mentioned = events_by_article((event.id, event.mentioned_in) for event in events)
    return tuple(
        Entry(
            row=_row(item, reported.get(item.id, ()), dates[item.id], originals.get(item.id)),
            document=item.reading.document,
            facts=item.reading.facts,
            claims=item.claim_ids,
            quotes=item.quote_ids,
            related=related.get(item.id, ()),
            mentioned_events=mentioned.get(item.id, ()),
        )
        for item in sorted(items, key=lambda item: item.id)
    )


def _row(item: Item, events: tuple[str, ...], published: Dated, original: str | None) -> ArticleRow:
    document = item.reading.document
    return ArticleRow(
        id=item.id,
        url=item.url,
        path=document.path,
        sha256=document.sha256,
        title=document.title,
        title_basis=document.title_basis,
        source=item.source,
        link=document.link,
        authors=document.authors,
        published=published,
        language=document.language,
        text=document.text,
        removed=_removed(document),
        events=events,
        donors=item.named("donor"),
        people=item.named("person"),
        organisations=item.named("organisation"),
        equipment=item.named("equipment"),
        duplicate_of=original,
    )


def _removed(document: Document) -> tuple[RemovedText, ...]:
    """Give all that cleaning took out of the body, in page order; what became metadata says so.

    Captions are among it as "metadata:caption", and the page's own title where the article is called
    otherwise: no word of the page is missing from the row.
    """
    shown = " ".join(piece.text for piece in document.pieces if piece.role == "title")
    kept = ("body", "title") if shown.split() == document.title.split() else ("body",)
    return tuple(
        RemovedText(piece.text, _reason(piece.role, piece.reason), piece.line)
        for piece in document.pieces
        if piece.role not in kept
    )


def _reason(role: str, reason: str) -> str:
    """Give why a piece is no body: the rule that cut it, or the field that it states ("metadata:caption")."""
    return reason if role == "removed" else f"metadata:{reason.removeprefix('metadata:')}"
