# SPDX-License-Identifier: MIT
"""Looks at the newest alert again at the very moment something about it becomes due."""

from PySide6.QtCore import QObject, QTimer, Signal

from caregiver_app.domain.moments import elapsed
from caregiver_app.domain.timing.follow_up import FollowUp
from caregiver_app.system.clock import here_and_now
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.words.alert_words import AlertWords

_LOOK_AGAIN_MS = 15_000


class AlertWatch(QObject):
    """Follows the newest alert of one person, whichever page is shown.

    `followed` brings the alert, or None, at every look; `er_due` what to say because nobody
    answered in time, both blank while that is not due. `reminded` brings the same for the
    reminder on other pages, blank too while somebody keeps it quiet.
    """

    followed = Signal(object)
    er_due = Signal(str, str)
    reminded = Signal(str, str)

    def __init__(self, services: Services, owner: QObject, *, keeps_eased: bool = False) -> None:
        """With `keeps_eased` an EMERGENCY that was eased since is followed too."""
        super().__init__(owner)
        self._keeps_eased = keeps_eased
        self._services = services
        number = services.rule_set.emergency_numbers["emergency"]
        self.words = AlertWords(services.alerts.rules, number)
        self._person_id: str | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)

    def watch(self, person_id: str | None) -> None:
        """Look at the alert of another person, or at nobody's."""
        self._person_id = person_id
        self.look()

    def look(self) -> None:
        """Look at the record and the clock as they are now, and tell."""
        person_id = self._person_id
        alerts = self._services.alerts
        look = alerts.in_sight if self._keeps_eased else alerts.follow_up
        seen = look(person_id) if person_id else None
        self._wake_for(seen)
        self.followed.emit(seen)
        said = self.words.er(seen)
        self.er_due.emit(*said)
        quiet = seen is not None and person_id and self._services.alerts.is_silent(person_id, seen)
        self.reminded.emit(*(("", "") if quiet else said))

    def wake(self) -> None:
        """Look again as soon as the page has been painted: it was out of sight for a while."""
        self._timer.start(0)

    def _wake_for(self, seen: FollowUp | None) -> None:
        now = here_and_now(self._services.clock)
        times = () if seen is None else (seen.er_at, seen.recheck_due)
        ahead = [elapsed(now.utc, time.utc) for time in times if time is not None and time > now]
        if not ahead:
            self._timer.stop()
            return
        # Never later than this, even when the computer slept or its clock was set.
        wait = min(min(ahead).total_seconds() * 1000 + 1, _LOOK_AGAIN_MS)
        self._timer.start(round(wait))
