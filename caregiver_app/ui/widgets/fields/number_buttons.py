# SPDX-License-Identifier: MIT
"""The buttons inside a number field: small, named, and each does one thing."""

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from caregiver_app.ui.look.theme import tag
from caregiver_app.ui.widgets.fields import number_words as words
from caregiver_app.ui.widgets.fields.number_reading import NumberSpec


def button(parent: QWidget, name: str, kind: str, slot: Callable[[], None] | None) -> QPushButton:
    """Return a button that is hidden until somebody needs it."""
    made = QPushButton(parent)
    made.setObjectName(name)
    tag(made, button=kind)
    if slot is not None:
        made.clicked.connect(slot)
    made.hide()
    return made


def reason_menu(parent: QWidget, spec: NumberSpec, slot: Callable[[], None]) -> QMenu:
    """Return the list of reasons for having no number."""
    menu = QMenu(parent)
    for reason in spec.reasons:
        action = QAction(words.reason_words(reason), menu)
        action.setObjectName(f"{spec.name}.{reason.value}")
        action.setData(reason.value)
        action.triggered.connect(slot)
        menu.addAction(action)
    return menu
