"""What the desk knows: YAML files to a Registry, and a Registry to look-ups over names."""

from typing import TYPE_CHECKING

from plugins.lazily import offered

if TYPE_CHECKING:
    from .knowledge import Knowledge, Spot, compile_knowledge
    from .reading import read_registry

__all__ = ["Knowledge", "Spot", "compile_knowledge", "read_registry"]

__getattr__ = offered(
    __name__,
    {
        "Knowledge": "knowledge",
        "Spot": "knowledge",
        "compile_knowledge": "knowledge",
        "read_registry": "reading",
    },
)
