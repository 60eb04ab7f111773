# SPDX-License-Identifier: MIT
"""What a check-in asks right over Save: which seizure it is, and what is still needed."""

from datetime import timedelta

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.check_in import Draft
from caregiver_app.domain.noted_twice import tapped_near
from caregiver_app.domain.record import Record
from caregiver_app.ui.theme import Theme
from caregiver_app.ui.widgets.check_in.needed_marks import NeededMarks
from caregiver_app.ui.widgets.check_in.same_seizure import SameSeizure
from caregiver_app.ui.widgets.check_in.still_needed import StillNeeded


class BeforeSave(QWidget):
    """Holds both; without anything to ask it takes no room.

    On the form the questions that wait are marked, once little is left or somebody asked for it.
    `near` is how far a tapped seizure may begin from the one that is told.
    """

    def __init__(self, theme: Theme, near: timedelta) -> None:
        super().__init__()
        self._near = near
        self._theme = theme
        self._marks: NeededMarks | None = None
        self._asked = False
        self.same, self.needed = SameSeizure(theme), StillNeeded(theme)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("xs"))
        for part in (self.same, self.needed):
            lines.addWidget(part)
        self.hide()

    def take_form(self, form: QWidget) -> None:
        """Mark the questions of this form from now on."""
        self._marks = NeededMarks(self._theme, form)

    def mark_all(self) -> None:
        """Mark every question that waits, until a form is begun anew: somebody asked for it."""
        self._asked = True
        self._mark()

    def follow(
        self, assessment: Assessment, draft: Draft, record: Record | None, *, begun: bool
    ) -> bool:
        """Ask what a draft leaves open; say whether that changed the size."""
        asked = self.same.ask(
            tapped_near(record.check_ins, draft, self._near) if record is not None else None
        )
        named = self.needed.follow(assessment, begun=begun)
        self._asked = self._asked and begun
        self._mark()
        self.setVisible(not (self.same.isHidden() and self.needed.isHidden()))
        return asked or named

    def _mark(self) -> None:
        shown = self._asked or self.needed.is_little
        if self._marks is not None:
            self._marks.mark(self.needed.missing if shown else ())
