"""How the command line has Pelican build."""

import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]


def build_command(content: Path, output: Path, cache: Path | None, *, strict: bool) -> list[str]:
    """Give the command that builds a content folder."""
    command = [
        sys.executable,
        "-m",
        "pelican",
        str(content.resolve()),
        "-s",
        str(PROJECT / "pelican.conf.py"),
    ]
    command += ["-o", str(output.absolute())]
    if cache is not None:
        command += ["--cache-path", str(cache.absolute())]
    if strict:
        command += ["--fatal", "errors"]
    return command


def differing_files(one: Path, other: Path) -> list[str]:
    """Give the paths of files that two folders do not have alike, sorted."""
    names = {path.relative_to(root) for root in (one, other) for path in root.rglob("*") if path.is_file()}
    return sorted(str(name) for name in names if _bytes(one / name) != _bytes(other / name))


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
