# SPDX-License-Identifier: MIT
"""Taking an entry out of the record, or putting it back: what it is, what that does, and why."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QFrame, QVBoxLayout

from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.why_part import WhyPart


class RemovalForm(QFrame):
    """`kept` carries the reason; `left` says that nothing is changed."""

    kept = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, about: str, *, back: bool, alerts: Sequence[str] = ()) -> None:
        super().__init__()
        self.setObjectName("removal")
        tag(self, card="plain")
        column = QVBoxLayout(self)
        side = theme.space("l")
        column.setContentsMargins(side, theme.space("m"), side, side)
        column.setSpacing(theme.space("s"))
        title = _("Put this entry back?") if back else _("Remove this entry?")
        column.addWidget(label(title, "name"))
        column.addWidget(label(about, "strong"))
        does = _("It no longer counts. It stays in the log and can be put back.")
        if back:
            does = _("It counts again, as it was written.")
        column.addWidget(label(does, "body", "muted"))
        for alert in alerts:
            stays = _("It made an alert ({alert}). That alert still stands.")
            away = _("If it is wrong too, remove it as an entry of its own.")
            column.addWidget(label(f"{stays.format(alert=alert)} {away}", "strong"))
        prompt = _("Why is it put back?") if back else _("Why is it removed?")
        self.why = WhyPart(theme, "removal", _reasons(back=back), prompt)
        self.why.save_pressed.connect(self._on_save)
        self.why.left.connect(self.left)
        column.addWidget(self.why)

    def focus_first(self) -> None:
        """Put the keyboard on the reasons."""
        first = self.why.findChild(QAbstractButton, "removal.why.0")
        if isinstance(first, QAbstractButton):
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_save(self) -> None:
        if self.why.reason():
            self.kept.emit(self.why.reason())
        else:
            self.why.ask_for_it()


def _reasons(*, back: bool) -> Sequence[str]:
    if back:
        return (_("it was right"), _("removed by mistake"))
    return (_("wrong person"), _("written twice"), _("did not happen"))
