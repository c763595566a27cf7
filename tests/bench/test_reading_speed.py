"""How many articles one core cleans and extracts in a second. Run with `pytest -m bench -s tests/bench`."""

import time
from pathlib import Path

import pytest

from plugins.clean import clean
from plugins.extract import extract
from plugins.model import Raw
from plugins.registry import compile_knowledge, read_registry

ROOT = Path(__file__).parents[2]
WORDS, ARTICLES = 500, 60


def pages() -> list[Raw]:
    """Give pages of 500 words, each other paragraphs of the project's own articles in another order."""
    paragraphs = [
        line.strip()
        for path in sorted((ROOT / "content" / "articles").glob("*.txt"))
        for line in path.read_text("utf-8").splitlines()
        if len(line.split()) > 15
    ]
    made = []
    for number in range(ARTICLES):
        words, text, at = 0, [f"Headline {number}", ""], number
        while words < WORDS:
            text += [paragraphs[at % len(paragraphs)], ""]
            words += len(paragraphs[at % len(paragraphs)].split())
            at += 1 + number % 5
        made.append(Raw(f"articles/{number}.txt", "\n".join(text).encode(), str(number), "txt"))
    return made


@pytest.mark.bench
def test_speed_of_clean_and_extract(capsys: pytest.CaptureFixture[str]) -> None:
    folder = ROOT / "content" / "registry"
    files = {path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.yaml"))}
    known = compile_knowledge(read_registry(files))
    raws = pages()
    extract(clean(raws[0]), known)  # the tables are read once
    started = time.process_time()
    documents = [clean(raw) for raw in raws]
    cleaned = time.process_time()
    for document in documents:
        extract(document, known)
    ended = time.process_time()
    each = [(cleaned - started) / len(raws) * 1e3, (ended - cleaned) / len(raws) * 1e3]
    with capsys.disabled():
        print(
            f"\n{1e3 / sum(each):.0f} articles of {WORDS} words a second on one core:"
            f" clean {each[0]:.1f} ms, extract {each[1]:.1f} ms each"
        )
