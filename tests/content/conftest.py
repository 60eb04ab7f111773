# SPDX-License-Identifier: MIT
"""A copy of the content that a test may break."""

import shutil
from pathlib import Path

import pytest

from caregiver_app.content.loader import content_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the content that a test may break."""
    return shutil.copytree(content_folder(), tmp_path / "content")
