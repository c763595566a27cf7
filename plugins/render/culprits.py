"""What a stage that sees everything can't bear is found, named and left out, so that the rest is built.

Cleaning and extraction see one article and name it where they fail. The archive sees all of them: where a
fault of ours makes it fail over some, halving tells which, at the price of linking all about twice more.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

from plugins.errors import OURS_TO_MEND, BriefingError, CombinedError, told_fault
from plugins.model import Reading

T = TypeVar("T")
MOST = 3
"""Articles left out before the fault is taken for everybody's."""
NOT_THEIRS = (BriefingError, CombinedError, OSError, MemoryError)
"""What no article is to blame for: mistakes on the desk, the disk, the machine."""


def linked_without_culprits(
    readings: Sequence[Reading], link: Callable[[tuple[Reading, ...]], T]
) -> tuple[T, tuple[Reading, ...], tuple[BriefingError, ...]]:
    """Give what `link` makes, of which readings, and why the others are left out.

    Raises:
        BriefingError, CombinedError, OSError, MemoryError: as `link` does.
        BriefingError: no few articles bear the blame.
    """
    left = tuple(readings)
    problems: list[BriefingError] = []
    while True:
        try:
            return link(left), left, tuple(problems)
        except NOT_THEIRS:
            raise
        except Exception as fault:
            culprit = _culprit(left, link) if len(problems) < MOST else None
            if culprit is None:
                raise _unlinkable(fault) from fault
            path = culprit.document.path
            problems.append(
                BriefingError(
                    f"linking it with the others failed ({told_fault(fault)})",
                    where=path,
                    mend=f"{OURS_TO_MEND}, and take the file out of articles/ for now",
                )
            )
            left = tuple(one for one in left if one.document.path != path)


def _culprit(readings: tuple[Reading, ...], link: Callable[[tuple[Reading, ...]], object]) -> Reading | None:
    """Give the article that makes linking fail whatever is linked with it; None where it takes several."""
    while len(readings) > 1:
        half = len(readings) // 2
        parts = (readings[:half], readings[half:])
        failing = next((part for part in parts if _fails(part, link)), None)
        if failing is None:
            return None
        readings = failing
    return readings[0] if readings and _fails(readings, link) else None


def _fails(readings: tuple[Reading, ...], link: Callable[[tuple[Reading, ...]], object]) -> bool:
    try:
        link(readings)
    except NOT_THEIRS:
        raise
    except Exception:  # noqa: BLE001 - whatever it is: that is what is asked
        return True
    return False


def unmakeable(fault: Exception, what: str) -> BriefingError:
    """Give an error for a page, or a site, over whose making the code stumbled."""
    return BriefingError(
        f"making it failed ({told_fault(fault)})",
        where=what,
        mend=f"{OURS_TO_MEND}, and take what it is about out of articles/; the published site stays",
    )


def _unlinkable(fault: Exception) -> BriefingError:
    return BriefingError(
        f"linking the articles failed ({told_fault(fault)})",
        where="the archive stage",
        mend=f"{OURS_TO_MEND}; the published site stays as it was",
    )
