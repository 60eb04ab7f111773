# SPDX-License-Identifier: MIT
"""History: the timeline by day, one day hour by hour, and each entry as it was stored."""

from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from caregiver_app.domain.check_in import Mode
from caregiver_app.domain.history.day_grid import Column, day_at, start_of
from caregiver_app.domain.history.story import Fact, when
from caregiver_app.services.looking_back.history import Done, NotWritten
from caregiver_app.system.words import _
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.check_in.question_help import QuestionHelp
from caregiver_app.ui.widgets.fields.cards import action_button, action_row, page_head, scrolling
from caregiver_app.ui.widgets.history.day_card import DayCard, column_fact
from caregiver_app.ui.widgets.history.day_grid_words import GridWords
from caregiver_app.ui.widgets.history.entry_pane import EntryPane
from caregiver_app.ui.widgets.history.history_filters import HistoryFilters
from caregiver_app.ui.widgets.history.story_list import StoryList
from caregiver_app.ui.widgets.history.timeline import Row
from caregiver_app.ui.widgets.history.timeline_rows import Source, Wanted, counted_words, rows_of
from caregiver_app.ui.widgets.level.banner import SavedBanner

_LIST_EM = 26
_ROOM_FOR_BOTH_EM = 44
"""So high is a window in which a day leaves the head of an entry in sight under it."""
_NO_LIMIT = 16777215


class HistoryPage(QWidget):
    """What was written down about one person, newest first."""

    page_requested = Signal(str)
    record_changed = Signal()
    written = Signal(str, object)
    trouble_met = Signal(str)

    def __init__(self, services: Services, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._theme = theme
        self._person_id: str | None = None
        self._source: Source | None = None
        self._until: date | None = None
        self._done: Done | None = None
        self._chosen: Row | None = None
        self._showing = QTimer(self)
        self._showing.setSingleShot(True)
        self._showing.setInterval(0)
        self._showing.timeout.connect(self._show_chosen)
        self._counting = QTimer(self, singleShot=True)
        self._counting.setInterval(0)
        self._counting.timeout.connect(self._show_count)
        self._narrow = self._reading = False
        self._head, _beside = page_head(theme, _("History"), in_row=True)
        self._filters = HistoryFilters(theme)
        self._filters.changed.connect(self._on_wanted)
        self._filters.day_wanted.connect(self._go_to)
        self._list = StoryList(theme)
        self._list.setMinimumHeight(1)  # it scrolls; the filters over it keep their height
        self._list.chosen.connect(self._on_chosen)
        self._list.opened.connect(self._on_opened)
        self._list.looked.connect(self._on_looked)
        self._list.all_wanted.connect(self._on_show_all)
        self._day = DayCard(theme)
        self._day.column_chosen.connect(self._on_column)
        self._day.opened.connect(self._on_column_opened)
        self._day.day_wanted.connect(self._go_to)
        help_ = QuestionHelp(self, theme, services.reference)
        self._pane = EntryPane(services, theme, help_.open, help_.close)
        self._pane.written.connect(self._on_written)
        self._pane.entry_wanted.connect(self._on_entry_wanted)
        self._pane.form_opened.connect(self._on_form_opened)
        self._pane.form_left.connect(self._show_chosen)
        self._saved = SavedBanner(theme)
        self._saved.undo_pressed.connect(self._on_undo)
        self._saved.changed.connect(self._show_parts)
        self._bar = self._build_bar()
        self._build_layout()

    def action_bar(self) -> QWidget:
        """Return the buttons of this page."""
        return self._bar

    def open_person(self, person_id: str | None) -> None:
        """Show a person's record, all of it; the newest check-in is chosen."""
        self._person_id, self._until, self._reading = person_id, None, False
        self._saved.put_away()
        self._done = None
        self._filters.clear()
        self._read()
        self._show_rows(screenful=True)
        self._choose_first()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show list or detail where the window is narrow, both where there is room."""
        super().resizeEvent(event)
        em = self._theme.em(self.window().width())
        self._narrow = em < self._theme.breakpoint("compact")
        medium = em < self._theme.breakpoint("medium")
        self._head.setVisible(not medium)
        self._filters.take_width(narrow=medium, compact=self._narrow)
        self._pane.take_columns(1 if medium else 2)
        self._list.setMaximumWidth(_NO_LIMIT if self._narrow else _LIST_EM * self._theme.px("body"))
        # Where there is room for one of them, an entry stands before its day.
        down, up = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.BottomToTop
        is_low = self._theme.em(self.window().height()) < _ROOM_FOR_BOTH_EM
        self._right.setDirection(up if self._narrow or is_low else down)
        self._show_parts()

    def minimumSizeHint(self) -> QSize:
        """Return next to nothing: list and detail scroll."""
        return QSize(0, 0)

    # ---- parts

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
        self._newest = action_button(self._theme, _("Back to the newest"), "normal")
        self._newest.setObjectName("history.newest")
        self._newest.clicked.connect(self._on_newest)
        self._newest.hide()
        self._count = label("", "body", "muted")
        self._count.setObjectName("history.count")
        bar = action_row(self._theme, [self._back, self._newest, self._count], [start])
        row = bar.layout()
        if isinstance(row, QBoxLayout):
            row.setStretchFactor(self._count, 100)
        return bar

    def _build_layout(self) -> None:
        space = self._theme.space
        column = QVBoxLayout(self)
        column.setContentsMargins(space("s"), 0, space("xl"), space("m"))
        column.setSpacing(0)
        top = QHBoxLayout()
        top.setSpacing(space("l"))
        top.addWidget(self._head)
        top.addWidget(self._filters, 1)
        column.addLayout(top)
        content = QWidget()
        column_of_two = QVBoxLayout(content)
        column_of_two.setContentsMargins(0, 0, 6, 0)
        self._right = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._right.setSpacing(space("m"))
        self._right.addWidget(self._day)
        self._right.addWidget(self._pane)
        column_of_two.addLayout(self._right)
        column_of_two.addStretch(1)
        self._scroll = scrolling(content)
        self._empty = self._build_empty()
        self._columns = QHBoxLayout()
        self._columns.setSpacing(space("m"))
        self._columns.addWidget(self._list, 10)
        self._columns.addWidget(self._scroll, 16)
        self._columns.addWidget(self._empty, 1)
        column.addLayout(self._columns, 1)
        # At the foot: it comes and goes by itself, and nothing above it may move.
        column.addWidget(self._saved)

    # ---- what is shown

    def _read(self) -> None:
        """Take the record as it stands now."""
        self._source = None
        if self._person_id is not None:
            history, person_id = self._services.history, self._person_id
            record = self._services.book.record(person_id)
            form = self._services.check_ins.form(person_id, Mode.FULL)
            self._source = Source(
                record=record,
                form=form,
                now=history.now(),
                place=history.home(person_id),
                gap=history.gap,
                since_cut=partial(history.days_since_cut, person_id),
                corrected=history.corrected(person_id),
                log=history.log(person_id),
                edits=partial(history.edits, person_id),
                profile=lambda: self._services.profile.questions,
            )
            unit = self._services.settings.current().temperature_unit
            words = GridWords(record.person, form, unit)
            self._day.start(partial(history.day, person_id), words, self._today())
        self._pane.start(self._person_id, self._source)
        self._counting.start()

    def _show_count(self) -> None:
        """Say how much there is, once the list is painted: of ten years each entry is looked at."""
        record = self._source.record if self._source is not None else None
        self._count.setText(counted_words(record))

    def _show_rows(self, *, screenful: bool = False) -> None:
        source = self._source
        rows = rows_of(source, self._wanted()) if source is not None else iter(())
        self._list.show_rows(rows, self._filters.words(), screenful=screenful)
        self._newest.setVisible(self._until is not None)
        self._show_parts()

    def _wanted(self) -> Wanted:
        wanted = self._filters.wanted()
        if self._until is None or self._source is None or self._source.place is None:
            return wanted
        end = start_of(self._until + timedelta(days=1), self._source.place)
        return Wanted(kept=wanted.kept, least=wanted.least, words=wanted.words, until=end)

    def _on_looked(self) -> None:
        if self._list.current() is None and not self._pane.is_editing:
            self._list.choose_first()
        self._show_parts()

    def _choose_first(self) -> None:
        if not self._list.choose_first():
            self._show_none()
            self._day.show_day(self._until or self._today())

    def _show_none(self) -> None:
        self._chosen = None
        if self._pane.is_editing:
            self._pane.say_unfinished()
        else:
            self._pane.show_entry(None)

    def _today(self) -> date:
        now = self._services.history.now()
        place = self._source.place if self._source is not None else None
        return now.day if place is None else day_at(now, place)

    def _show_parts(self) -> None:
        everything = self._filters.wanted().is_everything and self._until is None
        nothing = self._list.is_empty and everything
        alone = self._narrow and self._reading
        self._empty.setVisible(nothing)
        self._filters.setVisible(not nothing and not alone)
        self._list.setVisible(not nothing and not alone)
        self._scroll.setVisible(not nothing and (self._reading or not self._narrow))
        self._back.setVisible(alone)
        self._count.setVisible(not alone and self._until is None)
        self._saved.setVisible(self._saved.is_offered)

    # ---- choosing

    def _on_chosen(self, row: Row) -> None:
        # Later: the list is painted first, and held keys run through it without waiting.
        self._chosen = row
        self._showing.start()

    def _show_chosen(self) -> None:
        row = self._chosen
        if row is None:
            return
        if self._pane.is_editing:
            self._pane.say_unfinished()
            return
        self._chosen = None
        if row.edit is not None:
            self._pane.show_edit(row.edit)
        else:
            self._pane.show_entry(row.fact, row.logged)
        fact = row.fact or (row.logged.fact if row.logged is not None else None)
        if fact is not None:
            self._show_on_day(fact)
        self._scroll.verticalScrollBar().setValue(0)

    def _show_on_day(self, fact: Fact) -> None:
        at = when(fact)
        if at is not None and self._source is not None and self._source.place is not None:
            self._day.show_fact(day_at(at, self._source.place), fact)

    def _on_opened(self) -> None:
        self._reading = True
        self._show_parts()

    def _on_column(self, column: Column | None) -> None:
        fact = column_fact(column)
        if self._pane.is_editing:
            self._pane.say_unfinished()
        elif fact is not None and not self._list.choose(fact.id):
            self._pane.show_entry(fact)

    def _on_column_opened(self, column: Column | None) -> None:
        if column_fact(column) is not None:
            self._on_column(column)
            self._show_chosen()
            self._scroll.ensureWidgetVisible(self._pane, 0, 0)
            self._pane.setFocus()
            self._pane.focusNextChild()

    def _on_entry_wanted(self, fact: Fact) -> None:
        self._filters.clear()
        at = when(fact)
        if at is not None and self._source is not None and self._source.place is not None:
            self._until = day_at(at, self._source.place)
        self._show_rows()
        if not self._list.choose(fact.id):
            self._pane.show_entry(fact)

    def _go_to(self, day: date) -> None:
        """Show a day: its grid, and the story from that day on backwards."""
        self._until = day if day < self._today() else None
        self._show_rows()
        row = self._list.current() if self._list.choose_first() else None
        on_it = row is not None and row.day == day
        if not on_it:
            self._show_none()
        self._day.show_day(day, row.fact if row is not None and on_it else None)

    def _on_newest(self) -> None:
        self._until = None
        self._show_rows()
        self._choose_first()
        self._list.take_focus()

    def _on_wanted(self, _wanted: Wanted) -> None:
        self._until = None
        self._show_rows()
        self._choose_first()

    def _on_show_all(self) -> None:
        self._filters.clear()
        self._on_newest()

    def _on_form_opened(self) -> None:
        self._reading = self._reading or self._narrow
        self._show_parts()
        QTimer.singleShot(0, self, self._show_form)

    def _show_form(self) -> None:
        self._scroll.verticalScrollBar().setValue(self._pane.y())

    def _on_back(self) -> None:
        self._reading = False
        self._show_parts()
        self._list.take_focus()

    def _on_start(self) -> None:
        self.page_requested.emit("check_in")

    # ---- what was written

    def _on_written(self, done: Done, words: str) -> None:
        undo = partial(self._take_back, done)
        if done.told is not None:
            # Somebody is to be called: Today has the level, the numbers and what was done.
            self.written.emit(words, undo)
            return
        self._done = done
        self._take_over()
        self._saved.show_saved(words)
        self._list.take_focus()
        self.record_changed.emit()

    def _take_back(self, done: Done, by: str | None) -> None:
        if self._person_id is not None:
            self._services.history.take_back(self._person_id, done, by)

    def _on_undo(self) -> None:
        try:
            if self._done is not None:
                self._take_back(self._done, self._services.settings.current().recorder or None)
        except NotWritten as refused:
            self.trouble_met.emit(str(refused))
            return
        self._done = None
        self._saved.take_back()
        self._take_over()
        self._list.take_focus()
        self.record_changed.emit()

    def _take_over(self) -> None:
        """Read the record again and stay at the entry that was chosen."""
        row = self._list.current()
        self._read()
        self._show_rows()
        if row is None or row.fact is None or not self._list.choose(row.fact.id):
            self._choose_first()
