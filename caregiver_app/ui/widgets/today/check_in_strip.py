# SPDX-License-Identifier: MIT
"""The last 72 hours as a line: a mark for every check-in, hatched where there was none."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.system.words import _, ngettext
from caregiver_app.ui.look.heard import hear_as
from caregiver_app.ui.look.theme import Theme
from caregiver_app.ui.widgets.fields.shapes import paint_level_mark
from caregiver_app.ui.words import dates

SPAN = timedelta(hours=72)
GAP = timedelta(hours=10)
_LINE_Y = 16
_HATCH_PX = 16


class CheckInStrip(QWidget):
    """Marks per level over 72 hours; gaps are named in its accessible sentence."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        hear_as(self, "Graphic")
        # Time goes from left to right on a chart, whatever the language.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._theme = theme
        self._marks: tuple[tuple[Moment, Level], ...] = ()
        self._now: Moment | None = None
        self._due: Moment | None = None
        self.setFont(theme.font("small"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_marks(
        self, marks: Sequence[tuple[Moment, Level]], now: Moment, due: Moment | None
    ) -> None:
        """Show the check-ins of the last 72 hours; `due` is when the next one was asked for."""
        start = now.utc - SPAN
        self._marks = tuple(m for m in marks if start <= m[0].utc <= now.utc)
        self._now = now
        self._due = due
        self.setAccessibleName(self._sentence())
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for the marks and the words of the days under them."""
        return QSize(240, _LINE_Y * 2 + self.fontMetrics().height() + 4)

    def gaps(self) -> tuple[tuple[datetime, datetime], ...]:
        """Return the stretches without a check-in, and the one that is late now."""
        if self._now is None:
            return ()
        times = [moment.utc for moment, _level in self._marks]
        found = [(a, b) for a, b in pairwise(times) if b - a >= GAP]
        late = self._due is not None and self._due < self._now
        if times and (late or self._now.utc - times[-1] >= GAP):
            since = self._due.utc if late and self._due else times[-1]
            found.append((max(since, times[-1]), self._now.utc))
        return tuple(found)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint line, gaps, days and marks."""
        if self._now is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._theme
        painter.setPen(QPen(theme.colour("line_strong"), 1.5))
        painter.drawLine(QPointF(0, _LINE_Y), QPointF(self.width(), _LINE_Y))
        for start, end in self.gaps():
            self._paint_gap(painter, self._x(start), self._x(end))
        self._paint_days(painter)
        for moment, level in self._marks:
            self._paint_mark(painter, self._x(moment.utc), level)

    def _x(self, instant: datetime) -> float:
        now = self._now.utc if self._now else instant
        side = self._theme.size("shape_mark") / 2 + 2
        part = 1 - (now - instant) / SPAN
        return side + part * (self.width() - 2 * side)

    def _paint_gap(self, painter: QPainter, left: float, right: float) -> None:
        box = QRectF(left, _LINE_Y - _HATCH_PX / 2, right - left, _HATCH_PX)
        painter.fillRect(box, self._theme.colour("card"))
        hatch = QBrush(self._theme.colour("gap_hatch"), Qt.BrushStyle.BDiagPattern)
        painter.fillRect(box, hatch)

    def _paint_days(self, painter: QPainter) -> None:
        """Draw a tick and a name where each day begins at the place of the newest moment."""
        if self._now is None:
            return
        local = self._now.local.replace(hour=0, minute=0, second=0, microsecond=0)
        painter.setFont(self.font())
        top = 2 * _LINE_Y + 2
        taken = self.width() + 1.0
        for back in range(4):
            midnight = local - timedelta(days=back)
            x = self._x(midnight)
            name = dates.short_day(midnight.date()).rsplit(" ", 1)[0]
            room = self.fontMetrics().horizontalAdvance(name) + 4
            if x >= 0:
                painter.setPen(QPen(self._theme.colour("line_strong"), 1))
                painter.drawLine(QPointF(x, 4), QPointF(x, top))
            left = max(0.0, x + 4)
            if left + room <= taken and x + 4 > -room:
                painter.setPen(self._theme.colour("muted"))
                words = QRectF(left, top - 2, room, self.fontMetrics().height())
                painter.drawText(words, Qt.AlignmentFlag.AlignLeft, name)
                taken = left - 6

    def _paint_mark(self, painter: QPainter, x: float, level: Level) -> None:
        side = self._theme.size("shape_mark") - 2
        around = QRectF(x - side / 2 - 1.5, _LINE_Y - side / 2 - 1.5, side + 3, side + 3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("card"))
        painter.drawEllipse(around)
        box = QRectF(x - side / 2, _LINE_Y - side / 2, side, side)
        paint_level_mark(painter, level, box, self._theme)

    def _sentence(self) -> str:
        count = len(self._marks)
        said = [
            ngettext(
                "{n} check-in in the last 72 hours.", "{n} check-ins in the last 72 hours.", count
            ).format(n=count)
        ]
        said += [
            _("None for {duration}.").format(duration=dates.duration(end - start))
            for start, end in self.gaps()
        ]
        return " ".join(said)
