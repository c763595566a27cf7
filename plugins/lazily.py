"""Functions known by their names: what nobody calls is never imported."""

from dataclasses import dataclass
from importlib import import_module
from typing import Any


@dataclass(frozen=True)
class Lazily:
    """A function that is imported when it is first called: a build with nothing to do needs few of them.

    It crosses to another process by its name, as the function itself would.
    """

    module: str
    name: str

    def __call__(self, *values: Any, **named: Any) -> Any:
        """Call the function."""
        return getattr(import_module(self.module), self.name)(*values, **named)
