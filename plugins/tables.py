"""Tables of words that ship as YAML, for those who edit them, and as JSON, which is read ten times as fast.

`tables.json` keeps what each YAML file holds by the digest of its bytes: one that was edited since is read
itself. `make tables` brings it up to date.
"""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

KEPT = Path(__file__).with_name("tables.json")


def table(path: Path) -> Any:
    """Give what a YAML file of ours holds as lists and dicts, every scalar as text.

    So "no" and "on" are words, not booleans.
    """
    text = path.read_bytes()
    kept = _kept().get(digest_of(text))
    return parsed(text) if kept is None else msgspec.json.decode(kept)


def digest_of(text: bytes) -> str:
    """Give the name of a file's bytes in `tables.json`."""
    return hashlib.blake2b(text, digest_size=16).hexdigest()


def parsed(text: bytes) -> Any:
    """Give what YAML holds, every scalar as text."""
    # Only here: a build with the tables as they ship has no use for it.
    import yaml  # noqa: PLC0415

    return _plain(yaml.compose(text.decode(), Loader=yaml.CBaseLoader))


@cache
def _kept() -> dict[str, msgspec.Raw]:
    return msgspec.json.decode(KEPT.read_bytes(), type=dict[str, msgspec.Raw]) if KEPT.is_file() else {}


def _plain(node: Any) -> Any:
    # yaml's own loader takes twice as long for the many short words of these tables.
    kind, value = node.id, node.value
    if kind == "scalar":
        return value
    if kind == "sequence":
        return [_plain(one) for one in value]
    return {key.value: _plain(one) for key, one in value}
