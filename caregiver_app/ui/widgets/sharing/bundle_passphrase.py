# SPDX-License-Identifier: MIT
"""The passphrase of a family's file: typed twice, with advice in words, kept nowhere."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from caregiver_app.domain.sharing.passphrase import LEAST, Strength, strength
from caregiver_app.system.words import _, ngettext
from caregiver_app.ui.look.heard import announce
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.check_chip import CheckChip

_WIDEST_EM = 26


class BundlePassphrase(QWidget):
    """One field to open a file, two and advice to make one. `name` begins the names of the parts.

    `entered` tells of Enter in a field.
    """

    entered = Signal()

    def __init__(self, theme: Theme, name: str, *, is_new: bool) -> None:
        super().__init__()
        self._is_new = is_new
        spoken = _("Passphrase of the new file") if is_new else _("Passphrase of the chosen file")
        self._first = _field(theme, f"{name}.passphrase", spoken)
        self._second = _field(theme, f"{name}.again", _("The same passphrase once more"))
        self._advice = label("", "body", "muted")
        self._advice.setObjectName(f"{name}.advice")
        self._problem = label("", "strong")
        self._problem.setObjectName(f"{name}.problem")
        self._problem.hide()
        self._show = CheckChip(theme, _("Show what I type"))
        self._show.setObjectName(f"{name}.show")
        self._show.setAccessibleName(f"{self._show.text()}. {spoken}")
        self._show.toggled.connect(self._on_show)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("xs"))
        captions = [(_("Passphrase"), self._first)]
        captions += [(_("Once more"), self._second)] if is_new else []
        for words, field in captions:
            caption = label(words, "strong")
            caption.setBuddy(field)
            column.addWidget(caption)
            column.addWidget(field)
            field.textEdited.connect(self._on_edited)
            field.returnPressed.connect(self.entered)
        if not is_new:
            self._second.setParent(self)
            self._second.hide()
            self._advice.hide()
        column.addWidget(self._advice)
        column.addWidget(self._problem)
        column.addWidget(self._show, 0, Qt.AlignmentFlag.AlignLeft)
        self._advise()

    def passphrase(self) -> str:
        """Return the passphrase; empty, with words about it, when there is none to use yet."""
        problem = self._what_is_wrong()
        self.say(problem)
        if not problem:
            return self._first.text()
        is_first = not self._is_new or not strength(self._first.text()).is_taken
        (self._first if is_first else self._second).setFocus()
        return ""

    def say(self, problem: str) -> None:
        """Say what is wrong with what was typed; blank for nothing."""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        for field in (self._first, self._second):
            field.setAccessibleDescription(problem)
        if problem:
            announce(self._problem, problem, now=True)

    def begin(self) -> None:
        """Be ready to be typed into; what stands there is typed over."""
        self._first.setFocus()
        self._first.selectAll()

    def clear(self) -> None:
        """Forget what was typed."""
        for field in (self._first, self._second):
            field.clear()
        self._show.setChecked(False)
        self.say("")
        self._advise()

    def _what_is_wrong(self) -> str:
        if not self._first.text():
            return _("Type the passphrase first. Nothing was done yet.")
        if not self._is_new:
            return ""
        if not strength(self._first.text()).is_taken:
            return " ".join((advice_words(self._first.text()), _("Nothing is saved yet.")))
        if self._first.text() != self._second.text():
            return _("The two are not the same. Nothing is saved yet.")
        return ""

    def _on_edited(self) -> None:
        self.say("")
        self._advise()

    def _advise(self) -> None:
        self._advice.setText(advice_words(self._first.text()))

    def _on_show(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        for field in (self._first, self._second):
            field.setEchoMode(mode)


def advice_words(typed: str) -> str:
    """Say how a passphrase can be made harder to guess."""
    found = strength(typed)
    if found is Strength.SHORT:
        missing = LEAST - len(typed.strip())
        words = ngettext("Too short: {n} more letter.", "Too short: {n} more letters.", missing)
        return words.format(n=missing)
    return {
        Strength.EMPTY: _("Four words that do not belong together are good."),
        Strength.POOR: _("Too easy to guess. Use words that do not belong together."),
        Strength.USABLE: _("It can be used. One more word makes it harder to guess."),
        Strength.LONG: _("Hard to guess. Write it down. Tell it by phone, never in the mail."),
    }[found]


def _field(theme: Theme, name: str, spoken: str) -> QLineEdit:
    field = QLineEdit()
    field.setObjectName(name)
    field.setAccessibleName(spoken)
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setMaximumWidth(_WIDEST_EM * theme.px("body"))
    tag(field, field="box")
    return field
