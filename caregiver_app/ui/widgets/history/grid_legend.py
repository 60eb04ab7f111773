# SPDX-License-Identifier: MIT
"""What the hatch and the corner of a cell mean, in words beside their drawing."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QWidget

from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme, label

_BOX_PX = 26
_CORNER_PX = 8
# Qt's own name for the diagonal hatch of all that nobody checked.
_HATCH = Qt.BrushStyle.BDiagPattern


class GridLegend(QWidget):
    """Names what is on the grid, and nothing that is not."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space("m"))
        self._gap = _Named(theme, _("no check-in"), corner=False)
        self._several = _Named(theme, _("several"), corner=True)
        row.addWidget(self._several)
        row.addWidget(self._gap)

    def tell(self, *, gaps: bool, several: bool) -> None:
        """Show what is needed."""
        self._gap.setVisible(gaps)
        self._several.setVisible(several)


def corner_of(box: QRectF) -> QPolygonF:
    """Return the corner of a cell that holds more than it shows."""
    top = box.topRight()
    return QPolygonF([top, top - QPointF(_CORNER_PX, 0), top + QPointF(0, _CORNER_PX)])


class _Named(QWidget):
    """A drawing with its word."""

    def __init__(self, theme: Theme, words: str, *, corner: bool) -> None:
        super().__init__()
        self._theme = theme
        self._corner = corner
        row = QHBoxLayout(self)
        row.setContentsMargins(_BOX_PX + 6, 0, 0, 0)
        said = label(words, "small", "muted")
        said.setWordWrap(False)
        row.addWidget(said)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the drawing before the word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(0.5, (self.height() - 15) / 2, _BOX_PX, 14)
        if not self._corner:
            painter.fillRect(box, QBrush(self._theme.colour("gap_hatch"), _HATCH))
            return
        painter.setPen(self._theme.colour("line"))
        painter.drawRect(box)
        painter.setPen(self._theme.colour("line_strong"))
        painter.setBrush(self._theme.colour("line_strong"))
        painter.drawPolygon(corner_of(box))
