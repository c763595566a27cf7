"""Train the line model from labelled pages and write its weights beside the stage that uses them.

usage: python tools/train_line_model.py --data DIR [--bench DIR] [--kind text|html] [--check]

`--data` is the cleaning bench's data folder, `--bench` the folder of its scripts. What it prints are the scores of
models that were trained on four fifths of the sites, on the last fifth: what to expect of unseen sites. `--check`
writes nothing. Needs numpy, scipy and scikit-learn,
for `--kind html` also what the bench's scripts import; the project itself needs none of them.
"""

import argparse
import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy import sparse
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(Path(__file__).parents[1]))

from labelled_pages import Page, html_pages, self_labelled, text_pages
from line_model_scores import report, report_html

from plugins.clean.html_features import HTML_FEATURES, html_features
from plugins.clean.html_marks import Weights, element_marks, shape_marks
from plugins.clean.html_page import odds_of
from plugins.clean.line_features import FEATURES, folded_words, line_features, notes_on, wording_marks
from plugins.clean.line_model import Judge, Trees
from plugins.clean.segments import Segment

OUT = Path(__file__).parents[1] / "plugins" / "clean"
FOLDS = 5
KEPT_MARKS = 6000


def fold_of(site: str) -> int:
    """Give the part of the sites this one belongs to."""
    return hashlib.md5(site.encode(), usedforsecurity=False).digest()[0] % FOLDS


def page_weights(pages: Sequence[Page]) -> np.ndarray:
    """Weigh lines so that a page of a thousand lines counts for more than one of ten, but not a hundredfold."""
    return np.concatenate(
        [np.full(len(p.labels), p.weight / np.sqrt(max(5, (p.labels >= 0).sum()))) for p in pages]
    )


def wording(segment: Segment) -> Iterable[str]:
    """Give the marks of a line's wording."""
    return wording_marks(folded_words(segment.text))


def markup(segment: Segment) -> Iterable[str]:
    """Give the marks of a segment's shape and markup, those of each element that it stands in included."""
    assert segment.markup is not None
    yield from shape_marks(segment)
    place = segment.markup.place
    yield from element_marks(place.tag, place.names)[0]
    if place.parent:
        yield from element_marks(place.parent.tag, place.parent.names)[1]
    for around in place.upward():
        yield from element_marks(around.tag, around.names)[2]


MarksOf = Callable[[Segment], Iterable[str]]
Table = dict[str, float]


class Kind(NamedTuple):
    """What is trained, and how boldly."""

    model: str
    """Name of the model's files."""
    features: tuple[str, ...]
    rows_of: "Callable[[Sequence[Page], Sequence[Table]], Iterator[Rows]]"
    weighed: tuple[MarksOf, ...]
    """Kinds of marks that are weighed beforehand."""
    min_sites: int
    """A mark that fewer sites use is theirs alone, and would be a rule for them."""
    ridge: float
    """Inverse strength: marks are weighed cautiously."""
    trees: dict[str, Any]


def learned_weights(pages: Sequence[Page], kind: Kind) -> list[Table]:
    """Weigh every mark that enough sites use, all kinds of marks in one logistic regression; keep the weightiest.

    One table a kind of mark; the first also holds what every line starts from, under the empty mark.
    """
    marks_of = kind.weighed
    flat = [[(k, mark) for k, of in enumerate(marks_of) for mark in of(s)] for p in pages for s in p.segments]
    labels, weights = np.concatenate([p.labels for p in pages]), page_weights(pages)
    sure = labels >= 0
    used: dict[tuple[int, str], set[str]] = defaultdict(set)
    sites = [p.site for p in pages for _ in p.segments]
    for marks, site, known in zip(flat, sites, sure, strict=True):
        if known:
            for mark in marks:
                used[mark].add(site)
    kept = sorted(mark for mark, sites_of in used.items() if len(sites_of) >= kind.min_sites)
    number = {mark: i for i, mark in enumerate(kept)}
    rows, columns = [], []
    for i, marks in enumerate(flat):
        hits = [number[mark] for mark in marks if mark in number]
        rows += [i] * len(hits)
        columns += hits
    matrix = sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(flat), len(kept)))
    model = LogisticRegression(C=kind.ridge, max_iter=300)
    model.fit(matrix[sure], labels[sure], sample_weight=weights[sure] / weights[sure].mean())
    tables: list[Table] = [{} for _ in marks_of]
    tables[0][""] = round(float(model.intercept_[0]), 3)
    full = KEPT_MARKS + 1
    for i in np.argsort(-np.abs(model.coef_[0])):
        which, mark = kept[i]
        if len(tables[which]) < full:
            tables[which][mark] = round(float(model.coef_[0][i]), 3)
    return tables


def learned_trees(
    rows: Sequence[Sequence[Sequence[float]]], pages: Sequence[Page], kind: Kind
) -> dict[str, Any]:
    """Boost trees over the features of all labelled lines."""
    flat = [row for page_rows in rows for row in page_rows]
    labels, weights = np.concatenate([p.labels for p in pages]), page_weights(pages)
    asked = np.array([bool(row) for row in flat])  # what is plain without them has no row
    features = np.array([row for row in flat if row], dtype=float)
    labels, weights = labels[asked], weights[asked]
    sure = labels >= 0
    model = HistGradientBoostingClassifier(**kind.trees, early_stopping=False, random_state=0)
    model.fit(features[sure], labels[sure], sample_weight=weights[sure])
    trees = [_nested(predictor[0].nodes, 0) for predictor in model._predictors]  # noqa: SLF001 - no public way
    return {"base": round(float(model._baseline_prediction[0, 0]), 4), "trees": trees}  # noqa: SLF001


def _nested(nodes: np.ndarray, i: int) -> list[Any] | float:
    node = nodes[i]
    if node["is_leaf"]:
        return round(float(node["value"]), 4)
    return [
        int(node["feature_idx"]),
        float(f"{node['num_threshold']:.6g}"),
        _nested(nodes, node["left"]),
        _nested(nodes, node["right"]),
    ]


Rows = list[list[float]]


def text_rows(pages: Sequence[Page], weights: Sequence[Table]) -> Iterator[Rows]:
    """Give each text dump's features."""
    for page in pages:
        yield line_features(page.segments, notes_on(page.segments), weights[0])


def html_rows(pages: Sequence[Page], weights: Sequence[Table]) -> Iterator[Rows]:
    """Give each saved page's features."""
    weighed = Weights(*weights)
    for page in pages:
        yield html_features(page.segments, notes_on(page.segments), page.row["voices"], weighed)


KINDS = {
    "text": Kind(
        "text_lines", FEATURES, text_rows, (wording,), min_sites=20, ridge=0.01,
        trees={"max_iter": 150, "max_leaf_nodes": 8, "learning_rate": 0.1, "min_samples_leaf": 200,
               "l2_regularization": 5.0, "max_features": 0.5},
    ),
    "html": Kind(
        "html_segments", HTML_FEATURES, html_rows, (wording, markup), min_sites=5, ridge=0.03,
        trees={"max_iter": 90, "max_leaf_nodes": 10, "learning_rate": 0.12, "min_samples_leaf": 80,
               "l2_regularization": 5.0, "max_features": 0.5},
    ),
}  # fmt: skip


def out_of_fold_rows(pages: Sequence[Page], kind: Kind) -> list[Rows]:
    """Give every page's features with marks weighed by other sites' pages, as it will be for unseen ones."""
    rows: list[Rows] = [[] for _ in pages]
    for fold in range(FOLDS):
        others = [p for p in pages if fold_of(p.site) != fold]
        weights = learned_weights(others, kind)
        here = [i for i, p in enumerate(pages) if fold_of(p.site) == fold]
        for i, page_rows in zip(here, kind.rows_of([pages[i] for i in here], weights), strict=True):
            rows[i] = page_rows
    return rows


def check(pages: Sequence[Page], rows: Sequence[Rows], kind: Kind) -> Rows:
    """Give every line's odds from trees that saw no page of its site."""
    odds: Rows = [[] for _ in pages]
    for fold in range(FOLDS):
        train = [i for i, p in enumerate(pages) if fold_of(p.site) != fold]
        trees = learned_trees([rows[i] for i in train], [pages[i] for i in train], kind)
        judge = Judge(Trees(trees["base"], kind.features, trees["trees"]))
        for i, page in enumerate(pages):
            if fold_of(page.site) == fold:
                odds[i] = odds_of(rows[i], judge)
    return odds


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--bench", type=Path, required=True)
    parser.add_argument("--kind", choices=("text", "html"), default="text")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    sys.path.insert(0, str(options.bench))
    pages = list((text_pages if options.kind == "text" else html_pages)(options.data))
    kind = KINDS[options.kind]
    rows = out_of_fold_rows(pages, kind)
    print(f"{len(pages)} pages, {sum(map(len, rows))} lines, {len(kind.features)} features", flush=True)
    if options.kind == "text":
        pages = self_labelled(pages, check(pages, rows, kind))
        rows = out_of_fold_rows(pages, kind)
    (report if options.kind == "text" else report_html)(pages, check(pages, rows, kind))
    if not options.check:
        trees = learned_trees(rows, pages, kind)
        write(kind.model, learned_weights(pages, kind), kind.features, trees)


def write(
    model: str, tables: Sequence[dict[str, float]], names: Sequence[str], trees: dict[str, Any]
) -> None:
    """Write a model's files."""
    for table, what in zip(tables, ("words", "markup"), strict=False):
        lines = "\n".join(f"{mark}\t{weight:g}" for mark, weight in sorted(table.items()))
        (OUT / f"{model}.{what}.tsv").write_text(lines + "\n", "utf-8")
    head = json.dumps({"base": trees["base"], "features": list(names)})[:-1]
    nested = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in trees["trees"])
    (OUT / f"{model}.trees.json").write_text(f'{head}, "trees": [\n{nested}\n]}}\n', "utf-8")


if __name__ == "__main__":
    main()
