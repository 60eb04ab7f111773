# SPDX-License-Identifier: MIT
"""The question whether a seizure or a fall of a check-in is the one that was tapped before."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from caregiver_app.domain.check_in import Draft, Seizure
from caregiver_app.domain.falls import ANOTHER as ANOTHER_FALL
from caregiver_app.domain.falls import ToldFall
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.noted_twice import ANOTHER as ANOTHER_SEIZURE
from caregiver_app.domain.noted_twice import as_tapped
from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.flow_layout import FlowLayout
from caregiver_app.ui.words import dates

_Change = Callable[[Draft], Draft]


class SameEvent(QWidget):
    """Asks while nobody has said which; `edited` brings the answer as a change of the draft."""

    edited = Signal(object)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._same: _Change | None = None
        self._another: _Change | None = None
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("xs"))
        self._words = label("", "strong")
        lines.addWidget(self._words)
        row = FlowLayout(gap=theme.space("s"))
        for part, words, slot in (
            ("same", _("The same"), self._on_same),
            ("other", _("Another one"), self._on_other),
        ):
            button = QPushButton(words)
            button.setObjectName(f"{name}.{part}")
            tag(button, button="normal")
            button.clicked.connect(slot)
            row.addWidget(button)
        lines.addLayout(row)
        self.hide()

    def ask_seizure(self, tapped: Seizure | None, now: Moment) -> bool:
        """Ask about a tapped seizure, or nothing; say whether that changed its size."""
        if tapped is None:
            return self._ask("", None, None)
        words = _("Is this seizure the one tapped at {time}?")
        return self._ask(
            words.format(time=dates.day_and_time(tapped.start, now)),
            lambda draft: as_tapped(draft, tapped),
            lambda draft: _marked(draft, ANOTHER_SEIZURE, is_another=True),
        )

    def ask_fall(self, tapped: ToldFall | None, now: Moment) -> bool:
        """Ask about a tapped fall, or nothing; say whether that changed its size."""
        if tapped is None:
            return self._ask("", None, None)
        words = _("Is this the fall that was tapped at {time}?")
        return self._ask(
            words.format(time=dates.day_and_time(tapped.at, now)),
            lambda draft: _marked(draft, ANOTHER_FALL, is_another=False),
            lambda draft: _marked(draft, ANOTHER_FALL, is_another=True),
        )

    def _ask(self, words: str, same: _Change | None, another: _Change | None) -> bool:
        was_hidden, self._same, self._another = self.isHidden(), same, another
        if words:
            self._words.setText(words)
        self.setVisible(bool(words))
        return was_hidden is not self.isHidden()

    def _on_same(self) -> None:
        self.edited.emit(self._same)

    def _on_other(self) -> None:
        self.edited.emit(self._another)


def _marked(draft: Draft, mark: str, *, is_another: bool) -> Draft:
    return replace(draft, more={**draft.more, mark: is_another})
