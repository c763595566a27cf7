"""How fast pages are cleaned: prints, asserts nothing about time."""

import time

import pytest
import trafilatura

from plugins.clean import clean
from tests.clean.pages import CASES, SEEDS, raw_page

WORDS = 500


@pytest.mark.bench
def test_dumps_a_second(capsys):
    pages = [path.read_bytes() for path in sorted(SEEDS.glob("*.txt"))]
    for page in pages:
        clean(raw_page(page))
    started = time.process_time()
    for _ in range(20):
        for page in pages:
            clean(raw_page(page))
    seconds = time.process_time() - started
    words = 20 * sum(len(page.split()) for page in pages)
    with capsys.disabled():
        print(f"\ndumps of {WORDS} words cleaned: {words / WORDS / seconds:.0f} a second of one core")


def _is_utf8(page):
    try:
        return bool(page.decode("utf-8"))
    except UnicodeDecodeError:
        return False


@pytest.mark.bench
def test_saved_pages_beside_trafilatura(capsys):
    read = (path.read_bytes() for path in sorted(CASES.glob("*/page.html")))
    # Telling an old encoding by its letters takes longer than reading one of these few lines.
    pages = [page for page in read if _is_utf8(page)]

    def seconds(read):
        started = time.process_time()
        for _ in range(10):
            for page in pages:
                read(page)
        return time.process_time() - started

    clean(raw_page(pages[0], "page.html"))
    ours = seconds(lambda page: clean(raw_page(page, "page.html")))
    theirs = seconds(lambda page: trafilatura.extract(page, include_comments=False))
    with capsys.disabled():
        print(f"\nsaved pages: {ours / theirs:.2f} times trafilatura's time")
