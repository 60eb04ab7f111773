# SPDX-License-Identifier: MIT
"""How the program is read: text size, colours, units, paper, motion; each choice holds at once."""

from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from caregiver_app.services.languages import read_first
from caregiver_app.services.settings import SettingsService
from caregiver_app.system.words import _
from caregiver_app.ui.look.motion import apply_motion
from caregiver_app.ui.look.theme import Theme
from caregiver_app.ui.widgets.settings.setting_rows import ChoiceRow, settings_card

TEXT_SIZES = ("100", "125", "150", "175", "200")


class ReadingSettings(QWidget):
    """One card; `look_changed` says that every page has to be dressed anew."""

    look_changed = Signal()

    def __init__(self, theme: Theme, settings: SettingsService) -> None:
        super().__init__()
        self._settings = settings
        self._rows = {name: self._row(theme, name) for name in _NAMES}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(settings_card(theme, _("Reading"), tuple(self._rows.values())))

    def show_choices(self) -> None:
        """Show what is in force."""
        chosen = self._settings.current()
        for name, row in self._rows.items():
            value = getattr(chosen, name)
            row.show_value(f"{value * 100:.0f}" if name == "text_scale" else value)
            row.say("")

    def _row(self, theme: Theme, name: str) -> ChoiceRow:
        title, told, choices = _asked(name)
        row = ChoiceRow(theme, name, title, choices, told)
        row.setObjectName(f"row.{name}")
        row.chosen.connect(self._on_chosen)
        return row

    def _on_chosen(self, value: str) -> None:
        name = next(name for name, row in self._rows.items() if row is self.sender())
        before = getattr(self._settings.current(), name)
        wanted = Decimal(value) / 100 if name == "text_scale" else value
        if wanted == before:
            return
        try:
            self._settings.change(**{name: wanted})
        except Exception as trouble:  # what held before goes on, and it is said why
            self.show_choices()
            self._rows[name].say(_("Not changed. {cause}").format(cause=trouble))
            return
        self.show_choices()
        if name == "temperature_unit":
            read_first(self._settings.current().temperature_unit)
        if name == "reduce_motion":
            _move(less=value == "on")
        elif name != "paper":  # a sheet is made anew whenever it is shown
            self.look_changed.emit()


def _move(*, less: bool) -> None:
    app = QApplication.instance()
    if isinstance(app, QApplication):
        apply_motion(app, less=less)


_NAMES = (
    "text_scale",
    "theme",
    "temperature_unit",
    "weight_unit",
    "paper",
    "reduce_motion",
)


def _asked(name: str) -> tuple[str, str, list[tuple[str, str]]]:
    """Return what a choice is called, what is told about it, and what can be chosen."""
    return {
        "text_scale": (_("Text size"), "", [(s, f"{s}\u00a0%") for s in TEXT_SIZES]),
        "theme": (
            _("Theme"),
            "",
            [("system", _("Like the computer")), ("light", _("Light")), ("dark", _("Dark"))],
        ),
        "temperature_unit": (
            _("Temperature"),
            "",
            [("F", _("°F first")), ("C", _("°C first"))],
        ),
        "weight_unit": (_("Weight"), "", [("lb", _("lb first")), ("kg", _("kg first"))]),
        "paper": (_("Paper"), "", [("letter", _("Letter")), ("a4", _("A4"))]),
        "reduce_motion": (
            _("Motion"),
            _("Less: no blinking cursor, lists open at once."),
            [("off", _("As usual")), ("on", _("Less"))],
        ),
    }[name]
