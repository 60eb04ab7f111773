# SPDX-License-Identifier: MIT
"""The steps to try once with a made-up person; a step is ticked off by doing it."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from caregiver_app.domain.practice_steps import Practice, PracticeStep
from caregiver_app.services.person.practice_guide import PracticeGuide
from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.cards import line

PLACES = {
    PracticeStep.CHECK_IN: "check_in",
    PracticeStep.PUMP_SOUND: "happened",
    PracticeStep.RED_FLAG: "check_in",
    PracticeStep.READ: "learn",
    PracticeStep.SHEET: "handoff",
}
"""The pages of the steps; a dose and Emergency open in a way of their own."""


class PracticeCard(QFrame):
    """One line with the next step, or all of them. `step_wanted` asks for the page of a step."""

    step_wanted = Signal(object)

    def __init__(self, theme: Theme, guide: PracticeGuide) -> None:
        super().__init__()
        self.setObjectName("practice_card")
        self._theme, self._guide = theme, guide
        self._person_id: str | None = None
        tag(self, card="inset")
        column = QVBoxLayout(self)
        space = theme.space
        column.setContentsMargins(space("m"), space("xs"), space("xs"), space("xs"))
        column.setSpacing(space("xs"))
        self._words = label("", "strong")
        self._words.setObjectName("practice.words")
        self._go = self._button("practice.go", _("Go there"), self._on_go)
        self._again = self._button("practice.again", _("Do it again"), self._on_again)
        self._all = self._button("practice.all", _("All steps"), self._on_all)
        self._all.setCheckable(True)
        row = QHBoxLayout()
        row.setSpacing(space("s"))
        row.addWidget(self._words, 1)
        for button in (self._go, self._again, self._all):
            row.addWidget(button)
        column.addLayout(row)
        self._steps = QWidget()
        self._rows = {step: _StepRow(theme, step) for step in PracticeStep}
        lines = QVBoxLayout(self._steps)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(space("xs"))
        for step, one in self._rows.items():
            lines.addWidget(one)
            one.go.clicked.connect(partial(self.step_wanted.emit, step))
        self._steps.hide()
        column.addWidget(self._steps)
        self.hide()
        guide.listener = self.look

    def show_person(self, person_id: str) -> None:
        """Show how far it has come; of a real person there is nothing to show."""
        self._person_id = person_id
        self.look()

    def look(self) -> None:
        """Look again."""
        practice = self._guide.of(self._person_id) if self._person_id is not None else None
        self.setVisible(practice is not None)
        if practice is not None:
            self._show(practice)

    def _show(self, practice: Practice) -> None:
        step, all_shown = practice.next, self._all.isChecked()
        self._words.setText(_told(practice, all_shown=all_shown))
        self._go.setVisible(step is not None and not all_shown)  # each step has its own
        self._all.setText(_("Only the next step") if all_shown else _("All steps"))
        self._again.setVisible(step is None)
        if step is not None:
            self._go.setAccessibleName(_("Go there: {step}").format(step=step_words(step)))
        for own, row in self._rows.items():
            number = practice.steps.index(own) + 1 if own in practice.steps else None
            row.show_step(number, is_done=own in practice.done)

    def _button(self, name: str, words: str, slot: object) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(name)
        tag(button, button="normal")
        button.clicked.connect(slot)
        return button

    def _on_go(self) -> None:
        practice = self._guide.of(self._person_id) if self._person_id is not None else None
        if practice is not None and practice.next is not None:
            self.step_wanted.emit(practice.next)

    def _on_again(self) -> None:
        if self._person_id is not None:
            self._guide.begin(self._person_id)

    def _on_all(self) -> None:
        self._steps.setVisible(self._all.isChecked())
        self.look()


class _StepRow(QWidget):
    """One step in words, whether it is done, and the way to where it is done."""

    def __init__(self, theme: Theme, step: PracticeStep) -> None:
        super().__init__()
        words = step_words(step)
        self._step = step
        self._words = label("", "body")
        self._state: QLabel = label("", "small", "muted")
        tag(self._state, heavy=True)
        self._state.setWordWrap(False)
        self.go = QPushButton(_("Go there"))
        self.go.setObjectName(f"practice.go.{step.value}")
        self.go.setAccessibleName(_("Go there: {step}").format(step=words))
        tag(self.go, button="quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("xs"))
        column.addWidget(line(theme))
        row = QHBoxLayout()
        row.setSpacing(theme.space("m"))
        row.addWidget(self._words, 1)
        row.addWidget(self._state)
        row.addWidget(self.go)
        column.addLayout(row)

    def show_step(self, number: int | None, *, is_done: bool) -> None:
        """Say whether it is done, as often as somebody likes; without a number it is no step."""
        self.setVisible(number is not None)
        self._words.setText(_("{n}. {step}").format(n=number, step=step_words(self._step)))
        self._state.setText(_("done") if is_done else _("not yet"))


def step_words(step: PracticeStep) -> str:
    """Return what to do, in one or two short sentences."""
    return {
        PracticeStep.CHECK_IN: _(
            "Do a check-in: press As usual. It may say no. Answer what is needed, then Save."
        ),
        PracticeStep.DOSE: _("Log a dose."),
        PracticeStep.PUMP_SOUND: _("Press Something happened, then Pump sound."),
        PracticeStep.RED_FLAG: _("In Check-in, press a red sign. Read what to do. Press it again."),
        PracticeStep.READ: _("Open Learn and read one text."),
        PracticeStep.SHEET: _("Open Handoff. Print the sheet, or save it."),
        PracticeStep.EMERGENCY: _("Open Emergency, then go back."),
    }[step]


def _told(practice: Practice, *, all_shown: bool) -> str:
    if practice.next is None:
        return _("Practice done. Now you can add your own person in People.")
    done, count = len(practice.done), len(practice.steps)
    if all_shown:
        return _("Practice in five minutes, {done} of {all} done.").format(done=done, all=count)
    words = _("Practice in five minutes, {done} of {all} done. {step}")
    return words.format(done=done, all=count, step=step_words(practice.next))
