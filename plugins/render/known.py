"""What the desk knows, read once: the registry as an earlier build made it of the same files."""

from collections.abc import Mapping

from plugins.lazily import Lazily
from plugins.model import Registry
from plugins.render.cache import Cache
from plugins.render.digests import digest, reading_code

read_registry = Lazily("plugins.registry", "read_registry")


def known_registry(files: Mapping[str, str], cache: Cache) -> tuple[bytes, Registry]:
    """Give the registry of some files (name to YAML text), and the name under which the cache keeps it.

    Raises:
        CombinedError: all that is wrong in all the files.
    """
    # YAML takes a hundred times as long to read as what the cache keeps.
    name = digest("registry", reading_code(), *(part for row in sorted(files.items()) for part in row))
    registry = cache.get(name, Registry)
    if registry is None:
        registry = read_registry(files)
        cache.put_many([(name, registry)])
    return name, registry
