# SPDX-License-Identifier: MIT
"""What the program is, in one sentence over the first form, and the way to try it out."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget

from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme, label, tag


class WelcomeHead(QWidget):
    """Stands where the promise and the practice people are out of sight below the form."""

    practice_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.space("m"))
        self._row.addWidget(
            label(_("Write down how they are. See who to call. Hand the ER one page."), "value"), 1
        )
        practice = QPushButton(_("Just looking? Practice"))
        practice.setAccessibleName(_("Just looking? Practice on a made-up person."))
        practice.setObjectName("welcome.practice")
        tag(practice, button="normal")
        practice.clicked.connect(self.practice_wanted)
        self._row.addWidget(practice, 0, Qt.AlignmentFlag.AlignVCenter)

    def stand(self, *, narrow: bool) -> None:
        """Put the button under the sentence where there is no room beside it."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(down if narrow else across)
