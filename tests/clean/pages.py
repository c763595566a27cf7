"""Scraped pages for the tests of this stage."""

import hashlib
from pathlib import Path

from plugins.model import Raw

SEEDS = Path(__file__).parents[2] / "content" / "articles"
CASES = Path(__file__).parent / "cases"


def raw_page(data: bytes | str, name: str = "page.txt", sidecar: str | None = None) -> Raw:
    """Give a page as it would come from the content folder."""
    data = data.encode() if isinstance(data, str) else data
    return Raw(
        path=f"articles/{name}",
        data=data,
        sha256=hashlib.sha256(data).hexdigest(),
        format=name.partition("#")[0].rpartition(".")[2],
        sidecar=sidecar,
    )
