# SPDX-License-Identifier: MIT
"""Something happened: the first tap keeps it with its time, the rest is told afterwards."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.check_in import CheckIn, Draft
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.happened import (
    END_UNKNOWN,
    HAPPENED,
    Happening,
    begun,
    is_running,
    lasted,
)
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.plain import to_plain
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.domain.rules.engine import at_of, evaluate
from caregiver_app.services.log.record_book import RecordBook
from caregiver_app.services.log.written import Desk, NotWritten
from caregiver_app.system.clock import Clock

__all__ = ["HappenedService", "NotWritten"]

_STILL_RUNNING = timedelta(hours=24)
_NEW_WORDS = "told afterwards"


class HappenedService:
    """Write down the events of one data folder; a tap counts before anything else is done.

    What the disk does not take waits in the record, whichever page or person is shown.
    """

    def __init__(self, book: RecordBook, rule_set: RuleSet, clock: Clock) -> None:
        self._desk = Desk(book, clock)
        self._book = book
        self._rule_set = rule_set

    def now(self) -> Moment:
        """Return this instant as it reads on the wall here."""
        return self._desk.now()

    @property
    def long_seizure(self) -> timedelta:
        """Return after how long a seizure is long, whatever a seizure plan says."""
        return timedelta(seconds=float(self._rule_set.number("E01", "seconds")))

    def tapped(self, person_id: str, kind: Happening, by: str | None) -> CheckIn:
        """Return what happened with this very time, judged; nothing waits for the disk.

        It is in the record at once, as is what the other taps tell; `keep` asks the disk for it.
        """
        now = self._desk.now()
        draft = begun(kind, now, by)
        judged = evaluate(self._rule_set, self._book.record(person_id), draft, now)
        event = _event(draft, self._desk.new_id(), now, judged)
        self._book.hold([self._desk.entry(person_id, EntryKind.CHECK_IN, event)])
        return event

    def stop(self, person_id: str, event_id: str, by: str | None) -> CheckIn:
        """Return an event that ended at this very time. Raises KeyError without the event."""
        ended = self._desk.now().utc
        event = self.event(person_id, event_id)
        ran = int((ended - event.at.utc).total_seconds())
        return self._told(person_id, event, lasted(event, ran), by)

    def end_not_known(self, person_id: str, event_id: str, by: str | None) -> CheckIn:
        """Return an event whose end nobody saw. Raises KeyError without the event."""
        event = self.event(person_id, event_id)
        return self._told(person_id, event, {f"more.{END_UNKNOWN}": True}, by)

    def tell(
        self, person_id: str, event_id: str, values: Mapping[str, object], by: str | None
    ) -> CheckIn:
        """Return an event with details, judged anew; its level may rise by them and never falls.

        Raises KeyError when there is no such event.
        """
        return self._told(person_id, self.event(person_id, event_id), values, by)

    def keep(self) -> None:
        """Write down what waits, with the times of the taps. Raises NotWritten."""
        self._desk.keep()

    def waiting(self, person_id: str) -> frozenset[str]:
        """Return the ids of the events of which something is not saved."""
        held = self._book.held.of(person_id)
        return frozenset(str(e.payload.get("target") or e.payload["id"]) for e in held)

    @property
    def cause(self) -> str:
        """Return why the disk did not take what waits, blank before it was asked."""
        return self._book.held.cause

    def undo(self, person_id: str, event_id: str, by: str | None) -> None:
        """Take an event out of the record; the log keeps it. Raises NotWritten.

        One that still waits for the disk is forgotten.
        """
        if not self._book.let_go(person_id, (event_id,)):
            self._desk.take_back(person_id, (event_id,), by)

    def event(self, person_id: str, event_id: str) -> CheckIn:
        """Return an event as it was told last; raise KeyError when there is none of this id."""
        for check_in in reversed(self._book.record(person_id).check_ins):
            if check_in.id == event_id:
                return check_in
        raise KeyError(f"no event has the id {event_id}")

    def recent(self, person_id: str, span: timedelta) -> tuple[CheckIn, ...]:
        """Return the events of so long a time and all that wait, as told last, newest first."""
        start, waiting = self._desk.now().utc - span, self.waiting(person_id)
        found = []
        for check_in in reversed(self._book.record(person_id).check_ins):
            if check_in.at.utc < start and not waiting:
                break
            if HAPPENED in check_in.more and (check_in.at.utc >= start or check_in.id in waiting):
                found.append(check_in)
        return tuple(found)

    def running(self, person_id: str) -> tuple[CheckIn, ...]:
        """Return what was started and not stopped in the last 24 hours, the newest first."""
        return tuple(e for e in self.recent(person_id, _STILL_RUNNING) if is_running(e))

    def _told(
        self, person_id: str, event: CheckIn, values: Mapping[str, object], by: str | None
    ) -> CheckIn:
        """Return an event with what was told of it, judged with all that stands."""
        told = _with(event, values)
        if told == event:
            return event
        told = replace(told, assessment=self._judged(person_id, told))
        changes = {
            name: (_plain(_value(event, name)), _plain(_value(told, name)))
            for name in (*values, "assessment")
            if _value(event, name) != _value(told, name)
        }
        self._book.hold(self._desk.corrections(person_id, event.id, by, _NEW_WORDS, changes))
        return told

    def _judged(self, person_id: str, event: CheckIn) -> Assessment | None:
        """Return the judgement that stands: the new one only when it says more."""
        before = event.assessment
        record = self._book.record(person_id)
        judged = evaluate(self._rule_set, record, event, at_of(event))
        if before is None or judged.level > before.level:
            return judged
        known = {finding.id for finding in before.rules}
        more = any(finding.id not in known for finding in judged.rules)
        same = judged.level is before.level
        return judged if same and more and known <= {f.id for f in judged.rules} else before


def _event(draft: Draft, new: str, at: Moment, judged: Assessment) -> CheckIn:
    answers = {field.name: getattr(draft, field.name) for field in fields(Draft)}
    return CheckIn(**answers, id=new, at=at, zone=at.zone, assessment=judged)


def _value(event: CheckIn, name: str) -> object:
    field, _dot, item = name.partition(".")
    return event.more.get(item) if item else getattr(event, field)


def _with(event: CheckIn, values: Mapping[str, object]) -> CheckIn:
    more = dict(event.more)
    own: dict[str, Any] = {}
    for name, value in values.items():
        field, _dot, item = name.partition(".")
        if item:
            more[item] = value  # type: ignore[assignment]  # a text, a number, yes or no
        else:
            own[field] = value
    return replace(event, **own, more=more)


def _plain(value: object) -> object:
    plain = to_plain(value)
    # The format wants the rules of a judgement even when none fired.
    return {"rules": []} | plain if isinstance(value, Assessment) else plain
