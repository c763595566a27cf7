"""Archive to what can be found; the index itself is made by the engine in render/pagefind_index.py."""

from plugins.search.records import Record, Records, search_records

__all__ = ["Record", "Records", "search_records"]
