# SPDX-License-Identifier: MIT
"""The question whether the seizure of a check-in is the one that was tapped as it began."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from caregiver_app.domain.check_in import Draft, Seizure
from caregiver_app.domain.noted_twice import ANOTHER, as_tapped
from caregiver_app.system.words import _
from caregiver_app.ui import dates
from caregiver_app.ui.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.flow_layout import FlowLayout


class SameSeizure(QWidget):
    """Asks while nobody has said which; `edited` brings the answer as a change of the draft."""

    edited = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("same_seizure")
        self._tapped: Seizure | None = None
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("xs"))
        self._words = label("", "strong")
        lines.addWidget(self._words)
        row = FlowLayout(gap=theme.space("s"))
        for name, words, slot in (
            ("same", _("The same"), self._on_same),
            ("other", _("Another one"), self._on_other),
        ):
            button = QPushButton(words)
            button.setObjectName(f"same_seizure.{name}")
            tag(button, button="normal")
            button.clicked.connect(slot)
            row.addWidget(button)
        lines.addLayout(row)
        self.hide()

    def ask(self, tapped: Seizure | None) -> bool:
        """Ask about a tapped seizure, or nothing; say whether that changed its size."""
        was_hidden, self._tapped = self.isHidden(), tapped
        if tapped is not None:
            words = _("Is this seizure the one tapped at {time}?")
            self._words.setText(words.format(time=dates.clock_time(tapped.start)))
        self.setVisible(tapped is not None)
        return was_hidden is not self.isHidden()

    def _on_same(self) -> None:
        if (tapped := self._tapped) is not None:
            self.edited.emit(lambda draft: as_tapped(draft, tapped))

    def _on_other(self) -> None:
        self.edited.emit(_with_another)


def _with_another(draft: Draft) -> Draft:
    return replace(draft, more={**draft.more, ANOTHER: True})
