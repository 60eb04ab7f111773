# SPDX-License-Identifier: MIT
"""The parts of the person bar: strip, initials, route chip, and the lines between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QIcon, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from caregiver_app.domain.levels import Level
from caregiver_app.ui.look.icons import AROUND_PX, apart, pixmap
from caregiver_app.ui.widgets.fields.shapes import level_path
from caregiver_app.ui.words.person_words import initials_of, route_words

if TYPE_CHECKING:
    from caregiver_app.domain.person import Route
    from caregiver_app.ui.look.theme import Theme


class PatternStrip(QWidget):
    """The strip in a person's colour and pattern, six pixels high across the window."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._colour: str | None = None
        self.setFixedHeight(theme.size("strip"))

    def show_pattern(self, colour: str | None) -> None:
        """Take a person's colour; None is nobody."""
        self._colour = colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill with the colour and lay the pattern over it."""
        painter = QPainter(self)
        if self._colour is None:
            painter.fillRect(self.rect(), self._theme.colour("line"))
            return
        paint_pattern(painter, self.rect(), self._theme, self._colour)


_PATTERNS: dict[str, Qt.BrushStyle | str] = {
    "diagonal stripes": Qt.BrushStyle.BDiagPattern,
    "dots": Qt.BrushStyle.Dense6Pattern,
    "vertical bars": Qt.BrushStyle.VerPattern,
    "chequer": Qt.BrushStyle.CrossPattern,
    "waves": "waves",
}


class Initials(QWidget):
    """A person's initials on their colour."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._letters = ""
        self._colour = ""
        self.setFixedSize(initials_px(theme), initials_px(theme))

    def show_name(self, name: str, colour: str) -> None:
        """Show another person's initials."""
        self._letters = initials_of(name)
        self._colour = colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the square and the letters."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_initials(painter, self.rect(), self._theme, self._letters, self._colour)


def initials_px(theme: Theme) -> int:
    """Return the side of the square with the initials."""
    return round(44 * min(theme.scale, 1.45))


def paint_pattern(painter: QPainter, place: QRect, theme: Theme, colour: str) -> None:
    """Fill a strip, along or upright, with a person's colour, and lay the pattern over it."""
    painter.fillRect(place, theme.person(colour))
    mark = _PATTERNS.get(theme.pattern(colour))
    if mark is None:
        return
    over = theme.colour("card")
    if isinstance(mark, Qt.BrushStyle):
        painter.fillRect(place, QBrush(over, mark))
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(over, 1.5))
    upright = place.height() > place.width()
    steps = range(0, max(place.width(), place.height()) + 6, 6)
    waves = [(step, 1 if step // 6 % 2 else 5) for step in steps]
    points = [QPointF(*(reversed(wave) if upright else wave)) for wave in waves]
    painter.drawPolyline(QPolygonF(points).translated(QPointF(place.topLeft())))


def paint_initials(
    painter: QPainter, place: QRect, theme: Theme, letters: str, colour: str
) -> None:
    """Paint the square in a person's colour and the letters on it."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.person(colour))
    painter.drawRoundedRect(QRectF(place), 8, 8)
    painter.setFont(theme.font("heading"))
    painter.setPen(theme.person("on_person"))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, letters)


class RouteChip(QLabel):
    """How the medicine gets in: a small drawing and words in a pill."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._icon = "pill"
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font("strong"))
        self._px = round(16 * theme.scale)
        side = 10
        self.setContentsMargins(side + self._px + 6, 4, side + 2, 4)

    def show_route(self, route: Route) -> None:
        """Name the route."""
        self._icon = "pill" if route == "oral" else "pump"
        self.setText(route_words(route))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw pill, drawing and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = self.fontMetrics().height() + 9
        top = (self.height() - height) / 2
        painter.setPen(QPen(self._theme.colour("line_strong"), 1))
        pill = QRectF(0.5, top + 0.5, self.width() - 1, height - 1)
        painter.drawRoundedRect(pill, height / 2, height / 2)
        drawn = pixmap(self._icon, self._theme.colour("text"), self._px)
        painter.drawPixmap(10, (self.height() - self._px) // 2, drawn)
        painter.end()
        super().paintEvent(event)


class Divider(QWidget):
    """A thin upright line between facts."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._colour = theme.colour("line")
        self.setFixedSize(1, round(40 * theme.scale))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line."""
        QPainter(self).fillRect(self.rect(), self._colour)


def square_icon(theme: Theme) -> QIcon:
    """Return the square of EMERGENCY, sharp on the densest screen."""
    app = QApplication.instance()
    ratio = app.devicePixelRatio() if isinstance(app, QApplication) else 1.0
    side = round(theme.size("icon") * ratio)
    drawn = QPixmap(side, side)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    square = level_path(Level.EMERGENCY, QRectF(side * 0.08, side * 0.08, side * 0.84, side * 0.84))
    painter.fillPath(square, theme.level(Level.EMERGENCY).fg)
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return QIcon(apart(drawn, AROUND_PX))
