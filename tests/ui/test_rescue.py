# SPDX-License-Identifier: MIT
"""Without a record: 911, a log of times that says it is not saved, and a way back to the record."""

import os
import shutil
from contextlib import contextmanager

import apsw
import pytest
from PySide6.QtWidgets import QApplication, QDialog

from caregiver_app.app import build_window, start
from caregiver_app.services.safekeeping.lost_record import LostRecord
from caregiver_app.storage.errors import StorageError
from caregiver_app.ui.pages.rescue import RescuePage
from tests.journeys.words import find, is_gone, press, see, type_into, visible_text
from tests.torture_power import on_disk

pytestmark = pytest.mark.gui


@pytest.fixture
def rescued(qtbot, data_dir, clock):
    """Return the window on a record whose key is damaged, and what mends it."""
    opened = build_window(data_dir, clock)
    opened.open_person(opened.services.people.open_practice("practice-oral"))
    opened.close()
    key = data_dir / "record.key"
    kept = shutil.copy(key, data_dir.parent / "kept.key")
    key.write_text("not a key")
    window = start(data_dir, clock)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitExposed(window):
        window.show()
    qtbot.waitUntil(lambda: window.findChild(RescuePage) is not None)
    yield window, lambda: shutil.copy(kept, key)
    window.close()
    for asked in window.findChildren(QDialog, "leave"):
        asked.accept()


def test_times_stay_on_the_screen_and_say_that_they_are_not_saved(rescued, clock):
    window, _mend = rescued
    see(window, "call 911 now", "record.key is damaged", "Put nothing in the mouth")
    assert "NOT SAVED" not in visible_text(window)
    press(window, "tap.called_911")
    press(window, "tap.seizure")
    see(window, "1:40:00 PM Called 911", "1:40:00 PM Seizure started", "NOT SAVED")
    assert find(window, "tap.seizure").text().startswith("Seizure stopped")
    assert not window.close()
    dialog = window.findChild(QDialog, "leave")
    see(dialog, "The times you tapped are in no record yet.")
    press(dialog, "leave.stay")
    see(window, "1:40:00 PM Called 911")


def test_the_last_tap_can_be_undone(rescued):
    window, _mend = rescued
    press(window, "tap.medicine")
    press(window, "tap.undo")
    assert "NOT SAVED" not in visible_text(window)
    assert is_gone(window, "tap.undo")


def test_a_record_that_still_cannot_be_opened_says_why(rescued):
    window, _mend = rescued
    press(window, "tap.other")
    press(window, "rescue.again")
    see(window, "Still not:", "record.key is damaged", "Something else")


@contextmanager
def full_disk():
    """Let no file of a database grow any more."""
    with on_disk() as disk:
        disk.refuse_at, disk.refuse_for_ever, disk.error = 1, True, apsw.FullError
        yield
        disk.begin()


def test_with_no_byte_free_the_record_is_there_and_somebody_else_can_be_opened(
    qtbot, data_dir, clock, practised
):
    practised("practice-oral", clock, data_dir)
    with full_disk():
        window = build_window(data_dir, clock)
        qtbot.addWidget(window)
        for page in ("today", "check_in", "emergency"):
            window.show_page(page)
            assert window.page_name == page
        window.services.people.remember_open("somebody")
    window.close()


def test_a_first_start_on_a_full_disk_says_that_it_is_full(qtbot, data_dir, clock):
    window = start(data_dir, clock)
    qtbot.addWidget(window)
    with full_disk(), qtbot.waitExposed(window):
        window.show()
        qtbot.waitUntil(lambda: "The disk is full" in visible_text(window))
    see(window, "call 911 now")
    window.close()


@pytest.mark.parametrize(
    ("cause", "told"),
    [("missing", "Put it back."), ("damaged", "Leave the files as they are."), ("locked", "")],
)
def test_where_no_backup_helps_it_says_what_else_does(data_dir, clock, cause, told):
    assert told in LostRecord(data_dir, StorageError(cause), clock).what_helps
    assert LostRecord(data_dir, ValueError("mistake"), clock).what_helps == ""
    assert bool(told) is bool(LostRecord(data_dir, StorageError(cause), clock).what_helps)


def test_the_times_go_into_the_record_once_it_opens_and_somebody_claims_them(rescued, qtbot):
    window, mend = rescued
    for tap in ("called_911", "seizure"):
        press(window, f"tap.{tap}")
    mend()
    press(window, "rescue.again")
    qtbot.waitUntil(lambda: not is_gone(window, "tap.claim"))
    see(window, "Were these times for Pat Morgan (practice)?", "Called 911 \u2013 NOT SAVED")
    press(window, "tap.claim")
    QApplication.processEvents()
    assert "NOT SAVED" not in visible_text(window)
    record = window.services.book.record(window.person_id)
    assert record.last_check_in.seizures[0].start.text.startswith("2026-05-21T13:40:00")
    assert record.actions[-1].kind == "called_911"


@pytest.mark.skipif(os.name == "nt", reason="it has no pipe with a name")
def test_a_pipe_in_the_place_of_a_file_keeps_nobody_from_911(qtbot, data_dir, clock, practised):
    practised("practice-oral", clock, data_dir)
    (data_dir / "record.db").rename(data_dir / "away")
    for name in ("record.db", "failures.log"):
        os.mkfifo(data_dir / name)
    window = start(data_dir, clock)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window.findChild(RescuePage) is not None)
    see(window, "call 911 now", "no file, stands in the place of record.db. Move it away")
    (data_dir / "away").replace(data_dir / "record.db")
    press(window, "rescue.again")
    qtbot.waitUntil(lambda: window.page_name == "today")
    window.close()


def test_a_damaged_record_is_brought_back_from_its_backup(qtbot, data_dir, clock, practised):
    practised("practice-oral", clock, data_dir)
    opened = build_window(data_dir, clock)
    list(opened.services.backups.make())
    opened.close()
    (data_dir / "record.db").write_bytes(b"x" * 9000)
    window = start(data_dir, clock)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window.findChild(RescuePage) is not None)
    see(window, "There is a backup: Today, 1:40 PM, by hand, 35 entries")
    press(window, "offer.put_back")
    see(window, "first. Nothing was changed.")
    press(window, "tap.medicine")
    type_into(window, "offer.words", "put back")
    press(window, "offer.put_back")
    qtbot.waitUntil(lambda: not is_gone(window, "tap.claim"))
    assert len(window.services.book.entries(window.person_id)) == 35
    assert (next((data_dir / "set-aside").iterdir()) / "record.db").read_bytes()[:1] == b"x"
    window.close()
