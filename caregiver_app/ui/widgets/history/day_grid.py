# SPDX-License-Identifier: MIT
"""One day as a grid: hours across, signs down; what nobody checked is hatched, never blank."""

from itertools import accumulate

from PySide6.QtCore import QLineF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from caregiver_app.domain.history.day_grid import Column, DayGrid
from caregiver_app.system.words import _
from caregiver_app.ui.look.heard import announce, hear_as
from caregiver_app.ui.look.theme import Theme
from caregiver_app.ui.widgets.fields.shapes import paint_level_mark
from caregiver_app.ui.widgets.history.day_grid_words import (
    CellText,
    GridRow,
    GridWords,
    hour_words,
)
from caregiver_app.ui.widgets.history.grid_legend import corner_of

_NAME_EM = 10.5
_ROW_PAD = 6
_CELL_PAD = 5
_CENTRE = Qt.AlignmentFlag.AlignCenter
# Absolute: a name from the right stands where its row begins too.
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
HOURS = (1, 2, 3, 4, 6)


class DayGridView(QWidget):
    """Arrow keys and presses move the cursor; its column is chosen.

    `column_chosen` carries the column the cursor was moved to, `opened` one that was pressed
    with Enter. `reading` says the cell of the cursor in words.
    """

    column_chosen = Signal(object)
    opened = Signal(object)
    read = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        hear_as(self, "Chart")
        # Time goes from left to right on a chart, whatever the language.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setObjectName("history.grid")
        self._theme = theme
        self._grid: DayGrid | None = None
        self._words: GridWords | None = None
        self._rows: tuple[GridRow, ...] = ()
        self._cells: list[list[CellText]] = []
        self._spans: dict[int, list[tuple[float, float]]] = {}
        self._cursor = (0, 0)
        self._strong, self._small = theme.font("strong"), theme.font("small")
        self._metrics = QFontMetrics(self._strong)
        self._small_metrics = QFontMetrics(self._small)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def hours_for(self, width: int) -> int:
        """Return how many hours a column has, so that a value fits into it."""
        least = self._metrics.horizontalAdvance("98.8") + _CELL_PAD
        room = width - self._name_px(width)
        return next((hours for hours in HOURS if room >= least * 24 // hours), HOURS[-1])

    def show_day(
        self, grid: DayGrid | None, words: GridWords, place: int | None = None, *, every: bool
    ) -> None:
        """Show another day, with every sign or the usual ones; the column at `place` is chosen."""
        self._grid, self._words = grid, words
        self._rows = words.rows(grid, every=every) if grid is not None else ()
        self._spans = {}
        columns = grid.columns if grid is not None else ()
        self._cells = [[words.cell(column, row) for column in columns] for row in self._rows]
        row = min(self._cursor[0], max(0, len(self._rows) - 1))
        self._cursor = (row, place if place is not None else self._newest())
        self.updateGeometry()
        self._tell(aloud=False)
        self.update()

    def choose(self, place: int | None) -> None:
        """Choose a column from elsewhere."""
        if place is not None and place != self._cursor[1]:
            self._cursor = (self._cursor[0], place)
            self._tell(aloud=False)
            self.update()

    @property
    def has_several(self) -> bool:
        """Say whether a cell holds more values than it shows."""
        return any(cell.more for cells in self._cells for cell in cells)

    def column(self) -> Column | None:
        """Return the chosen column."""
        columns = self._grid.columns if self._grid is not None else ()
        return columns[self._cursor[1]] if self._cursor[1] < len(columns) else None

    def reading(self) -> str:
        """Return what the cell of the cursor holds, in words."""
        column = self.column()
        if column is None or self._words is None or not self._rows:
            return ""
        return self._words.sentence(column, self._rows[self._cursor[0]])

    def cell_rect(self, row: int, place: int) -> QRectF:
        """Return where a cell is painted."""
        left, wide = self._left(), self._wide()
        top, high = self._row_spans()[row]
        return QRectF(left + place * wide, top, wide, high)

    def sizeHint(self) -> QSize:
        """Return the height of all rows; the width is what there is."""
        spans = self._row_spans()
        return QSize(320, round(sum(spans[-1]) if spans else self._head_px()) + 2)

    def minimumSizeHint(self) -> QSize:
        """Return the same height."""
        return QSize(200, self.sizeHint().height())

    # ---- keys and presses

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the cursor by a cell; Home and End go to the first and the last hours."""
        row, place = self._cursor
        last = len(self._grid.columns) - 1 if self._grid is not None else 0
        ahead = -1 if self.isRightToLeft() else 1
        key = Qt.Key(event.key())
        moves = {
            Qt.Key.Key_Left: (row, place - ahead),
            Qt.Key.Key_Right: (row, place + ahead),
            Qt.Key.Key_Up: (row - 1, place),
            Qt.Key.Key_Down: (row + 1, place),
            Qt.Key.Key_Home: (row, 0),
            Qt.Key.Key_End: (row, last),
        }
        if key in moves:
            self._move(*moves[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self.column())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the cell that is pressed; beside the cells nothing happens."""
        at = event.position()
        for row in range(len(self._rows)):
            for place in range(len(self._cells[row])):
                if self.cell_rect(row, place).contains(at):
                    self._move(row, place, pressed=True)
                    return

    def _move(self, row: int, place: int, *, pressed: bool = False) -> None:
        last = len(self._grid.columns) - 1 if self._grid is not None else 0
        there = (min(max(row, 0), len(self._rows) - 1), min(max(place, 0), last))
        if there == self._cursor and not pressed:
            return
        other = there[1] != self._cursor[1] or pressed
        self._cursor = there
        self._tell(aloud=True)
        self.update()
        if other:
            self.column_chosen.emit(self.column())

    def _tell(self, *, aloud: bool) -> None:
        words = self.reading()
        self.setAccessibleDescription(words)
        self.read.emit(words)
        if aloud:
            announce(self, words, now=False)

    def _newest(self) -> int:
        columns = self._grid.columns if self._grid is not None else ()
        held = [n for n, column in enumerate(columns) if column.check_ins]
        return held[-1] if held else 0

    # ---- places

    def _name_px(self, width: int) -> int:
        return round(min(_NAME_EM * self._theme.px("body"), width * 0.34))

    def _left(self) -> float:
        return float(self._name_px(self.width()))

    def _wide(self) -> float:
        columns = len(self._grid.columns) if self._grid is not None else 1
        return (self.width() - 1 - self._left()) / max(1, columns)

    def _head_px(self) -> int:
        return self._small_metrics.height() + 6

    def _row_spans(self) -> list[tuple[float, float]]:
        """Return top and height of each row; measured once for a width, not for every cell."""
        spans = self._spans.get(self.width())
        if spans is None:
            high = [self._high(row) for row in self._rows]
            tops = accumulate(high, initial=float(self._head_px()))
            spans = list(zip(tops, high, strict=False))
            self._spans = {self.width(): spans}
        return spans

    def _high(self, row: GridRow) -> float:
        lines = row.lines
        if lines == 1 and len(self._name_lines(row)) == 2:
            lines = 2
        return lines * self._metrics.height() + _ROW_PAD

    def _name_lines(self, row: GridRow) -> list[str]:
        """Return name and unit on one line where they fit, else under each other."""
        name = self._metrics.horizontalAdvance(row.name + " ")
        both = name + self._small_metrics.horizontalAdvance(row.unit)
        fits = not row.unit or both <= self._left() - 4
        return [row.name] if fits else [row.name, row.unit]

    # ---- painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint names, hours, gaps, the chosen column, values and the cursor."""
        if self._grid is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_chosen(painter)
        self._paint_cells(painter)
        self._paint_gaps(painter)
        self._paint_names(painter)
        self._paint_hours(painter)
        for row, cells in enumerate(self._cells):
            for place, cell in enumerate(cells):
                self._paint_cell(painter, self.cell_rect(row, place), cell, self._rows[row])
        self._paint_cursor(painter)

    def _body(self, place: int) -> QRectF:
        first, last = self.cell_rect(0, place), self.cell_rect(len(self._rows) - 1, place)
        return first.united(last)

    def _paint_chosen(self, painter: QPainter) -> None:
        if self.column() is not None:
            painter.fillRect(self._body(self._cursor[1]), self._theme.colour("accent_tint"))

    def _paint_cells(self, painter: QPainter) -> None:
        painter.setPen(QPen(self._theme.colour("line"), 1))
        for row in range(len(self._rows)):
            for place in range(len(self._cells[row])):
                painter.drawRect(self.cell_rect(row, place))

    def _paint_gaps(self, painter: QPainter) -> None:
        """Hatch what nobody checked: level and signs, not the doses, which are told apart."""
        hatch = QBrush(self._theme.colour("gap_hatch"), Qt.BrushStyle.BDiagPattern)
        for place, column in enumerate(self._grid.columns if self._grid else ()):
            for row, named in enumerate(self._rows):
                if column.is_gap and named.drug is None:
                    box = self.cell_rect(row, place)
                    painter.fillRect(box, self._theme.colour("card"))
                    painter.fillRect(box, hatch)

    def _paint_names(self, painter: QPainter) -> None:
        for number, row in enumerate(self._rows):
            box = self.cell_rect(number, 0)
            room = QRectF(0, box.top(), self._left() - 4, box.height())
            lines = self._name_lines(row)
            painter.setPen(self._theme.colour("text"))
            painter.setFont(self._name_font(row.name))
            if len(lines) == 2:
                half = room.height() / 2
                painter.drawText(room.adjusted(0, 0, 0, -half), _LEFT, lines[0])
                room = room.adjusted(0, half, 0, 0)
            else:
                painter.drawText(room, _LEFT, row.name)
                room = room.adjusted(self._metrics.horizontalAdvance(row.name + " "), 0, 0, 0)
            painter.setPen(self._theme.colour("muted"))
            painter.setFont(self._small)
            painter.drawText(room, _LEFT, row.unit)

    def _name_font(self, name: str) -> QFont:
        """Return the font of a name: smaller where it is longer than the English ones."""
        font, room = QFont(self._strong), self._left() - 4
        while font.pixelSize() > 8 and QFontMetrics(font).horizontalAdvance(name) > room:
            font.setPixelSize(font.pixelSize() - 1)
        return font

    def _paint_hours(self, painter: QPainter) -> None:
        """Write the hours where they begin, as many as stand clear of each other."""
        painter.setFont(self._small)
        painter.setPen(self._theme.colour("muted"))
        clear = 0.0
        for place, column in enumerate(self._grid.columns if self._grid else ()):
            start = self._left() + place * self._wide()
            words = _("again") if column.is_again else hour_words(column.start)
            round_hour = column.start.local.hour % 4 == 0 or column.is_again
            wide = self._small_metrics.horizontalAdvance(words)
            if round_hour and start >= clear and start + wide <= self.width():
                painter.drawText(QRectF(start, 0, wide + 4, self._head_px()), _LEFT, words)
                clear = start + wide + 8

    def _paint_cell(self, painter: QPainter, box: QRectF, cell: CellText, row: GridRow) -> None:
        if cell.level is not None:
            side = min(float(self._theme.size("shape_mark")), box.height() - 6)
            mark = QRectF(0, 0, side, side)
            mark.moveCenter(box.center())
            painter.save()
            paint_level_mark(painter, cell.level, mark, self._theme)
            painter.restore()
        elif cell.text:
            self._paint_value(painter, box, cell)
        if cell.more:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("line_strong"))
            painter.drawPolygon(corner_of(box))
            painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_value(self, painter: QPainter, box: QRectF, cell: CellText) -> None:
        font = QFont(self._strong)
        lines = cell.text.split("\n")
        widest = max(self._metrics.horizontalAdvance(line) for line in lines)
        if widest > box.width() - 2:
            font = QFont(self._small)
        font.setStrikeOut(cell.is_struck)
        painter.setFont(font)
        painter.setPen(self._theme.colour("text"))
        high = box.height() / len(lines)
        for number, text in enumerate(lines):
            part = QRectF(box.left(), box.top() + number * high, box.width(), high)
            painter.drawText(part, _CENTRE, text)

    def _paint_cursor(self, painter: QPainter) -> None:
        """Draw the edges of the chosen column, and the cell of the keyboard when it is here."""
        if self.column() is None:
            return
        body = self._body(self._cursor[1])
        painter.setPen(QPen(self._theme.colour("accent"), 2))
        painter.drawLine(QLineF(body.topLeft(), body.bottomLeft()))
        painter.drawLine(QLineF(body.topRight(), body.bottomRight()))
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour("focus"), 3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.cell_rect(*self._cursor).adjusted(1.5, 1.5, -1.5, -1.5))
