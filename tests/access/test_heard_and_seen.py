# SPDX-License-Identifier: MIT
"""Whatever is heard is also to be seen, and is answered by keyboard alone."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from caregiver_app.domain.check_in import Draft, Mode
from caregiver_app.ui.desktop.sound_player import NoSound, SoundPlayer
from caregiver_app.ui.watches.reminder_watch import ReminderWatch
from tests.access.states import NEW
from tests.journeys.words import find, is_gone, see

pytestmark = pytest.mark.gui


@pytest.fixture
def played(monkeypatch):
    """Return every sound that would have gone to the loudspeaker."""
    sounds = []
    monkeypatch.setattr(SoundPlayer, "play", lambda _player, sound: sounds.append(sound))
    return sounds


@pytest.fixture
def remind(open_window, clock):
    """Return a function that opens a window on a page and lets a check-in come due there."""

    def come_due(page, **chosen):
        window = open_window(person=NEW, **chosen)  # of somebody made up nothing is heard
        window.services.check_ins.save(window.person_id, Draft(mode=Mode.FULL, stiffness=3))
        window._frame._hands.still_ms = 0
        window.show_page(page)
        clock.go_to(clock.now() + timedelta(hours=25))
        window.findChild(ReminderWatch).look()
        QApplication.processEvents()
        return window

    return come_due


@pytest.mark.parametrize("page", ["history", "settings"])
def test_what_is_heard_stands_in_words_and_is_opened_by_keyboard(remind, played, page):
    window = remind(page, reminder_sound="on")
    assert played
    see(find(window, "reminder"), "due")
    find(window, "reminder.open").setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert window.page_name != page


def test_with_the_sound_off_or_none_to_be_had_the_words_stand_all_the_same(
    remind, monkeypatch, played
):
    window = remind("history", reminder_sound="off")
    assert not played
    see(find(window, "reminder"), "due")

    def no_device(_player, _sound):
        raise NoSound("No loudspeaker.")

    monkeypatch.setattr(SoundPlayer, "play", no_device)
    window.services.settings.change(reminder_sound="on")
    window.findChild(ReminderWatch).noticed.emit("A check-in is due.")
    assert not is_gone(window, "reminder")
