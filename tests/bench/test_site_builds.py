"""Where a build's CPU time goes: a first build, one with nothing to do, one article more.

Run with `pytest -m bench -s tests/bench/test_site_builds.py`. The articles come from the corpus maker beside
the project, or from the folder that DOSSIER_BENCH_ARTICLES names; DOSSIER_BENCH_SIZE says how many (300).
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.site.builds import PROJECT

MAKER = PROJECT.parent / "shared" / "bench" / "site" / "make_corpus.py"
SIZE = int(os.environ.get("DOSSIER_BENCH_SIZE", "300"))


def articles(folder: Path) -> list[Path]:
    """Give one article more than asked for."""
    given = os.environ.get("DOSSIER_BENCH_ARTICLES")
    if given:
        return sorted(Path(given).iterdir())[: SIZE + 1]
    if not MAKER.is_file():
        pytest.skip("there is no corpus maker")
    for start in ([], ["--start", str(SIZE), "--count", "1"]):
        command = [sys.executable, str(MAKER), str(SIZE), str(folder), "--format", "txt", *start]
        subprocess.run(command, check=True, capture_output=True)
    return sorted(folder.iterdir(), key=lambda path: path.stem[-6:])


def built(root: Path) -> dict[str, object]:
    """Build in a process of its own and give what it measured."""
    command = [
        sys.executable,
        "-m",
        "tests.bench.stages",
        *(str(root / n) for n in ("content", "output", "cache")),
    ]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=PROJECT)
    (line,) = (line for line in done.stdout.splitlines() if line.startswith("STAGES "))
    return dict(json.loads(line.removeprefix("STAGES ")))


@pytest.mark.bench
def test_where_the_time_of_a_build_goes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    *most, last = articles(tmp_path / "corpus")
    content = tmp_path / "content" / "articles"
    content.mkdir(parents=True)
    for path in most:
        shutil.copy(path, content)
    told = {"first": built(tmp_path), "nothing new": built(tmp_path)}
    shutil.copy(last, content)
    told["one more"] = built(tmp_path)
    with capsys.disabled():
        for name, measured in told.items():
            stages = measured.pop("stages")
            assert isinstance(stages, dict)
            print(f"\n{name}, {len(most)} articles: {measured}")
            for stage, seconds in sorted(stages.items(), key=lambda item: -item[1]):
                print(f"  {seconds:8.3f}  {stage}")
