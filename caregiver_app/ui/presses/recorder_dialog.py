# SPDX-License-Identifier: MIT
"""The small window that asks who is writing things down."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from caregiver_app.domain.people.caregivers import Caregiver
from caregiver_app.services.care_team.caregivers import CaregiverRefused, CaregiverService
from caregiver_app.system.words import _
from caregiver_app.ui.hands.out_of_the_way import OutOfTheWay
from caregiver_app.ui.look.focus import FocusRing
from caregiver_app.ui.look.heard import announce
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.cards import line, scrolling
from caregiver_app.ui.widgets.fields.flow_layout import FlowLayout
from caregiver_app.ui.widgets.fields.two_line_button import TwoLineButton
from caregiver_app.ui.widgets.people.pin_field import PinField

_MOST_NAMES = 5
_WIDE_EM = 32


class RecorderDialog(QDialog):
    """Press a name, type a PIN or type a name; it never stands in the way of the window.

    `chosen` says that somebody else records now; Esc leaves all as it is.
    """

    chosen = Signal()

    def __init__(
        self, theme: Theme, caregivers: CaregiverService, person_id: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("who_records")
        self.setWindowTitle(_("Who is recording?"))
        self.setModal(False)
        self._theme = theme
        self._caregivers = caregivers
        self._person_id = person_id
        self.emergency = QShortcut(QKeySequence("F1"), self)
        self._known = caregivers.of(person_id)
        self._current = caregivers.current(person_id)
        self._rows: list[QPushButton] = []
        self._names: dict[QPushButton, str] = {}
        self._build()
        around = theme.space("xl")
        self._most = parent.size() - QSize(around, 2 * around)
        self._fit()
        self._ring = FocusRing(theme, self)
        self._begin()
        OutOfTheWay(self, parent.window())

    def showEvent(self, event: QShowEvent) -> None:
        """Begin where the keyboard is, also on a screen that is too small for all names."""
        super().showEvent(event)
        self._fit()  # its style is on it only now, and may need a few pixels more
        start = self.focusWidget()
        if start is not None:
            self._area.ensureWidgetVisible(start, 0, self._theme.space("xl"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Enter to the field that is typed in: Qt would press the first name instead."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and isinstance(self.focusWidget(), QLineEdit):
            return
        super().keyPressEvent(event)

    # Building

    def _build(self) -> None:
        content = QWidget()
        self._column = column = QVBoxLayout(content)
        space = self._theme.space
        column.setContentsMargins(space("xl"), space("l"), space("xl"), space("xl"))
        column.setSpacing(space("m"))
        column.addWidget(label(_("Who is recording?"), "heading"))
        hint = _("This name is kept with all that is written down. F6 asks from every page.")
        column.addWidget(label(hint, "body", "muted"))
        for one in self._known:
            self._rows.append(self._caregiver_button(one))
            column.addWidget(self._rows[-1])
        self._pin = PinField(self._theme, "recorder.pin", _("Type your PIN"))
        self._pin.typed.connect(self._on_pin)
        self._pin.letters_typed.connect(self._on_letters)
        offered = self._caregivers.offered(self._person_id)
        for place, name in enumerate(offered[: max(0, _MOST_NAMES - len(self._known))]):
            column.addWidget(self._name_button(name, place))
        column.addWidget(self._pin)
        self._pin.setVisible(any(one.pin is not None for one in self._known))
        column.addWidget(line(self._theme))
        for part in self._typed_part():
            column.addWidget(part)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._area = area = scrolling(content)
        for part in (content, area.viewport()):  # the ground of the window shows, not of a page
            part.setAutoFillBackground(False)
        outer.addWidget(area)

    def _typed_part(self) -> list[QWidget]:
        """Return the field for a name that nobody put on the list, and the verbs."""
        caption = label(_("Guest for this shift") if self._known else _("Your name"), "strong")
        self._name = QLineEdit()
        self._name.setObjectName("recorder_name")
        self._name.setAccessibleName(_("Your name, and how you know them"))
        kim, ana = _("for example: Kim (night aide)"), _("for example: Ana (daughter)")
        self._name.setPlaceholderText(kim if self._known else ana)
        tag(self._name, field="box")
        self._name.returnPressed.connect(self._on_guest if self._known else self._on_name)
        if not self._known and self._current is not None:
            self._name.setText(self._current.signature)
        caption.setBuddy(self._name)
        about = label(_("Just a name, no set-up. Only family changes the plan."), "small", "muted")
        self._problem = label("", "strong")
        self._problem.setObjectName("recorder.problem")
        self._problem.hide()
        verbs = QWidget()
        row = FlowLayout(verbs, gap=self._theme.space("m"))
        leave = self._verb("leave_recorder", _("Leave as it is"), "normal", self.reject)
        row.addWidget(leave)
        kind = "primary" if self._known else "normal"
        guest = self._verb("guest_recorder", _("Guest for this shift"), kind, self._on_guest)
        row.addWidget(guest)
        if not self._known:
            use = self._verb("use_recorder", _("Use this name"), "primary", self._on_name)
            row.addWidget(use)
        return [caption, self._name, *([about] if self._known else []), self._problem, verbs]

    def _verb(self, name: str, words: str, kind: str, slot: Callable[[], None]) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(name)
        button.setAutoDefault(False)
        tag(button, button=kind)
        button.clicked.connect(slot)
        return button

    def _caregiver_button(self, one: Caregiver) -> QPushButton:
        recording = self._current is not None and self._current.id == one.id
        about = [one.relation or "", _("recording now") if recording else ""]
        about.append(_("needs the PIN") if one.pin is not None else "")
        said = ", ".join(part for part in about if part)
        button = TwoLineButton(self._theme, one.name, said)
        button.setObjectName(f"recorder.caregiver.{len(self._rows)}")
        button.setAccessibleName(f"{one.name}, {said}" if said else one.name)
        button.setAutoDefault(True)
        tag(button, button="soft" if recording else "normal")
        button.clicked.connect(self._on_caregiver)
        return button

    def _name_button(self, name: str, place: int) -> QPushButton:
        button = TwoLineButton(self._theme, name, "")
        button.setObjectName(f"recorder.known.{place}")
        button.setAccessibleName(name)
        button.setAutoDefault(False)
        tag(button, button="normal")
        button.clicked.connect(self._on_known)
        self._names[button] = name
        return button

    def _fit(self) -> None:
        """Be as large as the names need, and no larger than the window: the rest scrolls."""
        wide = min(_WIDE_EM * self._theme.px("body"), self._most.width())
        self.setFixedWidth(wide)
        for button in (*self._rows, *self._names):  # they know their height at their width alone
            button.resize(wide - 2 * self._theme.space("xl"), button.height())
        self._column.activate()
        high = self._column.totalHeightForWidth(wide)
        self.resize(wide, min(high, self._most.height()))

    def _begin(self) -> None:
        """Put the keyboard where the shortest way is: the PIN, the next name, or the field."""
        others = [
            row
            for row, one in zip(self._rows, self._known, strict=True)
            if self._current is None or one.id != self._current.id
        ]
        if not self._pin.isHidden():
            self._pin.edit.setFocus()
        elif others:
            others[0].setFocus()
        else:
            self._name.setFocus()
            self._name.selectAll()

    # Choosing

    def _on_caregiver(self) -> None:
        one = self._known[self._rows.index(self.sender())]  # type: ignore[arg-type]  # a row
        if one.pin is None:
            self._try(lambda: self._caregivers.switch(self._person_id, one.id))
            return
        self._pin.ask(_("Type the PIN of {name}").format(name=one.name))

    def _on_pin(self, digits: str) -> None:
        try:
            found = self._caregivers.switch_by_pin(self._person_id, digits)
        except CaregiverRefused as refused:
            self._pin.refuse(str(refused))
            self._fit()
            return
        if found is not None:
            self._done()

    def _on_letters(self, text: str) -> None:
        """Take a name that was begun in the field of the PIN over to its own field."""
        self._name.setText(text)
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_known(self) -> None:
        name = self._names[self.sender()]  # type: ignore[index]  # one of these buttons
        self._try(lambda: self._caregivers.switch_to_name(self._person_id, name))

    def _on_name(self) -> None:
        text = self._name.text()
        self._try(lambda: self._caregivers.switch_to_name(self._person_id, text))

    def _on_guest(self) -> None:
        text = self._name.text()
        self._try(lambda: self._caregivers.switch_to_name(self._person_id, text, guest=True))

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
        except CaregiverRefused as refused:
            self._problem.setText(str(refused))
            self._problem.show()
            announce(self._problem, str(refused), now=False)
            self._fit()
            return
        self._done()

    def _done(self) -> None:
        self.chosen.emit()
        self.accept()
