"""Fixtures for several folders of tests."""

import pytest

from tests.site.builds import Folder


@pytest.fixture(scope="session")
def seeds_site(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """Give the site of the project's own articles, built once; tests only read it."""
    made = Folder(tmp_path_factory.mktemp("seeds"))
    made.add_seeds()
    assert not made.build().outcome.problems
    return made
