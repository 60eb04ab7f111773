# SPDX-License-Identifier: MIT
"""The time of a stored check-in, to be corrected: its answers stay, what it is about moves."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caregiver_app.domain.check_in import CheckIn, Seizure
from caregiver_app.domain.happened import Happening, kind_of
from caregiver_app.domain.moments import Moment
from caregiver_app.system.clock import Clock
from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme, label
from caregiver_app.ui.widgets.fields.moved_seizures import Told, late_seizure, moved_to
from caregiver_app.ui.widgets.fields.when_field import WhenField
from caregiver_app.ui.words import dates


class CorrectedTime(QWidget):
    """When it was; `changed` at every key. A seizure that only said the same time goes with it."""

    changed = Signal()

    def __init__(self, theme: Theme, clock: Clock, stored: CheckIn, born: date | None) -> None:
        super().__init__()
        self._stored, self._born = stored, born
        asked = _("When was this?")
        self._when = WhenField(theme, "correction.at", asked, clock)
        self._when.show_moment(stored.at)
        self._when.changed.connect(self.changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("xs"))
        column.addWidget(label(asked, "strong"))
        column.addWidget(self._when)

    def corrected(self) -> CheckIn:
        """Return the check-in at this time; as it is stored while the time cannot be right."""
        at, stored = self._when.value(), self._stored
        if at is None or at == stored.at:
            return stored
        return replace(stored, at=at, zone=at.zone or stored.zone, seizures=_moved(stored, at))

    def problem(self) -> str:
        """Return why this time cannot be kept, or a blank."""
        at = self._when.value()
        if at is None:
            return self._when.problem() or _("Choose the day and the time first.")
        if self._born is not None and at.day < self._born:
            return _("That day is before they were born.")
        corrected = self.corrected()
        return late_seizure(corrected, at) or _late_dose(corrected, at)

    def focus_first(self) -> None:
        """Put the keyboard into the time."""
        self._when.edit.setFocus()


def _moved(stored: CheckIn, at: Moment) -> tuple[Seizure, ...] | None:
    if not stored.seizures:
        return stored.seizures
    if kind_of(stored) is Happening.SEIZURE:
        first, *others = stored.seizures
        same = first.start == stored.at
        return (replace(first, start=at) if same else first, *others)
    return moved_to(Told(seizures=stored.seizures, at=stored.at, is_now=True), at)


def _late_dose(check_in: CheckIn, at: Moment) -> str:
    """Return that the last dose that stayed down is after its own check-in, or a blank."""
    kept = check_in.last_kept_dose_at
    if kept is None or kept <= at:
        return ""
    words = _(
        "The last dose that stayed down was {dose}. That is after this time ({time}). "
        "Correct that answer first."
    )
    return words.format(dose=dates.date_time(kept), time=dates.date_time(at))
