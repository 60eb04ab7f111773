# SPDX-License-Identifier: MIT
"""What is copied out of the window is private, and stays there for half a minute."""

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from caregiver_app.ui.desktop.clipboard_watch import KEPT_MS, PRIVATE, ClipboardWatch

pytestmark = pytest.mark.gui


@pytest.fixture
def copied(qtbot):
    """Return a watch and the clipboard, into which a field has just been copied."""
    parent, ours = QObject(), [True]
    watch = ClipboardWatch(parent, lambda: ours[0])  # without a screen nobody owns anything
    field = QLineEdit("baclofen 20 mg")
    qtbot.addWidget(field)
    field.selectAll()
    field.copy()
    yield watch, QGuiApplication.clipboard(), ours
    parent.deleteLater()
    QGuiApplication.clipboard().clear()


def test_a_copied_text_asks_every_list_of_copied_texts_to_leave_it_out(copied):
    _watch, clipboard, _ours = copied
    data = clipboard.mimeData()
    assert data.text() == "baclofen 20 mg"
    assert not data.hasHtml()
    assert {name: data.data(name).data() for name in PRIVATE} == PRIVATE
    names = " ".join(PRIVATE)
    for asked in ("ExcludeClipboardContent", "ClipboardHistory", "CloudClipboard", "kde-password"):
        assert asked in names


def test_it_is_taken_back_after_half_a_minute_and_not_what_came_later(copied):
    watch, clipboard, ours = copied
    (timer,) = watch.findChildren(QTimer)
    assert timer.isActive()
    assert timer.interval() == KEPT_MS == 30_000
    timer.timeout.emit()
    assert clipboard.text() == ""
    clipboard.setText("stiff again")
    assert timer.isActive()
    ours[0] = False  # another program copies something
    clipboard.setText("a shopping list")
    assert not timer.isActive()
    watch.take_back()
    assert clipboard.text() == "a shopping list"
