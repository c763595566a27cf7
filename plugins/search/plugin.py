"""Tell Pelican's build that the site can be searched."""

from pelican.plugins.signals import signal

from plugins.pipeline import SIGNAL, Output
from plugins.render.pagefind_index import index_files
from plugins.search import search_records


def search_output(_sender: object) -> Output:
    """Offer the index to the build."""
    return Output("search", search_records, index_files)


def register() -> None:
    """Answer when the build asks for its stages."""
    signal(SIGNAL).connect(search_output)
