# SPDX-License-Identifier: MIT
"""The form for one caregiver: name, relation, role and PIN, or the own PIN alone."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLineEdit, QPushButton, QVBoxLayout, QWidget

from caregiver_app.domain.people.caregivers import Caregiver, CaregiverRole
from caregiver_app.domain.people.pins import MOST_DIGITS
from caregiver_app.system.words import _
from caregiver_app.ui.look.heard import announce
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.check_chip import CheckChip
from caregiver_app.ui.widgets.fields.flow_layout import FlowLayout
from caregiver_app.ui.widgets.fields.profile_fields import SegmentField, TextField

KEEP, OTHER, NONE = "keep", "other", "none"
_NARROW_EM, _PIN_EM = 30, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedCaregiver:
    """What was typed. `pin_choice` is keep, other or none; `pin` and `old_pin` may be blank.

    `role` is None until one is chosen: nobody gets all rights by being overlooked.
    """

    name: str
    relation: str
    role: CaregiverRole | None
    pin_choice: str
    pin: str
    old_pin: str


class CaregiverForm(QFrame):
    """Asks about somebody new (`before` is None) or somebody on the list.

    With `pin_only` it asks for the PIN alone, and for the old one first.
    """

    saved = Signal()
    left = Signal()
    taken_away = Signal()

    def __init__(self, theme: Theme, before: Caregiver | None, *, pin_only: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._before = before
        self._pin_only = pin_only
        tag(self, card="inset")
        self._build_fields()
        self._build_pin()
        self._build_verbs()
        self._lay_out()
        self._on_pin_choice()

    def fill(self, name: str, relation: str | None, role: CaregiverRole | None) -> None:
        """Put what is known into the fields."""
        self._name.edit.setText(name)
        self._relation.edit.setText(relation or "")
        if role is not None:
            self._role.set_value(role.value)

    def typed(self) -> TypedCaregiver:
        """Return what stands in the fields."""
        return TypedCaregiver(
            name=self._name.text(),
            relation=self._relation.text(),
            role=CaregiverRole(chosen) if (chosen := self._role.value()) else None,
            pin_choice=self._choice(),
            pin=self._pin.text(),
            old_pin=self._old_pin.text(),
        )

    def problem(self) -> str:
        """Return what is still to be chosen or typed alike, or a blank."""
        if self._role.value() is None and not self._pin_only:
            return _("Choose what they may change: Family, or Home-health aide.")
        if not self._pin.isHidden() and self._pin.text() != self._again.text():
            self._again.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return _("The two PINs are not the same. Nothing is saved yet.")
        return ""

    def say(self, problem: str) -> None:
        """Say what is wrong; what was typed stays."""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        announce(self._problem, problem, now=False)

    def begin(self) -> None:
        """Put the keyboard into the first field."""
        first = self._name.edit
        if self._pin_only:
            first = self._pin.edit if self._old_pin.isHidden() else self._old_pin.edit
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._before is None:
            first.selectAll()  # the name that records now is only offered

    def minimumSizeHint(self) -> QSize:
        """Return next to no width: fields that do not fit stand over each other."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand name and relation side by side where there is room for both."""
        super().resizeEvent(event)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        narrow = self.width() < _NARROW_EM * self._theme.px("body")
        for row in (self._names, self._pins):
            row.setDirection(down if narrow else across)

    # Building

    def _build_fields(self) -> None:
        theme = self._theme
        self._name = TextField(theme, "caregiver.name", _("Name"))
        self._relation = TextField(theme, "caregiver.relation", _("Relation"))
        self._relation.edit.setPlaceholderText(_("for example: daughter"))
        roles = [
            (CaregiverRole.FAMILY.value, _("Family")),
            (CaregiverRole.AIDE.value, _("Home-health aide")),
        ]
        self._role = SegmentField("caregiver.role", _("What they may change"), roles)
        if self._before is not None:
            self.fill(self._before.name, self._before.relation, self._before.role)
        self._about_role = label(
            _("Family changes the plan, the limits and what is usual. An aide does all the rest."),
            "small",
            "muted",
        )

    def _build_pin(self) -> None:
        theme = self._theme
        choices = [(KEEP, _("Keep the PIN")), (OTHER, _("Another PIN")), (NONE, _("No PIN"))]
        self._pin_choice = SegmentField("caregiver.pin_choice", _("PIN"), choices)
        self._pin_choice.set_value(OTHER if self._pin_only else KEEP)
        self._pin_choice.chosen.connect(self._on_pin_choice)
        self._old_pin = TextField(theme, "caregiver.old_pin", _("Your PIN until now"))
        new = _("New PIN, 4 to 8 digits")
        if not self._has_pin():
            new = _("PIN, 4 to 8 digits, or leave it blank")
        self._pin = TextField(theme, "caregiver.pin", new)
        self._again = TextField(theme, "caregiver.pin_again", _("The same PIN once more"))
        self._secret = (self._old_pin, self._pin, self._again)
        for field in self._secret:
            field.edit.setMaxLength(MOST_DIGITS)
            field.edit.setMaximumWidth(_PIN_EM * theme.px("body"))
        self._show_pin = CheckChip(theme, _("Show what I type"))
        self._show_pin.setObjectName("caregiver.show_pin")
        self._show_pin.toggled.connect(self._on_show_pin)
        self._on_show_pin(shown=False)
        honest = _("The PIN keeps names apart. It does not lock the record.")
        self._honest = label(honest, "small", "muted")

    def _build_verbs(self) -> None:
        self._problem = label("", "strong")
        self._problem.setObjectName("caregiver.problem")
        self._ask = label(self._ask_words(), "strong")
        self._take = self._verb("take_away", _("Take away"), "normal")
        self._leave = self._verb("leave", _("Leave it as it was"), "normal")
        self._save = self._verb("save", _("Save"), "primary")
        self._sure = self._verb("sure", _("Yes, take away"), "normal")
        self._keep = self._verb("keep", _("Keep on the list"), "primary")
        self._take.clicked.connect(self._on_take)
        self._leave.clicked.connect(self.left)
        self._save.clicked.connect(self.saved)
        self._sure.clicked.connect(self.taken_away)
        self._keep.clicked.connect(self._on_keep)

    def _verb(self, name: str, words: str, kind: str) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(f"caregiver.{name}")
        tag(button, button=kind)
        return button

    def _lay_out(self) -> None:
        title = label(_("What they may change"), "strong")
        pin_title = label(_("PIN"), "strong")
        verbs, asked = QWidget(), QWidget()
        row = FlowLayout(verbs, gap=self._theme.space("s"))
        for verb in (self._save, self._leave, self._take):
            row.addWidget(verb)
        sure = FlowLayout(asked, gap=self._theme.space("s"))
        for verb in (self._keep, self._sure):
            sure.addWidget(verb)
        self._verbs, self._asked = verbs, asked
        self._names = self._beside(self._name, self._relation)
        self._pins = self._beside(self._pin, self._again)
        who: tuple[QWidget, ...] = (title, self._role, self._about_role)
        pin = (pin_title, self._pin_choice, self._old_pin)
        column = QVBoxLayout(self)
        edge = self._theme.space("m")
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(self._theme.space("s"))
        column.addLayout(self._names)
        for part in (*who, *pin):
            column.addWidget(part)
        column.addLayout(self._pins)
        column.addWidget(self._show_pin, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self._honest, self._problem, verbs, self._ask, asked):
            column.addWidget(part)
        for part in (self._name, self._relation, *who):
            part.setVisible(not self._pin_only)
        for part in (pin_title, self._pin_choice):
            part.setVisible(self._has_pin())
        self._problem.hide()
        self._take.setVisible(self._before is not None and not self._pin_only)
        self._show_asked(asking=False)

    def _beside(self, *fields: TextField) -> QBoxLayout:
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(self._theme.space("m"))
        for field in fields:
            row.addWidget(field, 1)
        return row

    # Answers

    def _has_pin(self) -> bool:
        return self._before is not None and self._before.pin is not None

    def _choice(self) -> str:
        if not self._has_pin():
            return OTHER if self._pin.text() else KEEP
        return self._pin_choice.value() or KEEP

    def _on_pin_choice(self) -> None:
        chosen = self._pin_choice.value()
        is_asked = not self._has_pin() or chosen == OTHER
        asks_old = self._pin_only and self._has_pin() and chosen != KEEP
        self._pin.setVisible(is_asked)
        self._again.setVisible(is_asked)
        self._old_pin.setVisible(asks_old)
        self._show_pin.setVisible(is_asked or asks_old)

    def _on_show_pin(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        for field in self._secret:
            field.edit.setEchoMode(mode)

    def _ask_words(self) -> str:
        if self._before is None:
            return ""
        words = _("Take {name} off the list? What they wrote down stays, with the name.")
        return words.format(name=self._before.name)

    def _on_take(self) -> None:
        self._show_asked(asking=True)
        self._keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_keep(self) -> None:
        self._show_asked(asking=False)
        self._take.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_asked(self, *, asking: bool) -> None:
        self._verbs.setVisible(not asking)
        self._ask.setVisible(asking)
        self._asked.setVisible(asking)
