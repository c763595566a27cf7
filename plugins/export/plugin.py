"""Tell Pelican's build which files for other programs an archive has."""

from functools import partial

from pelican.generators import Generator
from pelican.plugins.signals import signal

from plugins.lazily import Lazily
from plugins.pipeline import SIGNAL, Output


def export_outputs(generator: Generator) -> tuple[Output, ...]:
    """Offer the files to the build."""
    hosting = tuple(generator.settings["HOSTING_FILES"])
    return (
        Output("data", _function("tables"), _function("data_files")),
        Output("feeds", _function("feeds"), _function("feed_files")),
        Output("citations", _function("citations"), _function("citation_files")),
        Output("sitemap", _function("site_map"), _function("sitemap_files")),
        Output("web", partial(_function("web_facts"), hosting), _function("web_files")),
    )


def _function(name: str) -> Lazily:
    return Lazily("plugins.export", name)


def register() -> None:
    """Answer when the build asks for its stages."""
    signal(SIGNAL).connect(export_outputs)
