"""No regular expression can be made to backtrack: each is fed 100 kB of its worst."""

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from typing import Any

import pytest

import plugins.extract
from plugins.extract import extract
from plugins.extract.dates_words import date_words
from plugins.extract.happenings import CUES

from .readers import document, knowledge

UNITS = [
    "a ", "A ", "Aa ", "A.", "a, ", "1 ", "1,", "1.", "-1", "'", "“", "a-b ", "(", "<a", " ", "\n", "\n\n ",
    "x.x ", "the of ", "– ", "...", "Ann Bell ",
]  # fmt: skip


def modules() -> Iterator[Any]:
    yield from map(
        importlib.import_module,
        (m.name for m in pkgutil.walk_packages(plugins.extract.__path__, "plugins.extract.")
         if not m.name.endswith(".plugin")),
    )  # fmt: skip


def patterns() -> dict[str, re.Pattern[str]]:
    """Give every compiled expression of the stage; those of languages for one in Latin, one in Cyrillic."""
    found = {
        f"{module.__name__}.{name}": value
        for module in modules()
        for name, value in vars(module).items()
        if isinstance(value, re.Pattern)
    }
    for language in ("en", "uk"):
        words = vars(date_words(language))
        found |= {f"dates.{language}.{n}": v for n, v in words.items() if isinstance(v, re.Pattern)}
    return found | {f"happenings.{number}": pattern for number, (_, pattern) in enumerate(CUES)}


FOUND = patterns()


def own_units(pattern: re.Pattern[str]) -> list[str]:
    """Give units of the expression's own words and marks, so that each of its parts nearly matches."""
    words = re.findall(r"[^\W\d_]{2,}", re.sub(r"\\[a-zA-Z]", "", pattern.pattern))[:4]
    marks = sorted(set(re.findall(r"[^\w\s\\]", pattern.pattern)))[:12]
    return [*(f"{word} " for word in words), *words, " ".join(words) + " ", *marks, "".join(marks)]


def test_every_expression_is_found():
    assert len(FOUND) > 70
    assert "plugins.extract.money.tokens._TOKEN" in FOUND


@pytest.mark.parametrize("name", FOUND)
def test_no_expression_backtracks(name):
    pattern = FOUND[name]

    def seconds(unit: str, size: int) -> float:
        text = (unit * (size // len(unit) + 1))[:size]
        began = time.process_time()
        for _ in pattern.finditer(text):
            pass
        return time.process_time() - began

    units = dict.fromkeys(filter(None, [*UNITS, *own_units(pattern)]))
    for worst in sorted(units, key=lambda unit: seconds(unit, 1_500))[-2:]:
        # Four times the text may take four times as long; ten leaves room for a busy machine.
        assert seconds(worst, 100_000) < 10 * max(seconds(worst, 25_000), 0.02), worst


@pytest.mark.parametrize(
    "unit",
    [
        "$5bn of which ", "up to $5 million, ", "Norway gave Ukraine $5m. ", "half of the aid ",
        "“We give $5m,” he said. ", "Norway, Denmark and Sweden pledged €1m, €2m and €3m. ", "F-16s ",
        "including ", "5 milliards d'euros de ", "met in ", "Ann Bell said ", "on 3 May ", "million ", "A-",
    ],
)  # fmt: skip
def test_reading_facts_stays_linear(unit):
    def seconds(size: int) -> float:
        read = document(unit * (size // len(unit)), published="2023-02-08")
        began = time.process_time()
        extract(read, knowledge())
        return time.process_time() - began

    seconds(2_000)
    assert seconds(40_000) < 10 * max(seconds(10_000), 0.1)
