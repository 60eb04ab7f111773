# SPDX-License-Identifier: MIT
"""The last needed answers that are not there, by name; each is a press that leads to it."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.levels import Level
from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.check_in.needed_marks import rows_of
from caregiver_app.ui.widgets.fields.flow_layout import FlowLayout
from caregiver_app.ui.widgets.fields.level_words import needed_names

_MOST = 3
"""More than these are a form that was hardly begun: nobody has to be told."""


class StillNeeded(QWidget):
    """Stands right over Save. `wanted` brings the name of a question."""

    wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("still_needed")
        row = FlowLayout(self, gap=theme.space("s"))
        caption = label(_("Still needed"), "strong")
        caption.setWordWrap(False)
        caption.setMinimumHeight(theme.size("target"))
        row.addWidget(caption)
        self._begun = False
        self._missing: tuple[str, ...] = ()
        self._buttons: dict[str, QPushButton] = {}
        for name, words in needed_names().items():
            button = QPushButton(words)
            button.setObjectName(f"needed.{name}")
            button.setAccessibleName(_("Still needed: {what}. Go there.").format(what=words))
            tag(button, button="normal")
            button.clicked.connect(partial(self.wanted.emit, name))
            row.addWidget(button)
            self._buttons[name] = button
        self.hide()

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the needed answers that are not there, in the order of the form."""
        return self._missing

    @property
    def unnamed(self) -> tuple[str, ...]:
        """Return what is missing while no button here names it."""
        return self._missing if self.isHidden() else ()

    @property
    def is_little(self) -> bool:
        """Say whether so little is missing that each is worth a name and a mark."""
        return self._begun and len(self._missing) <= _MOST

    def follow(self, assessment: Assessment, *, begun: bool) -> bool:
        """Name what a judgement lacks, once little is left; say whether that changed its size.

        A call comes first: then the words of the level have the room.
        """
        self._begun = begun
        self._missing = tuple(name for name in assessment.missing if name in self._buttons)
        calm = self.is_little and assessment.level < Level.URGENT
        shown = list(self._missing) if calm else []
        before = [name for name, button in self._buttons.items() if not button.isHidden()]
        was_shown = not self.isHidden()
        for name, button in self._buttons.items():
            button.setVisible(name in shown)
        self.setVisible(bool(shown))
        return before != shown or was_shown is not bool(shown)


def go_to_question(form: QWidget, name: str) -> None:
    """Put the keyboard on the first answer of a question."""
    rows = list(rows_of(form, name))
    if name in _FLAGS:
        rows = form.findChildren(QWidget, "flag.none") + rows
    for row in rows:
        for stop in (row, *row.findChildren(QWidget)):
            if stop.isVisible() and stop.isEnabled() and stop.focusPolicy() & _BY_TAB:
                stop.setFocus(Qt.FocusReason.TabFocusReason)
                return


_FLAGS = ("hallucination", "seizures")
_BY_TAB = Qt.FocusPolicy.TabFocus
