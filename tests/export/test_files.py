"""Files of the data folder that another process writes are those that the build itself would write."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugins.export.files import PlannedFiles, TableFiles, write_pieces
from tests.export.workshop import Bench, Shelf

T = TypeVar("T")
STOOD = bytes(range(100))
steps = st.lists(
    st.tuples(
        st.sampled_from(["a.csv", "b.jsonl"]),
        st.one_of(st.binary(max_size=5), st.tuples(st.integers(0, 50), st.integers(0, 50))),
    )
)


def put(
    files: TableFiles | PlannedFiles, todo: list[tuple[str, bytes | tuple[int, int]]], stood: Path
) -> None:
    with stood.open("rb", buffering=0) as source:
        for name, piece in todo:
            if isinstance(piece, bytes):
                files.write(name, piece)
            else:
                files.copy(name, source, *piece)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(steps)
def test_planned_files_are_those_that_are_written_at_once(
    tmp_path_factory: pytest.TempPathFactory, todo: list[tuple[str, bytes | tuple[int, int]]]
) -> None:
    root = tmp_path_factory.mktemp("files")
    stood = root / "stood"
    stood.write_bytes(STOOD)
    todo = [("a.csv", b"head"), ("b.jsonl", b""), *todo]
    with TableFiles(root / "once") as once:
        put(once, todo, stood)
    planned = PlannedFiles(root / "planned", {"a.csv": stood, "b.jsonl": stood})
    put(planned, todo, stood)
    planned.begin(Bench(root, Shelf()))
    assert planned.names == once.names
    for name in once.names:
        assert planned.measured(name) == once.measured(name)
        (path, sha256), (other, same) = planned.finished(name), once.finished(name)
        assert (path.read_bytes(), sha256) == (other.read_bytes(), same)


def test_what_stands_one_after_the_other_is_copied_at_once(tmp_path: Path) -> None:
    class Noting(Bench):
        def aside(self, work: Callable[..., T], *given: object) -> Callable[[], T]:
            noted.append(given[1])
            return super().aside(work, *given)

    noted: list[object] = []
    stood = tmp_path / "stood"
    stood.write_bytes(STOOD)
    planned = PlannedFiles(tmp_path / "data", {"a": stood})
    put(planned, [("a", (10, 20)), ("a", (30, 5)), ("a", b"new"), ("a", (40, 1))], stood)
    planned.begin(Noting(tmp_path, Shelf()))
    assert noted == [{"a": [(10, 25), b"new", (40, 1)]}]


def test_who_left_half_of_it_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a").write_bytes(b"half")
    write_pieces(tmp_path / "data", {"a": [b"whole"]}, {})
    assert (tmp_path / "data" / "a").read_bytes() == b"whole"


def test_a_file_that_is_shorter_than_it_was_is_told(tmp_path: Path) -> None:
    (tmp_path / "stood").write_bytes(b"short")
    with pytest.raises(OSError, match="Input/output error"):
        write_pieces(tmp_path / "data", {"a": [(3, 10)]}, {"a": tmp_path / "stood"})
