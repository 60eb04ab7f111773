# SPDX-License-Identifier: MIT
"""Which page is to be printed: the three sheets first and big, other paper behind a head."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QScrollArea, QVBoxLayout, QWidget

from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme, label
from caregiver_app.ui.widgets.check_in.group_card import GroupHead
from caregiver_app.ui.widgets.fields.chip import ChoiceChip
from caregiver_app.ui.widgets.handoff.sheet_tile import SheetTile

ER = "er"
CLINIC = "clinic"
SHEETS = (ER, CLINIC, "shift")
PAPER = ("paper_log", "wallet_card", "fridge_sheet", "blank_sheet")
_AROUND_PX = 12


class SheetChoice(QWidget):
    """One of seven pages is always chosen; `chosen` carries its name."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._group.buttonClicked.connect(self._on_clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("s"))
        for name in SHEETS:
            self._add(column, name, SheetTile(theme, _names()[name], _about()[name]))
        self._head = GroupHead(theme, _("Other paper"))
        self._head.setObjectName("more_paper")
        self._head.toggled.connect(self._on_opened)
        column.addWidget(self._head)
        self._more = QWidget()
        self._more.hide()
        column.addWidget(self._more)
        self._build_more()
        self.set_chosen(ER)

    def value(self) -> str:
        """Return the name of the page that is chosen."""
        chosen = self._group.checkedButton()
        return chosen.objectName().removeprefix("sheet.") if chosen is not None else ER

    def set_chosen(self, name: str) -> None:
        """Choose a page without saying that somebody did, and close what is not needed."""
        for button in self._group.buttons():
            button.setChecked(button.objectName() == f"sheet.{name}")
        self._head.setChecked(name in PAPER)
        self._say()

    def _build_more(self) -> None:
        lines = QVBoxLayout(self._more)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(self._theme.space("xs"))
        for name in PAPER:
            self._add(lines, name, ChoiceChip(self._theme, _names()[name]))
        self._line = label("", "small", "muted")
        lines.addWidget(self._line)
        self._show_paper(shown=False)

    def _show_paper(self, *, shown: bool) -> None:
        """Hide each choice with its box: the arrow keys look at nothing but the choice itself."""
        for button in self._more.findChildren(ChoiceChip):
            button.setVisible(shown)

    def _add(self, column: QVBoxLayout, name: str, button: QAbstractButton) -> None:
        button.setObjectName(f"sheet.{name}")
        self._group.addButton(button)
        column.addWidget(button)

    def _say(self) -> None:
        name = self.value()
        self._line.setText(_about()[name] if name in PAPER else _("Press one to see it."))
        self._head.show_count(_names()[name] if name in PAPER else str(len(PAPER)))

    def _on_opened(self, is_open: bool) -> None:
        self._more.setVisible(is_open)
        self._show_paper(shown=is_open)
        if is_open:
            bring_into_sight(self._head, self._more)

    def _on_clicked(self, _button: QAbstractButton) -> None:
        self._say()
        self.chosen.emit(self.value())


def bring_into_sight(head: QWidget, opened: QWidget) -> None:
    """Scroll to what was opened, once it has its size; its head stays, however much it is."""

    def scroll() -> None:
        above = head.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(opened, 0, _AROUND_PX)
            above.ensureWidgetVisible(head, 0, _AROUND_PX)

    QTimer.singleShot(0, head, scroll)


def sheet_name(name: str) -> str:
    """Return what a page is called on its button."""
    return _names()[name]


def _names() -> dict[str, str]:
    return {
        "er": _("Emergency room"),
        "clinic": _("Clinic visit"),
        "shift": _("Next caregiver"),
        "paper_log": _("Check-in log for a pen"),
        "wallet_card": _("Wallet card"),
        "fridge_sheet": _("Fridge sheet"),
        "blank_sheet": _("Empty ER sheet for a pen"),
    }


def _about() -> dict[str, str]:
    return {
        "er": _("dose, last dose, signs now, last 72 hours"),
        "clinic": _("every step, trends, alerts, questions"),
        "shift": _("how they are, doses, what to do next"),
        "paper_log": _("The same questions on paper, for a day without the computer."),
        "wallet_card": _("Cut it out and fold it. Print it again when the dose changes."),
        "fridge_sheet": _("Red flags and whom to ring. Print it again when the dose changes."),
        "blank_sheet": _("The ER sheet without a name, to fill in by hand."),
    }
