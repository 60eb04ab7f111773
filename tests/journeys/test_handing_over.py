# SPDX-License-Identifier: MIT
"""What somebody chooses about a page is what stands on it and what its file carries."""

import io
import stat

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QWidget

from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.moments import Moment
from caregiver_app.exchange.writer import record_text
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.storage.errors import StorageError
from caregiver_app.system.clock import here_and_now
from caregiver_app.ui.files.removable_drives import Drive
from caregiver_app.ui.pages.handoff import HandoffPage
from tests.journeys.words import find, is_gone, press, see, type_into

pytestmark = pytest.mark.gui

CHECK_IN = {"mode": "quick", "recorder": "Ana", "note": "He asked for his brother.", "hr": 82}


@pytest.fixture
def window(open_window):
    """Return the handoff page of a practice person whose last check-in has a note."""
    return on_handoff(open_window(), alertness="awake")


def on_handoff(window, **answers):
    press(window, "practice.practice-oral")
    write(window, here_and_now(window.services.clock), **answers)
    press(window, "nav.handoff")
    return window


def write(window, at: Moment, **answers):
    plain = {**CHECK_IN, **answers, "id": f"at {at.text}", "at": at.text}
    book = window.services.book
    book.append([book.new_entry(window.person_id, EntryKind.CHECK_IN, plain, at, "Ana")])


def page_of(window) -> HandoffPage:
    return window.findChild(HandoffPage)


def printed(window) -> str:
    reader = PdfReader(io.BytesIO(page_of(window)._sheet.pdf))
    return " ".join(reader.pages[0].extract_text().split())


# ---- on the page


def test_the_time_covered_is_asked_for_the_clinic_alone_and_stands_on_its_sheet(window):
    write(window, Moment.parse("2026-03-01T08:00:00-05:00"), alertness="awake")
    assert is_gone(window, "period")
    press(window, "sheet.clinic")
    assert "as chosen" not in printed(window)
    box = find(window, "period")
    box.setFocus()
    for words, first in (("7 days", "05-14"), ("14 days", "05-07"), ("30 days", "04-21")):
        QTest.keyClick(box, Qt.Key.Key_Down)
        assert (box.currentText(), box.accessibleName()) == (words, "Time covered")
        assert f"Period: 2026-{first} to 2026-05-21, {words}, as chosen." in printed(window)


def test_notes_are_left_out_when_that_is_chosen_and_both_page_and_screen_say_so(window):
    assert "asked for his brother" in printed(window)
    press(window, "options.page")
    press(window, "option.notes")
    assert "brother" not in printed(window)
    assert "the caregiver's notes, by choice" in printed(window)
    see(window, "Not on the page:", "the caregiver's notes, by choice")


def test_thoughts_of_self_harm_are_printed_only_when_somebody_chose_it(open_window):
    window = on_handoff(open_window(), self_harm="thoughts")
    assert "hurting themselves" not in printed(window).lower()
    assert "one reason is private" in printed(window)
    press(window, "options.page")
    press(window, "option.self_harm")
    assert "hurting themselves" in printed(window).lower()


def test_the_code_for_a_phone_comes_and_goes(window, qtbot):
    press(window, "options.page")
    press(window, "option.qr")
    qtbot.waitUntil(lambda: "Facts for a phone" in printed(window))
    assert find(window, "print_sheet").isEnabled()
    press(window, "sheet.clinic")
    assert is_gone(window, "option.qr")
    press(window, "sheet.er")
    assert "Facts for a phone" in printed(window)
    press(window, "option.qr")
    assert "Facts for a phone" not in printed(window)


def test_signs_that_nobody_measured_lead_to_a_check_in(window):
    see(window, "At the last check-in: Temperature, Blood pressure")
    press(window, "handoff.check_in")
    assert window.page_name == "check_in"


# ---- in the file


def test_the_record_goes_along_only_when_chosen_and_twice_the_same(window, qtbot, tmp_path):
    press(window, "options.file")
    press(window, "option.attach")
    page, plain = page_of(window), page_of(window)._sheet.pdf
    for _time in range(2):
        with qtbot.waitSignal(page._sheets.done):
            page._sheets.save_into(page._sheet, tmp_path, page._wrap())
    first, second = (file.read_bytes() for file in tmp_path.glob("*.pdf"))
    assert first == second != plain
    (held,) = PdfReader(io.BytesIO(first)).attachments.values()
    book = window.services.book
    assert held == [record_text(book.plain_record(window.person_id)).encode()]


def lock(window, first: str, second: str):
    press(window, "options.file")
    press(window, "option.lock")
    type_into(window, "password", first)
    type_into(window, "password_again", second)


def test_a_file_with_a_password_opens_with_it_alone(window, qtbot, tmp_path):
    lock(window, "blue kettle", "blue kettle")
    see(window, "Tell the nurse the password, or nobody can open the file.")
    see(window, "Print has no password.")
    page = page_of(window)
    with qtbot.waitSignal(page._sheets.done):
        page._sheets.save_into(page._sheet, tmp_path, page._wrap())
    (file,) = tmp_path.glob("*.pdf")
    reader = PdfReader(file)
    assert reader.is_encrypted
    assert not reader.decrypt("blue pot")
    assert reader.decrypt("blue kettle")
    assert b"/AESV3" in file.read_bytes()
    assert not PdfReader(io.BytesIO(page._sheet.pdf)).is_encrypted


@pytest.mark.parametrize(
    ("first", "second", "says"),
    [
        ("", "", "Type a password, or take the tick away."),
        ("blue kettle", "blue cattle", "The two are not the same."),
        ("k" * 130, "k" * 130, "Not every reader takes this one."),
    ],
)
def test_nothing_is_saved_before_the_password_is_typed_twice(window, first, second, says):
    lock(window, first, second)
    press(window, "save_sheet")
    see(window, says, "Nothing is saved yet. The password is not typed as it must be.")
    assert QApplication.activeModalWidget() is None
    press(window, "save_usb")
    assert window.findChild(QMenu, "drives") is None


def test_a_password_is_hidden_shown_when_asked_and_forgotten_with_the_page(window):
    lock(window, "blue kettle", "blue kettle")
    field = find(window, "password")
    assert field.echoMode() is QLineEdit.EchoMode.Password
    press(window, "show_password")
    assert field.echoMode() is QLineEdit.EchoMode.Normal
    press(window, "nav.today")
    assert [e.text() for e in page_of(window).findChildren(QLineEdit)] == ["", ""]
    assert field.echoMode() is QLineEdit.EchoMode.Password
    press(window, "nav.handoff")
    press(window, "options.file")
    assert not find(window, "option.lock").isChecked()


# ---- on a stick


def sticks(window, *drives: Drive):
    page_of(window)._sheets.find_drives = lambda: drives


def offered(window, qtbot) -> QMenu:
    """Press Save to USB and return the menu with the names of the sticks."""
    press(window, "save_usb")
    qtbot.waitUntil(lambda: window.findChild(QMenu, "drives") is not None)
    return window.findChild(QMenu, "drives")


def told(window) -> str:
    return window.findChild(QLabel, "handoff.told").text()


def test_without_a_stick_a_sentence_says_what_to_do(window, qtbot):
    sticks(window)
    press(window, "save_usb")
    words = "No USB stick is found. Plug one in, then press again."
    qtbot.waitUntil(lambda: told(window) == words)


def test_a_stick_that_takes_nothing_is_named(window, tmp_path, qtbot):
    sticks(window, Drive(name="OLD", folder=tmp_path, is_writable=False))
    press(window, "save_usb")
    words = "Nothing can be written on OLD. Try another stick."
    qtbot.waitUntil(lambda: told(window) == words)


def test_sticks_are_offered_by_name_and_the_file_is_read_back(window, qtbot, tmp_path):
    red = Drive(name="RED", folder=tmp_path / "red", is_writable=True)
    blue = Drive(name="BLUE", folder=tmp_path / "blue", is_writable=True)
    for drive in (red, blue):
        drive.folder.mkdir()
    sticks(window, blue, red)
    page = page_of(window)
    for name in ("handoff-2026-05-21-1340.pdf", "handoff-2026-05-21-1340-2.pdf"):
        menu = offered(window, qtbot)
        assert [action.text() for action in menu.actions()] == ["Save on BLUE", "Save on RED"]
        with qtbot.waitSignal(page._sheets.done):
            QTest.keyClick(menu, Qt.Key.Key_Down)
            QTest.keyClick(menu, Qt.Key.Key_Return)
            assert told(window) == "Writing on RED. Do not pull it out yet."
            assert not find(window, "save_usb").isEnabled()
        assert f"Saved on RED and read back: {name}." in told(window)
        assert "Without a password whoever has the stick can read it." in told(window)
        assert (red.folder / name).read_bytes() == page._sheet.pdf
    assert list(blue.folder.iterdir()) == []
    assert find(window, "save_usb").isEnabled()


def test_a_stick_that_was_pulled_out_leaves_no_file_anywhere(window, qtbot, tmp_path):
    gone = Drive(name="RED", folder=tmp_path / "red", is_writable=True)
    sticks(window, gone)
    menu = offered(window, qtbot)
    sticks(window)
    with qtbot.waitSignal(page_of(window)._sheets.failed):
        QTest.keyClick(menu, Qt.Key.Key_Return)
    assert told(window) == "The sheet was not saved: RED is not there any more."
    assert not gone.folder.exists()
    assert find(window, "save_usb").isEnabled()


# ---- without a mouse


def test_the_whole_page_works_by_keyboard(window, qtbot, tmp_path):
    sticks(window, Drive(name="RED", folder=tmp_path, is_writable=True))
    find(window, "sheet.er").setFocus(Qt.FocusReason.TabFocusReason)
    strike_here(Qt.Key.Key_Down, Qt.Key.Key_Space)
    assert find(window, "sheet.clinic").isChecked()
    tab_to("options.page")
    strike_here(Qt.Key.Key_Return)
    tab_to("option.notes")
    strike_here(Qt.Key.Key_Space)
    assert "by choice" in printed(window)
    tab_to("save_usb")
    strike_here(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.findChild(QMenu, "drives") is not None)
    menu = window.findChild(QMenu, "drives")
    with qtbot.waitSignal(page_of(window)._sheets.done):
        QTest.keyClick(menu, Qt.Key.Key_Return)
    assert len(list(tmp_path.glob("handoff-*.pdf"))) == 1


def strike_here(*keys: Qt.Key):
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key)
        QApplication.processEvents()


def tab_to(name: str):
    way = []
    for _step in range(60):
        now: QWidget | None = QApplication.focusWidget()
        if now is not None and now.objectName() == name:
            return
        way.append(now.objectName() if now else None)
        QTest.keyClick(now, Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not reach {name}: {way}")


# ---- on paper


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_print_asks_for_a_printer_and_puts_the_page_on_its_own_paper(window, tmp_path, paper):
    press(window, f"paper.{paper}")
    lock(window, "", "")  # a password is for files: it must not stand in the way of paper
    press(window, "print_sheet")
    (dialog,) = window.findChildren(QPrintDialog)
    printer, out = dialog.printer(), tmp_path / "printed.pdf"
    assert printer.pageLayout().pageSize().id().name.lower() == paper
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(out))
    dialog.reject()
    page_of(window)._sheets._on_printer(printer)
    (sheet,) = PdfReader(out).pages
    wanted = PdfReader(io.BytesIO(page_of(window)._sheet.pdf)).pages[0].mediabox
    assert abs(float(sheet.mediabox.width) - float(wanted.width)) < 2
    (picture,) = sheet["/Resources"]["/XObject"].values()
    assert picture.get_object()["/Filter"] == "/FlateDecode"  # no grey edges round the letters
    assert told(window).startswith(f"Saved: {out}")
    assert stat.S_IMODE(out.stat().st_mode) == 0o600


def test_on_a_full_disk_the_page_takes_the_other_paper_and_it_is_said_that_it_is_not_kept(
    window, monkeypatch
):
    def refuse(*_args):
        raise StorageError("disk_full")

    monkeypatch.setattr(EntryLog, "set_setting", refuse)
    press(window, "paper.a4")
    page = PdfReader(io.BytesIO(page_of(window)._sheet.pdf)).pages[0]
    assert round(page.mediabox.height) == 842
    see(window, "Not kept. The disk is full.")
