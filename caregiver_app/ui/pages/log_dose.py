# SPDX-License-Identifier: MIT
"""Log a dose: any dose or as-needed medicine, read back before it is written down."""

from collections.abc import Mapping
from contextlib import suppress
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from caregiver_app.domain.check_in import AsNeeded
from caregiver_app.domain.doses import DoseEvent
from caregiver_app.domain.dosing.dose_entry import PlannedDose
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.plan_prescribers import with_prescribers
from caregiver_app.services.dosing.dose_entries import LoggedDose
from caregiver_app.services.log.written import NotWritten
from caregiver_app.system.clock import here_and_now
from caregiver_app.system.words import _, apart
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.look.heard import announce
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.doses.dose_entry_words import all_cautions, read_back, written_words
from caregiver_app.ui.widgets.doses.dose_form import DoseForm
from caregiver_app.ui.widgets.doses.dose_parts import BegunDose, DoseAnswers
from caregiver_app.ui.widgets.fields.cards import action_button, page_head
from caregiver_app.ui.widgets.fields.save_button import SaveButton
from caregiver_app.ui.widgets.level.level_column import LevelColumn
from caregiver_app.ui.widgets.level.level_panel import LevelPanel
from caregiver_app.ui.widgets.plan.other_dose_strip import OtherDoseStrip
from caregiver_app.ui.words import dates
from caregiver_app.ui.words.person_words import initials_of


class LogDosePage(QWidget):
    """One dose at a time. A question stands before the write, and never in its way."""

    page_requested = Signal(str)
    emergency_requested = Signal()
    print_requested = Signal()
    written = Signal(str, object)
    trouble_met = Signal(str)

    def __init__(self, services: Services, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._theme = theme
        self._person_id: str | None = None
        self._id = ""
        self._head, self._beside = page_head(theme, _("Log a dose"))
        self._forms: dict[str, DoseForm] = {}
        self._begun: dict[str, BegunDose] = {}
        self._form = self._new_form()
        self._level = LevelPanel(theme, services.rule_set)
        self._level.emergency_requested.connect(self.emergency_requested)
        self._level.print_requested.connect(self.print_requested)
        self._build()
        keys = QShortcut(QKeySequence("Ctrl+Return"), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self._on_keys)

    def action_bar(self) -> QWidget:
        """Return the buttons of this page."""
        return self._bar

    def open_person(self, person_id: str | None) -> None:
        """Ask anew, for a person; what was begun for each stays with them."""
        same, self._person_id = person_id == self._person_id, person_id
        if not same:
            self._other.let_go()
        if person_id is None:
            return
        self._show_form(person_id)
        line = self._services.overview.person_line(person_id)
        named = _("Write it down for {name}").format(name=line.name)
        self._save.show_person(named, initials_of(line.name), line.colour, "Ctrl+Enter")
        if person_id in self._begun:
            self._ask(person_id)
            self._form.go_on(self._begun.pop(person_id))
        elif not self._form.is_begun:
            self._ask(person_id)
        elif not same:
            self._say()

    def begun(self) -> Mapping[str, BegunDose]:
        """Return by person what was answered and is not written down."""
        open_now = {who: form.begun() for who, form in self._forms.items() if form.is_begun}
        return {**self._begun, **open_now}

    def go_on(self, begun: Mapping[str, BegunDose]) -> None:
        """Take over what was answered on a page before this one; each waits for its person."""
        self._begun = dict(begun)

    def begin(self, planned: PlannedDose | None, given_now: bool) -> None:
        """Begin with what was pressed on Today: a planned dose, and that it was just given.

        What is half typed is not replaced: the dose that was pressed waits beside it.
        """
        if planned is not None:
            pressed_at = here_and_now(self._services.clock) if given_now else None
            if self._form.is_begun:
                self._other.hold(planned, pressed_at)
                announce(self._other, self._other.accessibleName(), now=True)
                self._column.show_top()
                return
            self._take(planned, pressed_at)
        self._focus_first()
        self._go_to_next()

    def _take(self, planned: PlannedDose, pressed_at: Moment | None) -> None:
        self._other.let_go()
        if self._person_id is not None:
            self._ask(self._person_id)
            self._form.choose(planned, pressed_at)

    def _on_other_taken(self) -> None:
        if self._other.dose is not None:
            self._take(self._other.dose, self._other.pressed_at)

    def minimumSizeHint(self) -> QSize:
        """Return next to nothing: the page scrolls."""
        return QSize(0, 0)

    def _new_form(self) -> DoseForm:
        form = DoseForm(self._theme, self._services.clock)
        form.changed.connect(self._say)
        form.answered.connect(self._go_to_next)
        return form

    def _show_form(self, person_id: str) -> None:
        """Show the form of a person: what was typed for one is never in the form of another."""
        if not self._forms:
            self._forms[person_id] = self._form
        form = self._forms.get(person_id) or self._new_form()
        self._forms[person_id] = form
        if form is self._form:
            return
        self._asked_in.replaceWidget(self._form, form)
        self._form.hide()
        form.show()
        self._form = form

    def _ask(self, person_id: str) -> None:
        offers = self._services.doses.offers(person_id)
        self._beside.setText(dates.page_date(offers.now))
        self._id = self._services.doses.new_id()
        self._form.ask(offers)
        self._tell_trouble("")
        self._say()
        self._focus_first()

    def _build(self) -> None:
        theme, space = self._theme, self._theme.space
        self._build_bar()
        card = QFrame()
        tag(card, card="plain")
        self._asked_in = QVBoxLayout(card)
        self._asked_in.setContentsMargins(*(space("l"),) * 4)
        self._other = OtherDoseStrip(theme)
        self._other.taken.connect(self._on_other_taken)
        self._asked_in.addWidget(self._other)
        self._asked_in.addWidget(self._form)
        self._build_side()
        content = QWidget()
        questions = QVBoxLayout(content)
        questions.setContentsMargins(space("s"), 0, space("m"), space("s"))
        questions.setSpacing(space("s"))
        questions.addWidget(self._head)
        questions.addWidget(card)
        self._column = LevelColumn(theme, self._level, content, self._side)
        self._column.narrowed.connect(self._head.setHidden)  # the bar above names the page
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._column)

    def _build_bar(self) -> None:
        """Build the bar: what is asked or missing stands beside the button that it is about."""
        theme = self._theme
        self._save = SaveButton(theme)
        self._yes = action_button(theme, _("Yes, write it down"), "primary")
        self._back = action_button(theme, _("Back to Today"), "normal", "left")
        for button, name, slot in (
            (self._save, "dose.save", self._on_save),
            (self._yes, "dose.yes", self._on_yes),
            (self._back, "dose.back", self._on_back),
        ):
            button.setObjectName(name)
            button.clicked.connect(slot)
        self._question = label("", "strong")
        self._question.setObjectName("dose.question")
        self._trouble = label("", "strong")
        self._trouble.setObjectName("dose.trouble")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._question)
        words.addWidget(self._trouble)
        self._bar = QWidget()
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space("m"))
        row.addWidget(self._back)
        row.addLayout(words, 1)
        row.addWidget(self._yes)
        row.addWidget(self._save)

    def _build_side(self) -> None:
        """Build the card that says what will stand in the record."""
        theme = self._theme
        self._side = QFrame()
        tag(self._side, card="plain")
        lines = QVBoxLayout(self._side)
        edge = theme.space("l")
        lines.setContentsMargins(edge, edge - 2, edge, edge)
        lines.setSpacing(theme.space("s"))
        lines.addWidget(label(_("This will be written down"), "heading"))
        self._read_back = label("", "heading")
        self._read_back.setObjectName("dose.read_back")
        lines.addWidget(self._read_back)

    # ---- what is said

    def _say(self) -> None:
        """Read back what the answers come to, and what is asked about it."""
        answers = self._answers()
        question = self._asked(answers.dose) if answers.dose is not None else ""
        self._read_back.setText(self._words(answers) or answers.problem)
        tag(self._read_back, ink="text" if self._words(answers) else "muted")
        self._question.setText(question)
        self._question.setVisible(bool(question))
        self._yes.setVisible(bool(question))
        self._save.setVisible(not question)
        narrow = self._theme.em(self.window().width()) < self._theme.breakpoint("compact")
        self._back.setVisible(not (question and narrow))  # the question needs the room
        self._tell_trouble("")
        self._show_level(answers.dose)

    def _show_level(self, dose: DoseEvent | None) -> None:
        """Show at once what the dose makes of the last check-in, before it is written down.

        It never stands in the place of an alert that says more.
        """
        if self._person_id is None:
            return
        told = self._services.doses.judged(self._person_id, dose) if dose is not None else None
        if told is not None:
            alert = self._services.alerts.follow_up(self._person_id)
            if alert is not None and alert.level > told.level:
                told = alert.assessment
            person = with_prescribers(self._services.book.record(self._person_id)).person
            self._level.show_assessment(told, person.contacts, person.has_pump, None)
        self._column.show_level(told is not None)

    def _answers(self) -> DoseAnswers:
        answers = self._form.answers(self._id, self._services.settings.current().recorder)
        if answers.dose is None:
            return answers
        return DoseAnswers(dose=self._services.doses.settled(answers.dose))

    def _words(self, answers: DoseAnswers) -> str:
        now = here_and_now(self._services.clock)
        if answers.medicine is not None:
            return _medicine_words(
                answers.medicine, dates.day_and_time(answers.medicine.at or now, now)
            )
        if answers.dose is None or self._person_id is None:
            return ""
        own = self._services.book.record(self._person_id).person.drug
        return read_back(answers.dose, own, now)

    def _asked(self, dose: DoseEvent) -> str:
        if self._person_id is None:
            return ""
        asked = self._services.doses.asked_about(self._person_id, dose)
        return all_cautions(asked, here_and_now(self._services.clock))

    def _tell_trouble(self, words: str) -> None:
        self._trouble.setText(words)
        self._trouble.setVisible(bool(words))
        if words:
            announce(self._trouble, words, now=True)

    def _focus_first(self) -> None:
        self._focus_in(self._form.first_field())

    def _go_to_next(self) -> None:
        """Bring what is asked next into sight, with the keyboard where an answer is needed."""
        part, is_needed = self._form.next_part()
        if part is not None:
            self._column.show_part(part)
        if is_needed:
            self._focus_in(part)

    @staticmethod
    def _focus_in(field: QWidget | None) -> None:
        buttons = field.findChildren(QWidget) if field is not None else []
        stops = [b for b in buttons if b.focusPolicy() & Qt.FocusPolicy.TabFocus]
        if stops:
            stops[0].setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- what is done

    def _on_keys(self) -> None:
        """Write it down, or bring the keyboard to the question that stands before it."""
        if self._yes.isVisible():
            self._yes.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self._question, self._question.text(), now=True)
            return
        self._on_save()

    def _on_save(self) -> None:
        answers = self._answers()
        if answers.problem:
            self._tell_trouble(answers.problem)
            if answers.field is not None:
                answers.field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._write(answers)

    def _on_yes(self) -> None:
        self._write(self._answers())

    def _on_back(self) -> None:
        self.page_requested.emit("today")

    def _write(self, answers: DoseAnswers) -> None:
        person_id, doses = self._person_id, self._services.doses
        if person_id is None:
            return
        words = self._words(answers)
        logged = self._logged(person_id, answers)
        with suppress(NotWritten):
            doses.keep()
        said = written_words(words, waits=doses.waits(logged))
        self._ask(person_id)
        other, pressed_at = self._other.dose, self._other.pressed_at
        self.written.emit(said, partial(doses.undo, person_id, logged))
        if other is not None:
            self.page_requested.emit("log_dose")
            self._take(other, pressed_at)

    def _logged(self, person_id: str, answers: DoseAnswers) -> LoggedDose:
        doses, by = self._services.doses, self._services.settings.current().recorder
        if answers.medicine is not None:
            return doses.log_medicine(person_id, answers.medicine, by)
        if answers.dose is None:
            raise ValueError("there is nothing to write down")
        return doses.log(person_id, answers.dose)


def _medicine_words(given: AsNeeded, at: str) -> str:
    what = ", ".join(apart(part) for part in (given.name, given.dose_text) if part)
    return _("{what}, given at {time}.").format(what=what, time=at)
