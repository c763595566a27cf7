"""Tell Pelican's build how a scraped page becomes a document."""

from pelican.plugins.signals import signal

from plugins.clean import clean
from plugins.pipeline import SIGNAL, Stage


def clean_stage(_sender: object) -> Stage:
    """Offer the stage to the build."""
    return Stage("clean", clean)


def register() -> None:
    """Answer when the build asks for its stages."""
    signal(SIGNAL).connect(clean_stage)
