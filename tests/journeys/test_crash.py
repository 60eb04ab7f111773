# SPDX-License-Identifier: MIT
"""What is left of a check-in when the program is killed in the middle of it."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from caregiver_app.domain.levels import Level
from caregiver_app.ui.pages.check_in import CheckInPage
from tests.conftest import NOW, ZONE
from tests.journeys.words import find, is_gone, level_says, press, see

pytestmark = pytest.mark.gui
ROOT = Path(__file__).resolve().parents[2]
NOTE = "Arms stiff since lunch, he asked for water twice"

_CHILD = f"""
import sys
from datetime import datetime
from pathlib import Path
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication
from caregiver_app.app import build_window
from caregiver_app.system.clock import FixedClock
from caregiver_app.ui.pages.check_in import CheckInPage
from tests.journeys.words import press, type_into

app = QApplication([])
window = build_window(Path(sys.argv[1]), FixedClock(datetime.fromisoformat("{NOW}"), "{ZONE}"))
window.show()
window.open_person(window.services.people.open_practice("practice-oral"))
window.show_page("check_in")
app.processEvents()
keeping = window.findChild(CheckInPage)._keeping

def until_kept():
    while keeping.kept_at is None or keeping._timer.isActive():
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

for name in ("flag.hallucination", "alertness.awake"):
    press(window, name)
type_into(window, "hr", "999")
until_kept()
for letter in {NOTE!r}:
    type_into(window, "note", letter)
    app.processEvents()
    print(letter, flush=True)
until_kept()
print("all is kept", flush=True)
app.exec()
"""


def killed(data_dir: Path, letters: int | None = None) -> None:
    """Type into the real window of another process and kill it after so many letters."""
    child = subprocess.Popen(
        [sys.executable, "-c", _CHILD, str(data_dir)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    for number, line in enumerate(child.stdout, 1):
        if number == letters or line.startswith("all is kept"):
            break
    child.kill()
    child.wait()
    child.stdout.close()


@pytest.fixture
def back(open_window, data_dir):
    """Return the window that somebody opens after the program was killed."""

    def open_it(letters=None):
        killed(data_dir, letters)
        window = open_window()
        QApplication.processEvents()
        return window

    return open_it


def test_every_letter_is_back_and_the_red_flag_calls_before_any_click(back, open_window):
    window = back()
    assert window.page_name == "check_in"
    assert find(window, "level").level is Level.EMERGENCY
    assert find(window, "note").toPlainText() == NOTE
    assert window.findChild(QLineEdit, "hr").text() == "999"
    see(window, "Draft from 1:40 PM was kept.")
    press(window, "start_again")  # it is offered once and can be thrown away
    assert find(window, "note").toPlainText() == ""
    assert is_gone(window, "start_again")
    window.close()
    assert open_window().page_name == "today"


def test_a_program_killed_while_somebody_types_keeps_all_but_the_last_moment(back):
    window = back(letters=len(NOTE) - 5)
    kept = window.findChild(QPlainTextEdit, "note").toPlainText()
    assert NOTE.startswith(kept)
    assert window.findChild(CheckInPage).form.draft().hallucination == "yes"


def test_a_draft_of_hours_ago_is_asked_about_and_its_emergency_stands_all_the_while(back, clock):
    clock.go_to(NOW + timedelta(hours=3))
    window = back()
    see(window, "Draft from 1:40 PM was kept.", "These answers are from 1:40 PM.")
    assert find(window, "level").level is Level.EMERGENCY
    press(window, "old.then")
    level_says(window, "This is about 1:40 PM, not about now.")
    press(window, "when")
    press(window, "about.now")
    assert find(window, "level").level is Level.EMERGENCY
    assert "not about now" not in find(window, "level").accessibleName()
