"""Feed each target random input until time is up; the first finding is made small, shown, and ends it.

    python -m tests.fuzz [--minutes 60] [--seed 1] [TARGET ...]

Exit status 0 means that nothing was found.
"""

import argparse
import sys
import time
import traceback
from collections import Counter

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.fuzz.targets import TARGETS

EXAMPLES = 50
"""Of one target, before the next has its turn."""


def round_of(name: str, number: int) -> None:
    """Try one target with examples that this number decides."""
    target = TARGETS[name]
    relaxed = settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    seed(number)(relaxed(given(target.inputs)(target.hold)))()


def main() -> int:
    """Run the targets in turn."""
    told = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    told.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    told.add_argument("--minutes", type=float, default=1.0)
    told.add_argument("--seed", type=int, default=1)
    asked = told.parse_args()
    names = asked.targets or list(TARGETS)
    began, number, done = time.monotonic(), asked.seed, Counter[str]()
    while time.monotonic() - began < 60 * asked.minutes:
        name = names[number % len(names)]
        try:
            round_of(name, number)
        except Exception:  # noqa: BLE001 - whatever it is, it is the finding
            traceback.print_exc()
            sys.stdout.write(f"{name}: found with --seed {number}\n")
            return 1
        done[name] += EXAMPLES
        number += 1
    counts = ", ".join(f"{name} {done[name]:,}" for name in names)
    sys.stdout.write(f"{(time.monotonic() - began) / 60:.0f} minutes, nothing found: {counts}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
