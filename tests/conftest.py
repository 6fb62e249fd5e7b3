"""Fixtures that several test files use."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real third-party postings; they never enter the repository, so a test that needs them skips without them."""
    if not SHARED.is_dir():
        pytest.skip("the third-party postings are not on this machine")
    return SHARED
