"""Archive to what can be found; the index itself is made by the engine in render/pagefind_index.py."""

from typing import TYPE_CHECKING

from plugins.lazily import offered

if TYPE_CHECKING:
    from plugins.search.records import Record, Records, search_records

__all__ = ["Record", "Records", "search_records"]

__getattr__ = offered(
    __name__,
    {"Record": "records", "Records": "records", "search_records": "records"},
)
