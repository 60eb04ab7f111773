# SPDX-License-Identifier: MIT
"""The timeline of History: days, check-ins, doses, what was done, and gaps, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from caregiver_app.domain.as_usual import is_marked
from caregiver_app.domain.back_dated import written_later
from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.events import ActionTaken
from caregiver_app.domain.record import Record
from caregiver_app.system.words import _
from caregiver_app.ui import dates
from caregiver_app.ui.answers import level_name
from caregiver_app.ui.emergency_log_words import action_words
from caregiver_app.ui.icons import pixmap
from caregiver_app.ui.theme import Theme
from caregiver_app.ui.widgets.check_in_strip import GAP
from caregiver_app.ui.widgets.shapes import paint_level_mark

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
_MINUTE = timedelta(minutes=1)
_DRAWN = {"dose": "pill", "action": "phone"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line: `kind` is day, check_in, dose, action or gap."""

    kind: str
    title: str
    detail: str = ""
    time: str = ""
    by: str = ""
    check_in: CheckIn | None = None

    @property
    def spoken(self) -> str:
        """Return the whole line as one sentence."""
        return ", ".join(part for part in (self.time, self.title, self.detail, self.by) if part)


class TimelineModel(QAbstractListModel):
    """The rows of one person's record."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Row, ...] = ()

    def show_record(self, record: Record | None) -> None:
        """Show another record, or none."""
        self.beginResetModel()
        self._rows = timeline_rows(record) if record else ()
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

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
        """Let only check-ins be chosen; nothing else has a detail of its own."""
        row = self._rows[index.row()] if index.isValid() else None
        if row is None or row.check_in is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def first_check_in(self) -> QModelIndex:
        """Return the newest check-in, or an invalid index."""
        for number, row in enumerate(self._rows):
            if row.check_in is not None:
                return self.index(number)
        return QModelIndex()


class TimelineDelegate(QStyledItemDelegate):
    """Paints the rows; the chosen one has a tint and a bar."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._strong, self._body = theme.font("strong"), theme.font("body")
        self._small = theme.font("small")
        metrics = QFontMetrics(self._strong)
        self._line = metrics.height()
        # The widest time there is, in the heavier cut, so that all rows share one edge.
        self._time_px = metrics.horizontalAdvance("12:00\u00a0PM") + theme.space("m")
        self._heights = {
            "day": self._line + 22,
            "gap": self._line + 20,
            "check_in": 2 * self._line + 16,
            "dose": 2 * self._line + 16,
            "action": 2 * self._line + 16,
        }

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a kind of row; the width follows the list."""
        return QSize(200, self._heights[index.data(ROW).kind])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        row: Row = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
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
        painter.drawText(box.adjusted(12, 0, -12, 0), Qt.AlignmentFlag.AlignVCenter, row.title)

    def _paint_gap(self, painter: QPainter, box: QRectF, row: Row) -> None:
        hatch = QBrush(self._theme.colour("gap_hatch"), Qt.BrushStyle.BDiagPattern)
        painter.fillRect(box, hatch)
        painter.setFont(self._strong)
        width = painter.fontMetrics().horizontalAdvance(row.title)
        words = QRectF(box.left() + 12, box.top() + 6, width + 16, box.height() - 12)
        painter.fillRect(words, self._theme.colour("card"))
        painter.setPen(self._theme.colour("text"))
        painter.drawText(words.adjusted(8, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, row.title)

    def _paint_entry(self, painter: QPainter, box: QRectF, row: Row, chosen: bool) -> None:
        theme = self._theme
        if chosen:
            painter.fillRect(box, theme.colour("accent_tint"))
            painter.fillRect(QRectF(box.left(), box.top(), 4, box.height()), theme.colour("accent"))
        top = box.top() + 8
        left = box.left() + 12
        painter.setPen(theme.colour("text"))
        painter.setFont(self._strong)
        painter.drawText(QRectF(left, top, self._time_px, self._line), 0, row.time)
        left += self._time_px
        side = theme.size("shape_mark") + 2
        self._paint_mark(painter, QRectF(left, top + (self._line - side) / 2, side, side), row)
        left += side + theme.space("m")
        painter.drawText(QRectF(left, top, box.right() - left, self._line), 0, row.title)
        taken = painter.fontMetrics().horizontalAdvance(row.title)
        painter.setFont(self._small)
        painter.setPen(theme.colour("muted"))
        by = QRectF(left + taken + 12, top, box.right() - left - taken - 24, self._line)
        shown = painter.fontMetrics().horizontalAdvance(row.by) <= by.width()
        if shown:
            painter.drawText(
                by, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, row.by
            )
        painter.setFont(self._body)
        painter.setPen(theme.colour("text"))
        rest = QRectF(left, top + self._line, box.right() - left - 12, self._line)
        painter.drawText(rest, 0, _cut_at_word(row.detail, painter.fontMetrics(), rest.width()))

    def _paint_mark(self, painter: QPainter, box: QRectF, row: Row) -> None:
        if row.kind in _DRAWN:
            drawn = pixmap(_DRAWN[row.kind], self._theme.colour("text"), round(box.width()))
            painter.drawPixmap(box.topLeft(), drawn)
        elif row.check_in is not None and row.check_in.assessment is not None:
            painter.save()
            paint_level_mark(painter, row.check_in.assessment.level, box, self._theme)
            painter.restore()


def timeline_rows(record: Record) -> tuple[Row, ...]:
    """Return days, check-ins, doses, what was done and gaps, newest first.

    A gap stands where neighbouring check-ins are ten hours or more apart.
    """
    entries = [(c.at, _check_in_row(c)) for c in record.check_ins]
    entries += [(dose.when, _dose_row(dose)) for dose in record.doses if dose.when is not None]
    entries += [(action.at, _action_row(action)) for action in record.actions]
    entries.sort(key=lambda entry: entry[0].utc, reverse=True)
    gaps = _gaps(record.check_ins)
    rows: list[Row] = []
    day: date | None = None
    for at, row in entries:
        if at.day != day:
            day = at.day
            rows.append(Row(kind="day", title=f"{dates.long_day(day)} {day.year}"))
        rows.append(row)
        if row.check_in is not None and row.check_in.id in gaps:
            rows.append(gaps[row.check_in.id])
    return tuple(rows)


def dose_status_words(status: DoseStatus) -> str:
    """Return what became of a dose, in words."""
    return {
        DoseStatus.TAKEN: _("Dose taken"),
        DoseStatus.LATE: _("Dose late"),
        DoseStatus.MISSED: _("Dose missed"),
        DoseStatus.VOMITED: _("Dose vomited"),
        DoseStatus.PARTLY: _("Dose partly taken"),
        DoseStatus.REFUSED: _("Dose refused"),
        DoseStatus.EXTRA: _("Extra dose"),
        DoseStatus.UNSURE: _("Dose, not sure"),
    }[status]


def summary_of(check_in: CheckIn) -> str:
    """Return one line about a check-in: its reasons, else its note, else how much was asked."""
    assessment = check_in.assessment
    because = [f.because for f in assessment.rules if f.because] if assessment else []
    if because:
        return " ".join(dict.fromkeys(because))
    if check_in.note:
        return check_in.note
    full = check_in.mode is not None and check_in.mode.value == "full"
    return _("Full check-in.") if full else _("Quick check-in.")


def _check_in_row(check_in: CheckIn) -> Row:
    assessment = check_in.assessment
    title = level_name(assessment.level) if assessment else _("Check-in, not judged")
    return Row(
        kind="check_in",
        title=title,
        detail=_with_marks(check_in),
        time=dates.clock_time(check_in.at),
        by=check_in.recorder or "",
        check_in=check_in,
    )


def _with_marks(check_in: CheckIn) -> str:
    """Return the line about a check-in, after what it was not: looked at one by one, at once."""
    marks = [_("As usual.")] if is_marked(check_in) else []
    marks += [_("Written down later.")] if written_later(check_in) is not None else []
    return " ".join((*marks, summary_of(check_in)))


def _dose_row(dose: DoseEvent) -> Row:
    parts = [dates.amount(dose.mg, "mg") if dose.mg is not None or dose.ml is None else ""]
    parts.append(dates.amount(dose.ml, "mL") if dose.ml is not None else "")
    if dose.at is not None and dose.scheduled_for is not None:
        late = dates.between(dose.scheduled_for, dose.at)
        if dose.status is DoseStatus.LATE and late >= _MINUTE:
            parts.append(_("{duration} late").format(duration=dates.duration(late)))
    return Row(
        kind="dose",
        title=dose_status_words(dose.status),
        detail=", ".join(part for part in (*parts, dose.note) if part),
        time=dates.clock_time(dose.when) if dose.when else "",
        by=dose.recorder or "",
    )


def _action_row(action: ActionTaken) -> Row:
    return Row(
        kind="action",
        title=action_words(action),
        detail=action.note or "",
        time=dates.clock_time(action.at),
        by=action.by or "",
    )


def _gaps(check_ins: Sequence[CheckIn]) -> dict[str, Row]:
    """Return a gap row by the id of the check-in that ended it."""
    found = {}
    for earlier, later in pairwise(check_ins):
        length = dates.between(earlier.at, later.at)
        if length >= GAP:
            words = _("No check-in for {duration}").format(duration=dates.duration(length))
            found[later.id] = Row(kind="gap", title=words)
    return found


def _cut_at_word(text: str, metrics: QFontMetrics, width: float) -> str:
    """Return as many whole words as fit, with "more" at the end; the detail has them all."""
    if metrics.horizontalAdvance(text) <= width:
        return text
    more = _("more")
    words = text.split()
    while words and metrics.horizontalAdvance(f"{' '.join(words)} ({more})") > width:
        words.pop()
    return f"{' '.join(words)} ({more})"
