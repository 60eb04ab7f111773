# SPDX-License-Identifier: MIT
"""Whom to ring: a line for each number, with why it is there."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from caregiver_app.domain.person import Contact, ContactRole
from caregiver_app.system.words import _
from caregiver_app.ui.look.heard import hear_as
from caregiver_app.ui.look.tab_order import go_as_it_stands
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.cards import emptied
from caregiver_app.ui.widgets.fields.level_parts import role_words
from caregiver_app.ui.widgets.fields.profile_fields import PhoneField, TextField
from caregiver_app.ui.widgets.fields.still_combo import StillCombo

# At a text size at which a small screen has no room for a row, its parts stand over each other.
_SMALL_SCREEN_PX = 1024


class ContactRows(QWidget):
    """Rows that can be typed, added and taken out; the order is the order of ringing.

    What takes a row out comes only when it is asked for: beside a number that is dialled at night
    it would be pressed by mistake.
    """

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: list[ContactRow] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.space("s"))
        add = QPushButton(_("Add a number"))
        add.setObjectName("profile.contacts.add")
        tag(add, button="normal")
        add.clicked.connect(self._on_add)
        self._remove = QPushButton()
        self._remove.setObjectName("profile.contacts.remove")
        tag(self._remove, button="quiet")
        self._remove.setCheckable(True)
        self._remove.toggled.connect(self._offer_remove)
        row = QHBoxLayout()
        row.addWidget(add)
        row.addStretch(1)
        row.addWidget(self._remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("s"))
        column.addLayout(self._lines)
        column.addLayout(row)
        self._offer_remove()

    def show_contacts(self, contacts: Sequence[Contact]) -> None:
        """Show the numbers that are written down."""
        emptied(self._lines)
        self._rows = []
        self._remove.setChecked(False)
        for contact in contacts:
            self._add(contact)
        self._offer_remove()
        go_as_it_stands(self)

    def __len__(self) -> int:
        """Return how many rows there are, the blank ones too."""
        return len(self._rows)

    def stand(self, count: int) -> None:
        """Let so many rows stand: the last ones go, or blank ones are added."""
        for row in self._rows[count:]:
            row.hide()
            row.deleteLater()
        del self._rows[count:]
        while len(self._rows) < count:
            self._add(Contact(role=ContactRole.FAMILY))
        self._offer_remove()

    def contacts(self) -> tuple[Contact, ...]:
        """Return every row in which something was typed."""
        found = (row.contact() for row in self._rows)
        return tuple(contact for contact in found if contact.name or contact.phone)

    def say_problem(self) -> str:
        """Say what is wrong with a number beside it, and return the first such words."""
        return next((words for row in self._rows if (words := row.say_problem())), "")

    def go_to_number(self, wanted: ContactRole) -> None:
        """Put the keyboard where the number of somebody is to be typed; a row is there for it."""
        blank = [row for row in self._rows if not row.contact().phone]
        found = next((row for row in blank if row.contact().role is wanted), None)
        row = found or self._add(Contact(role=wanted))
        go_as_it_stands(self)
        row.take_number()

    def _add(self, contact: Contact) -> "ContactRow":
        row = ContactRow(self._theme, len(self._rows), contact)
        row.changed.connect(self.changed)
        row.removed.connect(self._on_removed)
        self._rows.append(row)
        self._lines.addWidget(row)
        row.remove.setVisible(self._remove.isChecked())
        self._remove.show()
        return row

    def _offer_remove(self) -> None:
        """Let each row be taken out, or none."""
        asked = self._remove.isChecked()
        self._remove.setText(_("Remove none") if asked else _("Remove a number"))
        self._remove.setVisible(bool(self._rows))
        for row in self._rows:
            row.remove.setVisible(asked)

    def _on_add(self) -> None:
        self._add(Contact(role=ContactRole.FAMILY)).take_focus()
        go_as_it_stands(self)
        self.changed.emit()

    def _on_removed(self) -> None:
        left = [row.contact() for row in self._rows if row is not self.sender()]
        self.show_contacts(left)
        self.changed.emit()


class ContactRow(QWidget):
    """One number, named `profile.contacts.<n>.<part>`."""

    changed = Signal()
    removed = Signal()

    def __init__(self, theme: Theme, number: int, contact: Contact) -> None:
        super().__init__()
        hear_as(self, "Grouping")
        name = f"profile.contacts.{number}"
        self.setAccessibleName(_("Number {n}").format(n=number + 1))
        self._role = StillCombo()
        self._role.setObjectName(f"{name}.role")
        self._role.setAccessibleName(_("Who this is"))
        for role in ContactRole:
            self._role.addItem(role_words(role), role)
        self._role.setCurrentIndex(self._role.findData(contact.role))
        self._name = TextField(theme, f"{name}.name", _("Name"))
        self._phone = PhoneField(theme, f"{name}.phone", _("Phone"))
        self._name.edit.setText(contact.name or "")
        self._phone.edit.setText(contact.phone or "")
        self._stood = self._phone.edit.text()
        self.remove = remove = QPushButton(_("Remove"))
        remove.hide()
        remove.setObjectName(f"{name}.remove")
        what = contact.name or role_words(contact.role)
        remove.setAccessibleName(_("Remove {what}").format(what=what))
        tag(remove, button="quiet")
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        if theme.em(_SMALL_SCREEN_PX) < theme.breakpoint("compact"):
            row.setDirection(QBoxLayout.Direction.TopToBottom)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space("m"))
        who = QVBoxLayout()
        who.setSpacing(theme.space("xs"))
        caption = label(_("Who this is"), "strong")
        caption.setBuddy(self._role)
        who.addWidget(caption)
        who.addWidget(self._role)
        who.addStretch(1)
        row.addLayout(who, 2)
        row.addWidget(self._name, 3)
        row.addWidget(self._phone, 2)
        row.addWidget(remove, 0, Qt.AlignmentFlag.AlignBottom)
        self._role.activated.connect(self.changed)
        self._name.changed.connect(self.changed)
        self._phone.changed.connect(self.changed)
        remove.clicked.connect(self.removed)

    def contact(self) -> Contact:
        """Return the row as it stands."""
        return Contact(
            role=ContactRole(self._role.currentData()),
            name=self._name.text() or None,
            phone=self._phone.text() or None,
        )

    def say_problem(self) -> str:
        """Say beside the number what is wrong with it, and return it; what stood there stands."""
        if self._phone.edit.text() == self._stood:
            self._phone.say("")
            return ""
        self._phone.tell()
        return self._phone.problem()

    def take_focus(self) -> None:
        """Put the keyboard on who this is."""
        self._role.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_number(self) -> None:
        """Put the keyboard on the number, and bring it to sight."""
        self._phone.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, self._come_to_sight)

    def _come_to_sight(self) -> None:
        above: QWidget | None = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            above.ensureWidgetVisible(self, 0, self.height())
