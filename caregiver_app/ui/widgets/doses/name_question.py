# SPDX-License-Identifier: MIT
"""Asks beside a typed name whether a drug that is stepped down was meant; it changes nothing."""

from collections.abc import Callable, Collection

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

from caregiver_app.domain.person import Drug
from caregiver_app.system.words import _
from caregiver_app.ui.look.focus import show_whole
from caregiver_app.ui.look.heard import announce
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.flow_layout import FlowLayout
from caregiver_app.ui.words.person_words import drug_words

Alike = Callable[[str], Drug | None]
_PRESS_MS = 50


class NameQuestion(QWidget):
    """Stands under a field for the name of a medicine while a name in it is nearly that of a drug.

    Half a name is no slip: it is asked about once the field was left and no button of the mouse is
    held, under which all would move, or when something is to be saved. Only a press writes the drug
    into the field, before what was typed. `settled` are names that were answered with No or are
    written down already; several questions may have them in common. `answered` is said after a
    press.
    """

    answered = Signal()

    def __init__(self, theme: Theme, edit: QLineEdit, settled: set[str] | None = None) -> None:
        super().__init__()
        self._edit = edit
        self.settled = settled if settled is not None else set()
        self._alike: Alike | None = None
        self._of_plan: Collection[Drug] = ()
        self._told = label("", "strong")
        self._yes, self._no = QPushButton(), QPushButton()
        buttons = FlowLayout(gap=theme.space("s"))
        for button, name, slot in (
            (self._yes, "meant", self._on_yes),
            (self._no, "not_meant", self._on_no),
        ):
            button.setObjectName(f"{edit.objectName()}.{name}")
            tag(button, button="normal")
            button.clicked.connect(slot)
            buttons.addWidget(button)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("xs"))
        lines.addWidget(self._told)
        lines.addLayout(buttons)
        edit.editingFinished.connect(self._on_left)
        edit.textChanged.connect(self.hide)
        self.hide()

    def look_for(self, alike: Alike | None, of_plan: Collection[Drug]) -> None:
        """Ask about names that `alike` finds near to a drug; some drugs are those of the plan."""
        self._alike, self._of_plan = alike, of_plan

    def words(self) -> str:
        """Return what is to be asked about the name in the field, or a blank."""
        drug = self._drug()
        if drug is None:
            return ""
        words = _("Do you mean {drug}, the medicine of the plan?")
        if drug not in self._of_plan:
            words = _("Do you mean {drug}?")
        return words.format(drug=drug_words(drug))

    def ask(self) -> str:
        """Show the question where there is one, and return its words."""
        words, drug = self.words(), self._drug()
        if drug is not None and self.isHidden():
            self._told.setText(words)
            self._yes.setText(_("Yes, {drug}").format(drug=drug_words(drug)))
            self._no.setText(_("No, another medicine"))
            for button in (self._yes, self._no):
                button.setAccessibleName(f"{words} {button.text()}")
            announce(self._told, words, now=False)
        self.setVisible(drug is not None)
        return words

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Show the question, with the keyboard on its first answer."""
        self.ask()
        self._yes.setFocus(reason)

    def _drug(self) -> Drug | None:
        name = self._edit.text().strip()
        if not name or self._alike is None or name.casefold() in self.settled:
            return None
        return self._alike(name)

    def _on_left(self) -> None:
        if QApplication.mouseButtons():
            QTimer.singleShot(_PRESS_MS, self, self._on_left)
        elif self.ask():
            QTimer.singleShot(0, self, self._come_into_sight)

    def _come_into_sight(self) -> None:
        """Bring the question into sight, but first of all what has the keyboard."""
        for part in (self._no, self._yes, QApplication.focusWidget()):
            if part is not None and part.isVisible() and part.window() is self.window():
                show_whole(part)

    def _on_yes(self) -> None:
        drug, typed = self._drug(), self._edit.text().strip()
        if drug is not None:
            self._edit.selectAll()
            self._edit.insert(f"{drug.value} ({typed})")
        self._done()

    def _on_no(self) -> None:
        self.settled.add(self._edit.text().strip().casefold())
        self._done()

    def _done(self) -> None:
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()
        self.answered.emit()
