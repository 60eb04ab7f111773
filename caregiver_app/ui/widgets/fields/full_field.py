# SPDX-License-Identifier: MIT
"""What every question of the full check-in has: its prompt, its help, its answer in the draft."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caregiver_app.domain.check_in import Draft
from caregiver_app.domain.doses import DoseEvent
from caregiver_app.domain.form import Question
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug
from caregiver_app.domain.record import Record
from caregiver_app.system.clock import Clock, here_and_now
from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.help_button import AskHelp, HelpButton
from caregiver_app.ui.words.check_in_words import wrong_words

DraftChange = Callable[[Draft], Draft]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldDose:
    """A dose as somebody wrote it down in another place: which drug, their words, and when.

    `amount` is the part of the words that may be read, `typed_at` a time without its day. `moved`
    is called with what says whether it counts among the doses by now.
    """

    drug: Drug
    words: str
    amount: str
    at: Moment | None
    typed_at: str
    moved: Callable[[Callable[[], bool]], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedOf:
    """Who is asked, when, and in which unit (`F` or `C`) they measure a temperature.

    `weight_unit` (`lb` or `kg`) is the one a weight is asked for in first.
    `pressed_at` gives the time of something that is added: a form can stand open for long, and
    may be about another time. Without it that is this very time. `counted` tells which drug that is
    counted as doses a name on a label is, `alike` which one may be meant by a name that is nearly
    its own, `not_meant` the names of which somebody said no to that, `tells_doses` whether doses
    have a question of their own.
    """

    theme: Theme
    record: Record
    now: Moment
    unit: str
    child: bool
    clock: Clock
    ask_help: AskHelp
    pressed_at: Callable[[], Moment] | None = None
    weight_unit: str = "lb"
    counted: Callable[[str], Drug | None] | None = None
    alike: Callable[[str], Drug | None] | None = None
    not_meant: set[str] = field(default_factory=set)
    tells_doses: bool = True

    def time_of_press(self) -> Moment:
        """Return when something that is added now begins."""
        return here_and_now(self.clock) if self.pressed_at is None else self.pressed_at()


@dataclass(frozen=True, slots=True)
class Wrong:
    """A field that cannot be saved as it is: its name, its text, and where to correct it.

    `words` say what to do where it is not the text that cannot be right.
    """

    caption: str
    typed: str
    edit: QWidget
    words: str = ""

    def said(self) -> str:
        """Return why nothing was saved."""
        return self.words or wrong_words(self.caption, self.typed)


class FullField(QWidget):
    """One question. Presses change the draft at once (`edited`), typed text is read (`typed`).

    `edited` carries what a press does to the draft, so that a tile, a quick answer and this one
    about the same field always agree. `rebuilt` tells that there are new parts in it. `dose_told`
    carries a dose that was told here and belongs among the doses. The lines of the field are
    `lines`.
    """

    edited = Signal(object)
    typed = Signal()
    rebuilt = Signal()
    dose_told = Signal(object)

    def __init__(self, asked: AskedOf, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.asked = asked
        self.question = question
        self.lines = QVBoxLayout(self)
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.lines.setSpacing(asked.theme.space("xs"))

    @property
    def is_broad(self) -> bool:
        """Say whether the field wants a whole line."""
        return True

    def show_answer(self, draft: Draft) -> None:
        """Show what was pressed, here or elsewhere."""

    def show_draft(self, draft: Draft) -> None:
        """Show the answers of a kept draft, the typed ones too."""
        self.show_answer(draft)

    def without(self, draft: Draft) -> Draft:
        """Return the draft without what this field reads from its text."""
        return draft

    def taken_into(self, draft: Draft) -> Draft:
        """Return the draft with what was typed here."""
        return draft

    def dose_events(self, recorder: str | None) -> tuple[DoseEvent, ...]:
        """Return the lines of the dose log that were written here."""
        return ()

    def show_doses(self, events: Sequence[DoseEvent]) -> None:
        """Show kept lines of the dose log."""

    def take_dose(self, told: ToldDose) -> Callable[[], bool] | None:
        """Take a dose that was told elsewhere, if this is where doses are told; else None.

        What comes back says whether it counts by now, or was taken out again.
        """
        return None

    def wrong(self) -> Wrong | None:
        """Return what cannot be saved as it is, or None."""
        return None

    def head(self) -> QWidget:
        """Return prompt and hint, with the question mark at the end of the line."""
        question, theme = self.question, self.asked.theme
        made = QWidget()
        line = QHBoxLayout(made)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(label(question.prompt, "strong"))
        if question.help:
            words.addWidget(label(question.help, "small", "muted"))
        words.addStretch(1)
        line.addLayout(words, 1)
        if question.about:
            line.addWidget(help_button(self.asked, question))
        made.setMinimumHeight(theme.size("target"))
        return made


class AskLine(QWidget):
    """Asks "Is that right?" under an answer, with Yes and No.

    The answer counts before anybody says yes: a question never hides a level. Beside chips it is
    short and its room is always kept, so that nothing moves under the pointer.
    """

    taken_back = Signal()

    def __init__(self, theme: Theme, name: str, *, keeps_room: bool = False) -> None:
        super().__init__()
        self._short = keeps_room
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space("s"))
        self._words = label("", "strong")
        self._words.setWordWrap(not keeps_room)
        row.addWidget(self._words, 1)
        self._yes = self._button(f"{name}.yes", _("Yes"))
        self._no = self._button(f"{name}.take_back", _("No"))
        row.addWidget(self._yes)
        row.addWidget(self._no)
        self._yes.clicked.connect(self._on_yes)
        self._no.clicked.connect(self.taken_back)
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(keeps_room)
        self.setSizePolicy(policy)
        self.setMinimumHeight(theme.size("target"))
        self._asked_about = ""
        self._confirmed = ""
        self.ask("")

    def ask(self, about: str) -> None:
        """Ask whether an answer is right; a blank, or what was confirmed, is not asked about."""
        self._asked_about = about
        if not about:
            self._confirmed = ""
        words = _("{answer}: is that right?").format(answer=about)
        self._words.setText(_("Is that right?") if self._short else words)
        self._yes.setAccessibleName(f"{words} {self._yes.text()}")
        self._no.setAccessibleName(f"{words} {self._no.text()}")
        self.setVisible(bool(about) and about != self._confirmed)

    def confirm(self) -> None:
        """Ask no more about this answer: it was kept with the draft."""
        self._on_yes()

    def _button(self, name: str, words: str) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(name)
        tag(button, button="soft")
        return button

    def _on_yes(self) -> None:
        self._confirmed = self._asked_about
        self.ask(self._asked_about)


def help_button(asked: AskedOf, question: Question) -> HelpButton:
    """Return the question mark of a full question; the Tab key stops at it."""
    button = HelpButton(asked.theme, question, asked.ask_help)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button
