"""What a build is told, and what it tells."""

from dataclasses import dataclass
from pathlib import Path

from plugins.errors import BriefingError
from plugins.model import Site
from plugins.render.tree import Listed
from plugins.render.workers import ExecutorMaker, process_pool


@dataclass(frozen=True)
class Settings:
    """Where things are, and the site's own facts."""

    content: Path
    registry: Path
    """Used where the content folder brings none of its own."""
    theme: Path
    templates: tuple[Path, ...]
    output: Path
    cache: Path
    site: Site
    max_bytes: int
    max_seconds: int
    epoch: int | None
    """SOURCE_DATE_EPOCH: seconds; None for the newest article's day."""
    executor: ExecutorMaker = process_pool


@dataclass
class Outcome:
    """What a build did."""

    published: bool
    """False where nothing had changed."""
    written: tuple[str, ...] = ()
    """Paths of new or changed files."""
    removed: tuple[str, ...] = ()
    files: int = 0
    articles: tuple[Listed, ...] = ()
    problems: tuple[BriefingError, ...] = ()
    warnings: tuple[str, ...] = ()
    summary: tuple[str, ...] = ()
    seconds: float = 0.0
