"""Tell Pelican's build how all readings become one archive."""

from pelican.plugins.signals import signal

from plugins.lazily import Lazily
from plugins.pipeline import SIGNAL, Stage


def archive_stage(_sender: object) -> Stage:
    """Offer the stage to the build."""
    return Stage("archive", Lazily("plugins.archive", "build_archive"))


def register() -> None:
    """Answer when the build asks for its stages."""
    signal(SIGNAL).connect(archive_stage)
