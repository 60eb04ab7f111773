# SPDX-License-Identifier: MIT
"""Today: the level and how old it is, doses, what changed, and when the next check is due."""

from contextlib import suppress
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QIcon, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from caregiver_app.domain.dosing.dose_entry import PlannedDose
from caregiver_app.domain.events import ActionKind
from caregiver_app.domain.practice_steps import PracticeStep
from caregiver_app.domain.record import Record
from caregiver_app.services.care_team.own_names import own_names
from caregiver_app.services.dosing.dose_entries import NotWritten
from caregiver_app.services.looking_back.views import PersonLine, TodayView
from caregiver_app.system.clock import here_and_now
from caregiver_app.system.words import _
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.check_in.last_level import show_last_level
from caregiver_app.ui.look.tab_order import go_through
from caregiver_app.ui.look.theme import Theme, label
from caregiver_app.ui.presses.watch_press import WatchPress
from caregiver_app.ui.widgets.doses.dose_entry_words import written_words
from caregiver_app.ui.widgets.fields.cards import action_button, action_row, page_head, scrolling
from caregiver_app.ui.widgets.frame.running_strip import RunningStrip
from caregiver_app.ui.widgets.level.alert_actions import AlertActions
from caregiver_app.ui.widgets.level.level_panel import LevelPanel
from caregiver_app.ui.widgets.shift.shift_line import ShiftLine
from caregiver_app.ui.widgets.shift.watch_items_part import WatchItemsPart
from caregiver_app.ui.widgets.today.changed_card import ChangedCard
from caregiver_app.ui.widgets.today.doses_card import DosesCard, dose_words
from caregiver_app.ui.widgets.today.plan_cards import PlanCards
from caregiver_app.ui.widgets.today.practice_card import PLACES, PracticeCard
from caregiver_app.ui.widgets.today.today_cards import CheckInsCard, FirstSteps
from caregiver_app.ui.widgets.today.today_words import prescriber
from caregiver_app.ui.words import dates

_PRESS_AGAIN_MS = 700


class TodayPage(QWidget):
    """The start screen of one person.

    `dose_requested` brings a planned dose to write something down about, None for any, and
    whether it was given at this moment. `written` brings the words about a dose that was kept,
    and what takes it back.
    """

    page_requested = Signal(str)
    plan_wanted = Signal()
    emergency_requested = Signal()
    print_requested = Signal()
    dose_requested = Signal(object, bool)
    written = Signal(str, object)

    def __init__(self, services: Services, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._theme = theme
        self._person_id: str | None = None
        self._newer_call = False
        self._one_column: bool | None = None
        self._is_wide = False
        self._first_time: bool | None = None
        self._has_items = False
        self._seen: tuple[object, ...] = ()
        self._seen_record: Record | None = None
        self._head, self._date = page_head(theme, _("Today"))
        self._level = LevelPanel(theme, services.rule_set, may_be_strip=False)
        self._actions = AlertActions(services, theme, keeps_eased=True)
        self._actions.page_requested.connect(self.page_requested)
        self._level.hold(self._actions)
        # As it is read: whom to ring, what was done, then why.
        *above, why = self._level.buttons()
        for before, then in pairwise([*above, *self._actions.buttons(), why]):
            QWidget.setTabOrder(before, then)
        self._level.emergency_requested.connect(self.emergency_requested)
        self._level.print_requested.connect(self.print_requested)
        self._running = RunningStrip(theme)
        self._running.open_pressed.connect(self._on_happened)
        self._doses = DosesCard(theme, takes_doses=not services.family.shows_file)
        self._doses.given_pressed.connect(self._on_given)
        self._doses.other_pressed.connect(self._on_other_dose)
        self._doses.written_pressed.connect(partial(self.page_requested.emit, "history"))
        # Of two due doses the second moves under the pointer: a press so soon is the same one.
        self._just_given = QTimer(self)
        self._just_given.setSingleShot(True)
        self._just_given.setInterval(_PRESS_AGAIN_MS)
        self._changed = ChangedCard(theme)
        self._check_ins = CheckInsCard(theme)
        self._check_ins.expect_pressed.connect(self._on_expect)
        self._watched = WatchItemsPart(theme)
        self._watch = WatchPress(services, self._watched)
        self._watch.written.connect(self.written)
        self._shift = ShiftLine(theme)
        self._shift.open_pressed.connect(partial(self.page_requested.emit, "shift"))
        self._check_ins.hold(self._watched, self._shift)
        self._practice = PracticeCard(theme, services.practice)
        self._practice.step_wanted.connect(self._on_step)
        self._plan = PlanCards(theme, takes_answers=not services.family.shows_file)
        self._plan.put_off.page_wanted.connect(self.page_requested)
        self._plan.prompts.confirmed.connect(self._on_confirmed)
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
        services = self._services
        me = own_names(services.caregivers, person_id, services.settings.current().recorder)
        view = self._services.overview.today(person_id, me)
        line = self._services.overview.person_line(person_id)
        self._date.setText(dates.page_date(view.now))
        self._actions.show_person(person_id)  # the level's words leave out what stands there
        self._person_id = person_id
        self._show_level(view, line)
        self._running.show_running(self._services.happened.running(person_id), view.now)
        self._doses.show_doses(view, line, self._services.doses.offers(person_id))
        self._changed.show_changes(
            self._services.changes,
            {"cut": view.since_cut, "day": view.last_day, "shift": view.last_shift},
            view.now,
        )
        self._check_ins.show_check_ins(view)
        self._practice.show_person(person_id)
        on = self._services.shifts.on_now(person_id)
        self._shift.show_shifts(on, me, view.now)
        self._has_items = self._watch.show_person(person_id) or bool(on)
        self._show_first_time(view, line)
        record = self._services.book.record(person_id)
        self._plan.show_view(view, line, record, offers_plan=not self._first_time)
        self._begin_at_top(record)

    def tell_newer(self, *, calls: bool) -> None:
        """Take back calmer words while answers that nobody saved call somebody."""
        if calls != self._newer_call:
            self._newer_call = calls
            self.open_person(self._person_id)

    def begun(self) -> dict[str, str]:
        """Return by person what is typed as a watch item and not added yet."""
        return self._watched.half_typed()

    def go_on(self, typed: dict[str, str]) -> None:
        """Take up what was half typed before the page was built anew."""
        self._watched.go_on(typed)

    def showEvent(self, event: QShowEvent) -> None:
        """Tell the time anew: the computer may have slept since the page was filled."""
        super().showEvent(event)
        now = here_and_now(self._services.clock)
        if self._person_id is not None and self._date.text() != dates.page_date(now):
            self.open_person(self._person_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand the cards in one column where the window is narrow."""
        super().resizeEvent(event)
        em = self._theme.em(self.window().width())
        narrow = em < self._theme.breakpoint("compact")
        wide = em >= self._theme.breakpoint("medium")
        if (narrow, wide) != (self._one_column, self._is_wide):
            self._one_column, self._is_wide = narrow, wide
            self._head.setVisible(not narrow)
            self._place_cards()

    def minimumSizeHint(self) -> QSize:
        """Return next to nothing: the page scrolls."""
        return QSize(0, 0)

    def _build_bar(self) -> QWidget:
        theme = self._theme
        self._handoff = action_button(theme, _("Handoff sheet"), "normal", "sheet")
        self._happened = action_button(theme, _("Something happened"), "normal", "stopwatch")
        self._log = action_button(theme, _("Log a dose"), "normal", "pill")
        self._start = action_button(theme, _("Start check-in"), "primary", "checkin")
        for button, name, slot in (
            (self._handoff, "today.handoff", self._on_handoff),
            (self._happened, "today.happened", self._on_happened),
            (self._log, "today.log_dose", self._on_log_dose),
            (self._start, "start_check_in", self._on_start),
        ):
            button.setObjectName(name)
            button.clicked.connect(slot)
        self._drawn = {b: b.icon() for b in (self._happened, self._log, self._start)}
        self._happened.setAccessibleName(f"{self._happened.text()}, F2")
        self._log.setAccessibleName(f"{self._log.text()}, F3")
        self._later = label(
            _("These go away as you do them. You can also leave them for later."),
            "body",
            "muted",
        )
        self._later.setWordWrap(False)
        return action_row(
            theme, [self._handoff, self._later], [self._happened, self._log, self._start]
        )

    def _build_layout(self) -> None:
        space = self._theme.space
        content = QWidget()
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._area = scrolling(content)
        outer.addWidget(self._area)
        column = self._column = QVBoxLayout(content)
        column.setContentsMargins(space("s"), 0, space("xl"), space("s"))
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._running)
        column.addSpacing(space("s"))
        self._grid = QGridLayout()
        self._grid.setSpacing(space("m"))
        column.addLayout(self._grid, 1)
        self._after = QWidget()
        self._under = QVBoxLayout(self._after)
        self._under.setContentsMargins(0, 0, 0, 0)
        self._under.setSpacing(space("m"))
        self._under.addWidget(self._check_ins)
        self._under.addStretch(1)
        self._one_column = False
        self._place_cards()

    def _place_cards(self) -> None:
        self._lay_cards()
        # Down one column, then down the other: doses and items are made anew again and again.
        *_above, why = self._level.buttons()
        steps = self._steps if self._first_time else None
        if self._is_in_two_columns():
            way = [steps or self._changed, self._plan, self._doses, self._after]
        else:
            way = [self._doses, steps or self._changed, self._after, self._plan]
        go_through([why, *way])

    def _is_in_two_columns(self) -> bool:
        """Say whether two columns stand side by side: the steps of somebody new need the width."""
        return not self._one_column and (not self._first_time or self._doses.has_planned)

    def _lay_cards(self) -> None:
        first_time, narrow = bool(self._first_time), bool(self._one_column)
        cards = (self._level, self._doses, self._changed, self._after, self._plan, self._steps)
        for card in (*cards, self._running):
            if card is not None:
                self._grid.removeWidget(card)
                self._under.removeWidget(card)
        self._column.insertWidget(1, self._running)
        # Narrow, the level must be in sight without it.
        self._column.removeWidget(self._practice)
        self._column.insertWidget(self._column.count() if narrow else 2, self._practice)
        # The steps have these buttons too; one of each is enough where all of it is in sight.
        # Narrow, the menu leads to the handoff sheet.
        self._handoff.setVisible(not first_time and not narrow)
        wide = self._is_wide
        self._start.setVisible(not wide or not first_time or self._doses.has_planned)
        # The first steps have a button of the same words.
        twice = _("Start check-in, at the bottom") if first_time else self._start.text()
        self._start.setAccessibleName(twice)
        self._later.setVisible(first_time and wide)
        for button, drawn in self._drawn.items():
            button.setIcon(QIcon() if narrow else drawn)  # the words need the room
        steps = self._steps if first_time else None
        if self._is_in_two_columns():
            self._lay_in_two_columns(steps or self._changed)
        else:
            self._lay_in_one_column(steps)
        if steps is not None:
            steps.stand(one_column=narrow)

    def _lay_in_two_columns(self, under_level: QWidget) -> None:
        """Lay each column on its own: no card is higher than its words for the sake of another."""
        self._under.insertWidget(0, self._doses)
        for place, shown in enumerate((self._level, under_level, self._plan)):
            self._grid.addWidget(shown, place, 0)
        self._grid.addWidget(self._after, 0, 1, 4, 1)
        self._stretch(right=100, row=3)

    def _lay_in_one_column(self, steps: FirstSteps | None) -> None:
        """Lay one card under the other; the level is what must be in sight."""
        begin: list[QWidget] = [self._level, self._doses]
        if steps is not None:
            shown_cards = [*begin, steps, self._after, self._plan]
        else:
            begin.insert(1, self._running)
            shown_cards = [*begin, self._changed, self._after, self._plan]
        for place, shown in enumerate(shown_cards):
            self._grid.addWidget(shown, place, 0)
        self._stretch(right=0, row=len(shown_cards))

    def _stretch(self, *, right: int, row: int) -> None:
        self._grid.setColumnStretch(0, 138)
        self._grid.setColumnStretch(1, right)
        for place in range(self._grid.rowCount() + 1):
            self._grid.setRowStretch(place, int(place == row))

    def _show_first_time(self, view: TodayView, line: PersonLine) -> None:
        first_time = view.last is None
        if first_time and self._steps is None:
            self._steps = FirstSteps(self._theme, self)  # without a parent it would flash
            self._steps.check_in_pressed.connect(self._on_start)
            self._steps.plan_pressed.connect(self._on_plan)
            self._steps.sheet_pressed.connect(self._on_handoff)
        if self._steps is not None:
            begun = line.last_cut is not None
            self._steps.show_name(line.name, prescriber(view), has_plan=view.has_plan, begun=begun)
            self._steps.setVisible(first_time)
        self._doses.setVisible(not first_time or self._doses.has_planned)
        self._changed.setVisible(not first_time)
        self._check_ins.setVisible(not first_time or self._has_items)
        self._first_time = first_time
        self._place_cards()

    def _show_level(self, view: TodayView, line: PersonLine) -> None:
        waiting = self._actions.is_waiting
        told = {"waiting": waiting, "newer_call": self._newer_call}
        show_last_level(self._level, self._services, view, line, **told)

    def _begin_at_top(self, record: Record) -> None:
        """Show the level first, once it is another one or something was written elsewhere.

        What is pressed on this page itself leaves it where it is, as long as the level stays.
        """
        told = (self._level.level, self._actions.alert_id, self._person_id)
        written = not self.isVisible() and record is not self._seen_record
        if written or told != self._seen:
            self._area.verticalScrollBar().setValue(0)
        self._seen, self._seen_record = told, record

    def _on_given(self, dose: PlannedDose) -> None:
        """Write down a planned dose in one press; what has a question opens the page for it."""
        if self._person_id is None or self._just_given.isActive():
            return
        self._just_given.start()
        doses, by = self._services.doses, self._services.settings.current().recorder
        person_id, now = self._person_id, here_and_now(self._services.clock)
        event = doses.as_planned(dose, now, by)
        if not dose.is_near(now) or doses.asked_about(person_id, event):
            self.dose_requested.emit(dose, True)
            return
        logged = doses.log(person_id, event)
        if logged.told is not None:
            # The level first: it waits for no disk, and stands in sight.
            self._area.verticalScrollBar().setValue(0)
            self._show_level(
                self._services.overview.today(person_id),
                self._services.overview.person_line(person_id),
            )
            self._level.repaint()
        with suppress(NotWritten):
            doses.keep()
        what = _("{dose}, the {time} dose, given at {now}.").format(
            dose=dose_words(dose),
            time=dates.clock_time(dose.due),
            now=dates.clock_time(now),
        )
        words = written_words(what, waits=doses.waits(logged))
        self.written.emit(words, partial(doses.undo, person_id, logged))
        self._just_given.start()  # once more: only now the next dose stands there

    def _on_other_dose(self, dose: PlannedDose) -> None:
        self.dose_requested.emit(dose, False)

    def _on_log_dose(self) -> None:
        self.dose_requested.emit(None, False)

    def _on_happened(self) -> None:
        self.page_requested.emit("happened")

    def _on_start(self) -> None:
        self.page_requested.emit("check_in")

    def _on_expect(self) -> None:
        """Open what to expect and when, for the medicine and the way it is taken."""
        if self._person_id is None:
            return
        from caregiver_app.ui.widgets.learn.reference_view import open_reference

        text = self._services.reference.what_to_expect(self._person_id)
        open_reference(self, self._theme, text)

    def _on_confirmed(self, plan_id: str, who: str) -> None:
        if self._person_id is None:
            return
        by, alerts = self._services.settings.current().recorder, self._services.alerts
        alerts.record(self._person_id, plan_id, ActionKind.CONFIRMED_PLAN, by, who)
        self.open_person(self._person_id)

    def _on_step(self, step: PracticeStep) -> None:
        """Open the place where a step of the practice is done."""
        if step is PracticeStep.DOSE:
            self.dose_requested.emit(None, False)
        elif step is PracticeStep.EMERGENCY:
            self.emergency_requested.emit()
        else:
            self.page_requested.emit(PLACES[step])

    def _on_plan(self) -> None:
        self.plan_wanted.emit()

    def _on_handoff(self) -> None:
        self.page_requested.emit("handoff")
