"""Workers end with the build that began them, even where it is killed."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from plugins.render import workers
from plugins.render.workers import process_pool

BUILD = """
import os, signal, sys, time
# A shell that runs tests in the background has them ignore it.
signal.signal(signal.SIGINT, signal.default_int_handler)
from plugins.render import workers
from plugins.render.workers import process_pool
workers.LARGE = int(sys.argv[1])
with process_pool(2) as pool:
    print(*{pool.submit(os.getpid).result() for _ in range(2)}, flush=True)
    pool.submit(time.sleep, 600)
    while True:  # An interrupt that comes just before it sleeps is heard after.
        time.sleep(0.05)
"""
PATIENCE = 60


def is_there(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


@pytest.mark.parametrize("large", [0, sys.maxsize], ids=["of a large build", "of a small build"])
def test_workers_of_a_killed_build_end(large: int) -> None:
    command = [sys.executable, "-c", BUILD, str(large)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as build:
        assert build.stdout is not None
        workers = [int(word) for word in build.stdout.readline().split()]
        assert workers
        assert all(map(is_there, workers))
        build.send_signal(signal.SIGKILL)
        build.wait()
        end = time.monotonic() + PATIENCE
        while any(map(is_there, workers)) and time.monotonic() < end:
            time.sleep(0.05)
        left = [worker for worker in workers if is_there(worker)]
        for worker in left:
            os.kill(worker, signal.SIGKILL)
        assert left == []


@pytest.mark.parametrize("large", [0, sys.maxsize], ids=["of a large build", "of a small build"])
def test_workers_of_an_interrupted_build_end_without_a_word(large: int) -> None:
    command = [sys.executable, "-c", BUILD, str(large)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, start_new_session=True) as build:
        assert build.stdout is not None
        workers = [int(word) for word in build.stdout.readline().split()]
        assert workers
        os.killpg(build.pid, signal.SIGINT)
        _, said = build.communicate(timeout=PATIENCE)
        assert said.count("Traceback") == 1
        assert "Process" not in said.partition("Traceback")[0]


def memory_held() -> int:
    """Give the memory of this process in bytes."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


@pytest.mark.parametrize("large", [0, sys.maxsize], ids=["large", "small"])
def test_work_is_done_in_other_processes(large: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "LARGE", large)
    with process_pool(1) as pool:
        assert pool.submit(os.getpid).result() != os.getpid()


def test_a_worker_of_a_large_build_does_not_hold_what_the_build_holds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workers, "LARGE", 0)
    held = bytearray(os.urandom(1 << 20) * 300)
    with process_pool(1) as pool:
        assert pool.submit(memory_held).result() < len(held)
