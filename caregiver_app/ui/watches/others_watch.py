# SPDX-License-Identifier: MIT
"""Says of somebody who is not open, too, that nobody answered in time and where to go."""

from PySide6.QtCore import QObject, Signal

from caregiver_app.system.words import _
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.frame.person_switch import switch_person
from caregiver_app.ui.frame.window_frame import WindowFrame
from caregiver_app.ui.look.theme import Theme
from caregiver_app.ui.watches.reminder_press import Pages, ReminderPress
from caregiver_app.ui.watches.reminder_watch import ReminderWatch
from caregiver_app.ui.widgets.fields.level_words import LevelWords
from caregiver_app.ui.widgets.level.alert_watch import AlertWatch
from caregiver_app.ui.words.told_apart import names_apart


class OthersWatch(QObject):
    """Fills the banner over every page: the person who is open first, then the others by name.

    The others are looked at in turn, one with each look of the reminders, and whoever was open
    right after. `told` brings what to do and why, of nobody by name: for the lock screen.
    """

    told = Signal(str, str)

    def __init__(self, services: Services, theme: Theme, frame: WindowFrame, window: Pages) -> None:
        super().__init__(frame)
        self._services, self._theme, self._frame, self._window = services, theme, frame, window
        self._own = ("", "")
        self._open: str | None = None
        self._others: dict[str, tuple[str, str]] = {}
        frame.er.open_pressed.connect(self._on_open)

    def follow(self, alerts: AlertWatch, reminders: ReminderWatch) -> None:
        """Take what the two find; `alerts` is that of the person who is open."""
        self._words = alerts.words
        alerts.reminded.connect(self._on_own)
        reminders.looked.connect(self._on_looked)

    def tell(self) -> None:
        """Say what is known, in the banner and to whoever listens."""
        said = next(iter(self._others.values()), ("", ""))
        self.told.emit(*said)
        if not said[0]:
            self._frame.show_er(*self._own)
            return
        names = names_apart(self._services)
        whose = ", ".join(names.get(one, "") for one in self._others)
        because = said[1] if len(self._others) == 1 else ""
        what = _("{name}: {what}").format(name=whose, what=said[0])
        if self._own[0]:  # whoever is open comes first, and hides nobody
            action, why = self._own
            what, because = action, " ".join(part for part in (why, f"{what}.") if part)
        self._frame.show_er(what, because, of_others=True)

    def _on_own(self, action: str, because: str) -> None:
        self._own = (action, because)
        before, self._open = self._open, self._window.person_id
        if before != self._open:
            self._others.pop(self._open or "", None)
            if before is not None:
                self._look_at(before)
        self.tell()

    def _on_looked(self, person_id: str) -> None:
        self._look_at(person_id)
        self.tell()

    def _look_at(self, person_id: str) -> None:
        """Note what is to be said of one of the others; of one who is gone nothing is."""
        there = self._services.reminders.others(self._window.person_id)
        self._others = {one: said for one, said in self._others.items() if one in there}
        seen = self._services.alerts.follow_up(person_id) if person_id in there else None
        said = self._words.er(seen)
        if person_id in there and not said[0]:
            said = self._begun(person_id)
        quiet = seen is not None and self._services.alerts.is_silent(person_id, seen)
        self._others.pop(person_id, None)
        if said[0] and not quiet:
            self._others[person_id] = said

    def _begun(self, person_id: str) -> tuple[str, str]:
        """Return what a check-in says that somebody began and did not save, where it calls now."""
        found = self._services.check_ins.begun_call(person_id)
        if found is None:
            return "", ""
        levels = LevelWords(self._services.rule_set)
        line = levels.line(found, found.level).rstrip(".")
        because = _("A check-in is begun and NOT SAVED.")
        return f"{levels.level(found.level)}: {line}", because

    def _on_open(self) -> None:
        """Show the alert on the start page of whoever it is about."""
        other = next(iter(self._others), None)
        if self._own[0] or other is None:
            self._window.show_page("today")
        else:
            switch_person(self._window, self._theme, other)


def watch_due(window: Pages, theme: Theme, frame: WindowFrame) -> tuple[AlertWatch, ReminderWatch]:
    """Watch the alert of the person who is open, what is due, and the alerts of the others."""
    alerts = AlertWatch(window.services, frame)
    due = ReminderPress(window.services, theme, frame, window).watch
    OthersWatch(window.services, theme, frame, window).follow(alerts, due)
    return alerts, due
