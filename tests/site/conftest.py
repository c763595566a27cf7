"""Sites for the tests of whole builds."""

from pathlib import Path

import pytest

from tests.site.builds import Folder


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Give an empty content folder."""
    return Folder(tmp_path)


@pytest.fixture(scope="session")
def seeds_site(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """Give the site of the project's own articles, built once; tests only read it."""
    made = Folder(tmp_path_factory.mktemp("seeds"))
    made.add_seeds()
    assert not made.build().outcome.problems
    return made
