# SPDX-License-Identifier: MIT
"""Reminders in Settings: on or off, a sound, quiet hours, a try, and the computer's own timer."""

from datetime import UTC, datetime, time

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from caregiver_app.domain.moments import Moment
from caregiver_app.services.reminding.reminder_timer import TimerRefused
from caregiver_app.services.reminding.reminders import ReminderService
from caregiver_app.services.settings import SettingsService
from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme, label
from caregiver_app.ui.widgets.fields.full_text import text_edit
from caregiver_app.ui.widgets.fields.typed_time import lacks_half, time_of
from caregiver_app.ui.widgets.settings.setting_rows import (
    ChoiceRow,
    SettingRow,
    row_button,
    settings_card,
)
from caregiver_app.ui.words import dates

_TIME_EM = 6
_QUIET = ("quiet_from", "quiet_until")


class ReminderSettings(QWidget):
    """One card; every choice holds at once, and what is refused says why."""

    def __init__(self, theme: Theme, settings: SettingsService, reminders: ReminderService) -> None:
        super().__init__()
        self._settings, self._reminders = settings, reminders
        on_off = [("on", _("On")), ("off", _("Off"))]
        self._on = ChoiceRow(theme, "reminders", _("Dose due, check-in due"), on_off)
        self._sound = ChoiceRow(theme, "reminder_sound", _("A sound too"), on_off)
        self._quiet_fields = {name: _time_edit(theme, name) for name in _QUIET}
        self._quiet = SettingRow(theme, _("Quiet hours"), self._quiet_control(theme))
        try_it = row_button("settings.try_reminder", _("Try a reminder"))
        try_it.clicked.connect(self._on_try)
        self._try = SettingRow(theme, _("See and hear one"), try_it)
        self._timer = ChoiceRow(theme, "reminder_timer", _("While the program is closed"), on_off)
        self._on.chosen.connect(self._on_reminders)
        self._sound.chosen.connect(self._on_sound)
        self._timer.chosen.connect(self._on_timer)
        for field in self._quiet_fields.values():
            field.editingFinished.connect(self._on_quiet)
        rows = (self._on, self._sound, self._quiet, self._try, self._timer)
        for row, name in zip(rows, _ROWS, strict=True):
            row.setObjectName(f"row.{name}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(settings_card(theme, _("Reminders"), rows))

    def show_choices(self) -> None:
        """Show what is in force."""
        chosen = self._settings.current()
        self._on.show_value(chosen.reminders)
        self._on.tell(
            "" if chosen.reminders == "on" else _("A check after an alert is still said.")
        )
        self._sound.show_value(chosen.reminder_sound)
        self._sound.tell(_("The words at the top of the window come with it or without."))
        for name, field in self._quiet_fields.items():
            field.setText(_wall_words(getattr(chosen, name)))
        self._quiet.tell(_quiet_words(chosen.quiet_from, chosen.quiet_until))
        self._try.tell("")
        is_on = self._reminders.timer.is_on
        self._timer.show_value("on" if is_on else "off")
        self._timer.tell(_timer_words(is_on=is_on))
        for row in (self._on, self._sound, self._quiet):
            row.say("")
        self._timer.say(self._reminders.timer.why_not if is_on else "")

    def _quiet_control(self, theme: Theme) -> QWidget:
        control = QWidget()
        row = QHBoxLayout(control)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space("s"))
        first, last = self._quiet_fields.values()
        until = label(_("to"), "body")
        until.setWordWrap(False)
        for part in (first, until, last):
            row.addWidget(part)
        return control

    def _on_reminders(self, value: str) -> None:
        self._keep(self._on, reminders=value)

    def _on_sound(self, value: str) -> None:
        self._keep(self._sound, reminder_sound=value)

    def _on_quiet(self) -> None:
        typed = {name: time_of(field.text()) for name, field in self._quiet_fields.items()}
        read = {name: wall for name, wall in typed.items() if wall is not None}
        if any(lacks_half(field.text()) for field in self._quiet_fields.values()):
            self._quiet.say(_("Not changed. Type AM or PM too, like 10 PM."))
            return
        if len(read) < len(_QUIET):
            self._quiet.say(_("Not changed. Type a time like 10 PM or 22:00."))
            return
        walls = {name: wall.isoformat("minutes") for name, wall in read.items()}
        chosen = self._settings.current()
        if walls != {name: getattr(chosen, name) for name in _QUIET}:
            self._keep(self._quiet, **walls)
        else:
            self.show_choices()

    def _on_try(self) -> None:
        show = self._reminders.show_try
        self._try.tell(" ".join(show()) if show is not None else "")

    def _on_timer(self, value: str) -> None:
        trouble = ""
        try:
            if (value == "on") != self._reminders.timer.is_on:
                self._reminders.timer.turn(on=value == "on")
        except TimerRefused as refused:
            trouble = str(refused)
        self.show_choices()
        if trouble:
            self._timer.say(trouble)

    def _keep(self, row: SettingRow, **values: str) -> None:
        trouble = ""
        try:
            self._settings.change(**values)
        except Exception as refused:  # what held before goes on, and it is said why
            trouble = _("Not changed. {cause}").format(cause=refused)
        self.show_choices()
        row.say(trouble)


_ROWS = ("reminders", "reminder_sound", "quiet_hours", "try_reminder", "reminder_timer")


def _timer_words(*, is_on: bool) -> str:
    """Return what happens while the program is closed, in both states."""
    if not is_on:
        return _("Reminders come only while this program is open.")
    return _(
        "With the computer's timer, you get a notice also when it is closed. "
        "Not when the computer is off or asleep."
    )


def _quiet_words(start: str, end: str) -> str:
    if start == end:
        return _("There are no quiet hours.")
    return _(
        "No sound and no notice then. A dose planned for then is said once, at its time. "
        "A check after an alert is always said."
    )


def _wall_words(wall: str) -> str:
    at = datetime.combine(datetime(2026, 1, 1, tzinfo=UTC), time.fromisoformat(wall), UTC)
    return dates.clock_time(Moment(at)).replace("\u00a0", " ")


def _time_edit(theme: Theme, name: str) -> QLineEdit:
    spoken = {
        "quiet_from": _("Quiet hours begin, a time like 10 PM"),
        "quiet_until": _("Quiet hours end, a time like 7 AM"),
    }
    field = text_edit(f"settings.{name}", spoken[name])
    field.setFixedWidth(_TIME_EM * theme.px("body"))
    return field
