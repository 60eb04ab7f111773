# SPDX-License-Identifier: MIT
"""History: the timeline by day, and each check-in as it was stored."""

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QVBoxLayout,
    QWidget,
)

from caregiver_app.domain.check_in import Mode
from caregiver_app.domain.record import Record
from caregiver_app.system.words import _, ngettext
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.theme import Theme, label, tag
from caregiver_app.ui.widgets.cards import action_button, action_row, page_head, scrolling
from caregiver_app.ui.widgets.check_in_detail import CheckInDetail
from caregiver_app.ui.widgets.timeline import ROW, TimelineDelegate, TimelineModel

_LIST_EM = 26


class HistoryPage(QWidget):
    """What was written down about one person, newest first."""

    page_requested = Signal(str)

    def __init__(self, services: Services, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._theme = theme
        self._person_id: str | None = None
        self._narrow = False
        self._reading = False
        self._head, self._date = page_head(theme, _("History"))
        self._model = TimelineModel()
        self._list = self._build_list()
        self._detail = CheckInDetail(theme, services.rule_set)
        self._scroll = scrolling(self._detail)
        self._empty = self._build_empty()
        self._count = label("", "body", "muted")
        self._count.setWordWrap(False)
        self._bar = self._build_bar()
        self._build_layout()

    def action_bar(self) -> QWidget:
        """Return the buttons of this page."""
        return self._bar

    def open_person(self, person_id: str | None) -> None:
        """Show a person's record; the newest check-in is chosen."""
        self._person_id = person_id
        record = self._services.book.record(person_id) if person_id else None
        self._model.show_record(record)
        self._count.setText(_count_words(record))
        self._reading = False
        self._show_parts()
        first = self._model.first_check_in()
        if first.isValid():
            self._list.setCurrentIndex(first)
        self._list.scrollToTop()
        self._show_chosen(first)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show list or detail where the window is narrow, both where there is room."""
        super().resizeEvent(event)
        narrow = self._theme.em(self.window().width()) < self._theme.breakpoint("compact")
        self._narrow = narrow
        self._head.setVisible(not narrow)
        self._frame.setMaximumWidth(16777215 if narrow else _LIST_EM * self._theme.px("body"))
        self._show_parts()

    def minimumSizeHint(self) -> QSize:
        """Return next to nothing: list and detail scroll."""
        return QSize(0, 0)

    def _build_list(self) -> QListView:
        view = QListView()
        view.setObjectName("history.list")
        view.setAccessibleName(_("Timeline, newest first"))
        view.setModel(self._model)
        view.setItemDelegate(TimelineDelegate(self._theme))
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.clicked.connect(self._on_opened)
        view.activated.connect(self._on_opened)
        view.selectionModel().currentChanged.connect(self._on_current_changed)
        return view

    def _build_empty(self) -> QWidget:
        empty = QFrame()
        tag(empty, card="plain")
        column = QVBoxLayout(empty)
        side = self._theme.space("xl")
        column.setContentsMargins(side, side, side, side)
        column.addWidget(label(_("Nothing written yet"), "value"))
        words = _("Check-ins and doses stand here by day, newest first.")
        column.addWidget(label(words, "body", "muted"))
        column.addStretch(1)
        empty.hide()
        return empty

    def _build_bar(self) -> QWidget:
        start = action_button(self._theme, _("Start check-in"), "primary", "checkin")
        start.setObjectName("history.start_check_in")
        start.clicked.connect(self._on_start)
        self._back = action_button(self._theme, _("Back to the list"), "normal", "left")
        self._back.setObjectName("history.back")
        self._back.clicked.connect(self._on_back)
        self._back.hide()
        return action_row(self._theme, [self._back, self._count], [start])

    def _build_layout(self) -> None:
        space = self._theme.space
        column = QVBoxLayout(self)
        column.setContentsMargins(space("s"), 0, space("xl"), space("m"))
        column.setSpacing(0)
        column.addWidget(self._head)
        self._frame = QFrame()
        tag(self._frame, card="plain")
        inside = QVBoxLayout(self._frame)
        inside.setContentsMargins(1, 6, 1, 6)
        inside.addWidget(self._list)
        self._columns = QHBoxLayout()
        self._columns.setSpacing(space("m"))
        self._columns.addWidget(self._frame, 10)
        self._columns.addWidget(self._scroll, 16)
        self._columns.addWidget(self._empty, 1)
        column.addLayout(self._columns, 1)

    def _on_current_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        self._show_chosen(now)

    def _show_chosen(self, index: QModelIndex) -> None:
        row = index.data(ROW) if index.isValid() else None
        if self._person_id is None or (row is not None and row.check_in is None):
            return
        form = self._services.check_ins.form(self._person_id, Mode.FULL)
        check_in = row.check_in if row else None
        newer = check_in and self._services.overview.judged_now(self._person_id, check_in)
        self._detail.show_check_in(check_in, form, newer)
        self._scroll.verticalScrollBar().setValue(0)

    def _show_parts(self) -> None:
        nothing = self._model.rowCount() == 0
        self._empty.setVisible(nothing)
        self._frame.setVisible(not nothing and not (self._narrow and self._reading))
        self._scroll.setVisible(not nothing and (self._reading or not self._narrow))
        self._back.setVisible(self._narrow and self._reading)
        self._count.setVisible(not (self._narrow and self._reading))

    def _on_opened(self, index: QModelIndex) -> None:
        if index.data(ROW).check_in is not None:
            self._reading = True
            self._show_parts()

    def _on_back(self) -> None:
        self._reading = False
        self._show_parts()
        self._list.setFocus()

    def _on_start(self) -> None:
        self.page_requested.emit("check_in")


def _count_words(record: Record | None) -> str:
    if record is None:
        return ""
    check_ins, doses = len(record.check_ins), len(record.doses)
    first = ngettext("{n} check-in", "{n} check-ins", check_ins).format(n=check_ins)
    second = ngettext("{n} dose", "{n} doses", doses).format(n=doses)
    return _("{check_ins} and {doses}").format(check_ins=first, doses=second)
