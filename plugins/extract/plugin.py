"""Tell Pelican's build how a document becomes facts."""

from pelican.plugins.signals import signal

from plugins.lazily import Lazily
from plugins.pipeline import SIGNAL, Stage


def extract_stage(_sender: object) -> Stage:
    """Offer the stage to the build."""
    return Stage("extract", Lazily("plugins.extract", "extract"))


def register() -> None:
    """Answer when the build asks for its stages."""
    signal(SIGNAL).connect(extract_stage)
