"""What the desk knows: YAML files to a Registry, and a Registry to look-ups over names."""

from .knowledge import Knowledge, Spot, compile_knowledge
from .reading import read_registry

__all__ = ["Knowledge", "Spot", "compile_knowledge", "read_registry"]
