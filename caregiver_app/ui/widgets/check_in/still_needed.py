# SPDX-License-Identifier: MIT
"""The last needed answers that are not there, by name; each is a press that leads to it."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.levels import Level
from caregiver_app.system.words import _
from caregiver_app.ui.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.flow_layout import FlowLayout
from caregiver_app.ui.widgets.fields.level_words import needed_names

_MOST = 3
"""More than these are a form that was hardly begun: nobody has to be told."""
# Where a question is on the form, where it does not carry its own name.
_PLACES = {
    "hallucination": ("flag.none",),
    "seizures": ("flag.none",),
    "dose_status": ("dose.0", "doses_missed_in_row", "doses.none"),
}


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

    def follow(self, assessment: Assessment, *, begun: bool) -> bool:
        """Name what a judgement lacks, once little is left; say whether that changed its size.

        A call comes first: then the words of the level have the room.
        """
        missing = [name for name in assessment.missing if name in self._buttons]
        calm = begun and assessment.level < Level.URGENT
        shown = missing if calm and len(missing) <= _MOST else []
        before = [name for name, button in self._buttons.items() if not button.isHidden()]
        was_shown = not self.isHidden()
        for name, button in self._buttons.items():
            button.setVisible(name in shown)
        self.setVisible(bool(shown))
        return before != shown or was_shown is not bool(shown)


def go_to_question(form: QWidget, name: str) -> None:
    """Put the keyboard on the first answer of a question."""
    for place in _PLACES.get(name, (name,)):
        for part in form.findChildren(QWidget, place):
            stops = [part, *part.findChildren(QWidget)]
            for stop in stops:
                if stop.isVisible() and stop.isEnabled() and stop.focusPolicy() & _BY_TAB:
                    stop.setFocus(Qt.FocusReason.TabFocusReason)
                    return


_BY_TAB = Qt.FocusPolicy.TabFocus
