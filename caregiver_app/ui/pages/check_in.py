# SPDX-License-Identifier: MIT
"""The check-in page: the questions, the level beside them at every change, and Save."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.check_in import Draft, Mode
from caregiver_app.domain.doses import DoseEvent
from caregiver_app.domain.levels import Level
from caregiver_app.services.checking_in.check_ins import KeptDraft, NotSaved
from caregiver_app.system.words import _
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.check_in.as_usual_press import AsUsualPress
from caregiver_app.ui.check_in.check_in_time import CheckInTime
from caregiver_app.ui.check_in.draft_keeping import Answers, DraftKeeping, Unsaved
from caregiver_app.ui.check_in.draft_level import show_draft_level
from caregiver_app.ui.check_in.failed_midway import told_if_not_checked, told_if_not_saved
from caregiver_app.ui.check_in.form_filling import FormMaker, answers_in, fill_form, knows_the_same
from caregiver_app.ui.look.theme import Theme
from caregiver_app.ui.widgets.check_in.before_save import BeforeSave
from caregiver_app.ui.widgets.check_in.breath_counter import BreathCounter
from caregiver_app.ui.widgets.check_in.check_in_form import CheckInForm
from caregiver_app.ui.widgets.check_in.check_in_frame import CheckInFrame
from caregiver_app.ui.widgets.check_in.check_in_head import CheckInHead
from caregiver_app.ui.widgets.check_in.needed_status import NeededStatus
from caregiver_app.ui.widgets.check_in.question_help import QuestionHelp
from caregiver_app.ui.widgets.check_in.quick_layout import SINGLE
from caregiver_app.ui.widgets.fields.full_field import DraftChange
from caregiver_app.ui.widgets.fields.save_button import SaveButton
from caregiver_app.ui.widgets.level.alert_card import AlertCard
from caregiver_app.ui.widgets.level.level_panel import LevelPanel
from caregiver_app.ui.words import check_in_words as words
from caregiver_app.ui.words.person_words import initials_of

if TYPE_CHECKING:
    from caregiver_app.domain.record import Record

_PRESS_AGAIN_MS = 500


class CheckInPage(QWidget):
    """Ask, judge at every change, keep the draft, save.

    The order of work after every answer is fixed: judge and paint the level, then everything
    else. Nothing on the disk can keep an emergency from being shown.
    """

    check_in_saved = Signal(object)
    emergency_requested = Signal()
    print_requested = Signal()
    kept_or_not = Signal()

    def __init__(self, services: Services, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._theme = theme
        self._person_id: str | None = None
        self._record: Record | None = None
        self._form: CheckInForm | None = None
        self._assessment: Assessment | None = None
        self._refused = QTimer(self, singleShot=True)
        self._needed = 0
        self._help = QuestionHelp(self, theme, services.reference)
        self._maker = FormMaker(theme, services, self._help.open)
        self._keeping = DraftKeeping(services.check_ins, services.clock, self._read, self)
        self._keeping.looked.connect(self._say_status)
        self._keeping.looked.connect(self.kept_or_not)
        self._press = AsUsualPress(services.as_usual, services.check_ins.every_question, theme)
        self._press.edited.connect(self._on_press_edited)
        self._build()

    @property
    def form(self) -> CheckInForm | None:
        """Return the questions on the screen, or None without a person."""
        return self._form

    def unsaved(self) -> Unsaved | None:
        """Return what stands here and is not saved, or None without a person."""
        answers, judged, keeping = self._read(), self._assessment, self._keeping
        if answers is None or judged is None:
            return None
        return Unsaved(
            answers=answers,
            judged=judged,
            is_then=self._time.is_then,
            is_refused=keeping.is_refused or keeping.is_save_refused,
            has_copy=keeping.kept_at is not None and not keeping.is_refused,
        )

    def prepare(self, person_id: str) -> Iterator[None]:
        """Open a person in short steps, so that showing the page has less to do."""
        for step in (self._maker.prepare, self._take_form, self.open_person):
            yield
            step(person_id)
        yield
        self._look()

    def open_person(self, person_id: str | None, *, closes: bool = False) -> None:
        """Start a check-in for a person, or go on with the answers that were kept."""
        if self._person_id is not None:
            self._keeping.finish()
        self._keeping.stop()
        self._person_id = person_id
        self._assessment = None
        self._head.show_trouble("")
        self._alert.show_person(person_id)
        if person_id is None:
            if not closes:  # else the form goes with the window
                self._drop_form()
            return
        self._record = self._services.book.record(person_id)
        self._take_form(person_id)
        self._frame.begin_anew()
        self._start_answers(self._services.check_ins.kept_draft(person_id))

    def showEvent(self, event: QShowEvent) -> None:
        """Ask and judge by now, with every answer that was given."""
        super().showEvent(event)
        self._time.look()
        answers, before = self._read(), self._record
        if answers is None or before is None or self._form is None:
            return
        self._record = self._services.book.record(answers.person_id)
        due = self._services.check_ins.due_doses(answers.person_id, answers.about)
        if not (knows_the_same(before, self._record) and self._form.asks_about(due)):
            self._take_form(answers.person_id)
            self._fill(answers.draft, answers.doses)
            self._frame.order_keys()
        self._look()  # more may be written down by now
        self._frame.stand()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep the answers before another page is shown."""
        super().hideEvent(event)
        self._keeping.finish()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Bring a question that got the keyboard into sight; the key ? opens its help."""
        if isinstance(watched, QWidget):
            if event.type() is QEvent.Type.FocusIn:
                self._frame.show_part(watched)
            elif isinstance(event, QKeyEvent) and self._help.take_key(watched, event):
                return True
        return super().eventFilter(watched, event)

    def save(self) -> None:
        """Save the check-in; a number that cannot be right is shown instead and nothing is lost."""
        answers = self._read()
        if answers is None or self._form is None or self._refused.isActive():
            return
        self._asked.mark_all()
        wrong = self._form.first_wrong()
        if wrong is not None:
            self._head.show_mode(self._form.mode)
            self._head.show_trouble(wrong.said())
            wrong.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if why := self._time.problem(answers.draft):
            self._head.show_trouble(_("Not saved: {why}").format(why=why))
            self._time.open_card(is_open=True)
            return
        if answers.is_empty:
            self._head.show_trouble(_("Nothing is answered yet. There is nothing to save."))
            return
        self._keeping.stop()
        try:
            with told_if_not_saved(self._head, self._keeping.keep):
                saved = self._services.check_ins.save(
                    answers.person_id, answers.draft, answers.doses, about=answers.about
                )
        except NotSaved as refused:
            self._refused.start(_PRESS_AGAIN_MS)  # a second press within it is the same press
            self._show_level(refused.assessment)
            self._keeping.keep_refused()
            told = _("NOT SAVED: {cause} Your answers are kept here.")
            self._head.show_trouble(told.format(cause=words.sentence(refused)))
            return
        self._record, self._assessment = self._services.book.record(answers.person_id), None
        self._start_answers(None, leaves=True)
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
        self._head.as_usual_pressed.connect(self._on_as_usual)
        self._keeping.refused.connect(self._head.show_trouble)
        self._time = CheckInTime(theme, self._services.clock, self._head)
        self._time.moved.connect(self._on_moved)
        self._time.moved.connect(self._press.ask_again)
        self._time.told.connect(self._on_changed)
        self._time.passed.connect(self._look)  # hours without a dose go on by themselves
        self._status = NeededStatus(theme)
        self._save = SaveButton(theme)
        self._save.setObjectName("save")
        self._save.clicked.connect(self.save)
        parts = (self._head, self._panel, self._alert, self._status, self._save)
        number = self._services.rule_set.emergency_numbers["emergency"]
        self._counter = BreathCounter(theme, self._services.clock, number)
        self._frame = CheckInFrame(theme, self, *parts)
        near = self._services.rule_set.minutes("told_twice.same_seizure_minutes")
        self._asked = BeforeSave(theme, near)
        self._asked.edited.connect(self._on_press_edited)
        self._frame.take_cards(self._press.card, self._time.card, self._counter, self._asked)
        self._counter.closed.connect(self._frame.fit)
        self._counter.counted.connect(self._on_counted)
        self._time.arranged.connect(self._frame.fit)
        self._frame.arranged.connect(self._say_status)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._frame)
        slots = {"Ctrl+Return": self.save, "Ctrl+Enter": self.save, "U": self._on_as_usual}
        for keys, slot in slots.items():
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(slot)

    def _take_form(self, person_id: str) -> None:
        """Take the form that fits a person; the one that is there, where nothing else is asked."""
        line = self._services.overview.person_line(person_id)
        named = _("Save for {name}").format(name=line.name)
        self._save.show_person(named, initials_of(line.name), line.colour, "Ctrl+Enter")
        if self._form is None or not self._maker.has_made(person_id):
            self._drop_form()
            self._form = self._connected(self._maker.make(person_id))

    def _connected(self, form: CheckInForm) -> CheckInForm:
        form.changed.connect(self._on_changed)
        form.numbers.count_pressed.connect(self._counter.start)
        form.rebuilt.connect(self._frame.order_keys)
        form.group_opened.connect(self._frame.show_at_top)
        self._frame.take_form(form)
        return form

    def _drop_form(self) -> None:
        self._frame.drop_form()
        self._form = None

    # Answers

    def _start_answers(self, kept: KeptDraft | None, *, leaves: bool = False) -> None:
        if self._form is None or self._record is None or self._person_id is None:
            return
        self._keeping.kept_at = kept.at if kept else None
        recorder = self._services.settings.current().recorder or ""
        self._counter.put_away()
        self._time.start(kept, recorder, self._record.check_ins)
        self._press.forget()
        self._form.full.not_meant = set(kept.not_meant) if kept else set()
        self._fill(kept.draft if kept else None, kept.doses if kept else ())
        self._head.show_mode(self._form.mode)
        self._frame.order_keys()
        self._frame.fit()
        if self.isVisible() and not leaves:  # else it is judged when it is shown
            self._look()

    def _fill(self, draft: Draft | None, doses: tuple[DoseEvent, ...]) -> None:
        if self._form is not None and self._person_id is not None:
            self._form.numbers.offer_count(offered=self._time.about is None)
            self._needed = fill_form(
                self._form, self._services, self._person_id, self._time.about, draft, doses
            )

    def _on_counted(self, breaths: int) -> None:
        if self._form is not None:
            self._form.numbers.show_counted(breaths)

    def _on_moved(self) -> None:
        """Go to another time with the answers there are."""
        if (answers := self._read()) is not None:
            self._fill(self._time.follow(answers.draft), answers.doses)
            self._frame.order_keys()
            self._frame.fit()

    def _read(self) -> Answers | None:
        """Return what is on the screen, or None without a person."""
        form, person_id = self._form, self._person_id
        if form is None or person_id is None:
            return None
        recorder, seen = self._services.settings.current().recorder, self._time.card.observer()
        return answers_in(form, person_id, recorder, seen, self._time.about)

    def _on_changed(self) -> None:
        self._time.touch(self._read())
        self._keeping.keep_soon()
        self._head.show_trouble("")
        self._look()

    def _look(self) -> None:
        """Judge what is on the screen and paint the level; then everything else."""
        answers = self._read()
        if answers is None:
            return
        with told_if_not_checked(self._head, self._panel, self._record):
            assessment = self._judged(answers, answers.draft)
        self._show_level(assessment)
        self._panel.repaint()
        self._ask_again(answers, assessment.level)
        judge = partial(self._judged, answers)
        self._press.follow(answers, self._time.at(), judge, assessment.level)
        now, begun = self._time.at(), not answers.is_empty
        if self._asked.follow(assessment, answers.draft, self._record, now, begun=begun):
            self._frame.fit()
        self._show_as_usual()
        self._say_status()

    def _judged(self, answers: Answers, draft: Draft) -> Assessment:
        """Judge as of its time; of answers that may be about now too, the graver one holds."""
        about = (answers.about, None) if self._time.is_asked else (answers.about,)
        assess = self._services.check_ins.assess
        judged = [assess(answers.person_id, draft, answers.doses, at) for at in about]
        return max(judged, key=lambda one: one.level)

    def _ask_again(self, answers: Answers, level: Level) -> None:
        """Ask for a second reading where a vital sign alone is far out, if it is about now."""
        wanted: tuple[str, ...] = ()
        if level >= Level.URGENT and answers.about is None:
            wanted = self._services.check_ins.readings_to_repeat(
                answers.person_id, answers.draft, answers.doses
            )
        if self._form is not None:
            self._form.numbers.ask_again(wanted)

    def _show_level(self, assessment: Assessment) -> None:
        self._assessment = assessment
        if assessment.level is Level.EMERGENCY:
            self._help.close()
        if self._record is not None:
            rules = self._services.rule_set
            show_draft_level(self._panel, rules, self._record, assessment, self._time)
            self._frame.fit_panel()

    def _on_start_again(self) -> None:
        if self._person_id is None:
            return
        self._keeping.stop()
        self._start_answers(None)
        self._keeping.keep()

    def _on_mode(self, mode: Mode) -> None:
        """Ask more, or less; what was answered in Full stays and counts."""
        if self._form is None:
            return
        self._form.show_mode(mode)
        self._frame.show_part(self._form.tiles)
        self._frame.order_keys()
        self._frame.fit()
        self._look()
        self._keeping.keep_soon()

    def _on_as_usual(self) -> None:
        answers = self._read()
        if answers is not None and self._assessment is not None:
            self._press.press(answers, self._time.at(), self._assessment.level)
            self._time.touch(self._read())
            self._show_as_usual()
            self._frame.show_said()
            single = self._frame.mode == SINGLE
            if self._form is not None and self._press.has_stated and not single:
                self._form.numbers.focus_first_blank()

    def _on_press_edited(self, change: DraftChange) -> None:
        if self._form is not None:
            touched = self._time.touched  # what the rules take back is no touch
            self._form.edit(change)
            self._time.touched = touched

    def _show_as_usual(self) -> None:
        self._head.show_as_usual(self._press.has_stated)
        self._frame.fit_panel()

    def _say_status(self) -> None:
        missing = words.askable(self._assessment) if self._assessment else self._needed
        needed = max(self._needed, missing)
        said = words.status_words(needed - missing, needed, self._keeping.kept_at)
        self._status.say(*said, self._asked.needed.unnamed)
        if self._form is not None:
            full = self._form.full
            is_quick = full.mode is Mode.QUICK
            below = "" if self._frame.mode == SINGLE else words.below_words(full.group_count)
            unseen = full.unseen(self._form.draft()) if is_quick else 0
            self._head.show_unseen(words.unseen_words(unseen) if is_quick else below)
