# SPDX-License-Identifier: MIT
"""Two cards to look things up on People: whom to ring, and what is usual for somebody."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QPushButton, QVBoxLayout, QWidget

from caregiver_app.domain.form import Form
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Contact, Person
from caregiver_app.system.words import _, left_to_right
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.cards import emptied, headed_card, line
from caregiver_app.ui.widgets.fields.level_parts import role_words
from caregiver_app.ui.widgets.people.fact_grid import FactGrid
from caregiver_app.ui.words.usual_words import source_lines, usual_lines


class RingCard(QFrame):
    """The numbers of one person, in the order of ringing."""

    change_pressed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lines, _change = _card_to_change(self, theme, "ring", _("Who to ring"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.space("s"))
        self._lines.addLayout(self._rows)

    def show_contacts(self, contacts: Sequence[Contact]) -> None:
        """Show every contact; a number that nobody wrote down is said to be missing."""
        emptied(self._rows)
        if not contacts:
            self._rows.addWidget(label(_("No number is written down yet."), "body", "muted"))
        for place, contact in enumerate(contacts):
            if place:
                self._rows.addWidget(line(self._theme))
            self._rows.addWidget(_ring_row(self._theme, contact))


class UsualFactsCard(QFrame):
    """What is usual for one person, and who gave it."""

    change_pressed = Signal()

    def __init__(self, theme: Theme, form: Form) -> None:
        super().__init__()
        self._form = form
        made = _card_to_change(self, theme, "usual", _("What is usual for them"))
        self._lines, self._change = made
        self._barred = label("", "small", "muted")
        self._values = FactGrid(theme)
        self._nothing = label(_("Not written down yet."), "body", "muted")
        self._sources = label("", "small", "muted")
        for part in (self._nothing, self._values, self._sources, self._barred):
            self._lines.addWidget(part)

    def show_person(self, person: Person, unit: str, now: Moment, barred: str | None) -> None:
        """Show each usual value that is known with its unit, and where the values are from.

        `barred` says in words why whoever records may not change them: nothing is offered then.
        """
        self._change.setVisible(barred is None)
        self._barred.setText(barred or "")
        self._barred.setVisible(barred is not None)
        known = usual_lines(person.usual, self._form, unit, now)
        self._values.show_facts(known)
        self._nothing.setVisible(not known)
        self._values.setVisible(bool(known))
        self._sources.setText("\n".join(source_lines(person, self._form)))
        self._sources.setVisible(bool(known))


def _card_to_change(
    frame: RingCard | UsualFactsCard, theme: Theme, name: str, title: str
) -> tuple[QVBoxLayout, QPushButton]:
    """Make a card whose head has the button to change what stands in it, and return both."""
    change = QPushButton(_("Change"))
    change.setObjectName(f"people.change_{name}")
    change.setAccessibleName(_("Change: {what}").format(what=title))
    tag(change, button="quiet")
    change.clicked.connect(frame.change_pressed)
    return headed_card(frame, theme, title, change), change


def _ring_row(theme: Theme, contact: Contact) -> QWidget:
    row = QWidget()
    role = role_words(contact.role)
    across = QBoxLayout(QBoxLayout.Direction.LeftToRight, row)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(theme.space("m"))
    who = QVBoxLayout()
    who.setSpacing(0)
    who.addWidget(label(contact.name or role, "strong"))
    if contact.name:
        who.addWidget(label(role, "small", "muted"))
    across.addLayout(who, 1)
    phone = label(left_to_right(contact.phone or "") or _("number not recorded"), "heading")
    if not contact.phone:
        tag(phone, type="body", ink="muted")
    phone.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    across.addWidget(phone, 1)
    return row
