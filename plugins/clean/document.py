"""Segments and verdicts become a Document: blocks with offsets, pieces in page order."""

from collections.abc import Sequence

from plugins.clean.html_segments import followable
from plugins.clean.segments import Segment, Verdict
from plugins.model import Block, Piece

SEPARATOR = "\n\n"
"""Between two blocks' texts."""


def blocks_of(segments: Sequence[Segment], verdicts: Sequence[Verdict]) -> tuple[Block, ...]:
    """Give the kept segments as blocks, each with its place in the text they make together."""
    blocks: list[Block] = []
    start = 0
    for segment, verdict in zip(segments, verdicts, strict=True):
        if verdict.role != "body":
            continue
        blocks.append(
            Block(
                kind=segment.kind,
                text=segment.text,
                start=start,
                line=segment.line,
                level=segment.level,
                ordered=segment.ordered,
                marks=followable(segment.marks),
                cells=segment.cells,
            )
        )
        start += len(segment.text) + len(SEPARATOR)
    return tuple(blocks)


def pieces_of(segments: Sequence[Segment], verdicts: Sequence[Verdict]) -> tuple[Piece, ...]:
    """Give every line of the page with what became of it; together they hold every word."""
    return tuple(
        Piece(text=text, line=line, role=verdict.role, reason=verdict.reason)
        for segment, verdict in zip(segments, verdicts, strict=True)
        for line, text in segment.source
    )
