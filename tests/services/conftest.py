# SPDX-License-Identifier: MIT
"""The services on a real log in a temporary folder."""

from collections.abc import Iterator

import pytest

from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.wiring import build_services


@pytest.fixture
def log(data_dir, clock) -> Iterator[EntryLog]:
    """Return an open, empty log."""
    opened = EntryLog.open(data_dir, clock)
    yield opened
    opened.close()


@pytest.fixture
def services(log, clock):
    """Return every service on that log."""
    return build_services(log, clock)
