# SPDX-License-Identifier: MIT
"""The ring around whatever has the keyboard: three pixels, two away from the control."""

import atexit
import weakref

from PySide6.QtCore import QPoint, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QApplication,
    QFocusFrame,
    QLabel,
    QLineEdit,
    QProxyStyle,
    QScrollArea,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QWidget,
)
from shiboken6 import isValid

from caregiver_app.ui.look.theme import Theme

_RING_PX = 3
_GAP_PX = 2
_AROUND_PX = 12
_MARGIN = _RING_PX + _GAP_PX
_NEAR_PX = 16
_MARGINS = (QStyle.PixelMetric.PM_FocusFrameHMargin, QStyle.PixelMetric.PM_FocusFrameVMargin)


class FocusRing(QFocusFrame):
    """Follows the keyboard focus of one window and paints the ring.

    A button that was clicked gets none: the pointer already shows where it is. A widget may set
    the property `ring` to `parent` (the ring goes around the box it lies in), to `level` (the
    ring takes the widget's text colour, on a level's fill) or to `none`. Within a part whose
    property `rows` is `tight` it stands a pixel nearer above and below, clear of the next rows.
    """

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._ink = theme.colour("focus")
        self._halo = theme.colour("focus_halo")
        self._radius = theme.radius("control")
        # Only the ring has this style: a proxy for the whole program would run Python for
        # every measure of every widget.
        self._wide = _RingStyle()
        self.setStyle(self._wide)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)
        # Python's end takes the style away before Qt takes the window down: the ring must have
        # let go of its widget by then, or a program that never closed its window crashes.
        atexit.register(_let_go, weakref.ref(self))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the halo in the gap and the ring outside it."""
        widget = self.widget()
        if widget is None:
            return
        ink, halo = self._colours(widget)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        half = _RING_PX / 2
        outline = QRectF(self.rect()).adjusted(half, half, -half, -half)
        if halo is not None and not _is_tight(widget):
            inner = outline.adjusted(half + 1, half + 1, -half - 1, -half - 1)
            painter.setPen(QPen(halo, _GAP_PX))
            painter.drawRoundedRect(inner, self._radius + 1, self._radius + 1)
        painter.setPen(QPen(ink, _RING_PX))
        painter.drawRoundedRect(outline, self._radius + half + 2, self._radius + half + 2)

    def _colours(self, widget: QWidget) -> tuple[QColor, QColor | None]:
        if widget.property("ring") == "level":
            return widget.palette().windowText().color(), None
        return self._ink, self._halo

    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        # Nothing has the keyboard while another program is in front, and at the very end, when
        # this ring may be half gone: then it must not be touched.
        if now is None:
            return
        if now.window() is not self._window or not _wants_ring(now):
            self.setWidget(None)  # type: ignore[arg-type]  # Qt takes null; the stub forgets it
            self.hide()
            return
        parent = now.parentWidget()
        around = parent if parent is not None and now.property("ring") == "parent" else now
        self.setWidget(around)
        self.raise_()
        self.update()
        # The page scrolls to the widget after this; a frame that was out of sight stays hidden.
        QTimer.singleShot(0, self, self._come_into_sight)

    def _come_into_sight(self) -> None:
        """Scroll until widget and ring are whole, and show the ring."""
        widget = self.widget()
        if widget is None or not widget.isVisible():
            return
        if QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton:
            show_whole(widget)
        self.show()
        self.raise_()


def show_whole(widget: QWidget) -> None:
    """Bring a widget into sight in every area around it: a table scrolls within its page."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            bring_into_sight(widget, above)
        above = above.parentWidget()


def bring_into_sight(widget: QWidget, area: QScrollArea) -> None:
    """Scroll until a widget, the ring around it and its name over it are whole.

    Of one that is too high its top is. By the corners: Qt scrolls nothing for a widget that is
    whole while its ring is cut.
    """
    content = area.widget()
    if content is None:
        return
    aside = area.horizontalScrollBarPolicy() is not Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    if aside:
        end = widget.mapTo(content, widget.rect().bottomRight())
        area.ensureVisible(end.x(), end.y(), _AROUND_PX, _AROUND_PX)
    for corner in (widget.rect().bottomLeft(), _caption(widget), widget.rect().topLeft()):
        place = widget.mapTo(content, corner)
        area.ensureVisible(place.x(), place.y(), _AROUND_PX if aside else 0, _AROUND_PX)


def _caption(widget: QWidget) -> QPoint:
    """Return the top of the label that stands right over a field, else of the field itself."""
    holder, own, top = widget.parentWidget(), widget.geometry(), widget.y()
    if holder is not None:
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        for words in holder.findChildren(QLabel, options=direct):
            place = words.geometry()
            is_near = 0 < own.top() - place.bottom() <= _NEAR_PX and place.left() <= own.right()
            if words.isVisible() and is_near and place.right() >= own.left():
                top = min(top, place.top())
    return QPoint(0, top - own.y())


class _RingStyle(QProxyStyle):
    """Makes the frame five pixels larger than its widget and lays it above everything."""

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        """Return the distance of ring and gap for the two focus-frame margins."""
        if metric not in _MARGINS:
            return super().pixelMetric(metric, option, widget)
        ringed = widget.widget() if isinstance(widget, FocusRing) else None
        near = metric is QStyle.PixelMetric.PM_FocusFrameVMargin and _is_tight(ringed)
        return _MARGIN - 1 if near else _MARGIN

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returned: QStyleHintReturn | None = None,
    ) -> int:
        """Ask for a frame above the widget, so that a narrow parent does not cut it."""
        if hint is QStyle.StyleHint.SH_FocusFrame_AboveWidget:
            return 1
        return super().styleHint(hint, option, widget, returned)


def _is_tight(widget: QWidget | None) -> bool:
    while widget is not None and widget.property("rows") != "tight":
        widget = widget.parentWidget()
    return widget is not None


def _let_go(held: "weakref.ref[FocusRing]") -> None:
    ring = held()
    if ring is not None and isValid(ring):
        ring.setWidget(None)  # type: ignore[arg-type]  # Qt takes null; the stub forgets it


def _wants_ring(widget: QWidget) -> bool:
    by_key = Qt.FocusPolicy.TabFocus
    if widget.property("ring") == "none" or widget.focusPolicy() & by_key != by_key:
        return False
    pressed = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
    return isinstance(widget, QLineEdit) or not pressed


def focused_name(page: QWidget | None = None) -> str:
    """Return the name of the control that the keyboard is at, on a page was at, or a blank."""
    now = QApplication.focusWidget() if page is None else page.focusWidget()
    return now.objectName() if now is not None else ""


def focus_again(page: QWidget, name: str) -> None:
    """Bring the keyboard back to a control of this name, and the control into sight."""
    found = page.findChild(QWidget, name) if name and isValid(page) else None
    if found is None or not found.isVisibleTo(page):
        return
    found.setFocus(Qt.FocusReason.OtherFocusReason)
    above = found.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if isinstance(above, QScrollArea):
        above.ensureWidgetVisible(found)
