# SPDX-License-Identifier: MIT
"""A record that was spoiled or lost, and brought back from a backup in the real window."""

import shutil
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

from caregiver_app.app import start
from caregiver_app.domain.check_in import Draft, Mode
from caregiver_app.domain.emergency_log import Tap
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.wiring import build_services
from tests.journeys.words import enter, find, is_gone, press, see, strike, type_into, visible_text

pytestmark = pytest.mark.gui


def backed_up(window, qtbot):
    window.show_page("settings")
    press(window, "settings.bring_back")
    press(window, "backups.now")
    qtbot.waitUntil(lambda: "Made, opened and checked" in visible_text(window))
    qtbot.waitUntil(lambda: "Compare" in visible_text(window))


def compare(window):
    (button,) = (b for b in window.findChildren(QPushButton) if b.text() == "Compare")
    press(window, button.objectName())


def test_a_backup_is_made_compared_put_back_and_undone(open_window, qtbot):
    window = open_window(person="practice-oral")
    backed_up(window, qtbot)
    assert QApplication.focusWidget() is find(window, "backups.now")
    held = len(window.services.book.entries(window.person_id))
    see(window, "Today, 1:40 PM.", f"{held} entries, the same as here", "by hand")
    person = window.person_id
    window.services.check_ins.save(person, Draft(mode=Mode.QUICK, stiffness=9))
    compare(window)
    see(window, "What would change", "1 entry of now goes away", "kept as a backup of its own")
    press(window, "backups.put_back")
    see(window, "first. Nothing was changed.")
    assert len(window.services.book.entries(person)) == held + 1
    type_into(window, "backups.word", "Put back")
    press(window, "backups.put_back")
    qtbot.waitUntil(lambda: "The backup was put back." in visible_text(window))
    assert len(window.services.book.entries(person)) == held
    assert (window.person_id, window.page_name) == (person, "today")
    press(window, "nav.settings")
    press(window, "settings.bring_back")
    qtbot.waitUntil(lambda: "before another backup was put back" in visible_text(window))
    see(window, f"{held + 1} entries")


def test_a_day_begins_with_a_backup_by_itself(open_window, practised, qtbot, data_dir, clock):
    practised("practice-oral", clock, data_dir)
    window = start(data_dir, clock)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: any((data_dir / "backups").glob("*-auto.db")))
    assert not window.services.backups.is_due()
    window.close()


def test_a_choice_can_be_left_and_nothing_half_typed_goes_unasked(open_window, qtbot):
    window = open_window(1024, 768, person="practice-oral", text_scale=Decimal(2))
    press(window, "watch.add")
    type_into(window, "watch.text", "cold hands")
    backed_up(window, qtbot)
    compare(window)
    see(window, "Nothing changes")
    press(window, "backups.leave")
    assert is_gone(window, "backups.put_back")
    press(window, "backups.back")
    press(window, "settings.bring_back")
    qtbot.waitUntil(lambda: "Compare" in visible_text(window))
    compare(window)
    type_into(window, "backups.word", "Put back")
    for answer in ("leave.stay", "leave.close"):
        assert window.half_typed()["today"]
        press(window, "backups.put_back")
        dialog = window.findChildren(QDialog, "leave")[-1]
        see(dialog, "Not finished: a watch item.", "If you go on now it is lost.")
        press(dialog, answer)
    qtbot.waitUntil(lambda: "The backup was put back." in visible_text(window))
    assert not window.half_typed()["today"]


def test_on_another_computer_a_copied_folder_of_backups_brings_everybody_back(
    open_window, qtbot, practised, clock, tmp_path, data_dir
):
    practised("practice-oral", clock, tmp_path / "old")
    log = EntryLog.open(tmp_path / "old", clock)
    list(build_services(log, clock).backups.make())
    log.close()
    EntryLog.open(data_dir, clock).close()  # the program was started there before
    shutil.copytree(tmp_path / "old" / "backups", data_dir / "backups")
    window = open_window()
    press(window, "welcome.settings")
    press(window, "settings.bring_back")
    qtbot.waitUntil(lambda: "Compare" in visible_text(window))
    compare(window)
    see(window, "Not there", "35 entries come back")
    tapped = window.services.emergency_log.tap(None, Tap.CALLED_911, None)
    enter(window, "backups.word", "put back")
    qtbot.waitUntil(lambda: window._begun and window.person_id is not None)
    see(window, "Pat Morgan (practice)", "The backup was put back.")
    assert window.services.emergency_log.waiting(None) == (tapped,)


def test_a_record_that_cannot_be_opened_after_it_was_put_back_still_shows_911(open_window, qtbot):
    window = open_window(person="practice-oral")
    backed_up(window, qtbot)
    name = next(window.services.backups.lines()).name
    data_dir = window.services.backups.state().folder.parent
    window.services.backups.put_back(name)
    whole = (data_dir / "record.key").read_bytes()
    (data_dir / "record.key").write_bytes(b"")
    qtbot.waitUntil(lambda: not is_gone(window, "rescue.again"))
    strike(window, Qt.Key.Key_F1)
    window.minute_passed()
    see(window, "call 911 now", "record.key is damaged")
    (data_dir / "record.key").write_bytes(whole)
    press(window, "rescue.again")
    strike(window, Qt.Key.Key_F1)
    assert window.page_name == "emergency"
