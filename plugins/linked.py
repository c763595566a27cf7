"""What linking adds to a reading: with the reading's name it tells all that the rows of an article hold.

So long rows need not be looked at to know that they are as they were. This rests on how the archive makes
rows: claims and quotes are the reading's, or those of the article read again where an event lends it its day;
to them come ids, addresses and links. An article's day and address stand in its own row.
"""

from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from plugins.rows import claim_table, quote_table

article_links = attrgetter("id", "published", "events", "duplicate_of")
"""Gives what the reading does not decide of an article's row, and its day, which an event may lend it."""
claim_links = attrgetter("id", "article", "start", "relations")
"""Gives which claim of which article a row is, and what it is linked to."""
quote_links = attrgetter("id", "article", "start", "also_in")
"""Gives which quote of which article a row is, and where else its words are."""


def links_of(table: str, rows: Sequence[Any]) -> object:
    """Give what rows of a table have beside their readings: rows without links are told by their ids."""
    if table == "articles":
        return [article_links(row) for row in rows]
    if table == "claims":
        claims = claim_table(rows).lines
        return [line.id for line in claims], [claim_links(line) for line in claims if line.relations]
    quotes = quote_table(rows).lines
    return [line.id for line in quotes], [quote_links(line) for line in quotes if line.also_in]
