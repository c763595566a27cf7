"""Functions known by their names: what nobody calls is never imported."""

from collections.abc import Callable, Mapping
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
        return self.load()(*values, **named)

    def load(self) -> Any:
        """Give the function itself, imported by now."""
        return getattr(import_module(self.module), self.name)


def made_ready(*functions: object) -> None:
    """Import some functions that will be called, those among them that are known by their names."""
    for one in functions:
        if isinstance(one, Lazily):
            one.load()


def offered(package: str, names: Mapping[str, str]) -> Callable[[str], Any]:
    """Give a package's `__getattr__`: what it offers is imported when it is first asked for.

    `names` gives for each name the module inside the package that has it.
    """

    def get(name: str) -> Any:
        if name not in names:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{names[name]}"), name)

    return get
