"""What models reach on labelled pages, by the bench's own scores."""

import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from labelled_pages import Page

from plugins.clean import html_page, text_page
from plugins.clean.line_features import notes_on
from plugins.clean.second_voice import reconsidered


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
