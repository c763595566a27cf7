"""Tell Pelican's build that the site can be searched."""

from pelican.plugins.signals import signal

from plugins.lazily import Lazily
from plugins.pipeline import SIGNAL, Output


def search_output(_sender: object) -> Output:
    """Offer the index to the build."""
    made = Lazily("plugins.render.pagefind", "index_files")
    return Output("search", Lazily("plugins.search", "search_records"), made, in_workshop=True)


def register() -> None:
    """Answer when the build asks for its stages."""
    signal(SIGNAL).connect(search_output)
