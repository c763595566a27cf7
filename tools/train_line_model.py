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

from plugins.clean import html_page, text_page
from plugins.clean.decoding import decode
from plugins.clean.html_features import HTML_FEATURES, html_features
from plugins.clean.html_marks import Weights, element_marks, shape_marks
from plugins.clean.html_metadata import html_metadata
from plugins.clean.html_page import odds_of, voices_on
from plugins.clean.html_segments import html_segments, parsed_html
from plugins.clean.line_features import FEATURES, folded_words, line_features, notes_on, wording_marks
from plugins.clean.line_model import Judge, Trees
from plugins.clean.second_voice import reconsidered
from plugins.clean.segments import Segment, plain
from plugins.clean.text_lines import text_segments

OUT = Path(__file__).parents[1] / "plugins" / "clean"
FOLDS = 5
KEPT_MARKS = 6000
SELF_WEIGHT = 0.5
"""How much a page counts whose labels are mostly the model's own guesses."""


class Page(NamedTuple):
    """One labelled page."""

    row: dict[str, Any]
    """The bench's row: id, dump, text, labels."""
    site: str
    segments: Sequence[Segment]
    labels: np.ndarray
    """1 body, 0 not, -1 unlabelled; one a segment."""
    weight: float = 1.0


def text_pages(data: Path) -> Iterator[Page]:
    """Give every labelled text dump of the bench."""
    sites = {}
    for gold in data.glob("*/gold.jsonl"):
        for row in map(json.loads, gold.read_text("utf-8").splitlines()):
            sites[row["id"]] = row.get("host") or row["id"]
    for path in sorted((data / "textbench").glob("*.jsonl")):
        for row in map(json.loads, path.open(encoding="utf-8")):
            text = decode(row["text"].encode(), where=path.name)
            if len(text.split("\n")) != len(row["labels"]):
                continue  # a rare separator that only one of the two sides takes for a line's end
            row["set"], row["dump"], _ = path.name.split(".")
            segments = text_segments(text)
            labels = np.array([_label({row["labels"][n - 1] for n, _ in s.source}) for s in segments])
            yield Page(row, sites.get(row["id"], row["id"]), segments, labels)


def html_pages(data: Path) -> Iterator[Page]:
    """Give every saved page of the bench whose body is known in full, its segments labelled by that."""
    from common import load  # type: ignore[import-not-found]
    from make_text_bench import label_full, titles  # type: ignore[import-not-found]

    for name in ("scrapinghub", "andy", "readability"):
        contested = _contested(data / "textbench" / f"{name}.wet.jsonl")
        for row in load(data, name):
            text = decode(row["path"].read_bytes(), where=row["id"], markup=True)
            root = parsed_html(text, where=row["id"])
            segments = html_segments(root)
            lines = [s.text.replace("\n", " ") for s in segments]
            labels, _ = label_full(lines, row["text"], titles(text, row.get("title")))
            known = np.array(
                [
                    -1 if plain(line) in contested.get(row["id"], ()) else _label({c})
                    for line, c in zip(lines, labels, strict=True)
                ]
            )
            stated = html_metadata(root)
            voices = voices_on(segments, stated)
            row |= {"set": name, "dump": "html", "stated": stated, "voices": voices, "source": text}
            yield Page(row, row.get("host") or row["id"], segments, known)


def _contested(path: Path) -> dict[str, set[str]]:
    """Give the lines of each page that its gold leaves out although most tools take them for body."""
    rows = map(json.loads, path.open(encoding="utf-8"))
    return {
        row["id"]: {
            plain(line) for line, c in zip(row["text"].splitlines(), row["labels"], strict=True) if c in "C?"
        }
        for row in rows
    }


def _label(labels: set[str]) -> int:
    labels = labels - {"-"}
    return 1 if labels == {"K"} else 0 if labels == {"D"} else -1


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


def self_labelled(pages: Sequence[Page], odds: Sequence[Sequence[float]]) -> list[Page]:
    """Label the lines that the bench leaves open by two witnesses: a first model, and whether the light dump of the page holds them.

    `odds` come from models that saw no page of the same site. Where the witnesses disagree the line stays open.
    """
    held = {
        p.row["id"]: {plain(s.text) for s in p.segments}
        for p in pages
        if p.row["set"] == "trafilatura" and p.row["dump"] == "tfr"
    }
    done = []
    for page, page_odds in zip(pages, odds, strict=True):
        if page.row["set"] != "trafilatura" or page.row["id"] not in held:
            done.append(page)
            continue
        chance = np.asarray(page_odds)
        kept = np.array([plain(s.text) in held[page.row["id"]] for s in page.segments])
        light = page.row["dump"] == "tfr"
        body, furniture = (
            (chance > 0.9, chance < 0.1) if light else (kept & (chance > 0.4), ~kept & (chance < 0.5))
        )
        guessed = np.where(body, 1, np.where(furniture, 0, -1))
        labels = np.where(page.labels >= 0, page.labels, guessed)
        done.append(page._replace(labels=labels, weight=SELF_WEIGHT))
    return done


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


def report(pages: Sequence[Page], odds: Sequence[Sequence[float]]) -> None:
    """Print the bench's two scores for each set and kind of dump."""
    from text_eval import page_row, score_page  # type: ignore[import-not-found]

    scores: dict[str, list[dict[str, float]]] = defaultdict(list)
    for page, page_odds in zip(pages, odds, strict=True):
        if page.row["set"] == "trafilatura":
            continue
        done = text_page.sorted_by_odds(page.segments, notes_on(page.segments), page_odds)
        kept = [s.text for s, v in zip(page.segments, done.verdicts, strict=True) if v.role == "body"]
        name = "news" if page.row["set"] in ("scrapinghub", "andy") else page.row["set"]
        scores[f"{name}.{page.row['dump']}"].append(page_row(score_page(page.row, kept)[0]))
    for name, found in sorted(scores.items()):
        mean = {key: sum(row[key] for row in found) / len(found) for key in ("F1", "cF1")}
        print(f"{name:16} {len(found):4} pages  lines {mean['F1']:.4f}  characters {mean['cF1']:.4f}")


def _body(page: Page, odds: Sequence[float]) -> str:
    heard = reconsidered(page.segments, odds, page.row["source"])
    done = html_page.sorted_by_odds(
        page.segments, notes_on(page.segments), heard, page.row["voices"].title, page.row["stated"]
    )
    return "\n".join(
        s.text for s, verdict in zip(page.segments, done.verdicts, strict=True) if verdict.role == "body"
    )


def report_html(pages: Sequence[Page], odds: Sequence[Sequence[float]]) -> None:
    """Print the bench's score of word 4-grams for each set."""
    from html_eval import score_full  # type: ignore[import-not-found]

    for name in ("scrapinghub", "andy", "readability"):
        chosen = [(p, o) for p, o in zip(pages, odds, strict=True) if p.row["set"] == name]
        out = [_body(page, page_odds) for page, page_odds in chosen]
        scores = score_full([page.row for page, _ in chosen], out)
        print(f"{name:16} {len(chosen):4} pages", {key: round(value, 4) for key, value in scores.items()})


if __name__ == "__main__":
    main()
