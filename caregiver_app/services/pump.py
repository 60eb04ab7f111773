# SPDX-License-Identifier: MIT
"""The pump of one person: its dates, and what the clinic did to it, written down as told."""

from dataclasses import replace

from caregiver_app.domain.entries import EntryKind
from caregiver_app.domain.events import Change, PumpEvent
from caregiver_app.domain.plain import to_plain
from caregiver_app.domain.pump_dates import PumpDates, pump_dates
from caregiver_app.services.pump_sounds import PumpSoundService
from caregiver_app.services.record_book import RecordBook
from caregiver_app.storage.errors import StorageError
from caregiver_app.system.clock import Clock, here_and_now
from caregiver_app.system.ids import new_id


class PumpEventNotSaved(Exception):  # noqa: N818 - the word the screen shows
    """Something about the pump that could not be written; the text says why, in plain words."""


class PumpService:
    """Read the dates of pumps and keep their events; nothing here says what to set."""

    def __init__(self, book: RecordBook, clock: Clock) -> None:
        self._book = book
        self._clock = clock
        self.sounds = PumpSoundService()

    def dates(self, person_id: str) -> PumpDates | None:
        """Return the dates of the pump, or None for somebody without one."""
        record = self._book.record(person_id)
        return pump_dates(record, here_and_now(self._clock)) if record.person.has_pump else None

    def add(self, person_id: str, event: PumpEvent, by: str | None) -> PumpEvent:
        """Write an event down with an id of its own; raise PumpEventNotSaved."""
        written = replace(event, id=new_id(self._clock.now()), recorder=by or None)
        self._write(person_id, EntryKind.PUMP_EVENT, written, by)
        return written

    def undo(self, person_id: str, event_id: str, by: str | None) -> None:
        """Take an event out of the record; the log keeps it. Raises PumpEventNotSaved."""
        change = Change(
            id=new_id(self._clock.now()),
            at=here_and_now(self._clock),
            by=by or None,
            reason="undo",
            target=event_id,
            field="removed",
            before=False,
            after=True,
        )
        self._write(person_id, EntryKind.CHANGE, change, by)

    def _write(
        self, person_id: str, kind: EntryKind, fact: PumpEvent | Change, by: str | None
    ) -> None:
        entry = self._book.new_entry(person_id, kind, to_plain(fact), fact.at, author=by or None)
        try:
            self._book.append([entry])
        except StorageError as error:
            raise PumpEventNotSaved(str(error)) from error
