# SPDX-License-Identifier: MIT
"""The timeline in its card: rows made as they are needed, and what is said when none is found."""

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.history.timeline import ROW, Row, TimelineDelegate, TimelineModel

_FILLED_ROWS = 24


class StoryList(QFrame):
    """`chosen` carries the row that was chosen, `opened` one that was pressed.

    `looked` is said when there is more, or the end; `all_wanted` when everything is to be shown.
    """

    chosen = Signal(object)
    opened = Signal()
    looked = Signal()
    all_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        tag(self, card="plain")
        self._model = TimelineModel()
        self._view = self._build_view()
        self._none_found = self._build_none_found()
        inside = QVBoxLayout(self)
        inside.setContentsMargins(1, 6, 1, 6)
        inside.addWidget(self._view)
        inside.addWidget(self._none_found)
        self._looking = QTimer(self)
        self._looking.setInterval(0)
        self._looking.timeout.connect(self._look_on)
        self._is_fresh = False

    @property
    def is_empty(self) -> bool:
        """Say whether there is no row, and none will come."""
        return self._model.rowCount() == 0 and self._model.is_at_end

    def show_rows(self, rows: Iterator[Row | None], words: str, *, screenful: bool = False) -> None:
        """Show other rows from the first one on; `words` are those that are searched for.

        With `screenful` the rest is made after the first of them are painted.
        """
        self._sought.setText(words)
        self._sought.setVisible(bool(words))
        self._model.show_rows(rows, screenful=screenful)
        self._view.scrollToTop()
        self._looking.start()
        if screenful:
            self._show_found()
        else:
            self._look_on()

    def choose(self, fact_id: str) -> bool:
        """Choose the row of an entry; say whether it is among those that were made."""
        found = self._model.index_of(fact_id)
        self._is_fresh = False
        if found.isValid():
            self._view.setCurrentIndex(found)
        return found.isValid()

    def choose_first(self) -> bool:
        """Choose the newest check-in, else the newest entry; say whether there is any."""
        first = self._model.first_choosable()
        if first.isValid():
            self._view.setCurrentIndex(first)
            self._is_fresh = True
        return first.isValid()

    def current(self) -> Row | None:
        """Return the row that is chosen."""
        index = self._view.currentIndex()
        return index.data(ROW) if index.isValid() else None

    def take_focus(self) -> None:
        """Put the keyboard into the list."""
        self._view.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Begin at the top once there is room: what is chosen was brought into sight of none."""
        super().resizeEvent(event)
        if self._is_fresh and self._view.verticalScrollBar().value():
            self._view.scrollToTop()
            self._view.scrollTo(self._view.currentIndex())

    def _on_scrolled(self) -> None:
        self._is_fresh = False

    def _build_view(self) -> QListView:
        view = QListView()
        view.setObjectName("history.list")
        view.setAccessibleName(_("Timeline, newest first"))
        view.setModel(self._model)
        view.setItemDelegate(TimelineDelegate(self._theme))
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setResizeMode(QListView.ResizeMode.Adjust)  # how many lines a row has hangs on it
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.verticalScrollBar().actionTriggered.connect(self._on_scrolled)
        view.clicked.connect(self._on_opened)
        view.activated.connect(self._on_opened)
        view.selectionModel().currentChanged.connect(self._on_current_changed)
        return view

    def _build_none_found(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        side = self._theme.space("l")
        column.setContentsMargins(side, side, side, side)
        column.setSpacing(self._theme.space("s"))
        self._sought = label("", "strong")
        column.addWidget(self._sought)
        column.addWidget(label(_("Nothing found."), "body", "muted"))
        show_all = QPushButton(_("Show all"))
        show_all.setObjectName("history.show_all")
        tag(show_all, button="normal")
        show_all.clicked.connect(self.all_wanted)
        column.addWidget(show_all, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        part.hide()
        return part

    def _look_on(self) -> None:
        """Look at more entries until the list is full; a long search never stops the window."""
        if self._model.is_at_end or self._model.rowCount() >= _FILLED_ROWS:
            self._looking.stop()
        else:
            self._model.fetchMore(QModelIndex())
        self._show_found()

    def _show_found(self) -> None:
        self._view.setVisible(not self.is_empty)
        self._none_found.setVisible(self.is_empty)
        self.looked.emit()

    def _on_current_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        row: Row | None = now.data(ROW) if now.isValid() else None
        if row is not None and row.can_be_chosen:
            self.chosen.emit(row)

    def _on_opened(self, index: QModelIndex) -> None:
        if index.data(ROW).can_be_chosen:
            self.opened.emit()
