# SPDX-License-Identifier: MIT
"""At 3 AM somebody else opens the program: nobody writes under the name of who went to bed."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from caregiver_app.app import start
from caregiver_app.domain.caregivers import CaregiverRole
from caregiver_app.services.passcode import PasscodeService
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.storage.passcode import new_lock, take_lock
from caregiver_app.storage.sealing import Cost
from caregiver_app.wiring import build_services
from tests.journeys.words import find, is_gone, press, see, type_into

pytestmark = pytest.mark.gui
CHEAP = Cost(memory_kib=16, passes=1, lanes=1)
WORDS = "three green pears"


@pytest.fixture
def locked(qtbot, data_dir, clock, practised):
    """Return a window on a record with a passcode, in which Ana (PIN 2580) wrote last."""
    practised("practice-oral", clock, data_dir)
    log = EntryLog.open(data_dir, clock)
    services = build_services(log, clock)
    care, person = services.caregivers, services.people.people()[0].id
    care.begin_with(person, "Ana (daughter)")
    care.set_pin(person, care.of(person)[0].id, "2580")
    care.add(person, "Rosa", None, CaregiverRole.AIDE)
    take_lock(data_dir, log.keys, new_lock(WORDS, PasscodeService.new_code(None), CHEAP))
    log.close()
    window = start(data_dir, clock)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.show()
    yield window
    window.close()


def unlock(qtbot, window):
    qtbot.waitUntil(lambda: not is_gone(window, "lock.field"))
    type_into(window, "lock.field", WORDS)
    press(window, "lock.unlock")
    qtbot.waitUntil(lambda: not is_gone(window, "who_records"))


def may_change_the_plan(window):
    care = window.services.caregivers
    return care.why_not(window.person_id, "plan") is None


def test_after_a_start_and_after_the_lock_a_name_with_a_pin_counts_only_with_it(locked, qtbot):
    window = locked
    unlock(qtbot, window)
    settings = window.services.settings
    assert settings.current().recorder is None
    assert not may_change_the_plan(window)
    QTest.keyClicks(QApplication.focusWidget(), "2580")
    assert is_gone(window, "who_records")
    assert settings.current().recorder == "Ana (daughter)"
    assert may_change_the_plan(window)
    press(window, "lock")
    unlock(qtbot, window)
    see(window, "Who is recording?")
    press(window, "nav.plan")  # the window is used: nothing stands in front of it
    assert is_gone(window, "who_records")
    assert settings.current().recorder is None
    see(window, "Only family writes down the plan", "Switch to: Ana.")
    press(window, "recorder")
    press(find(window, "who_records"), "recorder.caregiver.1")
    press(window, "lock")
    unlock(qtbot, window)
    assert settings.current().recorder == "Rosa"  # she has no PIN: asked, and not sent away


def test_where_one_alone_writes_without_a_pin_nobody_is_asked(qtbot, data_dir, clock, practised):
    practised("practice-oral", clock, data_dir)
    log = EntryLog.open(data_dir, clock)
    services = build_services(log, clock)
    services.caregivers.begin_with(services.people.people()[0].id, "Ana (daughter)")
    log.close()
    window = start(data_dir, clock)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    qtbot.waitUntil(lambda: not is_gone(window, "recorder"))
    QApplication.processEvents()
    assert window.services.settings.current().recorder == "Ana (daughter)"
    assert is_gone(window, "who_records")
    window.close()
