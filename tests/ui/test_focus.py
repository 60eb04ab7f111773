# SPDX-License-Identifier: MIT
"""Whatever has the keyboard is ringed, and a clicked button is not."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QPushButton, QWidget

from caregiver_app.ui.look.focus import FocusRing
from caregiver_app.ui.look.theme import load_theme


@pytest.fixture
def window(qtbot):
    made = QWidget()
    row = QHBoxLayout(made)
    for part in (QPushButton("Start"), QPushButton("Stop"), QLineEdit()):
        row.addWidget(part)
    made.ring = FocusRing(load_theme("light", 1.0), made)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_tab_moves_the_ring_and_it_stands_five_pixels_around(window, qtbot):
    start, stop = window.findChildren(QPushButton)
    start.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(start, Qt.Key.Key_Tab)
    QApplication.processEvents()
    assert stop.hasFocus()
    assert window.ring.isVisible()
    assert window.ring.geometry() == stop.geometry().adjusted(-5, -5, 5, 5)


def test_a_clicked_button_has_no_ring_but_a_clicked_field_has(window, qtbot):
    button, field = window.findChildren(QPushButton)[0], window.findChild(QLineEdit)
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    assert window.ring.widget() is field
    assert window.ring.isVisible()
    qtbot.mousePress(button, Qt.MouseButton.LeftButton)
    assert not window.ring.isVisible()
    qtbot.mouseRelease(button, Qt.MouseButton.LeftButton)


def test_the_ring_goes_around_the_box_of_a_field_that_asks_for_it(window):
    box = QFrame(window)
    field = QLineEdit(box)
    field.setProperty("ring", "parent")
    box.show()
    field.setFocus(Qt.FocusReason.TabFocusReason)
    assert window.ring.widget() is box
