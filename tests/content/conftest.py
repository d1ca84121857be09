"""What tests of content share: a fresh copy of Musterstadt."""

import shutil
from pathlib import Path

import pytest
from copies import Copy

TOWN = Path(__file__).parents[1] / "town"


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    """Return a copy of Musterstadt that a test may damage."""
    shutil.copytree(TOWN, tmp_path / "town")
    return Copy(tmp_path / "town")
