"""Archive to what can be found; the index itself is made by the engine in render/pagefind/."""

from typing import TYPE_CHECKING

from plugins.lazily import offered

if TYPE_CHECKING:
    from plugins.search.parts import Pages, Record, Records
    from plugins.search.records import search_records

__all__ = ["Pages", "Record", "Records", "search_records"]

__getattr__ = offered(
    __name__,
    {"Pages": "parts", "Record": "parts", "Records": "parts", "search_records": "records"},
)
