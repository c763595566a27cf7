"""Tell Pelican's build which files for other programs an archive has."""

from functools import partial

from pelican.generators import Generator
from pelican.plugins.signals import signal

from plugins import export
from plugins.pipeline import SIGNAL, Output


def export_outputs(generator: Generator) -> tuple[Output, ...]:
    """Offer the files to the build."""
    hosting = tuple(generator.settings["HOSTING_FILES"])
    return (
        Output("data", export.tables, export.data_files),
        Output("feeds", export.feeds, export.feed_files),
        Output("citations", export.citations, export.citation_files),
        Output("sitemap", export.site_map, export.sitemap_files),
        Output("web", partial(export.web_facts, hosting), export.web_files),
    )


def register() -> None:
    """Answer when the build asks for its stages."""
    signal(SIGNAL).connect(export_outputs)
