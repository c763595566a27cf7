"""How the archive's time and memory grow with its articles. Run with `pytest -m bench -s tests/bench`.

DOSSIER_BENCH_FULL=1 reaches 50,000 articles (two minutes, 2 GB); without it a test run shows it working.
"""

import gc
import os
import resource
import time

import pytest

from plugins.archive import build_archive
from plugins.bodies import HeldBodies, parted
from plugins.render.collector import resting_collector
from tests.archive.growing import readings, registry

SIZES = (1_000, 10_000, 50_000) if os.environ.get("DOSSIER_BENCH_FULL") else (500, 2_000)


@pytest.mark.bench
def test_time_for_each_article_stays_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    known = registry()
    each: dict[int, float] = {}
    for size in SIZES:
        # As a build holds them: what only an article's own pages show lies elsewhere.
        parts = {page.document.path: parted(page) for page in readings(size, known)}
        pages = [lean for lean, _ in parts.values()]
        bodies = HeldBodies({path: body for path, (_, body) in parts.items()})
        gc.collect()
        gc.freeze()  # what the build holds already costs the archive nothing
        held = _most_memory()
        started = time.process_time()
        with resting_collector():  # as a build does
            archive, permalinks = build_archive(pages, known, (), bodies)
        each[size] = (time.process_time() - started) / size
        gc.unfreeze()
        with capsys.disabled():
            print(
                f"\n{size:6} articles: {each[size] * size:6.2f} s, {each[size] * 1e6:4.0f} µs and"
                f" {(_most_memory() - held) / size:3.0f} kB more each, {len(archive.events)} events,"
                f" {len(archive.claims)} claims, {len(permalinks)} permalinks",
                end="",
            )
        del archive, permalinks, pages, parts, bodies
    with capsys.disabled():
        ratio = each[SIZES[-1]] / each[SIZES[0]]
        print(f"\nan article of {SIZES[-1]} costs {ratio:.2f} times one of {SIZES[0]}")


def _most_memory() -> int:
    """Give the most memory that was in use so far, in kB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
