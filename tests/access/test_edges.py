# SPDX-License-Identifier: MIT
"""The edges of what can be pressed or typed into, and buttons under the pointer, as painted."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit

from tests.access import looks
from tests.access.looks import EDGE, TEXT, best, contrast, cut, picture
from tests.journeys.words import press

pytestmark = pytest.mark.gui
THEMES = ("light", "dark")
SEEN_BY_WORDS = ("quiet", "soft", None)  # words alone say what these are; they have no edge


@pytest.fixture(params=THEMES)
def form(request, open_window):
    window = open_window(person="practice-oral", theme=request.param, recorder="Ana (daughter)")
    window.show_page("check_in")
    for name in ("alertness.awake", "stiffness.3"):
        press(window, name)
    QApplication.processEvents()
    return window


def box(widget) -> QRect:
    framed = widget.property("ring") == "parent" and widget.parentWidget()
    shown = framed or widget
    return QRect(shown.mapTo(shown.window(), QPoint(0, 0)), shown.size())


def whole(widget) -> bool:
    return widget.isVisible() and widget.visibleRegion().boundingRect() == widget.rect()


def edged(window):
    """Yield what must be known by its edge: fields, answers, and buttons that have one."""
    for field in window.findChildren(QLineEdit):
        if whole(field):
            yield field
    for button in window.findChildren(QAbstractButton):
        has_edge = button.property("chip") or button.property("button") not in SEEN_BY_WORDS
        if whole(button) and has_edge:
            yield button


def test_every_field_and_answer_has_an_edge_that_can_be_seen(form):
    image, faint = picture(form), []
    for part in edged(form):
        place = box(part)
        middle = place.center().y()
        ground = image.getpixel((place.left() - 3, middle))
        line = [image.getpixel((place.left() + n, middle)) for n in range(4)]
        if max(contrast(ground, colour) for colour in line) < EDGE:
            faint.append(part.objectName())
    assert faint == []


def test_words_stand_out_under_the_pointer_and_when_they_are_chosen(form):
    kinds = {}
    for button in form.findChildren(QAbstractButton):
        if whole(button) and button.text():
            kind = (type(button), button.property("button"), button.property("chip"))
            kinds.setdefault((*kind, button.isChecked()), button)
    assert len(kinds) >= 8
    for button in kinds.values():
        button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
        image = picture(form, box(button))  # not the button alone: some have no ground of their own
        button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, on=False)
        inside = cut(image, QRect(0, 0, *image.size), 5)
        assert best(inside) >= TEXT, button.objectName()


def test_the_colours_of_a_computer_in_high_contrast_make_no_word_fainter(open_window):
    """Black with yellow, as such a computer hands it to every program; ours keeps its own."""
    before, loud = QApplication.palette(), QPalette()
    for role in (role for role in QPalette.ColorRole if role.name not in ("NoRole", "NColorRoles")):
        is_ground = any(word in role.name for word in ("Window", "Base", "Button", "Mid", "Light"))
        loud.setColor(role, QColor("black" if is_ground and "Text" not in role.name else "yellow"))
    QApplication.setPalette(loud)
    try:
        window = open_window(person="practice-oral", recorder="Ana (daughter)", theme="system")
        faint = []
        for page in ("profile", "log_dose"):
            window.show_page(page)
            QApplication.processEvents()
            faint += looks.faint_texts(window)
    finally:
        QApplication.setPalette(before)
    assert faint == []
