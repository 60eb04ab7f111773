# SPDX-License-Identifier: MIT
"""What a check-in asks right over Save: which seizure or fall it is, and what is still needed."""

from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.check_in import Draft
from caregiver_app.domain.falls import asked_about
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.noted_twice import tapped_near
from caregiver_app.domain.record import Record
from caregiver_app.ui.look.theme import Theme
from caregiver_app.ui.widgets.check_in.needed_marks import NeededMarks
from caregiver_app.ui.widgets.check_in.same_event import SameEvent
from caregiver_app.ui.widgets.check_in.still_needed import StillNeeded


class BeforeSave(QWidget):
    """Holds all of it; without anything to ask it takes no room.

    On the form the questions that wait are marked, once little is left or somebody asked for it.
    `near` is how far a tapped seizure may begin from the one that is told. `edited` brings an
    answer as a change of the draft.
    """

    edited = Signal(object)

    def __init__(self, theme: Theme, near: timedelta) -> None:
        super().__init__()
        self._near = near
        self._theme = theme
        self._marks: NeededMarks | None = None
        self._asked = False
        self.same, self.fall = SameEvent(theme, "same_seizure"), SameEvent(theme, "same_fall")
        self.needed = StillNeeded(theme)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("xs"))
        for part in (self.same, self.fall, self.needed):
            lines.addWidget(part)
        for same in (self.same, self.fall):
            same.edited.connect(self.edited)
        self.hide()

    def take_form(self, form: QWidget) -> None:
        """Mark the questions of this form from now on."""
        self._marks = NeededMarks(self._theme, form)

    def mark_all(self) -> None:
        """Mark every question that waits, until a form is begun anew: somebody asked for it."""
        self._asked = True
        self._mark()

    def follow(
        self,
        assessment: Assessment,
        draft: Draft,
        record: Record | None,
        now: Moment,
        *,
        begun: bool,
    ) -> bool:
        """Ask what a draft leaves open; say whether that changed the size."""
        before = record.check_ins if record is not None else ()
        changed = (
            self.same.ask_seizure(tapped_near(before, draft, self._near), now),
            self.fall.ask_fall(asked_about(before, draft), now),
            self.needed.follow(assessment, begun=begun),
        )
        self._asked = self._asked and begun
        self._mark()
        self.setVisible(not all(p.isHidden() for p in (self.same, self.fall, self.needed)))
        return any(changed)

    def _mark(self) -> None:
        shown = self._asked or self.needed.is_little
        if self._marks is not None:
            self._marks.mark(self.needed.missing if shown else ())
