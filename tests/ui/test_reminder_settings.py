# SPDX-License-Identifier: MIT
"""The card of reminders: a choice holds at once, and words say what happens when it is closed."""

import sys

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from caregiver_app.ui.look.theme import load_theme
from caregiver_app.ui.widgets.settings.reminder_settings import ReminderSettings
from tests.journeys.words import find, press, see, visible_text

pytestmark = pytest.mark.gui


@pytest.fixture
def window(open_window, tmp_path, monkeypatch):
    """Return the window with the card as its page, in a home of this test's own."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    window = open_window(person="practice-oral")
    services = window.services
    card = ReminderSettings(load_theme("light", 1.0), services.settings, services.reminders)
    card.show_choices()
    window._frame.stack.addWidget(card)
    window._frame.stack.setCurrentWidget(card)
    QApplication.processEvents()
    return window


def type_time(window, name, text):
    field = window.findChild(QLineEdit, name)
    field.setText(text)
    field.editingFinished.emit()


def test_what_is_chosen_holds_at_once_and_a_wrong_time_changes_nothing(window):
    chosen = window.services.settings.current
    see(window, "Reminders come only while this program is open.")
    press(window, "settings.reminders.off")
    press(window, "settings.reminder_sound.on")
    assert (chosen().reminders, chosen().reminder_sound) == ("off", "on")
    see(window, "A check after an alert is still said.")
    type_time(window, "settings.quiet_from", "half ten")
    see(window, "Not changed. Type a time like 10 PM or 22:00.")
    assert window.findChild(QLineEdit, "settings.quiet_from").text() == "half ten"
    type_time(window, "settings.quiet_from", "9:30 pm")
    assert (chosen().quiet_from, chosen().quiet_until) == ("21:30", "07:00")
    type_time(window, "settings.quiet_until", "21:30")
    see(window, "There are no quiet hours.")


def test_a_try_shows_the_banner_and_says_what_there_is_to_see_and_hear(window):
    press(window, "settings.try_reminder")
    see(find(window, "reminder"), "This is a try. A reminder stands here.")
    see(window, "This computer has no place for a notice outside the window.")


@pytest.mark.skipif(sys.platform != "linux", reason="the edge of Linux alone")
def test_a_timer_that_cannot_be_put_in_place_says_why_and_stays_off(window, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", "")
    press(window, "settings.reminder_timer.on")
    see(window, "This computer has no timer that this program knows.")
    see(window, "Reminders come only while this program is open.")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    program = tmp_path / "bin" / "systemctl"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    program.chmod(0o755)
    press(window, "settings.reminder_timer.on")
    see(window, "you get a notice also when it is closed. Not when the computer is off or asleep.")
    press(window, "settings.reminder_timer.off")
    assert "no timer" not in visible_text(window)
    see(window, "Reminders come only while this program is open.")
