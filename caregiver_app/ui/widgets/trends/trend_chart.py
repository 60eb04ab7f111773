# SPDX-License-Identifier: MIT
"""One chart on its card: name, usual, the chosen value with its age, and the picture itself.

The arrow keys walk the points, a press or a touch chooses the nearest one; each is said in words.
"""

from bisect import bisect_left
from datetime import datetime

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from caregiver_app.domain.charts.trend_story import Chart, TrendStory
from caregiver_app.domain.check_in import CheckIn
from caregiver_app.system.words import _
from caregiver_app.ui.look.heard import announce, hear_as
from caregiver_app.ui.widgets.trends import chart_words
from caregiver_app.ui.widgets.trends.chart_plot import ChartPlot, Look, foot_height

_PAD_PX = 12
_LEAST_PLOT_PX = 84
_WRAP = Qt.TextFlag.TextWordWrap
_RIGHT = Qt.AlignmentFlag.AlignRight


class ChartPicture:
    """A chart with its head, for a card of a width; also what is drawn into an exported picture."""

    def __init__(self, look: Look, story: TrendStory, chart: Chart) -> None:
        self.look, self.story, self.chart = look, story, chart
        theme = look.theme
        self._heading, self._small = theme.font("heading"), theme.font("small")
        self._plain = theme.font("body")

    def least_height(self, width: float) -> float:
        """Return how high a card of a width is at least."""
        foot = foot_height(QFontMetricsF(self._small), len(self.story.strips))
        plot = _LEAST_PLOT_PX * min(1.5, self.look.theme.scale)
        return self._head(width - 2 * _PAD_PX, None)[1] + plot + foot + 2 * _PAD_PX

    def plot(self, box: QRectF) -> ChartPlot:
        """Return the chart placed in a card."""
        inside = box.adjusted(_PAD_PX, _PAD_PX, -_PAD_PX, -_PAD_PX)
        inside.setTop(inside.top() + self._head(inside.width(), None)[1])
        return ChartPlot(self.look, self.story, self.chart, inside)

    def draw(self, painter: QPainter, box: QRectF, plot: ChartPlot) -> None:
        """Draw the card and the chart, without the value over it."""
        theme = self.look.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(theme.colour("card"))
        radius = theme.radius("card")
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        plot.draw(painter)
        self._draw_notes(painter, plot.plot)

    def draw_head(self, painter: QPainter, box: QRectF, chosen: CheckIn | None) -> None:
        """Draw name, unit and usual on the left, the value and its age on the right."""
        inside = box.adjusted(_PAD_PX, _PAD_PX, -_PAD_PX, -_PAD_PX)
        for font, ink, room, flags, words in self._head(inside.width(), chosen)[0]:
            painter.setFont(font)
            painter.setPen(self.look.theme.colour(ink))
            painter.drawText(room.translated(inside.topLeft()), flags, words)

    def _head(
        self, width: float, chosen: CheckIn | None
    ) -> tuple[list[tuple[QFont, str, QRectF, int, str]], float]:
        """Return the texts of the head with their rooms, and how high it is.

        The height does not depend on what is chosen: nothing moves when another point is.
        """
        sign, unit = self.chart.sign, self.look.unit
        name, about = chart_words.sign_name(sign), self._about()
        value, age = self._value(chosen)
        large, small = QFontMetricsF(self._heading), QFontMetricsF(self._small)
        room_right = max(large.horizontalAdvance(value), small.horizontalAdvance(age))
        room_right = max(room_right, self._widest(large, small, unit))
        beside = large.horizontalAdvance(name) + 16 + room_right <= width
        left = width - room_right - 16 if beside else width
        title = QRectF(0, 0, left, large.height() + 2)
        under = _wrapped(small, about, left)
        texts = [
            (self._heading, "text", title, int(Qt.AlignmentFlag.AlignLeft), name),
            (self._small, "muted", under.translated(0, title.bottom()), int(_WRAP), about),
        ]
        high = title.height() + under.height()
        top = 0.0 if beside else high
        side = int(_RIGHT) if beside else int(Qt.AlignmentFlag.AlignLeft)
        right = QRectF(width - room_right if beside else 0, top, room_right + 1, large.height() + 2)
        below = QRectF(right.left(), right.bottom(), room_right + 1, small.height())
        texts += [
            (self._heading, "text", right, side, value),
            (self._small, "muted", below, side, age),
        ]
        return texts, max(high, below.bottom()) + 6

    def _widest(self, large: QFontMetricsF, small: QFontMetricsF, unit: str) -> float:
        """Return the room for any value of this chart and any age, so that nothing moves."""
        samples = {
            "temp_c": f"108.8\u00a0°{unit}",
            "bp": "\u00a0".join((_("not recorded"), "mmHg")),
            "mood": chart_words.two_lines("10"),
        }
        value = large.horizontalAdvance(samples.get(self.chart.sign.id, _("not recorded")))
        age = small.horizontalAdvance(chart_words.longest_age())
        return max(value, age)

    def _about(self) -> str:
        sign, unit = self.chart.sign, self.look.unit
        usual = chart_words.usual_words(self.chart, unit)
        words = chart_words.unit_words(sign, unit)
        return f"{words}, {usual}" if usual else words

    def _value(self, chosen: CheckIn | None) -> tuple[str, str]:
        if chosen is None:
            return "", ""
        value = chart_words.head_value(self.chart.sign, chosen, self.look.unit)
        return value, chart_words.short_age(self.story, chosen.at)

    def _draw_notes(self, painter: QPainter, plot: QRectF) -> None:
        """Say that there is nothing, or too little for a line; and name two lines of one chart."""
        theme, chart = self.look.theme, self.chart
        lines = []
        if not chart.has_points:
            lines = [chart_words.empty_words(self.story, chart)]
            lines.append(chart_words.last_before_words(self.story, chart, self.look.unit))
        elif len(chart.check_ins) == 1:
            lines = [_("Two check-ins make a line.")]
        words = "\n".join(line for line in lines if line)
        if words:
            painter.setFont(self._plain)
            inner = plot.adjusted(8, 4, -8, -4)
            flags = int(_WRAP) | int(Qt.AlignmentFlag.AlignCenter)
            box = painter.boundingRect(inner, flags, words)
            if chart.has_points:
                box.moveBottom(inner.bottom())
            painter.fillRect(box.adjusted(-6, -3, 6, 3), theme.colour("card"))
            painter.setPen(theme.colour("text"))
            painter.drawText(box, flags, words)


class TrendChart(QWidget):
    """A chart that can be walked. `chosen` carries the check-in of the point.

    `entered` says that the keyboard came to it.
    """

    chosen = Signal(object)
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        hear_as(self, "Chart")
        # Time goes from left to right on a chart, whatever the language.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._picture: ChartPicture | None = None
        self._plot: ChartPlot | None = None
        self._base = QPixmap()
        self._place: int | None = None
        self._chosen: CheckIn | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def chart(self) -> Chart | None:
        """Return the chart that is shown."""
        return self._picture.chart if self._picture is not None else None

    @property
    def place(self) -> int | None:
        """Return the place of the chosen point, None when this chart has none at that moment."""
        return self._place

    @property
    def plot(self) -> ChartPlot | None:
        """Return where everything lies, once it is painted."""
        return self._plot

    def show_chart(self, look: Look, story: TrendStory, chart: Chart) -> None:
        """Show a chart; no point of it is chosen."""
        self._picture = ChartPicture(look, story, chart)
        self._place = self._chosen = None
        self.setObjectName(f"chart.{chart.sign.id}")
        self.setAccessibleName(chart_words.chart_words(story, chart, look.unit))
        self.setAccessibleDescription("")
        self._draw_anew()
        self.updateGeometry()

    def show_story(self, story: TrendStory) -> None:
        """Take the same story at a later moment: ages go on, the picture stays."""
        if self._picture is not None:
            self._picture.story = story
            self.update()

    def show_chosen(self, check_in: CheckIn | None) -> None:
        """Mark the moment of a check-in, and the point that this chart has of it."""
        self._chosen = check_in
        self._place = self._place_of(check_in) if check_in is not None else None
        self.setAccessibleDescription(f"{self.words()} {self.time_words()}".strip())
        self.update()

    def words(self) -> str:
        """Return the chosen point as sentences; a blank when there is none."""
        if self._picture is None or self._place is None:
            return ""
        story, chart = self._picture.story, self._picture.chart
        return chart_words.point_words(story, chart, self._place, self._picture.look.unit)

    def time_words(self) -> str:
        """Return when the chosen point was; a blank when there is none."""
        if self._picture is None or self._place is None:
            return ""
        at = self._picture.chart.check_ins[self._place].at
        return chart_words.point_time(self._picture.story, at)

    def speak(self) -> None:
        """Have a screen reader say the chosen point."""
        announce(self, f"{self.words()} {self.time_words()}", now=False)

    # ---- Qt

    def minimumSizeHint(self) -> QSize:
        """Return the least room: the head, a plot that can be read, and the steps below."""
        width = max(self.width(), 240)
        least = self._picture.least_height(width) if self._picture is not None else 160
        return QSize(180, round(least))

    def sizeHint(self) -> QSize:
        """Return the same; what is over is shared out."""
        return self.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw anew for the new size."""
        super().resizeEvent(event)
        self._draw_anew()
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the kept picture, then the value and the cursor over it."""
        if self._picture is None:
            return
        box = QRectF(self.rect())
        if self._base.isNull() or self._plot is None:
            self._plot = self._picture.plot(box)
            self._base = self._drawn(box, self._plot)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._base)
        self._picture.draw_head(painter, box, self._shown())
        if self._chosen is not None:
            self._plot.draw_cursor(painter, self._chosen.at, self._place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the points with the arrow keys, Home and End; other keys go on."""
        count = len(self.chart.check_ins) if self.chart is not None else 0
        now = self._place if self._place is not None else self._nearest_place()
        wanted = {
            Qt.Key.Key_Left: now - 1,
            Qt.Key.Key_Right: now + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: count - 1,
        }.get(Qt.Key(event.key()))
        if wanted is None:
            super().keyPressEvent(event)
        elif count:
            self._choose(min(max(wanted, 0), count - 1))
            self.speak()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that this chart is the one that is read now."""
        super().focusInEvent(event)
        self.entered.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the point that is nearest in time."""
        self._choose_at(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on choosing while the button is held."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._choose_at(event.position())

    def changeEvent(self, event: QEvent) -> None:
        """Draw anew when the look of the program changes."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._draw_anew()

    # ---- inside

    def _choose_at(self, position: QPointF) -> None:
        place = self._plot.nearest(position.x()) if self._plot is not None else None
        if place is not None and place != self._place:
            self._choose(place)

    def _choose(self, place: int) -> None:
        if self.chart is not None:
            self.chosen.emit(self.chart.check_ins[place])

    def _place_of(self, check_in: CheckIn) -> int | None:
        check_ins = self.chart.check_ins if self.chart is not None else ()
        place = bisect_left(check_ins, check_in.at.utc, key=_instant)
        while place < len(check_ins) and check_ins[place].at == check_in.at:
            if check_ins[place].id == check_in.id:
                return place
            place += 1
        return None

    def _nearest_place(self) -> int:
        """Return the place that the arrow keys go on from when no point here is chosen."""
        chart = self.chart
        if chart is None or self._chosen is None:
            return len(chart.check_ins) if chart is not None else 0
        return bisect_left(chart.check_ins, self._chosen.at.utc, key=_instant)

    def _shown(self) -> CheckIn | None:
        """Return the check-in whose value stands over the chart: the chosen, else the newest."""
        if self._chosen is not None:
            return self._chosen
        chart = self.chart
        return chart.check_ins[-1] if chart is not None and chart.check_ins else None

    def _draw_anew(self) -> None:
        self._base = QPixmap()
        self._plot = None
        self.update()

    def _drawn(self, box: QRectF, plot: ChartPlot) -> QPixmap:
        ratio = self.devicePixelRatioF()
        made = QPixmap(self.size() * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        if self._picture is not None:
            self._picture.draw(painter, box, plot)
        painter.end()
        return made


def _instant(check_in: CheckIn) -> datetime:
    return check_in.at.utc


def _wrapped(metrics: QFontMetricsF, words: str, width: float) -> QRectF:
    """Return the room that words need at a width."""
    box = metrics.boundingRect(QRectF(0, 0, max(40.0, width), 10_000), int(_WRAP), words)
    return QRectF(0, 0, max(40.0, width), box.height())
