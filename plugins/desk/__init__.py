"""The maintainer's command line, thin over the same stages: `dossier build | serve | verify`."""

from plugins.desk.commands import main

__all__ = ["main"]
