"""What many tests share."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

# how long an example takes tells of the machine, and of who else is at work on it
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of research corpora beside the checkout; the test is skipped where it is absent."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the research corpora are not beside this checkout (../shared)")
    return folder
