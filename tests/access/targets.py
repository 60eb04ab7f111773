# SPDX-License-Identifier: MIT
"""What a finger or a shaking hand has to hit: how large it is, and what lies beside it."""

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QWidget

LEAST_PX, LARGE_PX = 24, 44
APART_PX = 8
_KINDS = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit)


def targets(window: QWidget) -> list[QWidget]:
    """Return all that can be pressed or typed into."""
    found = [w for kind in _KINDS for w in window.findChildren(kind) if w.isVisible()]
    return [w for w in found if not isinstance(w.parentWidget(), QComboBox)]


def faults(window: QWidget) -> Iterator[str]:
    """Yield what is too small to hit, lies on another target, or dangerously near to Save."""
    places = {w: _place(w, window) for w in targets(window)}
    for widget, place in places.items():
        least = LEAST_PX if widget.objectName().startswith("help.") else LARGE_PX
        if place.height() < least or place.width() < min(least, LEAST_PX):
            yield f"{widget.objectName()} is {place.width()}x{place.height()}"
    seen = {w: _edges(place & _seen(w, window)) for w, place in places.items() if _is_seen(w)}
    for one, other in combinations(seen, 2):
        apart = _apart(seen[one], seen[other])
        if apart >= APART_PX or one.isAncestorOf(other) or other.isAncestorOf(one):
            continue
        if one.parentWidget() is other.parentWidget() and _frame(one) is not _frame(other):
            continue  # a button in the box of a field
        if apart < 0:
            yield f"{one.objectName()} lies on {other.objectName()}"
        elif _is_danger(one) is not _is_danger(other):
            yield f"{one.objectName()} is {apart} px from {other.objectName()}"


def _place(widget: QWidget, window: QWidget) -> QRect:
    shown = _frame(widget) or widget
    return QRect(shown.mapTo(window, QPoint(0, 0)), shown.size())


def _frame(widget: QWidget) -> QWidget | None:
    """Return the box around a field that has one; all of it can be pressed."""
    return widget.parentWidget() if widget.property("ring") == "parent" else None


def _seen(widget: QWidget, window: QWidget) -> QRect:
    """Return what is to be seen of a target: one that is scrolled away lies on nothing."""
    shown = _frame(widget) or widget
    inside = shown.visibleRegion().boundingRect()
    return QRect(shown.mapTo(window, inside.topLeft()), inside.size())


def _is_seen(widget: QWidget) -> bool:
    return not widget.visibleRegion().isEmpty()


def _edges(place: QRect) -> tuple[int, int, int, int]:
    return place.left(), place.top(), place.right(), place.bottom()


def _apart(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    """Return how many pixels lie between two places; below nothing where they overlap."""
    across = max(one[0], other[0]) - min(one[2], other[2]) - 1
    down = max(one[1], other[1]) - min(one[3], other[3]) - 1
    return max(across, down)


def _is_danger(widget: QWidget) -> bool:
    return widget.property("button") == "danger"
