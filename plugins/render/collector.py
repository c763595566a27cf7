"""Python's search for cycles, out of the way while a build makes millions of values that have none."""

import contextlib
import gc
from collections.abc import Iterator

SELDOM = 20_000
"""Values that come, and do not go, before young ones are searched: Python's own 700 is for small programs."""


@contextlib.contextmanager
def resting_collector() -> Iterator[None]:
    """Have no cycles searched for inside; what is there at the end is never looked at again.

    Readings, the archive and the pages' views are frozen values: none leads back to itself. What comes after
    is searched seldom: templates and pages on their way make few cycles.
    """
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_at_work:
            gc.set_threshold(SELDOM)
            gc.enable()
