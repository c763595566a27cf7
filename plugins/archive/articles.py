"""The table of articles, and each article with everything its page needs."""

from collections.abc import Mapping, Sequence

from plugins.bodies import removed_texts, tally_of
from plugins.model import ArticleRow, Dated, Entry, EventRow, Related

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
            reading=item.reading,
            claims=item.claim_ids,
            quotes=item.quote_ids,
            related=related.get(item.id, ()),
            mentioned_events=mentioned.get(item.id, ()),
            tally=item.reading.tally or tally_of(item.reading.document),
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
        removed=removed_texts(document.title, document.pieces),
        events=events,
        donors=item.named("donor"),
        people=item.named("person"),
        organisations=item.named("organisation"),
        equipment=item.named("equipment"),
        duplicate_of=original,
    )
