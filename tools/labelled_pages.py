"""The bench's labelled pages, as the trainer takes them: segments with their labels."""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from plugins.clean.decoding import decode
from plugins.clean.html_metadata import html_metadata
from plugins.clean.html_page import voices_on
from plugins.clean.html_segments import html_segments, parsed_html
from plugins.clean.segments import Segment, plain
from plugins.clean.text_lines import text_segments

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
