# SPDX-License-Identifier: MIT
"""A file that is looked at offers nothing to write: it could not be saved, and closing drops it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton

from caregiver_app.domain.check_in import Draft, Mode
from caregiver_app.domain.levels import Level
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.ui.pages.only_to_look import WRITING
from caregiver_app.wiring import build_services
from tests.journeys.words import find, is_gone, press, see, strike

pytestmark = pytest.mark.gui

WRITES = (
    *("doses.given.baclofen", "doses.other.baclofen", "watch.add", "watch.done"),
    *("alert.called", "alert.no_answer", "alert.went_to_er", "prompts.confirm"),
    *("people.add", "caregiver.add", "practice.practice-oral"),
    *("plan.new", "plan.hold", "plan.photo.add", "history.correct", "history.remove"),
)


@pytest.fixture
def looking(open_window, tmp_path, clock, qtbot):
    """Return a window that shows the file of somebody whom nobody was called about yet."""
    log = EntryLog.open(tmp_path / "home", clock)
    home = build_services(log, clock)
    person = home.people.open_practice("practice-oral")
    home.check_ins.save(person, Draft(mode=Mode.QUICK, stiffness=9))
    bundle = home.family.bundle(person, for_clinic=True)
    log.close()
    window = open_window(person="practice-pump")
    window.services.family.look_into(bundle)
    qtbot.waitUntil(lambda: not is_gone(window, "file.close"))
    return window


def test_each_page_that_writes_says_at_once_why_it_is_not_open(looking):
    for name in sorted(WRITING):
        looking.show_page(name)
        see(looking, "Nothing can be written here", "Close the file to write something down")
        fields = looking.findChildren(QLineEdit) + looking.findChildren(QPlainTextEdit)
        assert not [field for field in fields if field.isVisible()], name
    assert not looking.services.book.held.of()


def test_the_pages_that_are_read_offer_nothing_that_writes(looking):
    see(looking, "15 mg baclofen")
    assert find(looking, "level").level is Level.EMERGENCY
    assert not is_gone(looking, "alert")
    for name in ("today", "history", "plan", "people"):
        looking.show_page(name)
        shown = [one.objectName() for one in looking.findChildren(QPushButton) if one.isVisible()]
        there = [named for named in shown if named.startswith(WRITES)]
        assert not there, f"{name} offers {there}"


def test_the_keys_for_a_dose_and_an_event_lead_to_why_and_to_the_own_record(looking, qtbot):
    file = looking.person_id
    for key in (Qt.Key.Key_F2, Qt.Key.Key_F3):
        strike(looking, key)
        see(looking, "Nothing can be written here")
        assert QApplication.focusWidget() is find(looking, "look.back")
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    press(looking, "today.log_dose")
    press(looking, "look.close")
    qtbot.waitUntil(lambda: looking._begun and looking.person_id != file)
    assert is_gone(looking, "file.close")
    press(looking, "today.log_dose")
    find(looking, "dose.save")
