"""What linking adds to a reading: with the reading's name it tells all that the rows of an article hold.

So long rows need not be looked at to know that they are as they were. This rests on how the archive makes
rows: claims and quotes are the reading's, or those of the article read again where an event lends it its day;
to them come ids, addresses and links. An article's day and address stand in its own row.
"""

from operator import attrgetter

from plugins.model import ArticleRow

LONG = frozenset({"text", "removed"})
"""Fields of an article's row that its reading alone decides, and that are most of it."""

article_links = attrgetter(*(name for name in ArticleRow.__struct_fields__ if name not in LONG))
"""Gives an article's row but what is long."""
claim_links = attrgetter("id", "article", "start", "relations")
"""Gives which claim of which article a row is, and what it is linked to."""
quote_links = attrgetter("id", "article", "start", "also_in")
"""Gives which quote of which article a row is, and where else its words are."""
LINKS = {"articles": article_links, "claims": claim_links, "quotes": quote_links}
"""By table."""
