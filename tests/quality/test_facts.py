"""How well facts are found in real, hand-labelled sentences: the floors only go up.

The cases lie outside the project; without them there is nothing to measure. A suite is one line of `SUITES`.
"""

import importlib.util
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from plugins.archive import build_archive
from plugins.clean import clean
from plugins.extract import extract
from plugins.model import Archive, Raw, Reading, Registry
from plugins.registry import compile_knowledge, read_registry

ROOT = Path(__file__).parents[2]
BENCH = ROOT.parent / "shared" / "bench" / "facts"
FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text("utf-8"))["facts"]
TABLES = ("articles", "claims", "quotes", "events", "donors", "people", "organisations", "sources")
SUITES = ("claims", "claims-other-languages", "amounts", "quotes", "events")

pytestmark = pytest.mark.skipif(not BENCH.exists(), reason="the labelled cases are not on this machine")


def bench() -> Any:
    spec = importlib.util.spec_from_file_location("facts_bench", BENCH / "facts_bench.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def registry() -> Registry:
    folder = ROOT / "content" / "registry"
    return read_registry({path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.yaml"))})


def archive_of(articles: Path, registry: Registry) -> Archive:
    known = compile_knowledge(registry)
    readings = []
    for path in sorted(articles.glob("*.txt")):
        sidecar = path.with_suffix(".yaml").read_text("utf-8")
        document = clean(Raw(f"articles/{path.name}", path.read_bytes(), "", "txt", sidecar))
        readings.append(Reading(document, extract(document, known)))
    archive, _ = build_archive(readings, registry, ())
    return archive


def write_tables(archive: Archive, registry: Registry, site: Path) -> None:
    rows: dict[str, Any] = {table: getattr(archive, table) for table in TABLES if table != "articles"}
    rows["articles"] = [entry.row for entry in archive.entries]
    for table in ("donors", "people", "organisations", "sources"):
        # Names are looked up by id, whether or not a page shows them.
        rows[table] = [{"id": e.id, "name": e.name, "aliases": e.aliases} for e in getattr(registry, table)]
    (site / "data").mkdir(parents=True)
    for table, found in rows.items():
        lines = b"".join(msgspec.json.encode(row) + b"\n" for row in found)
        (site / "data" / f"{table}.jsonl").write_bytes(lines)


@pytest.mark.parametrize("suite", SUITES)
def test_figures_reach_their_floors(suite, registry, tmp_path, capsys):
    tool = bench()
    head, *cases = tool.rows(BENCH / f"{suite}.jsonl")
    tool.prepare(cases, tmp_path / "content")
    write_tables(archive_of(tmp_path / "content" / "articles", registry), registry, tmp_path / "site")
    score = getattr(tool, f"score_{head['suite']}")
    figures = score(cases, tool.Site(tmp_path / "site"), lambda *_: None)
    with capsys.disabled():
        print(f"\n{suite}: {figures}")  # noqa: T201 (a measurement to read)
    low = {name: (figures[name], floor) for name, floor in FLOORS[suite].items() if figures[name] < floor}
    assert not low
    assert not figures.get("same sum counted twice")
