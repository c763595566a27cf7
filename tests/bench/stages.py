"""Build a site once and say where the CPU time went: python -m tests.bench.stages CONTENT OUTPUT CACHE.

Prints one JSON object: seconds of CPU by stage, exclusive (what a stage calls that is a stage itself counts
there), the workers' time within the stage that waits for them; `total` and `peak_mib` of the whole process.
"""

import json
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

from pelican import Pelican
from pelican.settings import read_settings

from plugins.pipeline import Stages
from plugins.render import (
    cache,
    digests,
    making,
    placing,
    plugin,
    readings,
    sheets,
    staging,
    standing,
    templates,
    workshop,
)
from tests.site.builds import PROJECT

PARTS: tuple[tuple[object, str, str], ...] = (
    (making, "read_desk", "desk"),
    (standing, "differing", "stat of the site"),
    (making.Making, "_inputs", "digest of what went in"),
    (making, "known_registry", "registry"),
    (making, "read_articles", "readings"),
    (cache.Cache, "get_many", "cache out"),
    (cache.Cache, "put_many", "cache in"),
    (cache.Cache, "keep_only", "cache swept"),
    (readings, "_results", "clean and extract"),
    (making, "groups", "export: keys"),
    (making, "Sheets", "page keys"),
    (sheets.Sheets, "_settled", "views"),
    (templates.Templates, "html", "render"),
    (placing.Placing, "place_bundles", "files placed, pages printed"),
    (placing.Placing, "_keep", "files kept"),
    (placing.Placing, "finish", "large files: waited for"),
    (workshop.BuildWorkshop, "close", "database, aside"),
    (staging.Staging, "write", "files written"),
    (staging.Staging, "seal", "sealed"),
    (staging.Staging, "publish", "exchanged"),
)
"""Where the stages are, each with its name in the table."""


def cpu() -> float:
    """Give the CPU time of this process and of its children that have ended, in seconds."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


class Stopwatch:
    """Exclusive CPU time by name."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._running = ["start and imports"]
        self._since = 0.0

    def switch(self) -> None:
        """Book the time until now on what runs."""
        now = cpu()
        self.seconds[self._running[-1]] += now - self._since
        self._since = now

    def timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Give a function whose time is booked under a name; a generator is run to its end."""

        @wraps(function)
        def run(*args: Any, **named: Any) -> Any:
            self.switch()
            self._running.append(name)
            try:
                done = function(*args, **named)
                return iter(list(done)) if hasattr(done, "__next__") else done
            finally:
                self.switch()
                self._running.pop()

        return run

    def stages(self, function: Callable[..., Stages]) -> Callable[..., Stages]:
        """Give the stages with a clock in each."""

        def run(*args: Any) -> Stages:
            found = function(*args)
            outputs = tuple(
                replace(
                    output,
                    gather=self.timed(f"{output.name}: gathered", output.gather),
                    make=self.timed(f"{output.name}: made", output.make),
                )
                for output in found.outputs
            )
            return replace(
                found,
                archive=self.timed("archive", found.archive),
                pages=self.timed("drafts", found.pages),
                outputs=outputs,
            )

        return run


def main(content: str, output: str, kept: str) -> None:
    """Build once and print the times."""
    watch = Stopwatch()
    for owner, attribute, name in PARTS:
        if hasattr(owner, attribute):
            setattr(owner, attribute, watch.timed(name, getattr(owner, attribute)))
    plugin.stages_from = watch.stages(plugin.stages_from)
    digests.all_code = watch.timed("digest of the code", digests.all_code)
    paths = {"PATH": content, "OUTPUT_PATH": output, "CACHE_PATH": kept}
    settings = read_settings(str(PROJECT / "pelican.conf.py"), override=paths)
    Pelican(settings).run()
    watch.switch()
    outcome = settings["DOSSIER_OUTCOME"]
    usage = resource.getrusage(resource.RUSAGE_SELF)
    told = {
        "total": round(cpu(), 3),
        "wall": round(outcome.seconds, 3),
        "peak_mib": usage.ru_maxrss // 1024,
        "files": outcome.files,
        "written": len(outcome.written),
        "stages": {name: round(seconds, 3) for name, seconds in watch.seconds.items() if seconds >= 0.001},
    }
    print("STAGES " + json.dumps(told))


if __name__ == "__main__":
    main(*sys.argv[1:])
