# SPDX-License-Identifier: MIT
"""Which page is to be printed: the three sheets first, then the paper for wallet and wall."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QVBoxLayout, QWidget

from caregiver_app.system.words import _
from caregiver_app.ui.theme import Theme, label
from caregiver_app.ui.widgets.chip import ChoiceChip

ER = "er"
SHEETS = (ER, "clinic", "shift")
PAPER = ("paper_log", "wallet_card", "fridge_sheet")


class SheetChoice(QWidget):
    """One of six pages is always chosen; `chosen` carries its name."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._about = label("", "small", "muted")
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._group.buttonClicked.connect(self._on_clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("xs"))
        for name in SHEETS:
            column.addWidget(self._chip(theme, name))
        column.addSpacing(theme.space("xs"))
        column.addWidget(label(_("For the wall and the wallet"), "strong"))
        for name in PAPER:
            column.addWidget(self._chip(theme, name))
        column.addSpacing(theme.space("xs"))
        column.addWidget(self._about)
        self.set_chosen(ER)

    def value(self) -> str:
        """Return the name of the page that is chosen."""
        chosen = self._group.checkedButton()
        return chosen.objectName().removeprefix("sheet.") if chosen is not None else ER

    def set_chosen(self, name: str) -> None:
        """Choose a page without saying that somebody did."""
        for button in self._group.buttons():
            button.setChecked(button.objectName() == f"sheet.{name}")
        self._about.setText(_about()[name])

    def _chip(self, theme: Theme, name: str) -> ChoiceChip:
        chip = ChoiceChip(theme, _names()[name])
        chip.setObjectName(f"sheet.{name}")
        self._group.addButton(chip)
        return chip

    def _on_clicked(self, _button: QAbstractButton) -> None:
        name = self.value()
        self._about.setText(_about()[name])
        self.chosen.emit(name)


def sheet_name(name: str) -> str:
    """Return what a page is called on its chip."""
    return _names()[name]


def _names() -> dict[str, str]:
    return {
        "er": _("Emergency room"),
        "clinic": _("Clinic"),
        "shift": _("Next caregiver"),
        "paper_log": _("Check-in log for a pen"),
        "wallet_card": _("Wallet card"),
        "fridge_sheet": _("Fridge sheet"),
    }


def _about() -> dict[str, str]:
    return {
        "er": _("Dose, last dose, signs now, the last 72 hours."),
        "clinic": _("The plan and how it was followed, signs by step, alerts, questions."),
        "shift": _("How they are, doses, what to do next, lines to read back."),
        "paper_log": _("The same questions on paper, for a day without the computer."),
        "wallet_card": _("Cut it out and fold it. Print it again when the dose changes."),
        "fridge_sheet": _("Red flags and whom to ring. Print it again when the dose changes."),
    }
