# SPDX-License-Identifier: MIT
"""A text to read opens beside the work, reads plainly, and never stands before an emergency."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QPushButton, QWidget

from caregiver_app.content.reference import load_reference
from caregiver_app.domain.reference import ReferenceText
from caregiver_app.ui.look.theme import apply_theme, load_theme
from caregiver_app.ui.widgets.learn.reference_view import (
    ReferenceDialog,
    ReferenceView,
    close_reference,
    open_reference,
)

TEXT = ReferenceText(
    id="rr",
    title="Counting breaths <b>",
    paragraphs=("Count for one full minute.", "Do not say that you are counting."),
    call="Not breathing: call 911. Slow: call now.",
    sources=("NEWS2, Royal College of Physicians 2017", "PALS normal ranges by age"),
)


class Window(QWidget):
    """A window of the program's size that notes when its Emergency is asked for."""

    asked = 0

    def show_emergency(self) -> None:
        self.asked += 1


@pytest.fixture
def window(qtbot):
    made = Window()
    made.button = QPushButton("Start", made)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.fixture
def theme():
    return load_theme("light", 1.0)


def opened(window, theme, qtbot, text=TEXT) -> ReferenceDialog:
    dialog = open_reference(window.button, theme, text)
    qtbot.waitExposed(dialog)
    QApplication.processEvents()
    return dialog


def dialogs(window) -> list[ReferenceDialog]:
    return [d for d in window.findChildren(ReferenceDialog) if d.isVisible()]


def test_title_words_when_to_call_and_sources_stand_in_this_order(window, theme):
    view = ReferenceView(theme, window)
    view.show_text(TEXT)
    words = [label.text() for label in view.findChildren(QLabel)]
    assert words[:3] == [TEXT.title, *TEXT.paragraphs]
    assert words[3:6] == ["When to call", "Not breathing: call 911.", "Slow: call now."]
    assert words[6].endswith("Physicians 2017; PALS normal ranges by age.")
    assert view.accessibleName() == TEXT.title


def test_every_word_is_plain_and_can_be_selected(window, theme):
    view = ReferenceView(theme, window)
    view.show_text(TEXT)
    labels = view.findChildren(QLabel)
    assert labels
    for label in labels:
        assert label.textFormat() is Qt.TextFormat.PlainText
        assert label.wordWrap()
        assert label.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse


def test_a_text_without_a_call_has_no_empty_box(window, theme):
    view = ReferenceView(theme, window)
    view.show_text(ReferenceText(id="x", title="X", paragraphs=("A.",), call="", sources=("B",)))
    assert view.findChild(QFrame, "call_box") is None


def test_escape_and_close_put_it_away(window, theme, qtbot):
    dialog = opened(window, theme, qtbot)
    assert not dialog.isModal()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialogs(window) == []
    dialog = opened(window, theme, qtbot)
    qtbot.mouseClick(dialog.close_button, Qt.MouseButton.LeftButton)
    assert dialogs(window) == []


def test_using_the_window_again_puts_it_away_and_does_what_was_asked(window, theme, qtbot):
    opened(window, theme, qtbot)
    with qtbot.waitSignal(window.button.clicked):
        qtbot.mouseClick(window.button, Qt.MouseButton.LeftButton)
    assert dialogs(window) == []
    dialog = opened(window, theme, qtbot)
    qtbot.mouseClick(dialog.findChildren(QLabel)[0], Qt.MouseButton.LeftButton)
    assert dialogs(window) == [dialog]


def test_a_key_in_the_window_puts_it_away(window, theme, qtbot):
    opened(window, theme, qtbot)
    window.activateWindow()
    qtbot.keyClick(window.button, Qt.Key.Key_A)
    assert dialogs(window) == []


def test_f1_goes_straight_to_the_emergency(window, theme, qtbot):
    dialog = opened(window, theme, qtbot)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(dialog, Qt.Key.Key_F1)
    assert window.asked == 1
    assert dialogs(window) == []


def test_an_emergency_that_comes_by_itself_can_put_it_away(window, theme, qtbot):
    opened(window, theme, qtbot)
    close_reference(window.button)
    assert dialogs(window) == []
    close_reference(window)


def test_only_one_text_is_open_at_a_time(window, theme, qtbot):
    first = opened(window, theme, qtbot)
    second = opened(window, theme, qtbot)
    assert dialogs(window) == [second]
    assert first is not second


def test_the_keyboard_reads_on_and_reaches_close(window, theme, qtbot):
    long = ReferenceText(
        id="x", title="X", paragraphs=("Word. " * 900, "End."), call="", sources=("B",)
    )
    dialog = opened(window, theme, qtbot, long)
    area = dialog.focusWidget()
    before = area.verticalScrollBar().value()
    qtbot.keyClick(area, Qt.Key.Key_PageDown)
    assert area.verticalScrollBar().value() > before
    qtbot.keyClick(area, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is dialog.close_button


def test_every_text_that_ships_is_whole_on_an_ordinary_screen(window, theme, qtbot):
    apply_theme(QApplication.instance(), theme)
    scrolled = []
    for text in load_reference().texts:
        dialog = open_reference(window.button, theme, text)
        QApplication.processEvents()
        if dialog.focusWidget().verticalScrollBar().maximum():
            scrolled.append(text.id)
    close_reference(window)
    assert scrolled == ["about_the_rules"]  # with every source there is


@pytest.mark.parametrize(("scale", "size"), [(1.0, (1366, 768)), (2.0, (1024, 768))])
def test_it_stays_inside_the_window_and_nothing_is_cut(window, qtbot, scale, size):
    big = load_theme("light", scale)
    apply_theme(QApplication.instance(), big)
    window.resize(*size)
    dialog = opened(window, big, qtbot)
    assert dialog.width() <= window.width()
    assert dialog.height() <= window.height()
    for label in dialog.findChildren(QLabel):
        assert label.height() >= label.heightForWidth(label.width()), label.text()
    assert dialog.close_button.visibleRegion().boundingRect() == dialog.close_button.rect()
    dialog.close()
    apply_theme(QApplication.instance(), load_theme("light", 1.0))
