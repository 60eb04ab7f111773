# SPDX-License-Identifier: MIT
"""The pump of one person: its dates, and what the clinic did to it, written down as told."""

from dataclasses import dataclass, fields, replace
from datetime import timedelta

from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.check_in import CheckIn, Draft
from caregiver_app.domain.entries import NewEntry
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.events import Change, PumpEvent, PumpEventKind
from caregiver_app.domain.happened import Happening, begun
from caregiver_app.domain.levels import Level
from caregiver_app.domain.people.caregivers import Guarded
from caregiver_app.domain.plain import to_plain
from caregiver_app.domain.pump.pump_dates import PumpDates, pump_dates
from caregiver_app.domain.pump.pump_heard import PumpHeard, last_heard
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.domain.since_check import told_by_line
from caregiver_app.services.care_team.caregivers import WhyNot
from caregiver_app.services.dosing.pump_sounds import PumpSoundService
from caregiver_app.services.log.record_book import RecordBook
from caregiver_app.storage.errors import StorageError
from caregiver_app.system.clock import Clock, here_and_now
from caregiver_app.system.ids import new_id


class PumpEventNotSaved(Exception):  # noqa: N818 - the word the screen shows
    """Something about the pump that could not be written; the text says why, in plain words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedPumpEvent:
    """An event in the record; `ids` are those of its entries, for taking them back."""

    event: PumpEvent
    ids: tuple[str, ...]


class PumpService:
    """Read the dates of pumps and keep their events; nothing here says what to set.

    What an event makes of the last check-in, `carry` old at most, is told at once.
    """

    def __init__(
        self,
        book: RecordBook,
        rule_set: RuleSet,
        carry: timedelta,
        why_not: WhyNot,
        clock: Clock,
    ) -> None:
        self._book = book
        self._rule_set = rule_set
        self._carry = carry
        self._why_not = why_not
        self._clock = clock
        self.sounds = PumpSoundService()

    def dates(self, person_id: str) -> PumpDates | None:
        """Return the dates of the pump, or None for somebody without one."""
        record = self._book.record(person_id)
        return pump_dates(record, here_and_now(self._clock)) if record.person.has_pump else None

    def last_heard(self, person_id: str) -> PumpHeard | None:
        """Return what was last said about a sound of the pump, or None."""
        return last_heard(self._book.record(person_id))

    def add(self, person_id: str, event: PumpEvent, by: str | None) -> LoggedPumpEvent:
        """Write an event down with an id of its own; raise PumpEventNotSaved.

        Dates and dose from the clinic end warnings: only family writes them. A sound is for all.
        A judgement of URGENT or worse that it makes is written with it as an entry of its own, so
        that what was done about it can be written down.
        """
        refused = self._why_not(person_id, Guarded.PLAN)
        if refused is not None and event.kind is not PumpEventKind.ALARM:
            raise PumpEventNotSaved(refused)
        written = replace(event, id=new_id(self._clock.now()), recorder=by or None)
        entries = [self._entry(person_id, EntryKind.PUMP_EVENT, written, by)]
        record, now = self._book.record(person_id), here_and_now(self._clock)
        told = told_by_line(self._rule_set, record, written, now, self._carry)
        if told is not None and told.level >= Level.URGENT:
            entries.append(self._entry(person_id, EntryKind.CHECK_IN, self._told(told, by), by))
        self._write(entries)
        ids = tuple(str(entry.payload["id"]) for entry in entries)
        return LoggedPumpEvent(event=written, ids=ids)

    def undo(self, person_id: str, logged: LoggedPumpEvent, by: str | None) -> None:
        """Take an event out of the record with the alert it made; the log keeps both.

        Raises PumpEventNotSaved.
        """
        changes = [self._removed(one, by) for one in logged.ids]
        self._write([self._entry(person_id, EntryKind.CHANGE, one, by) for one in changes])

    def _removed(self, target: str, by: str | None) -> Change:
        return Change(
            id=new_id(self._clock.now()),
            at=here_and_now(self._clock),
            by=by or None,
            reason="undo",
            target=target,
            field="removed",
            before=False,
            after=True,
        )

    def _told(self, told: Assessment, by: str | None) -> CheckIn:
        now = here_and_now(self._clock)
        draft = begun(Happening.PUMP, now, by)
        answers = {field.name: getattr(draft, field.name) for field in fields(Draft)}
        new = new_id(self._clock.now())
        return CheckIn(**answers, id=new, at=now, zone=now.zone, assessment=told)

    def _entry(
        self, person_id: str, kind: EntryKind, fact: PumpEvent | Change | CheckIn, by: str | None
    ) -> NewEntry:
        return self._book.new_entry(person_id, kind, to_plain(fact), fact.at, author=by or None)

    def _write(self, entries: list[NewEntry]) -> None:
        try:
            self._book.append(entries)
        except StorageError as error:
            raise PumpEventNotSaved(str(error)) from error
