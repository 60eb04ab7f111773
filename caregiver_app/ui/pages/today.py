# SPDX-License-Identifier: MIT
"""Today: the level and how old it is, doses, last values, and when the next check is due."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from caregiver_app.domain.levels import Level
from caregiver_app.services.views import LastCheckIn, PersonLine, TodayView
from caregiver_app.system.words import _
from caregiver_app.ui import dates
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.theme import Theme, label
from caregiver_app.ui.widgets.cards import action_button, action_row, page_head, scrolling
from caregiver_app.ui.widgets.level_panel import LevelPanel
from caregiver_app.ui.widgets.today_cards import CheckInsCard, DosesCard, FirstSteps, ValuesCard


class TodayPage(QWidget):
    """The start screen of one person."""

    page_requested = Signal(str)
    emergency_requested = Signal()
    print_requested = Signal()

    def __init__(self, services: Services, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._theme = theme
        self._one_column: bool | None = None
        self._first_time: bool | None = None
        self._head, self._date = page_head(theme, _("Today"))
        self._level = LevelPanel(theme, services.rule_set, may_be_strip=False)
        self._level.emergency_requested.connect(self.emergency_requested)
        self._level.print_requested.connect(self.print_requested)
        self._doses = DosesCard(theme)
        self._values = ValuesCard(theme)
        self._check_ins = CheckInsCard(theme)
        self._steps: FirstSteps | None = None
        self._bar = self._build_bar()
        self._build_layout()

    def action_bar(self) -> QWidget:
        """Return the buttons of this page."""
        return self._bar

    def open_person(self, person_id: str | None) -> None:
        """Show a person as the record stands now."""
        if person_id is None:
            return
        view = self._services.overview.today(person_id)
        line = self._services.overview.person_line(person_id)
        self._date.setText(dates.page_date(view.now))
        self._show_level(view, line)
        form = self._services.check_ins.form(person_id)
        self._doses.show_doses(view, line)
        self._values.show_values(view.values, form)
        self._check_ins.show_check_ins(view)
        self._show_first_time(view.last is None, line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand the cards in one column where the window is narrow."""
        super().resizeEvent(event)
        narrow = self._theme.em(self.window().width()) < self._theme.breakpoint("compact")
        if narrow != self._one_column:
            self._one_column = narrow
            self._head.setVisible(not narrow)
            self._place_cards()

    def minimumSizeHint(self) -> QSize:
        """Return next to nothing: the page scrolls."""
        return QSize(0, 0)

    def _build_bar(self) -> QWidget:
        theme = self._theme
        self._handoff = action_button(theme, _("Handoff sheet"), "normal", "sheet")
        self._start = action_button(theme, _("Start check-in"), "primary", "checkin")
        self._handoff.setObjectName("today.handoff")
        self._start.setObjectName("start_check_in")
        self._handoff.clicked.connect(self._on_handoff)
        self._start.clicked.connect(self._on_start)
        self._later = label(
            _("These two go away with the first check-in. You can also leave them for later."),
            "body",
            "muted",
        )
        self._later.setWordWrap(False)
        return action_row(theme, [self._handoff, self._later], [self._start])

    def _build_layout(self) -> None:
        space = self._theme.space
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(space("s"), 0, space("xl"), space("s"))
        column.setSpacing(0)
        column.addWidget(self._head)
        self._grid = QGridLayout()
        self._grid.setSpacing(space("m"))
        column.addLayout(self._grid, 1)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(content))
        self._one_column = False
        self._place_cards()

    def _place_cards(self) -> None:
        cards: tuple[QWidget, ...] = (self._level, self._doses, self._values, self._check_ins)
        for card in (*cards, self._steps):
            if card is not None:
                self._grid.removeWidget(card)
        first_time, narrow = bool(self._first_time), bool(self._one_column)
        # The steps have these buttons too; one of each is enough where all of it is in sight.
        for button in (self._handoff, self._start):
            button.setVisible(narrow or not first_time)
        self._later.setVisible(first_time and not narrow)
        if first_time and self._steps is not None:
            self._grid.addWidget(self._level, 0, 0, 1, 2)
            self._grid.addWidget(self._steps, 1, 0, 1, 2)
            self._steps.stand(one_column=narrow)
            return
        columns = 1 if self._one_column else 2
        for place, card in enumerate(cards):
            self._grid.addWidget(card, place // columns, place % columns)
        self._grid.setColumnStretch(0, 138)
        self._grid.setColumnStretch(1, 0 if self._one_column else 100)
        self._grid.setRowStretch(4, 1)

    def _show_first_time(self, first_time: bool, line: PersonLine) -> None:
        if first_time and self._steps is None:
            self._steps = FirstSteps(self._theme, self)  # without a parent it would flash
            self._steps.check_in_pressed.connect(self._on_start)
            self._steps.sheet_pressed.connect(self._on_handoff)
        if self._steps is not None:
            self._steps.show_name(line.name)
            self._steps.setVisible(first_time)
        for shown in (self._doses, self._values, self._check_ins):
            shown.setVisible(not first_time)
        if first_time != self._first_time:
            self._first_time = first_time
            self._place_cards()

    def _show_level(self, view: TodayView, line: PersonLine) -> None:
        has_pump = line.route.value in ("itb", "both")
        last = view.last
        if last is None:
            nothing = _("No check-in yet.")
            self._level.show_assessment(None, view.contacts, has_pump, None, note=nothing)
            return
        self._level.show_assessment(
            last.assessment,
            view.contacts,
            has_pump,
            last.at,
            note=_late_words(view, last),
            foot=_foot_words(view, last),
        )

    def _on_start(self) -> None:
        self.page_requested.emit("check_in")

    def _on_handoff(self) -> None:
        self.page_requested.emit("handoff")


def _late_words(view: TodayView, last: LastCheckIn) -> str:
    if not _is_late(view, last) or last.recheck_due is None:
        return ""
    due = dates.day_and_time(last.recheck_due, view.now)
    return _("Check again now. It was due by {time}.").format(time=due)


def _foot_words(view: TodayView, last: LastCheckIn) -> str:
    at = dates.day_and_time(last.at, view.now)
    text = _("From {time}, {age}").format(time=at, age=dates.ago(last.age))
    return text + (_(", by {name}").format(name=last.recorder) if last.recorder else "")


def _is_late(view: TodayView, last: LastCheckIn) -> bool:
    due = last.recheck_due is not None and last.recheck_due < view.now
    return due and last.assessment.level is not Level.EMERGENCY
