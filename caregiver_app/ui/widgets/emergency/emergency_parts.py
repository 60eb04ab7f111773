# SPDX-License-Identifier: MIT
"""The parts of the emergency page beside the call: steps, who to ring, what to bring."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from caregiver_app.domain.first_aid import Thing
from caregiver_app.domain.person import Contact
from caregiver_app.system.words import _, apart, left_to_right
from caregiver_app.ui.look.icons import button_icon, pixmap
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.cards import emptied
from caregiver_app.ui.widgets.fields.flow_layout import FlowLayout
from caregiver_app.ui.widgets.fields.level_parts import role_words

_ICONS = {
    "pump_card": "pump",
    "medicines": "bottle",
    "sheet": "sheet",
    "cards": "card",
    "backup": "pill",
}
_THING_EM = 8


class Listed(QFrame):
    """A card with a heading and rows that are filled anew for every person."""

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        tag(self, card="plain")
        column = QVBoxLayout(self)
        side = theme.space("l")
        column.setContentsMargins(side, theme.space("m"), side, theme.space("m"))
        column.setSpacing(theme.space("s"))
        column.addWidget(label(title, "heading"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.space("xs"))
        column.addLayout(self._rows)

    def show_rows(self, rows: Sequence[QWidget]) -> None:
        """Show other rows."""
        emptied(self._rows)
        for row in rows:
            self._rows.addWidget(row)
            row.show()


def step_row(place: int, text: str) -> QWidget:
    """Return one step with its number."""
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    number = label(f"{place}.", "heading")
    number.setAlignment(Qt.AlignmentFlag.AlignTop)
    line.addWidget(number)
    line.addWidget(label(text, "lead"), 1)
    return row


def contact_row(contact: Contact) -> QWidget:
    """Return who it is beside the number; both wrap, and no digit is ever cut."""
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.addWidget(label(contact_words(contact), "small"), 5)
    number = label(left_to_right(contact.phone or ""), "name")
    number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    line.addWidget(number, 4)
    return row


def contact_words(contact: Contact) -> str:
    """Return who a contact is: the name with what they are there for."""
    role = role_words(contact.role)
    return f"{apart(contact.name)}, {role}" if contact.name else role


class BringRow(QWidget):
    """What to bring, each with its drawing; the row wraps where it must."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._flow = FlowLayout(self, gap=theme.space("l"))
        head = label(_("Bring"), "heading")
        head.setWordWrap(False)
        self._flow.addWidget(head)
        self._shown: list[QWidget] = []

    def show_things(self, things: Sequence[Thing]) -> None:
        """Show what to bring for another person."""
        for old in self._shown:
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._shown = [self._thing(thing) for thing in things]
        for made in self._shown:
            self._flow.addWidget(made)
            made.show()

    def _thing(self, thing: Thing) -> QWidget:
        made = QWidget()
        line = QHBoxLayout(made)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(self._theme.space("s"))
        drawn = QLabel()
        side = self._theme.size("icon")
        drawn.setPixmap(pixmap(_ICONS[thing.id], self._theme.colour("text"), side))
        line.addWidget(drawn)
        words = label(thing.text, "body")
        wide = words.fontMetrics().horizontalAdvance(thing.text) + 4
        words.setMinimumWidth(min(wide, _THING_EM * self._theme.px("body")))
        line.addWidget(words, 1)
        return made


def sheet_buttons(theme: Theme) -> tuple[QPushButton, QPushButton]:
    """Return the buttons that save and print the ER sheet."""
    save = QPushButton(_("Save PDF"))
    save.setAccessibleName(_("Save PDF of the ER sheet in a folder"))
    save.setObjectName("save_sheet")
    tag(save, button="normal", large=True)
    paper = QPushButton(_("Print the ER sheet"))
    paper.setObjectName("print_sheet")
    QShortcut(QKeySequence("Ctrl+P"), paper).activated.connect(paper.click)
    paper.setIcon(button_icon("print", theme.colour("on_accent"), theme.size("icon")))
    tag(paper, button="primary", large=True)
    return save, paper
