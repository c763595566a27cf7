import json
import time

import pytest

from plugins.extract.equipment import equipment_statuses
from plugins.extract.names import find_names

from .readers import cases, document, knowledge, read_case


@pytest.mark.parametrize("case", cases("equipment"), ids=lambda case: case.name)
def test_equipment(case, file_regression):
    read = read_case(case)
    mentions = find_names(read, knowledge(), read.published)
    statuses = equipment_statuses(read, mentions, knowledge())
    named = {(m.start, m.end) for m in mentions if m.kind == "equipment"}
    assert all((s.start, s.end) in named for s in statuses)
    found = [f"{s.status}: {s.equipment} by {', '.join(s.donors) or 'nobody named'}" for s in statuses]
    file_regression.check(
        json.dumps(found, ensure_ascii=False, indent=1) + "\n", fullpath=case / "expected.json"
    )


def test_reading_equipment_stays_linear():
    """A sentence without an end, ten times as long, takes about ten times as long."""
    took = []
    for size in (10_000, 100_000):
        read = document("F-16 fighter jets ruled out " * (size // 28), published="2023-02-08")
        mentions = find_names(read, knowledge(), read.published)
        began = time.perf_counter()
        equipment_statuses(read, mentions, knowledge())
        took.append(time.perf_counter() - began)
    assert took[1] < 60 * took[0] + 0.5
