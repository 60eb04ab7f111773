# SPDX-License-Identifier: MIT
"""The window as a caregiver uses it: by mouse, by keys, small, and at double text."""

from decimal import Decimal

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QLineEdit, QWidget

from caregiver_app.domain.check_in import Draft, Hallucination, Mode
from caregiver_app.domain.levels import Level
from caregiver_app.ui.frame.window_frame import places
from tests.journeys.words import find, is_gone

PAGES = ("today", "check_in", "history", "handoff")


@pytest.fixture
def window(open_window, qtbot):
    """Return the window on a made-up person."""
    shown = open_window(person="practice-oral")
    qtbot.waitUntil(lambda: shown.findChild(QWidget, "level") is not None)
    QApplication.processEvents()
    return shown


class _PaintedWithout(QObject):
    """Counts how often the window was painted while no Emergency button stood in it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.times, self._window = 0, window
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        self.times += event.type() is QEvent.Type.Paint and is_gone(self._window, "emergency")
        return False


def _texts(window) -> str:
    return "\n".join(part.text() for part in window.findChildren(QLabel) if part.isVisible())


def test_the_bar_says_who_this_is_and_how_long_since_the_last_cut(window):
    seen = _texts(window).replace("\u00a0", " ")
    assert "Pat Morgan" in seen
    assert "Born 22 April 1968" in seen
    assert "since the last cut" in seen
    assert "by mouth" in seen


@pytest.mark.parametrize("page", PAGES)
def test_practice_is_marked_on_every_page(window, page):
    window.show_page(page)
    assert "is made up. Nothing here is real." in _texts(window)


def test_f1_opens_emergency_over_everything_and_esc_goes_back(window, qtbot):
    window.show_page("history")
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert window.page_name == "emergency"
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.page_name == "history"


def test_alt_and_a_number_opens_a_page(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert window.page_name == "history"
    qtbot.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert window.page_name == "today"


def test_alt_and_a_number_opens_every_page_of_the_rail_in_its_order(window, qtbot):
    for number, place in enumerate(places(), 1):
        qtbot.keyClick(window, str(number), Qt.KeyboardModifier.AltModifier)
        assert window.page_name == place.name


def test_the_rail_opens_pages_and_marks_the_open_one(window):
    find(window, "nav.history").click()
    assert window.page_name == "history"
    assert find(window, "nav.history").isChecked()


def test_a_saved_check_in_is_confirmed_and_can_be_undone(window):
    services, person = window.services, window.person_id
    before = len(services.book.record(person).check_ins)
    saved = services.check_ins.save(person, Draft(mode=Mode.QUICK, stiffness=5))
    window.show_saved(saved)
    assert "Saved for Pat Morgan" in _texts(window)
    assert window.page_name == "today"
    find(window, "undo").click()
    assert len(services.book.record(person).check_ins) == before


def test_an_emergency_on_today_opens_the_emergency_page(window):
    services, person = window.services, window.person_id
    draft = Draft(mode=Mode.QUICK, hallucination=Hallucination.YES)
    window.show_saved(services.check_ins.save(person, draft))
    assert window.findChild(QWidget, "level").level is Level.EMERGENCY
    assert "Call 911 now" in _texts(window)


def test_who_is_recording_can_be_changed_and_is_kept(window, qtbot):
    find(window, "recorder").click()
    dialog = window.findChild(QDialog)
    dialog.findChild(QLineEdit, "recorder_name").setText("  Luis   (aide) ")
    dialog.findChild(QAbstractButton, "use_recorder").click()
    assert window.services.settings.current().recorder == "Luis (aide)"
    assert find(window, "recorder").text() == "Luis (aide)"


def test_trouble_stays_until_it_is_put_away(window):
    window.show_trouble("Not saved: the disk is full.")
    assert "Not saved: the disk is full." in _texts(window)
    find(window, "trouble.put_away").click()
    assert "Not saved" not in _texts(window)


def test_undo_stays_where_it_is_when_trouble_comes(window):
    services, person = window.services, window.person_id
    before = len(services.book.record(person).check_ins)
    window.show_saved(services.check_ins.save(person, Draft(mode=Mode.QUICK)))
    QApplication.processEvents()
    undo = find(window, "undo")
    height = undo.mapTo(window, undo.rect().center()).y()
    window.show_trouble("Something in the program failed.")
    QApplication.processEvents()
    assert "Something in the program failed." in _texts(window)
    assert undo.mapTo(window, undo.rect().center()).y() == height
    undo.click()
    assert len(services.book.record(person).check_ins) == before


@pytest.mark.parametrize("page", ["today", "history"])
def test_every_button_has_a_name_and_is_large_enough(window, page):
    window.show_page(page)
    shown = [button for button in window.findChildren(QAbstractButton) if button.isVisible()]
    assert len(shown) > 10
    for button in shown:
        assert button.accessibleName() or button.text()
        assert button.height() >= 44, button.text()
        assert button.width() >= 44, button.text()


@pytest.mark.parametrize("size", [(1024, 768), (1366, 768)])
def test_level_emergency_and_start_are_in_the_window_at_double_text(open_window, size):
    window = open_window(*size, person="practice-pump", text_scale=Decimal(2))
    assert (window.width(), window.height()) == size
    for name in ("emergency", "start_check_in", "menu"):
        part = find(window, name)
        corner = part.mapTo(window, QPoint(part.width(), part.height()))
        assert corner.x() <= size[0]
        assert corner.y() <= size[1]
    bar = find(window, "start_check_in").parentWidget()
    assert bar.height() <= bar.heightForWidth(bar.width())  # no empty room under the buttons


def test_history_shows_a_check_in_as_it_was_stored(window):
    window.show_page("history")
    QApplication.processEvents()  # the list is painted first, the entry right after
    stored = window.services.book.record(window.person_id).check_ins[-1]
    seen = _texts(window)
    assert stored.assessment.rule_set in seen
    assert (stored.recorder or "") in seen
    assert "time zone" in seen
    for finding in stored.assessment.rules:
        assert finding.message in seen
        assert finding.source in seen


def test_a_larger_text_is_there_at_once_and_nothing_typed_is_lost(open_window, qtbot):
    window = open_window()
    named = [e for e in window.findChildren(QLineEdit) if e.objectName() and e.isVisible()]
    name = named[0].objectName()
    named[0].setText("Rosa Delgado")
    height, without = find(window, "emergency").height(), _PaintedWithout(window)
    next(b for b in window.findChildren(QAbstractButton) if b.text().startswith("200")).click()
    qtbot.waitUntil(lambda: find(window, "emergency").height() > height)
    assert without.times == 0, "a moment without an Emergency button"
    assert find(window, name).text() == "Rosa Delgado"
    assert window.services.settings.current().text_scale == Decimal(2)


def test_without_any_person_emergency_is_still_one_press_away(open_window, qtbot):
    window = open_window()
    assert window.person_id is None
    find(window, "emergency").click()
    assert window.page_name == "emergency"
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.page_name == "people"
