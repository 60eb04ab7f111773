# SPDX-License-Identifier: MIT
"""What every test stands on: a fixed clock, a folder of its own, the real window, no noise."""

import gc
import logging
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.pop("CAREGIVER_DATA_DIR", None)

from caregiver_app.system.clock import FixedClock

ZONE = "America/New_York"
NOW = datetime(2026, 5, 21, 17, 40, tzinfo=UTC)


class MovingClock(FixedClock):
    """A fixed clock that a test moves on by hand."""

    def go_to(self, now: datetime) -> None:
        """Set the time."""
        self._now = now.astimezone(UTC)


@pytest.fixture
def clock() -> MovingClock:
    """Return Thursday 21 May 2026, 1:40 PM in New York."""
    return MovingClock(NOW, ZONE)


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """Return a data folder of this test's own."""
    return tmp_path / "data"


@pytest.fixture(autouse=True)
def _no_stray_log_line(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    yield
    noise = [r for when in ("setup", "call") for r in caplog.get_records(when)]
    loud = [r.getMessage() for r in noise if r.levelno >= logging.WARNING]
    assert not loud, f"unexpected log lines: {loud}"


@pytest.fixture
def open_window(qtbot, data_dir: Path, clock: FixedClock) -> Iterator[Callable]:
    """Return a function that opens the real window on the real record and shows it."""
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    from caregiver_app.app import build_window

    windows = []

    def open_it(width: int = 1366, height: int = 768):
        window = build_window(data_dir, clock)
        windows.append(window)
        window.resize(width, height)
        with qtbot.waitExposed(window):
            window.show()
        return window

    yield open_it
    for window in windows:
        window.close()
        window.deleteLater()
    windows.clear()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    left = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    assert not left, f"windows left open: {left}"
