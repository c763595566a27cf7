"""Pages and files to a published site: the only stage that touches the world."""

from plugins.render.build import Build, Outcome, Settings

__all__ = ["Build", "Outcome", "Settings"]
