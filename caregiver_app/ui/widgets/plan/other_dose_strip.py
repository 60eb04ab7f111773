# SPDX-License-Identifier: MIT
"""Says that another dose was pressed while one is half typed, and asks which to go on with."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from caregiver_app.domain.dosing.dose_entry import PlannedDose
from caregiver_app.domain.moments import Moment
from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.words import dates


class OtherDoseStrip(QFrame):
    """Holds the dose that was pressed, and when; hidden without one. `taken` asks to go to it."""

    taken = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("dose.other")
        tag(self, banner="trouble")
        self.dose: PlannedDose | None = None
        self.pressed_at: Moment | None = None
        self._words = label("", "strong")
        take = QPushButton(_("Leave this one, go to the other"))
        take.setObjectName("dose.other.take")
        tag(take, button="normal")
        take.clicked.connect(self.taken)
        lines = QVBoxLayout(self)
        edge = theme.space("m")
        lines.setContentsMargins(edge, theme.space("s"), edge, theme.space("s"))
        lines.setSpacing(theme.space("s"))
        lines.addWidget(self._words)
        lines.addWidget(take, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def hold(self, dose: PlannedDose, pressed_at: Moment | None) -> None:
        """Keep a dose and when "given now" was pressed for it."""
        self.dose, self.pressed_at = dose, pressed_at
        due = dates.clock_time(dose.due)
        words = _("You pressed the {time} dose too. It comes after this one.").format(time=due)
        if pressed_at is not None:
            words = _("You pressed the {time} dose too, given at {at}. It comes after this one.")
            words = words.format(time=due, at=dates.clock_time(pressed_at))
        self._words.setText(words)
        self.setAccessibleName(words)
        self.show()

    def let_go(self) -> None:
        """Forget the dose."""
        self.dose = self.pressed_at = None
        self.hide()
