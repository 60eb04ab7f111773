# SPDX-License-Identifier: MIT
"""At 3 AM somebody else opens the program: nobody writes under the name of who went to bed."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from caregiver_app.app import start
from caregiver_app.domain.check_in import Alertness, Draft, Mode
from caregiver_app.domain.people.caregivers import CaregiverRole
from caregiver_app.services.safekeeping.passcode import PasscodeService
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


def begun(qtbot, data_dir, clock, practised, others=(), alertness=None):
    """Return a window at its start on a record in which Ana writes, beside others."""
    practised("practice-oral", clock, data_dir)
    log = EntryLog.open(data_dir, clock)
    services = build_services(log, clock)
    person = services.people.people()[0].id
    services.caregivers.begin_with(person, "Ana (daughter)")
    for name in others:
        services.caregivers.add(person, name, None, CaregiverRole.FAMILY)
    services.check_ins.save(person, Draft(mode=Mode.QUICK, alertness=alertness))
    log.close()
    window = start(data_dir, clock)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    qtbot.waitUntil(lambda: not is_gone(window, "recorder"))
    QApplication.processEvents()
    return window


@pytest.mark.parametrize(
    ("others", "alertness", "asked"),
    [
        ((), None, False),
        (("Ben",), None, True),
        (("Ben",), Alertness.HARD_TO_WAKE, False),  # nothing stands in front of an emergency
    ],
)
def test_a_start_asks_where_more_than_one_writes(
    qtbot, data_dir, clock, practised, others, alertness, asked
):
    window = begun(qtbot, data_dir, clock, practised, others, alertness)
    assert window.services.settings.current().recorder == "Ana (daughter)"  # she has no PIN
    assert is_gone(window, "who_records") is not asked
    if asked:
        window.findChild(QDialog, "who_records").reject()
    window.close()
