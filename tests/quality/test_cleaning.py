"""How well cleaning sorts pages that people have labelled; the scores are floors and only go up."""

import importlib
import json
import os
import sys
import tarfile
from pathlib import Path
from statistics import fmean

import pytest

from tests.quality import adapter

BENCH = Path(os.environ.get("DOSSIER_BENCHES", Path(__file__).parents[3] / "shared" / "bench")) / "cleaning"
FLOORS = json.loads(Path(__file__).with_name("floors.json").read_text("utf-8"))["cleaning"]
pytestmark = pytest.mark.skipif(
    not (BENCH / "data.tar.xz").exists() and not (BENCH / "data").exists(),
    reason="the labelled pages are not on this machine",
)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    if (BENCH / "data").exists():
        return BENCH / "data"
    folder = tmp_path_factory.mktemp("cleaning")
    with tarfile.open(BENCH / "data.tar.xz") as packed:
        packed.extractall(folder, filter="data")
    return next(path.parent for path in folder.rglob("textbench"))


@pytest.fixture(scope="module")
def bench():
    sys.path.insert(0, str(BENCH))
    yield importlib.import_module
    sys.path.remove(str(BENCH))


def rows_of(path):
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@pytest.mark.parametrize("dump", ["wet", "rsp", "tfr"])
def test_the_lines_of_a_dump_are_sorted_at_least_as_well_as_before(dump, data, bench):
    score = bench("text_eval")
    rows = [
        row
        for name in ("scrapinghub", "andy")
        for row in rows_of(data / "textbench" / f"{name}.{dump}.jsonl")
    ]
    pages = [
        score.page_row(score.score_page(row, adapter.clean(row["text"], "text").splitlines())[0])
        for row in rows
    ]
    assert fmean(page["F1"] for page in pages) >= FLOORS["dumps"][dump]["lines"]
    assert fmean(page["cF1"] for page in pages) >= FLOORS["dumps"][dump]["characters"]


@pytest.mark.parametrize("name", ["scrapinghub", "andy"])
def test_the_text_of_a_saved_page_is_found_at_least_as_well_as_before(name, data, bench):
    common = bench("common")
    rows = rows_of(data / name / "gold.jsonl")
    shared = [
        common.shingle(row["text"], adapter.clean((data / name / "html" / row["file"]).read_bytes(), "html"))
        for row in rows
    ]
    assert common.shingle_mean(shared)[2] >= FLOORS["saved pages"][name]


def test_title_day_and_authors_are_read_at_least_as_well_as_before(data, bench):
    score = bench("meta_eval")
    rows = rows_of(data / "andy" / "gold.jsonl")
    read = [
        adapter.metadata((data / "andy" / "html" / row["file"]).read_bytes(), "html", row["url"])
        for row in rows
    ]
    found = score.score(rows, read)
    for field, floor in FLOORS["metadata"].items():
        assert found[field] >= floor, field
