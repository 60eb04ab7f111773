# SPDX-License-Identifier: MIT
"""The buttons under the plan, and what is said beside them while a version is typed."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caregiver_app.services.dosing.plans import PlanNotSaved
from caregiver_app.services.dosing.pump import PumpEventNotSaved
from caregiver_app.system.words import _
from caregiver_app.ui.look.heard import announce
from caregiver_app.ui.look.theme import Theme, label
from caregiver_app.ui.widgets.fields.cards import action_button, action_row
from caregiver_app.ui.widgets.fields.save_button import SaveButton
from caregiver_app.ui.widgets.fields.undo_button import UndoButton
from caregiver_app.ui.widgets.plan.plan_unsaid import UnsaidAsked
from caregiver_app.ui.widgets.plan.plan_years import FarStep
from caregiver_app.ui.words.person_words import initials_of


class PlanBar(QObject):
    """`row` is what stands at the foot of the page; `advice` is the rule of the page, in words.

    A plan that is shown has other buttons than one that is typed. A question about the amounts
    takes the place of the buttons of the form: `amounts_left_out` is its yes, `amounts_wanted`
    its no. `undone` is said when a version or a visit that was just saved was taken back.
    """

    dose_wanted = Signal()
    hold_wanted = Signal()
    version_wanted = Signal()
    bring_back_wanted = Signal()
    cancelled = Signal()
    save_wanted = Signal()
    amounts_left_out = Signal()
    amounts_wanted = Signal()
    undone = Signal()

    def __init__(self, theme: Theme, advice: str, owner: QObject) -> None:
        super().__init__(owner)
        self._theme, self._rule = theme, advice
        self._refused = ""
        self._advice = label(advice, "small", "muted")
        self._log = action_button(theme, _("Log a dose"), "normal")
        self._hold = action_button(theme, _("Write a hold or a step back"), "normal")
        self._new = action_button(theme, _("New version from the prescriber"), "primary", "plan")
        self._back = action_button(theme, _("Bring back what was typed"), "normal")
        self._cancel = action_button(theme, _("Leave it as it was"), "normal")
        self._save = SaveButton(theme)
        for button, name, wanted in (
            (self._log, "plan.log_dose", self.dose_wanted),
            (self._hold, "plan.hold", self.hold_wanted),
            (self._new, "plan.new", self.version_wanted),
            (self._back, "plan.bring_back", self.bring_back_wanted),
            (self._cancel, "plan.cancel", self.cancelled),
            (self._save, "plan.save", self.save_wanted),
        ):
            button.setObjectName(name)
            button.clicked.connect(wanted)
        self._trouble = label("", "strong")
        self._trouble.setObjectName("plan.trouble")
        self._unsaid = UnsaidAsked(theme)
        self._unsaid.agreed.connect(self.amounts_left_out)
        self._unsaid.declined.connect(self.amounts_wanted)
        said = (self._advice, self._trouble, self._unsaid)
        buttons = [self._back, self._cancel, self._log, self._hold, self._new, self._save]
        self.row = QWidget()
        lines = QVBoxLayout(self.row)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("s"))
        lines.addWidget(self._build_saved())
        lines.addWidget(action_row(theme, said, buttons))

    def _build_saved(self) -> QWidget:
        """Build the line over the buttons that says what was saved, with Undo at its end."""
        self._take_back: Callable[[], None] | None = None
        self._saved_line, self._saved = QWidget(), label("", "strong")
        self._undo = UndoButton("plan.undo")
        self._undo.clicked.connect(self._on_undo)
        self._undo.ended.connect(self._saved_line.hide)
        row = QHBoxLayout(self._saved_line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.space("m"))
        row.addWidget(self._saved, 1)
        row.addWidget(self._undo)
        self._saved_line.hide()
        return self._saved_line

    def offer_undo(self, words: str, take_back: Callable[[], None]) -> None:
        """Say what was saved, with the keyboard after it; for ten seconds a press takes it back."""
        self._take_back = take_back
        self._say_saved(words)
        self._undo.offer()
        self.take_focus()

    def _on_undo(self) -> None:
        if self._take_back is None:
            return
        try:
            self._take_back()
        except (
            PlanNotSaved,
            PumpEventNotSaved,
        ) as trouble:  # the offer stands: it can be pressed again
            self._say_saved(_("NOT SAVED. {cause}").format(cause=trouble))
            return
        self._undo.end()
        self.undone.emit()
        self._say_saved(_("Taken back. It is as it was before."))

    def _say_saved(self, words: str) -> None:
        self._saved.setText(words)
        self._saved_line.setVisible(bool(words))
        announce(self._saved, words, now=False)

    def end_undo(self) -> None:
        """Say no more what was saved: something else is done or shown by now."""
        self._undo.end()
        self._saved_line.hide()

    def show_buttons(
        self, em: float, refused: str, *, typing: bool, has_plan: bool, was_left: bool
    ) -> None:
        """Show what can be done in a window of that width; `refused` says why nothing may be.

        `was_left` says that a version was typed and left: a slip beside Save costs nothing.
        """
        self._refused = refused
        self._back.setVisible(was_left and not typing and not refused)
        tight = em < self._theme.breakpoint("compact")
        self._log.setVisible(not typing and has_plan)
        self._hold.setVisible(not typing and has_plan and not refused)
        self._hold.setText(
            _("A hold or a step back") if tight else _("Write a hold or a step back")
        )
        self._new.setVisible(not typing and not refused)
        self._new.setText(_new_words(tight=tight, has_plan=has_plan))
        self.show_saving(typing=typing)
        self._advice.setText(refused or self._rule)
        self.show_advice(em, typing=typing)
        self._trouble.setVisible(typing)
        self._trouble.setText("")

    def show_person(self, name: str, colour: str) -> None:
        """Say on the button that saves whose plan it is."""
        words = _("Save this plan for {name}").format(name=name)
        self._save.show_person(words, initials_of(name), colour)

    def show_saving(self, *, typing: bool) -> None:
        """Show the buttons of the form, which give way to a question about it."""
        self._unsaid.hide()
        for button in (self._cancel, self._save):
            button.setVisible(typing)

    def show_advice(self, em: float, *, typing: bool) -> None:
        """Say the rule of the page where there is room, and who may change it always."""
        narrow = em < self._theme.breakpoint("medium")
        self._advice.setVisible(not typing and (not narrow or bool(self._refused)))

    def say(self, trouble: str) -> None:
        """Say what keeps the plan from being saved; a blank ends it."""
        self._trouble.setText(trouble)

    def ask(self, far: Sequence[FarStep], unsaid: Sequence[int], left_out: Sequence[int]) -> None:
        """Ask about years and amounts of steps, in the place of the buttons of the form."""
        self._cancel.hide()
        self._save.hide()
        self._unsaid.ask(far, unsaid, left_out)

    def take_focus(self) -> None:
        """Put the keyboard on the button for a new version."""
        self._new.setFocus(Qt.FocusReason.OtherFocusReason)


def _new_words(*, tight: bool, has_plan: bool) -> str:
    if not has_plan:
        return _("Type the plan")
    return _("New version") if tight else _("New version from the prescriber")
