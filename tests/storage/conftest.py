# SPDX-License-Identifier: MIT
"""Folders in memory: these tests save thousands of times, and a real disk would be waited for."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.torture_record import folder_in_memory


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """Return a folder of this test's own."""
    with folder_in_memory() as folder:
        yield folder
