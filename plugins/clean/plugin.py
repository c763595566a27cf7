"""Tell Pelican's build how a scraped page becomes a document."""

from pelican.plugins.signals import signal

from plugins.lazily import Lazily
from plugins.pipeline import SIGNAL, Stage


def clean_stage(_sender: object) -> Stage:
    """Offer the stage to the build."""
    return Stage("clean", Lazily("plugins.clean", "clean"))


def house_stage(_sender: object) -> Stage:
    """Offer what tells whose pages look alike."""
    return Stage("house", Lazily("plugins.clean.recurring", "source_key"))


def recurring_stage(_sender: object) -> Stage:
    """Offer what all articles together teach about one."""
    return Stage("recurring", Lazily("plugins.clean", "recurring_lines"))


def register() -> None:
    """Answer when the build asks for its stages."""
    signal(SIGNAL).connect(clean_stage)
    signal(SIGNAL).connect(house_stage)
    signal(SIGNAL).connect(recurring_stage)
