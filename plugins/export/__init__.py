"""Archive to files for other programs: data, feeds, citations, sitemap and headers."""

from plugins.export.citations import citation_files, citations
from plugins.export.data import data_files, tables
from plugins.export.feeds import feed_files, feeds
from plugins.export.web import site_map, sitemap_files, web_facts, web_files

__all__ = [
    "citation_files",
    "citations",
    "data_files",
    "feed_files",
    "feeds",
    "site_map",
    "sitemap_files",
    "tables",
    "web_facts",
    "web_files",
]
