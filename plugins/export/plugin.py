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
        Output("data", _function("data", "tables"), _function("data", "data_files"), is_large=True),
        Output("feeds", _function("feeds", "feeds"), _function("feeds", "feed_files")),
        Output("citations", _function("citations", "citations"), _function("citations", "citation_files")),
        Output("sitemap", _function("sitemap", "site_map"), _function("sitemap", "sitemap_files")),
        Output("web", partial(_function("web", "web_facts"), hosting), _function("web", "web_files")),
    )


def _function(module: str, name: str) -> Lazily:
    return Lazily(f"plugins.export.{module}", name)


def register() -> None:
    """Answer when the build asks for its stages."""
    signal(SIGNAL).connect(export_outputs)
