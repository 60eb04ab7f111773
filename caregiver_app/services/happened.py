# SPDX-License-Identifier: MIT
"""Something happened: the first tap keeps it with its time, the rest is told afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from typing import Any

from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.check_in import CheckIn, Draft
from caregiver_app.domain.entries import EntryKind
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
from caregiver_app.services.record_book import RecordBook
from caregiver_app.services.written import Desk, NotWritten
from caregiver_app.system.clock import Clock

__all__ = ["HappenedService", "NotWritten", "Waiting"]

_STILL_RUNNING = timedelta(hours=24)
_NEW_WORDS = "told afterwards"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An event that is not saved as it was told last.

    `told` holds the fields to correct in the record, None while the event is not in it. `by` told
    them. `cause` is why the disk did not take it, blank before it was asked.
    """

    event: CheckIn
    told: Mapping[str, object] | None
    by: str | None = None
    cause: str = ""


class HappenedService:
    """Write down the events of one data folder; a tap is kept before anything else is done.

    What the disk does not take waits in memory by person, whichever page or person is shown.
    """

    def __init__(self, book: RecordBook, rule_set: RuleSet, clock: Clock) -> None:
        self._desk = Desk(book, clock)
        self._book = book
        self._rule_set = rule_set
        self._waiting: dict[str, dict[str, Waiting]] = {}

    def now(self) -> Moment:
        """Return this instant as it reads on the wall here."""
        return self._desk.now()

    @property
    def long_seizure(self) -> timedelta:
        """Return after how long a seizure is long, whatever a seizure plan says."""
        return timedelta(seconds=float(self._rule_set.number("E01", "seconds")))

    def tapped(self, person_id: str, kind: Happening, by: str | None) -> CheckIn:
        """Return what happened with this very time, judged; nothing waits for the disk.

        It is not written down before `keep`; until then it waits in memory, as what the other
        taps tell does.
        """
        now = self._desk.now()
        draft = begun(kind, now, by)
        judged = evaluate(self._rule_set, self._book.record(person_id), draft, now)
        event = _event(draft, self._desk.new_id(), now, judged)
        self._waiting.setdefault(person_id, {})[event.id] = Waiting(event=event, told=None)
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

    def keep(self, person_id: str, event_id: str) -> None:
        """Write down what waits of an event, with the time of the tap. Raises NotWritten.

        What the disk does not take goes on waiting; of what was written before nothing waits.
        """
        waiting = self._waiting.get(person_id, {}).get(event_id)
        if waiting is None:
            return
        try:
            self._write(person_id, waiting)
        except NotWritten as refused:
            self._waiting[person_id][event_id] = replace(waiting, cause=refused.cause)
            raise
        del self._waiting[person_id][event_id]

    def waiting(self, person_id: str) -> tuple[Waiting, ...]:
        """Return what is not saved of this person, in the order of the taps."""
        return tuple(self._waiting.get(person_id, {}).values())

    def undo(self, person_id: str, event_id: str, by: str | None) -> None:
        """Take an event out of the record; the log keeps it. Raises NotWritten."""
        waits = self._waiting.get(person_id, {})
        if event_id not in waits or waits[event_id].told is not None:
            self._desk.take_back(person_id, (event_id,), by)
        waits.pop(event_id, None)

    def event(self, person_id: str, event_id: str) -> CheckIn:
        """Return an event as it was told last; raise KeyError when there is none of this id."""
        waiting = self._waiting.get(person_id, {}).get(event_id)
        return waiting.event if waiting is not None else self._kept(person_id, event_id)

    def recent(self, person_id: str, span: timedelta) -> tuple[CheckIn, ...]:
        """Return the events of so long a time and all that wait, as told last, newest first."""
        start = self._desk.now().utc - span
        found = {waiting.event.id: waiting.event for waiting in self.waiting(person_id)}
        for check_in in reversed(self._book.record(person_id).check_ins):
            if check_in.at.utc < start:
                break
            if HAPPENED in check_in.more:
                found.setdefault(check_in.id, check_in)
        return tuple(sorted(found.values(), key=lambda event: event.at.utc, reverse=True))

    def running(self, person_id: str) -> tuple[CheckIn, ...]:
        """Return what was started and not stopped in the last 24 hours, the newest first."""
        return tuple(e for e in self.recent(person_id, _STILL_RUNNING) if is_running(e))

    def _kept(self, person_id: str, event_id: str) -> CheckIn:
        """Return an event as it stands in the record; raise KeyError without it."""
        for check_in in reversed(self._book.record(person_id).check_ins):
            if check_in.id == event_id:
                return check_in
        raise KeyError(f"no event has the id {event_id}")

    def _told(
        self, person_id: str, event: CheckIn, values: Mapping[str, object], by: str | None
    ) -> CheckIn:
        """Return an event with what was told of it, judged; it waits until it is written."""
        if all(_value(event, name) == value for name, value in values.items()):
            return event
        told = _with(event, values)
        told = replace(told, assessment=self._judged(person_id, told))
        waits = self._waiting.setdefault(person_id, {})
        before = waits.get(event.id, Waiting(event=event, told={}))
        # What is not in the record yet is written whole: there is nothing to correct.
        more = None if before.told is None else {**before.told, **values}
        waits[event.id] = replace(before, event=told, told=more, by=by)
        return told

    def _write(self, person_id: str, waiting: Waiting) -> None:
        event = waiting.event
        if waiting.told is None:
            entries = [self._desk.entry(person_id, EntryKind.CHECK_IN, event)]
        else:
            kept = self._kept(person_id, event.id)
            # It may have been corrected since: all that stands is judged, and nothing falls.
            all_told = replace(_with(kept, waiting.told), assessment=event.assessment)
            event = replace(all_told, assessment=self._judged(person_id, all_told))
            values = {**waiting.told, "assessment": event.assessment}
            changes = {
                name: (_plain(_value(kept, name)), _plain(value))
                for name, value in values.items()
                if _value(kept, name) != value
            }
            entries = self._desk.corrections(person_id, event.id, waiting.by, _NEW_WORDS, changes)
        if entries:
            self._desk.write(entries, event, event.assessment)

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
