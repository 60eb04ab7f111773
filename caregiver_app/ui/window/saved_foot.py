# SPDX-License-Identifier: MIT
"""What the foot of the rail says: whether all is saved, and when the newest backup was made."""

from PySide6.QtCore import QObject, QTimer

from caregiver_app.system.clock import here_and_now
from caregiver_app.system.words import _
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.watches.unsaved_check_in import UnsavedCheckIn
from caregiver_app.ui.widgets.frame.rail import Rail
from caregiver_app.ui.words.backup_words import foot_words

_MINUTE_MS = 60_000


class SavedFoot(QObject):
    """Looks again when the disk took or refused something, after a backup, and every minute."""

    def __init__(self, services: Services, rail: Rail, unsaved: UnsavedCheckIn) -> None:
        super().__init__(rail)
        self._unsaved = unsaved
        self._services = services
        self._rail = rail
        services.backups.listener = self.look
        minute = QTimer(self)
        minute.setInterval(_MINUTE_MS)
        minute.timeout.connect(self.look)
        minute.start()

    def look(self) -> None:
        """Say how things stand now."""
        services = self._services
        begun = self._unsaved.found()
        waits = bool(services.book.held.of()) or (begun is not None and begun.is_refused)
        saved = (_("All changes saved"), _("All saved"))
        state = services.backups.state()
        if state.only_to_look:
            saved = (_("Only to look at"), _("Only to look"))
        if begun is not None:
            saved = (_("Draft, not saved yet"), _("Draft"))
        if waits:
            saved = (_("Not saved yet"), _("Not saved"))
        backup = foot_words(state, here_and_now(services.clock))
        self._rail.tell(saved, backup, is_trouble=waits or state.only_to_look)
