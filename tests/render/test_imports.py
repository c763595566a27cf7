"""A build imports what it uses: each module that it could do without costs it a thousandth of a second."""

import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
LOADED = "import sys, {modules}\nprint(*sys.modules)"
READING = ("plugins.clean.cleaning", "plugins.clean.html_segments", "plugins.extract.extraction", "lxml")


def loaded(*modules: str) -> set[str]:
    code = LOADED.format(modules=", ".join(modules))
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, check=True, capture_output=True, text=True
    )
    return {*told.stdout.split()}


@pytest.mark.parametrize(
    "module", ["plugins.render.making", "plugins.archive.build", "plugins.pages.contents"]
)
def test_what_links_and_plans_does_not_import_what_reads_a_page(module: str) -> None:
    assert not loaded(module).intersection(READING)


def test_what_looks_whether_there_is_anything_to_do_imports_no_stage() -> None:
    found = loaded("plugins.render.build")
    assert not found.intersection(
        (*READING, "plugins.render.making", "plugins.archive.build", "plugins.pages.drafts")
    )
