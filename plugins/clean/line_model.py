"""How likely a line belongs to the article's body: boosted trees over its features.

The weights lie beside this file as text, trained by tools/train_line_model.py: `*.words.tsv` says how much
each mark of wording speaks for running text, `*.trees.json` holds the trees. A tree is [feature, threshold,
tree where the number is at most the threshold, tree where it is above]; a leaf is what it adds to the log-odds.
"""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from math import exp
from typing import TypeAlias

import msgspec

from plugins.clean.line_features import line_features
from plugins.clean.segments import Segment

Node: TypeAlias = "float | tuple[int, float, Node, Node]"


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
    table = files("plugins.clean").joinpath(f"{model}.words.tsv").read_text("utf-8")
    return {mark: float(weight) for mark, weight in (line.split("\t") for line in table.splitlines())}


@cache
def trained(model: str) -> "Judge":
    """Give the judge whose trees lie beside this file."""
    data = files("plugins.clean").joinpath(f"{model}.trees.json").read_bytes()
    return Judge(msgspec.json.decode(data, type=Trees))


class Judge:
    """Trees made ready to be asked."""

    def __init__(self, model: Trees) -> None:
        self._base = model.base
        self._trees = tuple(_node(tree) for tree in model.trees)

    def odds(self, rows: Sequence[Sequence[float]]) -> list[float]:
        """Give for each row of features how likely the line is body, 0 to 1."""
        return [1 / (1 + exp(-max(-30.0, min(30.0, self._log_odds(row))))) for row in rows]

    def _log_odds(self, row: Sequence[float]) -> float:
        total = self._base
        for node in self._trees:
            while node.__class__ is tuple:
                node = node[2] if row[node[0]] <= node[1] else node[3]  # type: ignore[index]
            total += node  # type: ignore[operator]
        return total


def _node(tree: object) -> Node:
    if not isinstance(tree, list):
        return float(str(tree))
    feature, threshold, below, above = tree
    return (int(feature), float(threshold), _node(below), _node(above))


def text_body_odds(segments: Sequence[Segment]) -> list[float]:
    """Give for each line of a text dump how likely it is body, 0 to 1."""
    return trained("text_lines").odds(line_features(segments, word_weights("text_lines")))
