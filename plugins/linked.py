"""What linking adds to a reading: with the reading's name it tells all that the rows of an article hold.

So long rows need not be looked at to know that they are as they were. This rests on how the archive makes
rows: claims and quotes are the reading's, or those of the article read again where an event lends it its day;
to them come ids, addresses and links. An article's day and address stand in its own row.
"""

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Any

from plugins.model import ArticleRow
from plugins.rows import claim_table, quote_table

article_links = attrgetter("id", "published", "events", "duplicate_of")
"""Gives what the reading does not decide of an article's row: its day where an event lends it one."""
claim_links = attrgetter("id", "article", "start", "relations")
"""Gives which claim of which article a row is, and what it is linked to."""
quote_links = attrgetter("id", "article", "start", "also_in")
"""Gives which quote of which article a row is, and where else its words are."""


def linked_articles(rows: Iterable[ArticleRow]) -> list[ArticleRow]:
    """Give those rows that have more beside their readings than an id and an address: few of many."""
    return [row for row in rows if row.events or row.duplicate_of or row.published.basis == "event"]


def links_of(table: str, rows: Sequence[Any]) -> object:
    """Give what some articles' rows of a table have beside these articles' readings: most have nothing."""
    if table == "articles":
        return [row.id for row in rows], [article_links(row) for row in linked_articles(rows)]
    if table == "claims":
        return [claim_links(line) for line in claim_table(rows).lines if line.relations]
    return [quote_links(line) for line in quote_table(rows).lines if line.also_in]
