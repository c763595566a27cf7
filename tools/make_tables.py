"""Write plugins/tables.json from the YAML tables that ship with the stages.

    python tools/make_tables.py

YAML takes ten times as long to read as JSON, which every build that reads one article would pay. A table that
was edited since is read from its YAML, so this may wait until the edit is done; a test says when it is due.
"""

import sys
from pathlib import Path

import msgspec

HERE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(HERE))

from plugins.tables import KEPT, digest_of, parsed  # noqa: E402


def main() -> None:
    """Write the file."""
    KEPT.write_bytes(kept())


def kept() -> bytes:
    """Give the file: a table a line, by the digest of its YAML."""
    texts = sorted(path.read_bytes() for path in (HERE / "plugins").rglob("*.yaml"))
    rows = sorted(f'"{digest_of(text)}": '.encode() + msgspec.json.encode(parsed(text)) for text in texts)
    return b"{\n" + b",\n".join(rows) + b"\n}\n"


if __name__ == "__main__":
    main()
