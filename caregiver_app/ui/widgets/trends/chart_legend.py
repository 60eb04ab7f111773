# SPDX-License-Identifier: MIT
"""What the marks of the charts mean, each beside a sample of itself."""

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from caregiver_app.domain.charts.trend_story import TrendStory
from caregiver_app.system.words import _
from caregiver_app.ui.look.icons import pixmap
from caregiver_app.ui.look.theme import Theme
from caregiver_app.ui.widgets.trends.chart_marks import (
    draw_cross,
    draw_first,
    draw_flag,
    draw_hatch,
    draw_plus,
)

_SAMPLE_PX = 26
_GAP_PX = 8
_BETWEEN_PX = 20

_Item = tuple[str, str]


class Legend:
    """The samples with their words, in lines of so many."""

    def __init__(self, theme: Theme, *, keys: bool, story: TrendStory | None = None) -> None:
        self._theme = theme
        self._font = theme.font("small")
        self._metrics = QFontMetricsF(self._font)
        marks: list[_Item] = [
            ("gap", _("nothing recorded")),
            ("cut", _("dose cut")),
            ("dose", _("dose not kept")),
        ]
        marks += _seldom(story) if story is not None else []
        pairs = [marks[place : place + 2] for place in range(0, len(marks), 2)]
        how = [("keys", _("arrow keys move from point to point"))]
        self._lines = [*pairs, how] if keys else [marks]

    def take_width(self, width: float) -> None:
        """Give every mark a line of its own where they have no room beside each other."""
        if self.size().width() > width:
            self._lines = [[mark] for line in self._lines for mark in line]

    def words(self) -> str:
        """Return the legend as one sentence."""
        return ", ".join(words for line in self._lines for _mark, words in line)

    def size(self) -> QSizeF:
        """Return the room it needs."""
        wide = max(
            (len(line) - 1) * self._column() + self._wide(line[-1]) for line in self._lines if line
        )
        return QSizeF(wide - _BETWEEN_PX, len(self._lines) * (self._metrics.height() + 4))

    def draw(self, painter: QPainter, corner: QPointF) -> None:
        """Draw it from its upper left corner on."""
        painter.setFont(self._font)
        height = self._metrics.height() + 4
        for number, line in enumerate(self._lines):
            x, y = corner.x(), corner.y() + number * height
            for mark, words in line:
                self._sample(painter, mark, QRectF(x, y + 2, _SAMPLE_PX, height - 4))
                painter.setPen(self._theme.colour("muted"))
                left = x + _SAMPLE_PX + _GAP_PX
                room = QRectF(left, y, self._metrics.horizontalAdvance(words) + 2, height)
                painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
                x += self._column()

    def _column(self) -> float:
        """Return how far it is from one mark to the next, the same in every line."""
        beside = (self._wide(item) for line in self._lines if len(line) > 1 for item in line)
        return max(beside, default=0.0)

    def _wide(self, item: _Item) -> float:
        return _SAMPLE_PX + _GAP_PX + self._metrics.horizontalAdvance(item[1]) + _BETWEEN_PX

    def _sample(self, painter: QPainter, mark: str, box: QRectF) -> None:
        theme, middle = self._theme, box.center()
        if mark == "gap":
            draw_hatch(painter, theme, box)
        elif mark == "cut":
            painter.setPen(QPen(theme.colour("text"), 1.5))
            painter.drawLine(QLineF(middle.x(), box.top(), middle.x(), box.bottom()))
        elif mark == "dose":
            draw_cross(painter, theme, middle)
        elif mark == "extra":
            draw_plus(painter, theme, middle)
        elif mark == "first":
            draw_first(painter, theme, middle)
        elif mark == "alarm":
            draw_flag(
                painter, theme, QLineF(middle.x() - 4, box.top(), middle.x() - 4, box.bottom())
            )
        else:
            side = min(box.width(), box.height())
            drawn = pixmap("keys", theme.colour("muted"), round(side))
            painter.drawPixmap(QPointF(middle.x() - side / 2, middle.y() - side / 2), drawn)


def _seldom(story: TrendStory) -> list[_Item]:
    """Return the marks that are explained only where there are any."""
    marks = (
        ("extra", _("extra dose"), story.extra),
        ("first", _("first of two readings"), any(chart.firsts for chart in story.charts)),
        ("alarm", _("pump alarm"), story.alarms),
    )
    return [(mark, words) for mark, words, there in marks if there]


class LegendView(QWidget):
    """The legend on a page."""

    def __init__(self, theme: Theme, *, keys: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._keys = keys
        self._story: TrendStory | None = None
        self._room = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_story(None)

    def show_story(self, story: TrendStory | None) -> None:
        """Explain the marks of a story; a pump alarm, say, only where there is one."""
        self._story = story
        self._legend = Legend(self._theme, keys=self._keys, story=story)
        if self._room:
            self._legend.take_width(self._room)
        self.setAccessibleName(self._legend.words())
        self.updateGeometry()
        self.update()

    def take_room(self, width: int) -> None:
        """Stay in a width."""
        if width != self._room:
            self._room = width
            self.show_story(self._story)

    def sizeHint(self) -> QSize:
        """Return the room it needs."""
        size = self._legend.size()
        return QSize(round(size.width() + 1), round(size.height() + 1))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint samples and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._legend.draw(painter, QPointF(0, 0))
