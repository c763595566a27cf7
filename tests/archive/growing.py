"""An archive of any size, made by rule: articles that overlap as a real press does.

Some six happenings a day, told by one outlet or by a hundred, each report in words of its own: with the same
sum rounded or hedged, with totals and earlier packages beside it, quotations whole, cut or unquoted, agency
sentences word for word, stock sentences that everybody has used for years, reprints with a line more, and
liveblogs that touch on a whole day. A few names are in most articles, many in a few. `press.py` has what
happens, `report.py` the pen.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import accumulate, count, islice
from pathlib import Path

from plugins.model import Entity, Reading, Registry
from plugins.registry import compile_knowledge, read_registry
from tests.archive.press import Happening, Press
from tests.archive.report import Reporter

REGISTRY = Path(__file__).parents[2] / "content" / "registry"
HAPPENINGS_A_DAY = 6
REPORTS = ((20, 1, 1), (15, 2, 4), (10, 5, 12), (4, 13, 40), (1, 60, 100))
"""Of fifty happenings, how many get from so many to so many reports; every fifty are mixed alike."""
LATER = ((0.72, 0), (0.92, 1), (0.98, 2), (1.0, 3))
"""Share of the reports up to so many days after the happening."""
REPRINTED, UNDATED, LIVEBLOGS_A_DAY = 0.1, 0.03, 1
CONSONANTS = "b br d dr f g gl h k kr l m n p pl r s st t tr v z"
SYLLABLES = [start + vowel for start in CONSONANTS.split() for vowel in "aeiou"]
"""Enough that two words in three differ in their first five letters, as in a press's language."""
KINDS = (
    ("announcement", 0.3), ("meeting", 0.14), ("visit", 0.08), ("call", 0.07), ("press-conference", 0.05),
    ("summit", 0.02), ("attack", 0.16), ("other", 0.18),
)  # fmt: skip


@cache
def registry() -> Registry:
    """Give the project's own registry, with all its names, aliases, capitals and offices."""
    return read_registry({path.name: path.read_text("utf-8") for path in sorted(REGISTRY.glob("*.yaml"))})


def readings(number: int, known: Registry) -> list[Reading]:
    """Give `number` articles; the first ones of a larger archive are those of a smaller one."""
    return list(islice(_readings(known), number))


def _readings(known: Registry) -> Iterator[Reading]:
    rng = random.Random(7)  # noqa: S311 (nothing secret)
    press = _press(known, rng)
    reporter = Reporter(press, compile_knowledge(known))
    earlier: list[Happening] = []
    numbers, reports = count(), _reports(rng)
    for passed in count():
        day = date(2022, 3, 1) + timedelta(days=passed)
        today = [_happening(press, day, earlier) for _ in range(HAPPENINGS_A_DAY)]
        for happening in today:
            last: Reading | None = None
            for _ in range(next(reports)):
                told = day + timedelta(days=next(late for share, late in LATER if rng.random() <= share))
                dated = None if rng.random() < UNDATED else told
                if last is not None and rng.random() < REPRINTED:
                    yield reporter.reprint(last, next(numbers), told)
                    continue
                last = reporter.report(happening, next(numbers), dated)
                yield last
        for _ in range(LIVEBLOGS_A_DAY):
            yield reporter.liveblog(today, next(numbers), day)
        earlier = [*earlier[-400:], *today]


def _press(known: Registry, rng: random.Random) -> Press:
    """Give who and what the press writes about; the first of each list most."""
    words = [_word(rng) for _ in range(9000)]
    countries = [e for e in known.donors if e.kind == "country" and e.currency and e.id != "ukraine"]
    rng.shuffle(countries)
    stock = [" ".join(rng.choice(words) for _ in range(rng.randint(10, 22))) for _ in range(300)]
    return Press(
        rng=rng,
        words=words,
        common=list(accumulate(1 / (rank + 3) for rank in range(len(words)))),
        stock=stock,
        donors=countries,
        people=_shuffled(known.people, rng),
        organisations=_shuffled(known.organisations, rng),
        equipment=_shuffled(known.equipment, rng),
        sources=_shuffled(known.sources, rng),
        ukraine=next(e for e in known.donors if e.id == "ukraine"),
    )


def _shuffled(entities: tuple[Entity, ...], rng: random.Random) -> list[Entity]:
    return rng.sample(entities, len(entities))


def _happening(press: Press, day: date, earlier: list[Happening]) -> Happening:
    kinds, shares = zip(*KINDS, strict=True)
    return Happening(press, press.rng.choices(kinds, shares)[0], day, earlier)


def _reports(rng: random.Random) -> Iterator[int]:
    """Give how many reports one happening after another gets."""
    while True:
        mixed = [rng.randint(least, most) for number, least, most in REPORTS for _ in range(number)]
        rng.shuffle(mixed)
        yield from mixed


def _word(rng: random.Random) -> str:
    return "".join(rng.choice(SYLLABLES) for _ in range(rng.randint(2, 4)))
