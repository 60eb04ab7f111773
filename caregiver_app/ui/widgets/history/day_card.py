# SPDX-License-Identifier: MIT
"""The card of one day: its grid, or the same as lines of a table, and the day before and after."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from caregiver_app.domain.history.day_grid import Column, DayGrid
from caregiver_app.domain.history.story import Fact
from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme, icon, label, tag
from caregiver_app.ui.widgets.history.day_grid import DayGridView
from caregiver_app.ui.widgets.history.day_grid_words import GridWords
from caregiver_app.ui.widgets.history.grid_legend import GridLegend
from caregiver_app.ui.words import dates

GridOf = Callable[[date, int], DayGrid]
_DAY = timedelta(days=1)
_NARROW_EM = 40


class DayCard(QFrame):
    """Shows one day. `column_chosen` carries a column of it, `day_wanted` another day."""

    column_chosen = Signal(object)
    opened = Signal(object)
    day_wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("history.day")
        tag(self, card="plain")
        self._theme = theme
        self._grid_of: GridOf | None = None
        self._words: GridWords | None = None
        self._grid: DayGrid | None = None
        self._last: date | None = None
        self._hours = 0
        column = QVBoxLayout(self)
        side = theme.space("l")
        column.setContentsMargins(side, theme.space("s"), side, theme.space("s"))
        column.setSpacing(theme.space("xs"))
        column.addLayout(self._build_head())
        self._view = DayGridView(theme)
        self._view.column_chosen.connect(self.column_chosen)
        self._view.opened.connect(self.opened)
        self._view.read.connect(self._on_read)
        column.addWidget(self._view)
        self._table = _table()
        self._table.hide()
        column.addWidget(self._table)
        column.addLayout(self._build_foot())

    @property
    def day(self) -> date | None:
        """Return the day that is shown."""
        return self._grid.day if self._grid is not None else None

    def start(self, grid_of: GridOf, words: GridWords, last: date) -> None:
        """Take where days come from; `last` is the last day there can be."""
        self._grid_of, self._words, self._last = grid_of, words, last
        self._grid = None

    def show_day(self, day: date, fact: Fact | None = None) -> None:
        """Show a day; the column of a fact is chosen."""
        if self._grid_of is None or self._words is None:
            return
        self._hours = self._view.hours_for(self._view.width())
        grid = self._grid = self._grid_of(day, self._hours)
        place = grid.place_of(fact) if fact is not None else None
        self._view.show_day(grid, self._words, place, every=self._more.isChecked())
        self._more.setVisible(bool(grid.more) and self._table.isHidden())
        title = _("{day}, hour by hour").format(day=dates.long_day(day))
        self._title.setText(title)
        self._view.setAccessibleName(title)
        self._changed.setText(self._clock_words(grid))
        self._changed.setVisible(bool(self._changed.text()))
        self._after.setVisible(self._last is None or day < self._last)
        self._legend.tell(gaps=any(c.is_gap for c in grid.columns), several=self._view.has_several)
        if not self._table.isHidden():
            self._fill_table()

    def show_fact(self, day: date, fact: Fact) -> None:
        """Choose the column of a fact, on its day."""
        if self.day != day or self._grid is None:
            self.show_day(day, fact)
        else:
            self._view.choose(self._grid.place_of(fact))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give a column more or fewer hours when the width changes."""
        super().resizeEvent(event)
        narrow = self._theme.em(self.width()) < _NARROW_EM
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._foot.setDirection(down if narrow else across)
        day = self.day
        if day is not None and self._view.hours_for(self._view.width()) != self._hours:
            chosen = self._view.column()
            self.show_day(day, column_fact(chosen))

    def sizeHint(self) -> QSize:
        """Return the height of head, rows and reading line."""
        return QSize(320, super().sizeHint().height())

    def _build_head(self) -> QHBoxLayout:
        theme = self._theme
        row = QHBoxLayout()
        row.setSpacing(theme.space("s"))
        words = QVBoxLayout()
        words.setSpacing(0)
        self._title = label("", "heading")
        self._changed = label("", "small", "muted")
        words.addWidget(self._title)
        words.addWidget(self._changed)
        row.addLayout(words, 1)
        self._legend = GridLegend(theme)
        row.addWidget(self._legend)
        self._before = self._step("left", _("The day before"), "history.day_before")
        self._after = self._step("right", _("The day after"), "history.day_after")
        self._before.clicked.connect(self._on_before)
        self._after.clicked.connect(self._on_after)
        row.addWidget(self._before)
        row.addWidget(self._after)
        return row

    def _build_foot(self) -> QBoxLayout:
        """Build the line that says the chosen cell, and how the day can be shown otherwise."""
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._foot.setSpacing(self._theme.space("s"))
        self._reading = label("", "small", "muted")
        self._reading.setObjectName("history.grid.reading")
        self._foot.addWidget(self._reading, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(0)
        self._more = self._toggle(_("All signs"), "history.more_signs", self._on_more)
        self._as_table = self._toggle(_("As a table"), "history.as_table", self._on_table)
        buttons.addWidget(self._more)
        buttons.addWidget(self._as_table)
        buttons.addStretch(1)
        self._foot.addLayout(buttons)
        return self._foot

    def _toggle(self, words: str, name: str, slot: Callable[[bool], None]) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(name)
        button.setCheckable(True)
        tag(button, button="quiet")
        button.toggled.connect(slot)
        return button

    def _step(self, drawn: str, words: str, name: str) -> QPushButton:
        button = QPushButton()
        button.setObjectName(name)
        button.setAccessibleName(words)
        button.setIcon(icon(drawn, self._theme.colour("text"), self._theme.size("icon")))
        side = self._theme.size("target")
        policy = button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        button.setSizePolicy(policy)
        tag(button, button="quiet")
        button.setFixedSize(side, side)
        button.setStyleSheet("QPushButton { padding: 0; }")
        return button

    def _clock_words(self, grid: DayGrid) -> str:
        hours = grid.length // timedelta(hours=1)
        if grid.length == _DAY or not grid.columns:
            return ""
        if grid.length < _DAY:
            return _("The clock was set forward. This day has {n} hours.").format(n=hours)
        return _("The clock was set back. This day has {n} hours.").format(n=hours)

    def _on_read(self, words: str) -> None:
        self._reading.setText(words)

    def _on_before(self) -> None:
        if self.day is not None:
            self.day_wanted.emit(self.day - _DAY)

    def _on_after(self) -> None:
        if self.day is not None:
            self.day_wanted.emit(self.day + _DAY)

    def _on_more(self, every: bool) -> None:
        self._more.setText(_("Fewer signs") if every else _("All signs"))
        if self.day is not None:
            self.show_day(self.day, column_fact(self._view.column()))

    def _on_table(self, shown: bool) -> None:
        self._view.setVisible(not shown)
        self._reading.setVisible(not shown)
        self._more.setVisible(not shown and self._grid is not None and bool(self._grid.more))
        self._as_table.setText(_("As a grid") if shown else _("As a table"))
        if shown:
            self._fill_table()
        self._table.setVisible(shown)

    def _fill_table(self) -> None:
        lines = self._words.table(self._grid) if self._words and self._grid else ()
        self._table.setRowCount(len(lines))
        for row, line in enumerate(lines):
            for column, words in enumerate(line):
                self._table.setItem(row, column, QTableWidgetItem(words))
        self._table.setAccessibleName(self._title.text())
        high = sum(self._table.rowHeight(row) for row in range(len(lines)))
        self._table.setFixedHeight(high + self._table.horizontalHeader().sizeHint().height() + 4)


def column_fact(column: Column | None) -> Fact | None:
    """Return what a chosen column shows in the detail: its newest check-in, else its last dose."""
    if column is None:
        return None
    if column.check_ins:
        return column.check_ins[-1]
    return column.doses[-1] if column.doses else None


def _table() -> QTableWidget:
    table = QTableWidget(0, 3)
    table.setObjectName("history.day_table")
    table.setHorizontalHeaderLabels([_("When"), _("What"), _("Value")])
    table.verticalHeader().hide()
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    table.horizontalHeader().setSectionsClickable(False)
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setAlternatingRowColors(True)
    table.setFrameShape(QFrame.Shape.NoFrame)
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    return table
