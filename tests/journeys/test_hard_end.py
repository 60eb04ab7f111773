# SPDX-License-Identifier: MIT
"""The program crashed hard: the next start says so, offers the draft, and the log has no names."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from caregiver_app.app import start
from tests.conftest import NOW, ZONE
from tests.journeys.words import see, visible_text

pytestmark = pytest.mark.gui
ROOT = Path(__file__).resolve().parents[2]

_CHILD = f"""
import os, sys
from datetime import datetime
from datetime import timedelta
from pathlib import Path
from PySide6.QtWidgets import QApplication
from caregiver_app.app import start
from caregiver_app.domain.check_in import Draft, Mode
from caregiver_app.system.clock import FixedClock

app = QApplication([])
window = start(Path(sys.argv[1]), FixedClock(datetime.fromisoformat("{NOW}"), "{ZONE}"))
window.show()
while window.person_id is None:
    app.processEvents()
window.services.check_ins.keep_draft(window.person_id, Draft(mode=Mode.QUICK, stiffness=8))
os.abort()
"""


def test_after_a_hard_crash_the_next_start_says_so_and_offers_the_draft(
    qtbot, data_dir, clock, practised
):
    practised("practice-oral", clock, data_dir)
    crashed = subprocess.run(
        [sys.executable, "-c", _CHILD, str(data_dir)], cwd=ROOT, capture_output=True, check=False
    )
    assert crashed.returncode != 0
    log = (data_dir / "failures.log").read_text(encoding="utf-8")
    assert "Fatal Python error: Aborted" in log
    assert "Pat Morgan" not in log
    for told in (True, False):
        window = start(data_dir, clock)
        qtbot.addWidget(window)
        window.show()
        qtbot.waitUntil(lambda shown=window: "Pat Morgan" in visible_text(shown))
        assert ("The program was not closed last time." in visible_text(window)) is told
        see(window, "Draft from 1:40 PM was kept.")
        window.close()


def test_a_start_tells_of_entries_that_are_dated_later_than_now(qtbot, data_dir, clock, practised):
    practised("practice-oral", clock, data_dir)
    (data_dir / "record.open").touch()
    clock.go_to(NOW - timedelta(days=3))
    window = start(data_dir, clock)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: "Entries are dated later than now" in visible_text(window))
    see(window, "The program was not closed last time.", "up to Thu 21 May, 1:40")
    window.close()
