"""Sites for the tests of whole builds."""

from pathlib import Path

import pytest

from tests.site.builds import Folder


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Give an empty content folder."""
    return Folder(tmp_path)
