# SPDX-License-Identifier: MIT
"""A mistake in the program stands on the window in plain words, wherever it was made."""

from threading import Thread

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from caregiver_app.app import start
from tests.journeys.words import is_gone, press, see, visible_text

pytestmark = pytest.mark.gui


class Unpaintable(QWidget):
    """A widget that fails when it is painted."""

    painted = 0

    def paintEvent(self, _event):  # noqa: N802 - Qt's name
        self.painted += 1
        raise ValueError("canary")


def fail():
    raise ValueError("canary")


def test_a_slot_a_painting_and_a_thread_that_fail_are_told_and_the_window_goes_on(
    qtbot, data_dir, clock, practised, capsys
):
    practised("practice-oral", clock, data_dir)
    window = start(data_dir, clock)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    qtbot.waitUntil(lambda: "Pat Morgan" in visible_text(window))
    bad = Unpaintable(window)
    bad.resize(9, 9)
    for cause in (lambda: QTimer.singleShot(0, fail), bad.show, Thread(target=fail).start):
        cause()
        qtbot.waitUntil(lambda: not is_gone(window, "trouble"))
        see(window, "Something in the program failed. What you saved is kept.", "ValueError")
        assert "canary" not in visible_text(window)
        bad.hide()
        press(window, "trouble.put_away")
    assert bad.painted == 1
    press(window, "nav.check_in")
    see(window, "Save for Pat Morgan")
    assert (data_dir / "failures.log").read_text(encoding="utf-8").count("ValueError") == 3
    window.close()
    capsys.readouterr()
