# SPDX-License-Identifier: MIT
"""The running log of an emergency: a tap is kept whatever the disk does, and saved when it can."""

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import timedelta

from caregiver_app.domain.check_in import CheckIn, Draft
from caregiver_app.domain.emergency_log import (
    THIS_EMERGENCY,
    LogLine,
    Tap,
    Tapped,
    action_of,
    ended_by,
    event_of,
    log_lines,
    running_seizure,
)
from caregiver_app.domain.entries import NewEntry
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.events import ActionKind
from caregiver_app.domain.happened import lasted
from caregiver_app.domain.levels import Level
from caregiver_app.domain.plain import to_plain
from caregiver_app.domain.record import Record
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.domain.rules.engine import evaluate
from caregiver_app.services.alerting.alerts import AlertService
from caregiver_app.services.log.record_book import RecordBook
from caregiver_app.services.log.written import Desk, NotWritten
from caregiver_app.storage.errors import StorageError
from caregiver_app.system.clock import Clock
from caregiver_app.system.words import _

__all__ = ["EmergencyLog", "NotWritten"]

_AFTER = "told afterwards"


class EmergencyLog:
    """Keep what is tapped in an emergency, in one data folder.

    What the disk does not take counts in the record all the same and waits there. What is tapped
    while nobody is open waits in memory with its own time. Both are on the screen, and the screen
    says that they are not saved.
    """

    def __init__(
        self, book: RecordBook, rule_set: RuleSet, alerts: AlertService, clock: Clock
    ) -> None:
        self._book = book
        self._desk = Desk(book, clock)
        self._rule_set = rule_set
        self._alerts = alerts
        self._waiting: list[Tapped] = []
        self.is_nobodys = False
        """Whether all taps are nobody's: a file is looked at, and they belong into the record."""

    def tap(self, person_id: str | None, tap: Tap, by: str | None) -> Tapped:
        """Keep one tap with this very time, and save it if that can be done; never refused."""
        tapped = Tapped(
            id=self._desk.new_id(),
            tap=tap,
            at=self._desk.now(),
            by=by or None,
            person_id=None if self.is_nobodys else person_id,
            about=ended_by(tap, self.running(person_id)),
        )
        self._waiting.append(tapped)
        self.save_waiting()
        return tapped

    def save_waiting(self) -> str:
        """Try to save what waits for the disk; return why that failed, blank when it did not."""
        try:
            for tapped in [waiting for waiting in self._waiting if self._can_be_saved(waiting)]:
                if tapped.person_id is not None:
                    self._book.hold(self._entries(tapped.person_id, tapped))
                    self._waiting.remove(tapped)
            self._book.write_held()
        except StorageError as error:
            return str(error)
        return ""

    def waiting(self, person_id: str | None) -> tuple[Tapped, ...]:
        """Return what is in no record yet: taps of nobody, or of one that cannot be read."""
        return tuple(tapped for tapped in self._waiting if tapped.person_id in (person_id, None))

    def waits(self, person_id: str | None) -> bool:
        """Say whether something of this person could not be saved yet."""
        own = any(tapped.person_id == person_id for tapped in self._waiting)
        return person_id is not None and (own or bool(self._book.held.of(person_id)))

    @property
    def waits_for_disk(self) -> bool:
        """Say whether something of anybody could not be saved yet."""
        own = any(tapped.person_id is not None for tapped in self._waiting)
        return own or bool(self._book.held.of())

    def take_over(self, taps: Iterable[Tapped]) -> None:
        """Take taps from a time when there was no record; they wait until somebody claims them."""
        self._waiting += taps

    def claim(self, person_id: str) -> str:
        """Save the taps of nobody as this person's; return why that failed, blank when not."""
        if self.is_nobodys:
            return _("A file is shown. Close it first: the times wait for your own record.")
        self._waiting = [
            tapped if tapped.person_id is not None else replace(tapped, person_id=person_id)
            for tapped in self._waiting
        ]
        return self.save_waiting()

    def undo(self, tapped: Tapped, by: str | None) -> None:
        """Take one tap back; what is in the record stays in the log of it. Raises NotWritten."""
        if self._place(tapped) is not None:
            self._waiting = [w for w in self._waiting if tapped.id not in (w.id, w.about)]
        elif tapped.person_id is None or self._book.let_go(tapped.person_id, (tapped.id,)):
            return
        elif self._found(tapped.person_id, tapped.about) is not None:
            self._let_run_on(tapped.person_id, tapped, by)
        elif self._is_kept(tapped.person_id, tapped.id):
            self._desk.take_back(tapped.person_id, (tapped.id,), by)

    def note(self, tapped: Tapped, words: str, by: str | None) -> None:
        """Keep what it was, told after the tap. Raises NotWritten; then the words are not kept."""
        told, place = words.strip() or None, self._place(tapped)
        if place is not None:
            self._waiting[place] = replace(self._waiting[place], note=told)
        elif tapped.person_id is not None:
            values = {"note": (tapped.note, told)}
            entries = self._desk.corrections(tapped.person_id, tapped.id, by, _AFTER, values)
            self._change(tapped.person_id, entries)

    def lines(self, person_id: str | None) -> tuple[LogLine, ...]:
        """Return the lines of the last hours, the newest first.

        Of a record that cannot be read it holds what waits.
        """
        lines = log_lines(self._record(person_id), self._desk.now(), self.waiting(person_id))
        return tuple(self._marked(line, person_id) for line in lines)

    def running(self, person_id: str | None) -> LogLine | None:
        """Return the seizure whose end nobody has told, or None."""
        return running_seizure(self.lines(person_id))

    def _record(self, person_id: str | None) -> Record | None:
        try:
            return self._book.record(person_id) if person_id is not None else None
        except StorageError:
            return None

    def _can_be_saved(self, tapped: Tapped) -> bool:
        """Say whether it is somebody's; the end of what is nobody's yet waits for its start."""
        nobodys = {waiting.id for waiting in self._waiting if waiting.person_id is None}
        return tapped.id not in nobodys and tapped.about not in nobodys

    def _place(self, tapped: Tapped) -> int | None:
        """Return where a tap waits, or None once it is saved."""
        places = (n for n, waiting in enumerate(self._waiting) if waiting.id == tapped.id)
        return next(places, None)

    def _marked(self, line: LogLine, person_id: str | None) -> LogLine:
        """Return a line that says whether the disk has taken what it tells."""
        held = self._book.held.of(person_id) if person_id is not None else ()
        waiting = {e.payload["id"] for e in held if e.kind is not EntryKind.CHANGE}
        if line.stopped:
            waiting |= {e.payload["target"] for e in held if e.kind is EntryKind.CHANGE}
        return replace(line, waits=True) if line.fact.id in waiting else line

    def _change(self, person_id: str, entries: list[NewEntry]) -> None:
        """Write a change of a tap; it waits with the tap while that waits. Raises NotWritten."""
        if not self._book.held.of(person_id):
            self._desk.write(entries)
            return
        self._book.hold(entries)
        self.save_waiting()

    def _entries(self, person_id: str, tapped: Tapped) -> list[NewEntry]:
        began = self._found(person_id, tapped.about)
        if began is not None:
            seconds = int((tapped.at.utc - began.at.utc).total_seconds())
            seizures = lasted(began, seconds)["seizures"]
            return self._corrected(person_id, began, seizures, tapped.by)
        alert = self._alerts.follow_up(person_id)
        action = action_of(tapped, alert.check_in_id if alert else None)
        if action is None:
            event = self._event(person_id, event_of(tapped), tapped)
            entry = self._desk.entry(person_id, EntryKind.CHECK_IN, event)
            return [entry, *self._called_for(person_id, event, tapped.by)]
        plain = to_plain(action)
        kind = EntryKind.ACTION
        return [self._book.new_entry(person_id, kind, plain, tapped.at, author=tapped.by)]

    def _called_for(self, person_id: str, event: CheckIn, by: str | None) -> list[NewEntry]:
        """Return the corrections that say what a call was for, made before that was tapped."""
        if event.assessment is None or event.assessment.level < Level.URGENT:
            return []
        values = {"about": (None, event.id)}
        return [
            entry
            for action in reversed(self._book.record(person_id).actions)
            if action.kind is ActionKind.CALLED_911 and action.about is None
            if timedelta(0) <= event.at.utc - action.at.utc <= THIS_EMERGENCY
            for entry in self._desk.corrections(person_id, action.id, by, _AFTER, values)
        ]

    def _event(self, person_id: str, draft: Draft, tapped: Tapped) -> CheckIn:
        judged = evaluate(self._rule_set, self._book.record(person_id), draft, tapped.at)
        answers = {field.name: getattr(draft, field.name) for field in fields(Draft)}
        return CheckIn(
            **answers, id=tapped.id, at=tapped.at, zone=tapped.at.zone, assessment=judged
        )

    def _let_run_on(self, person_id: str, tapped: Tapped, by: str | None) -> None:
        event = self._found(person_id, tapped.about)
        if event is None or not event.seizures:
            return
        first, *others = event.seizures
        again = (replace(first, duration_s=None), *others)
        self._change(person_id, self._corrected(person_id, event, again, by))

    def _corrected(
        self, person_id: str, event: CheckIn, seizures: object, by: str | None
    ) -> list[NewEntry]:
        values = {"seizures": (to_plain(event.seizures), to_plain(seizures))}
        return self._desk.corrections(person_id, event.id, by, _AFTER, values)

    def _is_kept(self, person_id: str, id_: str) -> bool:
        """Say whether an entry of this id stands: an end went with its start, if that is gone."""
        record = self._book.record(person_id)
        return any(c.id == id_ for c in record.check_ins) or any(
            action.id == id_ for action in record.actions
        )

    def _found(self, person_id: str, event_id: str | None) -> CheckIn | None:
        if event_id is None:
            return None
        check_ins = reversed(self._book.record(person_id).check_ins)
        return next((c for c in check_ins if c.id == event_id), None)
