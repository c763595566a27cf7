"""What linking adds to a reading: with the reading's name it tells all that the rows of an article hold.

So long rows need not be looked at to know that they are as they were. This rests on how the archive makes
rows: claims and quotes are the reading's, or those of the article read again where an event lends it its day;
to them come ids, addresses and links. An article's day and address stand in its own row.
"""

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Any

from plugins.bodies import Bodies
from plugins.model import ArticleRow
from plugins.rows import claim_table, quote_table

article_links = attrgetter("id", "published", "events", "duplicate_of")
"""Gives what the reading does not decide of an article's row: its day where an event lends it one."""
claim_links = attrgetter("id", "article", "start", "relations")
"""Gives which claim of which article a row is, and what it is linked to."""
quote_links = attrgetter("id", "article", "start", "also_in")
"""Gives which quote of which article a row is, and where else its words are."""


def told_in_short(rows: Sequence[ArticleRow], bodies: Bodies | None) -> object | None:
    """Give what differs where the page of any article does, or its own facts, its address or its day.

    None where nothing but these themselves can tell.
    """
    names = bodies.readings([row.path for row in rows]) if bodies is not None else [None]
    if None in names:
        return None
    return names, [row.url for row in rows], [row.published.date for row in rows]


def linked_articles(rows: Iterable[ArticleRow]) -> list[ArticleRow]:
    """Give those rows that have more beside their readings than an id and an address: few of many."""
    return [row for row in rows if row.events or row.duplicate_of or row.published.basis == "event"]


def links_of(table: str, rows: Sequence[Any]) -> object:
    """Give what some articles' rows of a table have beside these articles' readings: most have nothing."""
    if table == "articles":
        return [row.id for row in rows], [article_links(row) for row in linked_articles(rows)]
    if table == "claims":
        return [claim_links(line) for line in claim_table(rows).linked]
    return [quote_links(line) for line in quote_table(rows).linked]
