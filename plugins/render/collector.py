"""Python's search for cycles, out of the way while a build makes millions of values that have none."""

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def resting_collector() -> Iterator[None]:
    """Have no cycles searched for inside; what is there at the end is never looked at again.

    Readings, the archive and the pages' views are frozen values: none leads back to itself.
    """
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_at_work:
            gc.enable()
