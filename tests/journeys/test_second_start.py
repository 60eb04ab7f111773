# SPDX-License-Identifier: MIT
"""The program is started again while it is open: the one window comes to the front."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from caregiver_app.app import start
from caregiver_app.storage.lock_file import hand_over
from caregiver_app.ui.watches.upkeep import Upkeep
from tests.journeys.words import see, visible_text

pytestmark = pytest.mark.gui
ROOT = Path(__file__).resolve().parents[2]


def contents(folder):
    return {path.name: (path.stat().st_size, path.stat().st_ino) for path in folder.iterdir()}


def at_rest(folder, clock, qtbot):
    """Return the window on a record, once nothing is done behind it any more."""
    window = start(folder, clock)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: "Pat Morgan" in visible_text(window))
    see(window, "The record lies in a folder that is synced")
    qtbot.waitUntil(lambda: any((folder / "backups").glob("*-auto.db")))
    qtbot.waitUntil(lambda: not window.findChild(Upkeep).is_busy)
    window.services.book.held.make_room()  # what the program does when it is idle
    return window


def test_a_second_start_brings_the_window_forward_and_touches_no_byte(
    qtbot, tmp_path, clock, practised
):
    folder = tmp_path / "Dropbox" / "data"
    folder.parent.mkdir()
    practised("practice-oral", clock, folder)
    window = at_rest(folder, clock, qtbot)
    window.showMinimized()
    before = contents(folder)
    environment = {"CAREGIVER_DATA_DIR": str(folder), "QT_QPA_PLATFORM": "offscreen"}
    second = subprocess.Popen([sys.executable, "main.py"], cwd=ROOT, env=environment)
    try:
        qtbot.waitUntil(lambda: second.poll() is not None)
    finally:
        second.kill()
    assert second.wait() == 0
    assert not window.windowState() & Qt.WindowState.WindowMinimized
    assert contents(folder) == before
    window.close()


def test_where_nobody_has_the_record_open_a_start_goes_on(data_dir, clock, practised):
    assert not hand_over(data_dir)
    practised("practice-oral", clock, data_dir)
    assert not hand_over(data_dir)
