# SPDX-License-Identifier: MIT
"""Whether a page that nobody looks at holds anything that would be missed."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QComboBox,
    QFocusFrame,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from caregiver_app.ui.background.errand import Errand

_READ: tuple[tuple[type[QWidget], Callable[[Any], object]], ...] = (
    (QLabel, QLabel.text),
    (QAbstractButton, lambda button: (button.text(), button.isChecked())),
    (QLineEdit, QLineEdit.text),
    (QPlainTextEdit, QPlainTextEdit.toPlainText),
    (QTextEdit, QTextEdit.toPlainText),
    (QComboBox, QComboBox.currentIndex),
    (QAbstractSlider, QAbstractSlider.value),
    (QAbstractItemView, lambda rows: rows.currentIndex().row()),
)


def state_of(page: QWidget) -> int:
    """Return what stands on a page, is chosen and is scrolled to: equal numbers, equal states."""
    parts = (part for part in page.findChildren(QWidget) if not _is_around(part))
    return hash(tuple(map(_state, parts)))


def holds_nothing(page: QWidget) -> bool:
    """Say whether nothing is half typed on a page, for nobody, and no work of it is under way.

    A page that the ring of the keyboard still lies on is held too: the ring would go with it.
    """
    begun = page.begun() if hasattr(page, "begun") else None
    typed = any(begun) if isinstance(begun, tuple) else bool(begun)
    busy = any(errand.is_running for errand in page.findChildren(Errand))
    return not typed and not busy and page.findChild(QFocusFrame) is None


def _is_around(part: QWidget) -> bool:
    """Say whether a part comes and goes by itself: the ring of the keyboard, bars that scroll."""
    return isinstance(part, QFocusFrame) or part.objectName().startswith("qt_scrollarea")


def _state(part: QWidget) -> object:
    for kind, read in _READ:
        if isinstance(part, kind):
            return part.isHidden(), read(part)
    return part.isHidden()
