"""How the archive's time grows with its articles. Run with `pytest -m bench -s tests/bench`."""

import gc
import time

import pytest

from plugins.archive import build_archive
from tests.archive.growing import readings, registry

SIZES = (1_000, 10_000, 50_000)


@pytest.mark.bench
def test_time_for_each_article_stays_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    known = registry()
    lines = []
    for size in SIZES:
        pages = readings(size, known)
        gc.collect()
        gc.freeze()  # what the build holds already costs the archive nothing
        started = time.process_time()
        archive, permalinks = build_archive(pages, known, ())
        seconds = time.process_time() - started
        gc.unfreeze()
        lines.append(
            f"{size:6} articles: {seconds:6.2f} s, {seconds / size * 1e6:4.0f} µs each,"
            f" {len(archive.events)} events, {len(permalinks)} permalinks"
        )
    with capsys.disabled():
        print("\n" + "\n".join(lines))
