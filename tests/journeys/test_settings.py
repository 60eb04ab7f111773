# SPDX-License-Identifier: MIT
"""Somebody makes the program fit their eyes, backs it up, and reads what it is."""

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from caregiver_app.services.settings import SettingsService
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.storage.errors import StorageError
from caregiver_app.ui.look.theme import load_theme
from caregiver_app.ui.widgets.settings.reading_settings import ReadingSettings
from tests.journeys.words import (
    find,
    is_gone,
    level_says,
    press,
    see,
    strike,
    type_into,
    visible_text,
)

pytestmark = pytest.mark.gui


def test_a_choice_holds_at_once_and_the_keyboard_stays_where_it_was(open_window, qtbot):
    window = open_window(person="practice-oral", theme="light")
    strike(window, Qt.Key.Key_8, Qt.KeyboardModifier.AltModifier)
    see(window, "Settings", "Changes are kept at once.", "Not reviewed by a clinician yet.")
    before = window.grab().toImage().pixelColor(4, 300)
    pressed = find(window, "settings.theme.dark")
    pressed.setFocus()
    press(window, "settings.theme.dark")
    qtbot.waitUntil(lambda: not isValid(pressed))
    qtbot.waitUntil(lambda: find(window, "settings.theme.dark").hasFocus())
    assert window.services.settings.current().theme == "dark"
    assert window.grab().toImage().pixelColor(4, 300).lightness() < before.lightness() / 2


@pytest.fixture
def card(qtbot, data_dir, clock):
    """Return the card about reading alone, with the log that keeps its choices."""
    log = EntryLog.open(data_dir, clock)
    made = ReadingSettings(load_theme("light", 1.0), SettingsService(log))
    qtbot.addWidget(made)
    made.show()
    made.show_choices()
    yield made, log
    log.close()


def test_every_choice_is_kept_and_the_cursor_stops_blinking(card):
    made, log = card
    choices = {"weight_unit": "kg", "temperature_unit": "C", "paper": "a4", "reduce_motion": "on"}
    for name, value in choices.items():
        press(made, f"settings.{name}.{value}")
        assert getattr(SettingsService(log).current(), name) == value
    assert QApplication.cursorFlashTime() == 0
    press(made, "settings.reduce_motion.off")
    assert QApplication.cursorFlashTime() > 0


def test_a_choice_that_cannot_be_kept_says_why_and_goes_back(card):
    made, log = card
    log.close()
    press(made, "settings.paper.a4")
    see(made, "Not changed.")
    assert find(made, "settings.paper.letter").isChecked()
    assert not find(made, "settings.paper.a4").isChecked()


def test_a_backup_is_made_and_found_from_settings_and_the_foot_tells_of_it(open_window, qtbot):
    window = open_window(person="practice-oral")
    see(find(window, "rail.foot"), "All changes saved", "No backup yet")
    press(window, "nav.settings")
    see(window, "Last backup: none yet")
    press(window, "settings.back_up")
    qtbot.waitUntil(lambda: "Opened and checked: " in visible_text(window))
    see(window, "Last backup: today, ")
    see(find(window, "rail.foot"), "Backup: today, ")
    press(window, "settings.bring_back")
    assert window.page_name == "backups"
    press(window, "backups.back")
    press(window, "settings.sources")
    see(window, "NEWS2, Royal College of Physicians 2017", "It never sends anything.", "pypdf")
    press(window, "about.back")
    assert window.page_name == "settings"


class Shown(QObject):
    """Takes the folders that the computer is asked to show."""

    def __init__(self) -> None:
        super().__init__()
        self.folders = []

    @Slot(QUrl)
    def show(self, folder: QUrl) -> None:
        self.folders.append(folder.toLocalFile())


def test_the_folder_of_the_data_is_shown_by_the_computer(open_window, data_dir):
    window = open_window(person="practice-oral")
    window.show_page("settings")
    see(window, f"On this computer only: {data_dir}")
    shown = Shown()
    QDesktopServices.setUrlHandler("file", shown, "show")
    press(window, "settings.folder")
    QDesktopServices.unsetUrlHandler("file")
    assert shown.folders == [str(data_dir)]


def test_settings_are_there_before_anybody_is_written_down(open_window):
    window = open_window()
    press(window, "welcome.settings")
    assert window.page_name == "settings"
    assert is_gone(window, "settings.wallet_card")
    press(window, "settings.blank_log")
    (asked,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, QPrintDialog)]
    asked.reject()
    press(window, "settings.back")
    assert window.page_name == "people"


def test_on_a_full_disk_the_first_page_can_still_be_made_large_enough_to_read(
    open_window, monkeypatch, qtbot
):
    window = open_window()
    before = find(window, "text_size.150").height()

    def refuse(*_args):
        raise StorageError("disk_full")

    monkeypatch.setattr(EntryLog, "set_setting", refuse)
    press(window, "text_size.150")
    qtbot.waitUntil(lambda: find(window, "text_size.150").height() > before)


def test_a_reason_names_first_the_unit_in_which_temperatures_are_read(open_window, qtbot):
    window = open_window(person="practice-child")
    press(window, "nav.check_in")
    type_into(window, "temp_c", "101.5")
    level_says(window, "101.5 °F (38.6 °C). Limit 100.4 °F (38.0 °C).")
    press(window, "nav.settings")
    pressed = find(window, "settings.temperature_unit.C")
    press(window, "settings.temperature_unit.C")
    qtbot.waitUntil(lambda: not isValid(pressed))
    press(window, "nav.check_in")
    level_says(window, "38.6 °C (101.5 °F). Limit 38.0 °C (100.4 °F).")


@pytest.mark.parametrize("typed", ["101.9", "101,9"])
def test_the_last_temperature_is_read_back_as_it_was_typed(open_window, typed):
    window = open_window(person="practice-oral")
    press(window, "nav.check_in")
    type_into(window, "temp_c", typed)
    press(window, "save")
    press(window, "nav.check_in")
    see(find(window, "temp_c").parentWidget().parentWidget(), "101.9 °F")


@pytest.mark.parametrize(
    ("typed", "level", "limit"),
    [
        ("102.3", "EMERGENCY", "Limit 102.3 °F (39.1 °C)."),
        ("102.2", "URGENT", "Limit 100.4 °F (38.0 °C)."),
        ("95.0", "EMERGENCY", "Limit 95.0 °F (35.0 °C) or less."),
    ],
)
def test_a_limit_told_in_fahrenheit_is_the_reading_at_which_it_begins(
    open_window, typed, level, limit
):
    window = open_window(person="practice-oral")
    press(window, "nav.check_in")
    type_into(window, "temp_c", typed)
    level_says(window, level, limit)
