"""What the cases of names, dates and equipment share: the project's registry and documents made of a case."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from plugins.model import Dated, Document
from plugins.registry import Knowledge, compile_knowledge, read_registry

CASES = Path(__file__).parent
REGISTRY = Path(__file__).parents[2] / "content" / "registry"


@cache
def knowledge() -> Knowledge:
    files = {path.name: path.read_text("utf-8") for path in sorted(REGISTRY.glob("*.yaml"))}
    return compile_knowledge(read_registry(files))


def cases(kind: str) -> list[Path]:
    return sorted((CASES / f"cases-{kind}").iterdir())


def document(text: str, *, title: str = "", language: str = "en", published: str | None = None) -> Document:
    return Document(
        path="articles/case.txt",
        sha256="",
        title=title,
        title_basis="stated",
        text=text,
        blocks=(),
        pieces=(),
        language=language,
        published=Dated(published, "metadata") if published else Dated(),
    )


def read_case(case: Path) -> Document:
    fields: dict[str, Any] = yaml.safe_load((case / "input.yaml").read_text("utf-8"))
    return document(**fields)
