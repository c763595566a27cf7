"""Workers end with the build that began them, even where it is killed."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from plugins.render.workers import process_pool

BUILD = """
import os, sys, time
from plugins.render.workers import process_pool
pool = process_pool(2)
print(*{pool.submit(os.getpid).result() for _ in range(2)}, flush=True)
pool.submit(time.sleep, 600)
time.sleep(600)
"""
PATIENCE = 60


def is_there(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_workers_of_a_killed_build_end() -> None:
    with subprocess.Popen([sys.executable, "-c", BUILD], stdout=subprocess.PIPE, text=True) as build:
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


def test_work_is_done_in_other_processes() -> None:
    with process_pool(1) as pool:
        assert pool.submit(os.getpid).result() != os.getpid()
