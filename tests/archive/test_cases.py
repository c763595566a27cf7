"""Golden cases: a folder is a case, its name is the promise, expected.json what the archive makes of it."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from plugins.archive import build_archive
from plugins.model import Archive
from tests.archive.builders import REGISTRY, read_case

CASES = sorted(path for path in (Path(__file__).parent / "cases").iterdir() if path.is_dir())


def told(archive: Archive) -> dict[str, Any]:
    """Give what a case is about, by file names: ids change with titles, promises don't."""
    files = {entry.row.id: Path(entry.row.path).stem for entry in archive.entries}
    claims = {row.id: f"{files[row.article]}: {row.as_stated}" for row in archive.claims}
    titles = Counter(event.title for event in archive.events)
    return {
        "events": {
            event.title + (f" ({event.start})" if titles[event.title] > 1 else ""): {
                "start": event.start,
                "articles": sorted(files[a] for a in event.articles),
                "mentioned_in": sorted(files[a] for a in event.mentioned_in),
                "why": list(event.why),
            }
            for event in archive.events
        },
        "dates": {
            files[entry.row.id]: [
                entry.row.published.date,
                entry.row.published.basis,
                files.get(entry.row.published.evidence or "", entry.row.published.evidence),
            ]
            for entry in archive.entries
        },
        "reprints": {
            files[entry.row.id]: files[entry.row.duplicate_of]
            for entry in archive.entries
            if entry.row.duplicate_of
        },
        "relations": sorted(
            f"{claims[r.claim]} | {r.type} | {claims[r.other]} | {r.reason}" for r in archive.reasons
        ),
        "differences": [[d.why, *(claims[c] for c in d.claims), d.reason] for d in archive.differences],
        "sums": [
            [d.donor, d.currency, d.low, d.high, [claims[c] for c in d.claims]] for d in archive.derivations
        ],
        "coverage": {
            row.label: [f"{files[cell.article]}: {cell.wording}: {cell.text}" for cell in row.cells]
            for coverage in archive.coverage
            for row in coverage.rows
        },
        "contrasts": [
            [contrast.topic, *(f"{files[cell.article]}: {cell.text}" for cell in contrast.wordings)]
            for coverage in archive.coverage
            for contrast in coverage.contrasts
        ],
        "related": {
            files[entry.row.id]: [f"{files[r.article]}: {r.reason}" for r in entry.related]
            for entry in archive.entries
            if entry.related
        },
        "notices": [notice.what for notice in archive.warnings],
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path, request: pytest.FixtureRequest) -> None:
    articles = yaml.safe_load((case / "articles.yaml").read_text("utf-8"))
    archive, _ = build_archive([read_case(article) for article in articles], REGISTRY, ())
    made = {key: value for key, value in told(archive).items() if value}
    expected = case / "expected.json"
    if request.config.getoption("force_regen"):
        expected.write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n", "utf-8")
    assert made == json.loads(expected.read_text("utf-8"))
