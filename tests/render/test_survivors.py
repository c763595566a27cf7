"""What kills its process is found and named; everything else gets its result, in pools as before."""

import os
import signal
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor

import pytest

from plugins.render.survivors import results_in_pools

DEADLY = -1


def doubled(numbers: Sequence[int]) -> list[int]:
    """Double each; one number does what memory's guard does to a process that took too much."""
    if DEADLY in numbers:
        os.kill(os.getpid(), signal.SIGKILL)
    return [2 * number for number in numbers]


class Pools:
    """Makes pools, and counts them."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self, workers: int) -> ProcessPoolExecutor:
        self.made += 1
        return ProcessPoolExecutor(workers)


def results(numbers: list[int], pools: Pools) -> list[int | None]:
    batches = [numbers[begin : begin + 3] for begin in range(0, len(numbers), 3)]
    return list(results_in_pools(doubled, batches, pools, 2))


@pytest.mark.parametrize("deadly", [(), (0,), (4,), (29,), (0, 1, 2), (3, 10, 29), tuple(range(30))], ids=str)
def test_all_but_what_kills_gets_its_result_in_order(deadly: tuple[int, ...]) -> None:
    numbers = [DEADLY if n in deadly else n for n in range(30)]
    assert results(numbers, Pools()) == [None if n in deadly else 2 * n for n in range(30)]


def test_after_one_death_the_rest_is_still_done_in_a_pool() -> None:
    pools = Pools()
    results([DEADLY, *range(1, 300)], pools)
    assert pools.made == 2
