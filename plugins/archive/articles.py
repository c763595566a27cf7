"""The table of articles, and each article with everything its page needs."""

from collections.abc import Mapping, Sequence
from operator import attrgetter

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
        [
            Entry(
                _row(item, reported.get(item.id, ()), dates[item.id], originals.get(item.id)),
                item.reading,
                item.claim_ids,
                item.quote_ids,
                related.get(item.id, ()),
                mentioned.get(item.id, ()),
                item.reading.tally or tally_of(item.reading.document),
            )
            for item in sorted(items, key=attrgetter("id"))
        ]
    )


def _row(item: Item, events: tuple[str, ...], published: Dated, original: str | None) -> ArticleRow:
    document, names = item.reading.document, item.names
    return ArticleRow(
        item.id,
        item.url,
        document.path,
        document.sha256,
        document.title,
        document.title_basis,
        item.source,
        document.link,
        document.authors,
        published,
        document.language,
        document.text,
        removed_texts(document.title, document.pieces) if document.pieces else (),
        events,
        names.get("donor", ()),
        names.get("person", ()),
        names.get("organisation", ()),
        names.get("equipment", ()),
        original,
    )
