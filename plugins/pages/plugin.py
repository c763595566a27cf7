"""Tell Pelican's build which pages an archive has."""

from pelican.plugins.signals import signal

from plugins.lazily import Lazily
from plugins.pipeline import SIGNAL, Stage


def pages_stage(_sender: object) -> Stage:
    """Offer the stage to the build."""
    return Stage("pages", Lazily("plugins.pages", "site_drafts"))


def register() -> None:
    """Answer when the build asks for its stages."""
    signal(SIGNAL).connect(pages_stage)
