# SPDX-License-Identifier: MIT
"""Who looked and what was given out: noted after it was done, and never in its way."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from caregiver_app.domain.audit import AuditEvent, AuditKind
from caregiver_app.services.log.record_book import RecordBook
from caregiver_app.services.settings import SettingsService
from caregiver_app.storage.errors import StorageError
from caregiver_app.system.clock import Clock, here_and_now
from caregiver_app.system.words import _

if TYPE_CHECKING:
    from caregiver_app.storage.entry_log import EntryLog

__all__ = ["AuditEvent", "AuditKind", "AuditService"]


class AuditService:
    """The lines of one data folder. `listener` is told when one could not be written."""

    def __init__(
        self, log: "EntryLog", book: RecordBook, settings: SettingsService, clock: Clock
    ) -> None:
        self._log = log
        self._book = book
        self._settings = settings
        self._clock = clock
        self._opened: str | None = None
        self.listener: Callable[[str], None] | None = None

    def is_new(self, person_id: str | None) -> bool:
        """Say whether somebody else came to the front than the last line of opening tells."""
        return person_id is not None and person_id != self._opened

    def opened(self, person_id: str | None) -> None:
        """Note that a person was opened, once until another one is."""
        if self.is_new(person_id):
            self._opened = person_id
            self.note(AuditKind.OPENED, person_id)

    def note(
        self, kind: AuditKind, person_id: str | None, files: Iterable[str | Path] = ()
    ) -> None:
        """Add a line about what was just done; of files their names alone.

        It never raises: what was printed is printed. That it is not in the list is said, but not
        of a record that cannot be written at all, where that stands on the window already.
        """
        self._add(kind, person_id, ", ".join(Path(file).name for file in files) or None)

    def note_wrong_tries(self) -> None:
        """Add a line about wrong passcodes before the record was opened, when there were any."""
        wrong, self._log.keys.wrong_tries = self._log.keys.wrong_tries, 0
        if wrong:
            self._add(AuditKind.WRONG_PASSCODE, None, str(wrong))

    def _add(self, kind: AuditKind, person_id: str | None, what: str | None) -> None:
        if self._log.only_to_look is not None:
            return
        try:
            self._log.audit.add(self._event(kind, person_id, what))
        except StorageError as error:
            if self.listener is not None:
                words = _("It was done, but the list of what was given out misses it. {cause}")
                self.listener(words.format(cause=error))

    def of_put_back(self, backup: str) -> AuditEvent:
        """Return the line that goes into the record that comes back: this one goes."""
        return self._event(AuditKind.PUT_BACK, None, backup)

    def of_deleted(self) -> AuditEvent:
        """Return the line that goes into the record without somebody; it names nobody."""
        return self._event(AuditKind.PERSON_DELETED, None, None)

    def _event(self, kind: AuditKind, person_id: str | None, what: str | None) -> AuditEvent:
        by = self._settings.current().recorder
        now = here_and_now(self._clock)
        return AuditEvent(at=now, kind=kind, by=by, person_id=person_id, what=what)

    def days(self) -> tuple[date, ...]:
        """Return the days that have lines, the newest first; raise StorageError."""
        return self._log.audit.days()

    def events(self, day: date) -> tuple[AuditEvent, ...]:
        """Return the lines of a day, the newest first; raise StorageError."""
        return self._log.audit.events(day)

    def names(self) -> dict[str, str]:
        """Return what the people of the lines are called, by id."""
        return {card.id: card.name for card in self._book.people()}
