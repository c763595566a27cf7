"""Build small sites the way a maintainer does."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from pelican import Pelican
from pelican.settings import read_settings

from plugins.render.settings import Outcome

PROJECT = Path(__file__).parents[2]
SEEDS = PROJECT / "content" / "articles"


@dataclass(frozen=True)
class Done:
    """What Pelican's command did."""

    status: int
    log: str


@dataclass(frozen=True)
class Changes:
    """What a build changed."""

    outcome: Outcome
    written: frozenset[str]
    """Paths whose bytes are new or changed."""
    removed: frozenset[str]


class Folder:
    """A content folder with its built site."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.content = root / "content"
        self.output = root / "output"
        self.cache = root / "cache"
        (self.content / "articles").mkdir(parents=True)

    def add(self, name: str, text: str | bytes) -> Path:
        """Put a file into articles/."""
        path = self.content / "articles" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def add_seeds(self) -> None:
        """Put the project's own five articles into articles/."""
        for path in sorted(SEEDS.iterdir()):
            shutil.copyfile(path, self.content / "articles" / path.name)

    def build(self, **more: object) -> Changes:
        """Build in this process, with further settings, and say what changed."""
        before = tree(self.output)
        paths = {"PATH": str(self.content), "OUTPUT_PATH": str(self.output), "CACHE_PATH": str(self.cache)}
        settings = read_settings(str(PROJECT / "pelican.conf.py"), override={**paths, **more})
        Pelican(settings).run()
        after = tree(self.output)
        return Changes(
            settings["DOSSIER_OUTCOME"],
            frozenset(path for path, data in after.items() if before.get(path) != data),
            frozenset(before.keys() - after.keys()),
        )

    def command(self, *options: str, environment: dict[str, str] | None = None) -> Done:
        """Build by Pelican's own command, in a process of its own."""
        command = [sys.executable, "-m", "pelican", str(self.content), "-s", str(PROJECT / "pelican.conf.py")]
        command += ["-o", str(self.output), "--cache-path", str(self.cache), *options]
        done = subprocess.run(
            command,
            cwd=self.root,
            check=False,
            capture_output=True,
            env=os.environ | {"COLUMNS": "1000"} | (environment or {}),
        )
        return Done(done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace"))

    def fresh(self, root: Path) -> dict[str, bytes]:
        """Give the site that a build without any history but the addresses makes of this content."""
        other = Folder(root)
        shutil.rmtree(other.content)
        shutil.copytree(self.content, other.content, symlinks=True)
        other.build()
        return tree(other.output)


def tree(root: Path) -> dict[str, bytes]:
    """Give every file's bytes by its path."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def stamps(root: Path) -> dict[str, tuple[int, int, int]]:
    """Give what tells whether a file was written again, even with the same bytes."""
    found = {}
    for path in sorted([root, *root.rglob("*")]):
        status = path.lstat()
        found[str(path.relative_to(root))] = (status.st_ino, status.st_mtime_ns, status.st_ctime_ns)
    return found
