# SPDX-License-Identifier: MIT
"""The check-in page: the questions, the level beside them at every change, and Save."""

import sys
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.check_in import Draft, Mode
from caregiver_app.domain.doses import DoseEvent
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record
from caregiver_app.domain.rules.notes import limit_notes
from caregiver_app.services.check_ins import KeptDraft, NotSaved
from caregiver_app.system.clock import here_and_now
from caregiver_app.system.words import _
from caregiver_app.ui import check_in_words as words
from caregiver_app.ui import dates
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.check_in_draft import is_empty
from caregiver_app.ui.theme import Theme, label
from caregiver_app.ui.widgets.alert_card import AlertCard
from caregiver_app.ui.widgets.check_in_form import CheckInForm
from caregiver_app.ui.widgets.check_in_frame import CheckInFrame
from caregiver_app.ui.widgets.check_in_head import CheckInHead
from caregiver_app.ui.widgets.dose_rows import why_no_dose
from caregiver_app.ui.widgets.help_button import help_for
from caregiver_app.ui.widgets.level_panel import LevelPanel
from caregiver_app.ui.widgets.person_bar import initials_of
from caregiver_app.ui.widgets.quick_layout import SINGLE
from caregiver_app.ui.widgets.save_button import SaveButton

_KEEP_AFTER_MS = 250
_PRESS_AGAIN_MS = 500
_SIGNS_SAID = 3
_ADULT = 18


class CheckInPage(QWidget):
    """Ask, judge at every change, keep the draft, save.

    The order of work after every answer is fixed: judge and paint the level, then everything
    else. Nothing on the disk can keep an emergency from being shown.
    """

    check_in_saved = Signal(object)
    emergency_requested = Signal()
    print_requested = Signal()

    def __init__(self, services: Services, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._theme = theme
        self._person_id: str | None = None
        self._record: Record | None = None
        self._form: CheckInForm | None = None
        self._assessment: Assessment | None = None
        self._kept_at: Moment | None = None
        self._may_press = True
        self._needed = 0
        self._keep_later = QTimer(self)
        self._keep_later.setSingleShot(True)
        self._keep_later.setInterval(_KEEP_AFTER_MS)
        self._keep_later.timeout.connect(self._keep)
        self._build()

    @property
    def form(self) -> CheckInForm | None:
        """Return the questions on the screen, or None without a person."""
        return self._form

    def emergency_signs(self) -> tuple[str, ...]:
        """Return, in words, the signs of an emergency in answers that are not saved yet."""
        if self._assessment is None or self._assessment.level is not Level.EMERGENCY:
            return ()
        found = [f.because for f in self._assessment.rules if f.level is Level.EMERGENCY]
        return tuple(found[:_SIGNS_SAID])

    def open_person(self, person_id: str | None) -> None:
        """Start a check-in for a person, or go on with the answers that were kept."""
        if self._person_id is not None and self._keep_later.isActive():
            self._keep()
        self._keep_later.stop()
        self._person_id = person_id
        self._assessment = None
        self._head.show_trouble("")
        self._alert.show_person(person_id)
        if person_id is None:
            self._drop_form()
            return
        self._record = self._services.book.record(person_id)
        self._new_form(self._record)
        self._start_answers(self._services.check_ins.kept_draft(person_id))

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep the answers before another page is shown."""
        super().hideEvent(event)
        if self._keep_later.isActive():
            self._keep()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Bring a question that got the keyboard into sight; the key ? opens its help."""
        if isinstance(watched, QWidget):
            if event.type() is QEvent.Type.FocusIn:
                self._frame.show_part(watched)
            elif isinstance(event, QKeyEvent) and self._is_help_key(watched, event):
                return True
        return super().eventFilter(watched, event)

    def save(self) -> None:
        """Save the check-in; a number that cannot be right is shown instead and nothing is lost."""
        if self._person_id is None or self._form is None or not self._may_press:
            return
        wrong = self._form.first_wrong()
        if wrong is not None:
            self._head.show_mode(self._form.mode)
            self._head.show_trouble(words.wrong_words(wrong.caption, wrong.typed))
            wrong.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        draft, doses = self._answers(self._form)
        if is_empty(draft) and not doses:
            self._head.show_trouble(_("Nothing is answered yet. There is nothing to save."))
            return
        self._keep_later.stop()
        try:
            saved = self._services.check_ins.save(self._person_id, draft, doses)
        except NotSaved as refused:
            self._press_again_later()
            self._show_level(refused.assessment)
            self._head.show_trouble(
                _("Not saved: {cause} Your answers are kept here.").format(
                    cause=words.sentence(refused)
                )
            )
            return
        self._record = self._services.book.record(self._person_id)
        self._start_answers(None)
        self.check_in_saved.emit(saved)

    # Building and arranging

    def _build(self) -> None:
        theme = self._theme
        self._panel = LevelPanel(theme, self._services.rule_set)
        self._panel.emergency_requested.connect(self.emergency_requested)
        self._panel.print_requested.connect(self.print_requested)
        self._alert = AlertCard(self._services, theme)
        self._alert.actions_row.er_due.connect(self._panel.show_er)
        self._head = CheckInHead(theme)
        self._head.start_again_pressed.connect(self._on_start_again)
        self._head.mode_picked.connect(self._on_mode)
        self._status = label("", "small", "muted")
        self._status.setObjectName("status")
        self._save = SaveButton(theme)
        self._save.setObjectName("save")
        self._save.clicked.connect(self.save)
        parts = (self._head, self._panel, self._alert, self._status, self._save)
        self._frame = CheckInFrame(theme, *parts)
        self._frame.arranged.connect(self._say_status)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._frame)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(self.save)

    def _new_form(self, record: Record) -> None:
        self._drop_form()
        person, today = record.person, self._now().day
        age = person.age_on(today)
        check_ins, person_id = self._services.check_ins, self._person_id or ""
        self._form = CheckInForm(
            self._theme,
            check_ins.form(person_id),
            check_ins.form(person_id, Mode.FULL),
            self._services.clock,
            self._open_help,
            child=age is not None and age < _ADULT,
            by_mouth=person.takes_by_mouth,
        )
        self._form.changed.connect(self._on_changed)
        self._form.rebuilt.connect(self._order_keys)
        self._form.group_opened.connect(self._frame.show_at_top)
        line = self._services.overview.person_line(person_id)
        self._save.show_person(
            _("Save for {name}").format(name=person.name),
            initials_of(person.name),
            line.colour,
            "Ctrl+Enter",
        )
        self._frame.take_form(self._form)

    def _drop_form(self) -> None:
        self._frame.drop_form()
        self._form = None

    def _order_keys(self) -> None:
        """Let the Tab key go through the questions first, then to Save and to the level."""
        if self._form is None:
            return
        self._form.order_keys()
        stops = self._form.stops()
        for stop in stops:
            stop.installEventFilter(self)
        # What the level offers comes after Save, and F1 is always there.
        after = [stops[-1], self._save, *self._panel.buttons()]
        after += self._alert.actions_row.buttons()
        for before, then in (*pairwise([*self._head.switch.buttons(), stops[0]]), *pairwise(after)):
            QWidget.setTabOrder(before, then)

    # Answers

    def _start_answers(self, kept: KeptDraft | None) -> None:
        if self._form is None or self._record is None or self._person_id is None:
            return
        now = self._now()
        self._head.show_time(dates.page_date(now))
        unit = self._services.settings.current().temperature_unit
        due = self._services.check_ins.due_doses(self._person_id)
        self._kept_at = kept.at if kept else None
        self._form.blockSignals(True)
        blank = self._services.check_ins.assess(self._person_id, Draft())
        self._needed = words.askable(blank)
        self._form.start(self._record, due, unit, now, dose_note=self._dose_note(blank, len(due)))
        last = self._record.last_check_in
        self._form.tiles.set_since(
            _("since {time}").format(time=dates.day_and_time(last.at, now)) if last else ""
        )
        if kept is not None:
            self._form.restore(kept.draft, kept.doses)
        self._form.blockSignals(False)
        said = _("Draft from {time} was kept.")
        self._head.show_kept(said.format(time=dates.day_and_time(kept.at, now)) if kept else "")
        self._head.show_mode(self._form.mode)
        self._order_keys()
        self._frame.fit()
        self._judge()
        self._ask_again()
        self._say_status()

    def _dose_note(self, blank: Assessment, due: int) -> str:
        """Return why no dose is asked about, or a blank when one is or nobody knows the plan."""
        if self._person_id is None or self._record is None or due or "dose_status" in blank.missing:
            return ""
        planned = self._services.overview.today(self._person_id).next_dose is not None
        return why_no_dose(self._record) if planned else ""

    def _answers(self, form: CheckInForm) -> tuple[Draft, tuple[DoseEvent, ...]]:
        recorder = self._services.settings.current().recorder
        draft = replace(form.draft(), mode=form.mode, recorder=recorder)
        return draft, form.dose_events(recorder)

    def _on_changed(self) -> None:
        self._judge()
        self._panel.repaint()
        self._ask_again()
        self._head.show_trouble("")
        self._keep_later.start()
        self._say_status()

    def _judge(self) -> None:
        if self._form is None or self._person_id is None:
            return
        draft, doses = self._answers(self._form)
        self._show_level(self._services.check_ins.assess(self._person_id, draft, doses))

    def _ask_again(self) -> None:
        """Ask for a second reading where a vital sign alone is far out."""
        if self._form is None or self._person_id is None or self._assessment is None:
            return
        wanted: tuple[str, ...] = ()
        if self._assessment.level >= Level.URGENT:
            answers = self._answers(self._form)
            wanted = self._services.check_ins.readings_to_repeat(self._person_id, *answers)
        self._form.numbers.ask_again(wanted)

    def _show_level(self, assessment: Assessment) -> None:
        self._assessment = assessment
        if assessment.level is Level.EMERGENCY:
            self._close_help()
        if self._record is None:
            return
        person = self._record.person
        self._panel.show_assessment(
            assessment,
            person.contacts,
            person.has_pump,
            None,
            foot=" ".join(limit_notes(self._services.rule_set, person, self._now().day)),
        )
        self._frame.fit_panel()

    def _keep(self) -> None:
        """Write the draft; a disk that refuses is told and holds nothing up."""
        if self._form is None or self._person_id is None:
            return
        draft, doses = self._answers(self._form)
        self._keep_later.stop()
        try:
            if is_empty(draft) and not doses:
                self._services.check_ins.drop_draft(self._person_id)
                self._kept_at = None
            else:
                self._services.check_ins.keep_draft(self._person_id, draft, doses)
                self._kept_at = self._now()
        except Exception as trouble:  # whatever the disk does, the answers stay on the screen
            self._head.show_trouble(
                _("The draft is not kept: {cause} Your answers are still here.").format(
                    cause=words.sentence(trouble)
                )
            )
        self._say_status()

    def _on_start_again(self) -> None:
        if self._person_id is None:
            return
        self._keep_later.stop()
        self._start_answers(None)
        self._keep()

    def _on_mode(self, mode: Mode) -> None:
        """Ask more, or less; what was answered in Full stays and counts."""
        if self._form is None:
            return
        self._form.show_mode(mode)
        self._frame.show_part(self._form.tiles)
        self._order_keys()
        self._frame.fit()
        self._judge()
        self._keep_later.start()
        self._say_status()

    def _is_help_key(self, stop: QWidget, event: QKeyEvent) -> bool:
        """Open the help of a question for the key ?, where nobody types words."""
        if event.type() is not QEvent.Type.KeyPress or event.text() != "?":
            return False
        button = help_for(self, stop)
        writes = isinstance(stop, QPlainTextEdit) or stop.property("field") == "box"
        if button is None or writes:
            return False
        button.click()
        return True

    def _open_help(self, about: str) -> None:
        from caregiver_app.ui.widgets.reference_view import open_reference

        open_reference(self, self._theme, self._services.reference.text(about))

    def _close_help(self) -> None:
        """Take a text out of the way of an emergency; what never was loaded is not open."""
        name = "caregiver_app.ui.widgets.reference_view"
        if name in sys.modules:
            from caregiver_app.ui.widgets.reference_view import close_reference

            close_reference(self)

    # Words

    def _say_status(self) -> None:
        missing = words.askable(self._assessment) if self._assessment else self._needed
        needed = max(self._needed, missing)
        said = words.status_words(needed - missing, needed, self._kept_at)
        # Beside Save in the narrowest layout there is room for the first alone.
        self._status.setText(" ".join(said[:1] if self._frame.mode == SINGLE else said))
        if self._form is not None:
            full = self._form.full
            is_quick = full.mode is Mode.QUICK
            below = "" if self._frame.mode == SINGLE else words.below_words(full.group_count)
            unseen = full.unseen(self._form.draft()) if is_quick else 0
            self._head.show_unseen(words.unseen_words(unseen) if is_quick else below)

    def _press_again_later(self) -> None:
        """Take a second press within half a second for the same press.

        After a save that worked the form is empty, and an empty form is not saved again.
        """
        self._may_press = False
        QTimer.singleShot(_PRESS_AGAIN_MS, self, self._allow_press)

    def _allow_press(self) -> None:
        self._may_press = True

    def _now(self) -> Moment:
        return here_and_now(self._services.clock)
