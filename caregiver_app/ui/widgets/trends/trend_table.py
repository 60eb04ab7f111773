# SPDX-License-Identifier: MIT
"""The charts as a table: the same points as rows, newest first, with what happened in between."""

from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from caregiver_app.domain.charts.trend_story import TrendStory
from caregiver_app.domain.charts.trends import gaps_between
from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.moments import Moment
from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme
from caregiver_app.ui.widgets.trends import chart_words
from caregiver_app.ui.widgets.trends.mark_words import mark_words
from caregiver_app.ui.words import dates

Index = QModelIndex | QPersistentModelIndex
_WIDEST = date(2026, 5, 27)  # a Wednesday
CHECK_IN = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class TableRow:
    """A check-in with a value of any chart; or, without one, something that stood in between."""

    at: Moment
    check_in: CheckIn | None = None
    words: str = ""


def table_rows(story: TrendStory) -> tuple[TableRow, ...]:
    """Return every point of the charts once, with gaps, cuts and doses, the newest first."""
    found = {c.id: c for chart in story.charts for c in chart.check_ins}
    rows = [TableRow(check_in.at, check_in) for check_in in found.values()]
    rows += [TableRow(at, words=words) for at, words in mark_words(story)]
    times = sorted(check_in.at for check_in in found.values())
    join = min((chart.sign.join for chart in story.charts), default=timedelta(hours=12))
    for gap in gaps_between(times, story.start, story.end, join):
        length = dates.duration(dates.between(gap.start, gap.end))
        # In its place by time: above what it began with, below what ended it.
        words = _("Nothing recorded for {duration}.").format(duration=length)
        rows.append(TableRow(gap.start, words=words))
    rows.sort(key=lambda row: (row.at.utc, row.check_in is None), reverse=True)
    return tuple(rows)


class TrendTableModel(QAbstractTableModel):
    """The rows of one story; a cell is worked out when it is looked at."""

    def __init__(self, strong: QFont) -> None:
        super().__init__()
        self._strong = strong
        self._unit = ""
        self._story: TrendStory | None = None
        self._rows: tuple[TableRow, ...] = ()

    @property
    def rows(self) -> tuple[TableRow, ...]:
        """Return the rows as they stand."""
        return self._rows

    def show_story(self, story: TrendStory | None, unit: str) -> None:
        """Show another story, or none; temperatures in `unit`, C or F."""
        self.beginResetModel()
        self._unit = unit
        self._story = story
        self._rows = table_rows(story) if story is not None else ()
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        """Return one column for the time and one for each chart."""
        return 0 if parent.isValid() or self._story is None else 1 + len(self._story.charts)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the name of a column with its unit."""
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if orientation is not Qt.Orientation.Horizontal or role not in shown or not self._story:
            return None
        if section == 0:
            return _("When")
        return chart_words.table_head(self._story.charts[section - 1].sign, self._unit)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell, or its sentence for readers."""
        story = self._story
        if not index.isValid() or story is None:
            return None
        row, column = self._rows[index.row()], index.column()
        if role == CHECK_IN:
            return row.check_in
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cell(story, row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(story, row, column)
        if role == Qt.ItemDataRole.FontRole and (column == 0 or row.check_in is None):
            return self._strong
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let every row be chosen."""
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def _cell(self, story: TrendStory, row: TableRow, column: int) -> str:
        if column == 0:
            return _when(story, row.at)
        if row.check_in is None:
            return row.words if column == 1 else ""
        return chart_words.cell_words(story.charts[column - 1].sign, row.check_in, self._unit)

    def _spoken(self, story: TrendStory, row: TableRow, column: int) -> str:
        said = self._cell(story, row, column)
        if column == 0 or row.check_in is None:
            return said
        sign = story.charts[column - 1].sign
        value = chart_words.spoken_value(sign, row.check_in, self._unit)
        return f"{chart_words.sign_name(sign)} {value}, {self._cell(story, row, 0)}"


class TrendTable(QTableView):
    """Shows the rows; a sentence in between stands across all columns.

    `chosen` carries the check-in of the row that is chosen.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = TrendTableModel(theme.font("strong"))
        self.setObjectName("trends.table")
        self.setAccessibleName(_("The points as rows, newest first"))
        self.setModel(self._model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(True)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(theme.size("target"))
        columns = self.horizontalHeader()
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
        columns.setHighlightSections(False)
        columns.setSectionsClickable(False)

    @property
    def rows(self) -> tuple[TableRow, ...]:
        """Return the rows as they stand."""
        return self._model.rows

    def show_story(self, story: TrendStory | None, unit: str) -> None:
        """Show another story, or none; temperatures in `unit`, C or F."""
        self.clearSpans()
        self._model.show_story(story, unit)
        columns = self._model.columnCount()
        for number, row in enumerate(self._model.rows):
            if row.check_in is None and columns > 2:
                self.setSpan(number, 1, 1, columns - 1)
        self._share_width()

    def choose(self, check_in: CheckIn | None) -> None:
        """Choose the row of a check-in and scroll to it."""
        for number, row in enumerate(self._model.rows):
            if check_in is not None and row.check_in is not None and row.check_in.id == check_in.id:
                self.setCurrentIndex(self._model.index(number, 0))
                return
        self.clearSelection()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which check-in was chosen, whether by key, pointer or touch."""
        super().currentChanged(current, previous)
        check_in = current.data(CHECK_IN) if current.isValid() else None
        if check_in is not None:
            self.chosen.emit(check_in)

    def resizeEvent(self, event: object) -> None:
        """Share the width out anew."""
        super().resizeEvent(event)  # type: ignore[arg-type]  # a QResizeEvent
        self._share_width()

    def sizeHint(self) -> QSize:
        """Return next to nothing: the table takes what there is and scrolls."""
        return QSize(200, 200)

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()

    def _share_width(self) -> None:
        """Give the time what it needs, and the signs equal shares that are never too narrow."""
        columns = self._model.columnCount() - 1
        if columns < 1:
            return
        metrics, pad = QFontMetrics(self._theme.font("strong")), 2 * self._theme.space("m")
        # The oldest row is the longest: it may lie in another year.
        edges = [str(self._model.index(row, 0).data()) for row in (0, self._model.rowCount() - 1)]
        widest = f"{dates.short_day(_WIDEST)}, {dates.longest_time()}"
        when = max(metrics.horizontalAdvance(words) for words in (*edges, widest)) + pad
        heads = (self._model.headerData(n + 1, Qt.Orientation.Horizontal) for n in range(columns))
        words = [line for head in heads for line in str(head).split("\n")]
        least = max(metrics.horizontalAdvance(word) for word in (*words, _("not recorded"))) + pad
        self.setColumnWidth(0, when)
        for column in range(1, columns + 1):
            self.setColumnWidth(column, max((self.viewport().width() - when) // columns, least))


def _when(story: TrendStory, at: Moment) -> str:
    """Return day and time at home; the year only where it is not this one."""
    home, now = story.at_home(at), story.at_home(story.now)
    if home.day.year != now.day.year:
        return dates.date_time(home)
    return f"{dates.short_day(home.day)}, {dates.clock_time(home)}"
