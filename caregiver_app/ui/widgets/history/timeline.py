# SPDX-License-Identifier: MIT
"""The timeline of History: days, check-ins, doses, events, what was done, and gaps.

Rows are made while somebody scrolls to them: ten years cost no more than what is on the screen.
"""

from collections.abc import Iterator

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFont, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from caregiver_app.domain.levels import Level
from caregiver_app.ui.look.icons import pixmap
from caregiver_app.ui.look.theme import Theme
from caregiver_app.ui.widgets.fields.shapes import paint_level_mark
from caregiver_app.ui.widgets.history.timeline_lines import (
    Lines,
    Widths,
    corrected_words,
    lines_of,
    tag_width,
    wrapped,
)
from caregiver_app.ui.widgets.history.timeline_rows import Row, timeline_rows
from caregiver_app.ui.words import dates

__all__ = ["ROW", "Row", "TimelineDelegate", "TimelineModel", "timeline_rows"]

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
_CHUNK, _SCREENFUL = 60, 14
_LOOKED_AT = 200
_UNKNOWN_PX, _GAP_SIDE_PX, _MOST_KNOWN = 400, 20, 2000
_DRAWN = {"dose": "pill", "action": "phone", "pump": "pump", "change": "edit", "event": "info"}


class TimelineModel(QAbstractListModel):
    """The rows of one person's record, as many as were asked for so far."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Row] = []
        self._source: Iterator[Row | None] = iter(())
        self._at_end = True

    @property
    def is_at_end(self) -> bool:
        """Say whether every row there is has been made."""
        return self._at_end

    def show_rows(self, rows: Iterator[Row | None], *, screenful: bool = False) -> None:
        """Show other rows; the first of them are made at once. None stands for one left out.

        With `screenful` only as many as a screen holds and the newest check-in needs.
        """
        self.beginResetModel()
        self._source, self._at_end = rows, False
        self._rows = self._next(_SCREENFUL if screenful else _CHUNK)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        """Return the number of rows that were made."""
        return 0 if parent.isValid() else len(self._rows)

    def canFetchMore(self, parent: Index) -> bool:
        """Say whether there is more to be made."""
        return not parent.isValid() and not self._at_end

    def fetchMore(self, _parent: Index) -> None:
        """Make the next rows, and look at no more entries than take a moment."""
        made = self._next(_CHUNK)
        if made:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(made) - 1)
            self._rows += made
            self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the row itself, or its sentence for readers."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        spoken = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return row.spoken if role in spoken else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let only entries be chosen; days and gaps have no detail of their own."""
        row = self._rows[index.row()] if index.isValid() else None
        if row is None or not row.can_be_chosen:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def first_choosable(self) -> QModelIndex:
        """Return the newest check-in that was made, else the newest entry, or no index."""
        places = [n for n, row in enumerate(self._rows) if row.can_be_chosen]
        check_ins = (n for n in places if self._rows[n].kind == "check_in")
        place = next(check_ins, next(iter(places), None))
        return QModelIndex() if place is None else self.index(place)

    def index_of(self, fact_id: str) -> QModelIndex:
        """Return the row of an entry among those that were made, or no index."""
        for number, row in enumerate(self._rows):
            if row.fact is not None and row.fact.id == fact_id:
                return self.index(number)
        return QModelIndex()

    def _next(self, enough: int) -> list[Row]:
        made: list[Row] = []
        has_check_in = False
        for _looked_at in range(_LOOKED_AT):
            try:
                row = next(self._source)
            except StopIteration:
                self._at_end = True
                break
            if row is not None:
                made.append(row)
                has_check_in = has_check_in or row.kind == "check_in"
            if len(made) >= _CHUNK or (len(made) >= enough and has_check_in):
                break
        return made


class TimelineDelegate(QStyledItemDelegate):
    """Paints the rows; the chosen one has a tint and a bar."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._strong, self._body = theme.font("strong"), theme.font("body")
        self._small = theme.font("small")
        self._icons: dict[str, QPixmap] = {}
        self._box, self._from_right = QRectF(), False
        metrics = QFontMetrics(self._strong)
        # Asked for at every layout and every paint; the words of a row do not change.
        self._known: dict[tuple[str, str, str, bool, float], Lines] = {}
        self._heading = Widths(theme.font("heading"))
        self._widths = (Widths(self._strong), Widths(self._small), Widths(self._body))
        self._line = metrics.height()
        # A shape tells the level: it grows with the words beside it.
        self._mark = max(theme.size("shape_mark") + 2, round(self._line * 0.8))
        # The widest time there is, in the heavier cut, so that all rows share one edge.
        self._time_px = metrics.horizontalAdvance(dates.longest_time()) + theme.space("m")

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row, with a line more where its words need it."""
        row: Row = index.data(ROW)
        view = option.widget
        room = view.viewport().width() if isinstance(view, QListView) else _UNKNOWN_PX
        if row.kind == "day":
            return QSize(200, (1 + self._is_day_tall(row, room)) * self._line + 22)
        if row.kind == "gap":
            return QSize(200, sum(map(len, self._gap_lines(row, room))) * self._line + 18)
        lines = self._lines(row, room - self._before_words() - 24)
        return QSize(200, lines.count * self._line + 16)

    def _lines(self, row: Row, wide: float) -> Lines:
        key = (row.title, row.detail, row.by, row.is_corrected, wide)
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            known = self._known[key] = lines_of(row, wide, *self._widths)
        return known

    def _gap_lines(self, row: Row, wide: float) -> tuple[tuple[str, ...], tuple[str, ...]]:
        room = wide - 2 * _GAP_SIDE_PX
        strong, small, _body = self._widths
        return wrapped(row.title, strong, room), wrapped(row.detail, small, room)

    def _is_day_tall(self, row: Row, wide: float) -> bool:
        """Say whether what stands beside a day has no room there and goes below it."""
        day, beside = self._heading.of(row.title), self._widths[1].of(row.detail)
        return bool(row.detail) and day + 16 + beside > wide - 24

    def _before_words(self) -> int:
        """Return how far from the edge the words of an entry begin, behind its time and mark."""
        return self._time_px + self._mark + self._theme.space("m")

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        row: Row = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self._box = QRectF(option.rect)
        self._from_right = option.direction is Qt.LayoutDirection.RightToLeft
        if row.kind == "day":
            self._paint_day(painter, box, row)
        elif row.kind == "gap":
            self._paint_gap(painter, box, row)
        else:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            self._paint_entry(painter, box, row, chosen)
        painter.setPen(self._theme.colour("line"))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.restore()

    def _paint_day(self, painter: QPainter, box: QRectF, row: Row) -> None:
        painter.fillRect(box, self._theme.colour("sunk"))
        painter.setFont(self._theme.font("heading"))
        painter.setPen(self._theme.colour("text"))
        room, middle = box.adjusted(12, 8, -12, -8), Qt.AlignmentFlag.AlignVCenter
        is_tall = self._is_day_tall(row, box.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignTop if is_tall else middle, row.title)
        painter.setFont(self._small)
        painter.setPen(self._theme.colour("muted"))
        below = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        side = below if is_tall else Qt.AlignmentFlag.AlignRight | middle
        painter.drawText(room, side, row.detail)

    def _paint_gap(self, painter: QPainter, box: QRectF, row: Row) -> None:
        hatch = QBrush(self._theme.colour("gap_hatch"), Qt.BrushStyle.BDiagPattern)
        painter.fillRect(box, hatch)
        title, detail = self._gap_lines(row, box.width())
        said = [(self._strong, text) for text in title] + [(self._small, text) for text in detail]
        wide = max(QFontMetrics(font).horizontalAdvance(text) for font, text in said)
        words = self._turned(QRectF(box.left() + 12, box.top() + 6, wide + 16, box.height() - 12))
        painter.fillRect(words.intersected(box), self._theme.colour("card"))
        painter.setPen(self._theme.colour("text"))
        inner = words.adjusted(8, 2, -8, -2)
        for place, (font, text) in enumerate(said):
            painter.setFont(font)
            top = inner.top() + place * self._line
            painter.drawText(QRectF(inner.left(), top, inner.width(), self._line), 0, text)

    def _paint_entry(self, painter: QPainter, box: QRectF, row: Row, chosen: bool) -> None:
        theme = self._theme
        if chosen:
            painter.fillRect(box, theme.colour("accent_tint"))
            bar = self._turned(QRectF(box.left(), box.top(), 4, box.height()))
            painter.fillRect(bar, theme.colour("accent"))
        top, left = box.top() + 8, box.left() + 12
        painter.setPen(theme.colour("text"))
        painter.setFont(self._strong)
        time = self._turned(QRectF(left, top, self._time_px, self._line))
        painter.drawText(time, 0, row.time)
        left += self._time_px
        side = self._mark
        mark = QRectF(left, top + (self._line - side) / 2, side, side)
        self._paint_mark(painter, self._turned(mark), row)
        left += side + theme.space("m")
        head = QRectF(left, top, box.right() - left - 12, self._line)
        lines = self._lines(row, head.width())
        self._paint_head(painter, self._turned(head), row, lines)
        painter.setFont(_struck(self._body) if row.is_struck else self._body)
        painter.setPen(theme.colour("text"))
        for place, words in enumerate(lines.detail, lines.head):
            painter.drawText(self._turned(head.translated(0, place * self._line)), 0, words)

    def _paint_head(self, painter: QPainter, box: QRectF, row: Row, lines: Lines) -> None:
        """Paint what it is, that it was corrected, and at the end of the line who wrote it."""
        painter.setFont(self._strong)
        for place, words in enumerate(lines.title):
            painter.drawText(box.translated(0, place * self._line), 0, words)
        if row.is_corrected:
            after = painter.fontMetrics().horizontalAdvance(lines.title[-1]) + 8.0
            painter.setFont(self._small)
            taken = after if lines.tag == len(lines.title) - 1 else 0.0
            self._paint_tag(painter, box.translated(0, lines.tag * self._line), taken)
        painter.setFont(self._small)
        painter.setPen(self._theme.colour("muted"))
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box.translated(0, lines.by * self._line), side, row.by)

    def _paint_tag(self, painter: QPainter, box: QRectF, taken: float) -> None:
        """Paint that it was corrected in a thin frame, behind so much of the line."""
        wide = tag_width(self._widths[1])
        left = box.right() - taken - wide if self._from_right else box.left() + taken
        frame = QRectF(left, box.top(), wide, box.height())
        painter.setPen(QPen(self._theme.colour("line_strong"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.setPen(self._theme.colour("text"))
        painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, corrected_words())

    def _turned(self, part: QRectF) -> QRectF:
        """Return where a part of the row stands when lines begin at the right."""
        if not self._from_right:
            return part
        ends = self._box.left() + self._box.right()
        return QRectF(ends - part.right(), part.top(), part.width(), part.height())

    def _paint_mark(self, painter: QPainter, box: QRectF, row: Row) -> None:
        is_told = row.mark is not None and row.mark >= Level.WATCH
        if row.kind in _DRAWN and not is_told:
            painter.drawPixmap(box.topLeft(), self._icon(_DRAWN[row.kind], round(box.width())))
        elif row.mark is not None:
            painter.save()
            paint_level_mark(painter, row.mark, box, self._theme)
            painter.restore()

    def _icon(self, name: str, px: int) -> QPixmap:
        if name not in self._icons:
            self._icons[name] = pixmap(name, self._theme.colour("text"), px)
        return self._icons[name]


def _struck(font: QFont) -> QFont:
    crossed = QFont(font)
    crossed.setStrikeOut(True)
    return crossed
