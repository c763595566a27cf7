"""Search records to Pagefind's index: the engine that the site ships with.

Another engine takes its place by another function from `Records` to files, and another search.js.
"""

from typing import TYPE_CHECKING

from plugins.lazily import offered

if TYPE_CHECKING:
    from plugins.render.pagefind.building import index_files

__all__ = ["index_files"]

__getattr__ = offered(__name__, {"index_files": "building"})
