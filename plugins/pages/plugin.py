"""Tell Pelican's build which pages an archive has."""

from pelican.plugins.signals import signal

from plugins.pages import site_drafts
from plugins.pipeline import SIGNAL, Stage


def pages_stage(_sender: object) -> Stage:
    """Offer the stage to the build."""
    return Stage("pages", site_drafts)


def register() -> None:
    """Answer when the build asks for its stages."""
    signal(SIGNAL).connect(pages_stage)
