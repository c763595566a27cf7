"""How likely a line belongs to the article's body: boosted trees over its features.

The weights lie beside this file as text, trained by tools/train_line_model.py: `*.words.tsv` says how much
each mark of wording speaks for running text, `*.trees.json` holds the trees. A tree is [feature, threshold,
tree where the number is at most the threshold, tree where it is above]; a leaf is what it adds to the log-odds.
"""

import ast
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files
from math import exp
from typing import TypeAlias

import msgspec

from plugins.clean.line_features import Note, line_features
from plugins.clean.segments import Segment

Leaves: TypeAlias = Callable[[Sequence[float]], tuple[float, ...]]


class Trees(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A trained model as its file holds it."""

    base: float
    """Log-odds before any tree has spoken."""
    features: tuple[str, ...]
    """Names of the numbers that the trees ask for, in order."""
    trees: list[list[object] | float]


@cache
def word_weights(model: str) -> dict[str, float]:
    """Give the weight of every mark of wording; the empty mark is what every line starts from."""
    return _table(f"{model}.words.tsv")


@cache
def markup_weights(model: str) -> dict[str, float]:
    """Give the weight of every mark of markup."""
    return _table(f"{model}.markup.tsv")


def _table(name: str) -> dict[str, float]:
    table = files("plugins.clean").joinpath(name).read_text("utf-8")
    return {mark: float(weight) for mark, weight in (line.split("\t") for line in table.splitlines())}


@cache
def trained(model: str) -> "Judge":
    """Give the judge whose trees lie beside this file."""
    data = files("plugins.clean").joinpath(f"{model}.trees.json").read_bytes()
    return Judge(msgspec.json.decode(data, type=Trees))


FIRST_TREES = 30
SURE = 2.25
"""Log-odds that the first trees must reach for a line to need no more: on labelled pages, none of the 42,000 lines
that had them by then changed sides, and seven in ten had."""


class Judge:
    """Trees made ready to be asked."""

    def __init__(self, model: Trees) -> None:
        self._base = model.base
        self._first = _compiled(model.trees[:FIRST_TREES])
        self._more = _compiled(model.trees[FIRST_TREES:])

    def odds(self, rows: Sequence[Sequence[float]]) -> list[float]:
        """Give for each row of features how likely the line is body, 0 to 1."""
        base, first, more = self._base, self._first, self._more
        found = []
        for row in rows:
            log_odds = sum(first(row), base)
            if -SURE < log_odds < SURE:
                log_odds += sum(more(row))
            found.append(1 / (1 + exp(-log_odds)))
        return found


def _compiled(trees: Sequence[object]) -> Leaves:
    """Give a function from a row to the leaf it reaches in every tree.

    Plain Python walks a tree of tuples ten times slower than it runs `a if row[3] <= 1.5 else b`, so the trees
    become one such expression. It is built from numbers alone, node by node, never from text.
    """
    row = ast.arg("row", lineno=1, col_offset=0)
    only = ast.arguments(posonlyargs=[], args=[row], kwonlyargs=[], kw_defaults=[], defaults=[])
    body = ast.Tuple([_expression(tree) for tree in trees], _LOAD, lineno=1, col_offset=0)
    function = ast.Expression(ast.Lambda(only, body, lineno=1, col_offset=0))
    return eval(compile(function, "line model", "eval"))  # type: ignore[no-any-return]  # noqa: S307


# Every node says where it stands: to have them filled in takes as long as all the rest.
_LOAD = ast.Load()
_ROW = ast.Name("row", _LOAD, lineno=1, col_offset=0)


def _expression(tree: object) -> ast.expr:
    if not isinstance(tree, list):
        return ast.Constant(float(str(tree)), lineno=1, col_offset=0)
    feature, threshold, below, above = tree
    column = ast.Constant(int(feature), lineno=1, col_offset=0)
    number = ast.Subscript(_ROW, column, _LOAD, lineno=1, col_offset=0)
    bound = ast.Constant(float(threshold), lineno=1, col_offset=0)
    test = ast.Compare(number, [ast.LtE()], [bound], lineno=1, col_offset=0)
    return ast.IfExp(test, _expression(below), _expression(above), lineno=1, col_offset=0)


def text_body_odds(segments: Sequence[Segment], notes: Sequence[Note]) -> list[float]:
    """Give for each line of a text dump how likely it is body, 0 to 1."""
    return trained("text_lines").odds(line_features(segments, notes, word_weights("text_lines")))
