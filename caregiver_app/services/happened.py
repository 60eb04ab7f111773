# SPDX-License-Identifier: MIT
"""Something happened: the first tap keeps it with its time, the rest is told afterwards."""

from collections.abc import Mapping
from dataclasses import fields, replace
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

__all__ = ["HappenedService", "NotWritten"]

_STILL_RUNNING = timedelta(hours=24)
_NEW_WORDS = "told afterwards"


class HappenedService:
    """Write down the events of one data folder; a tap is kept before anything else is done."""

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

        It is not written down before `keep`.
        """
        now = self._desk.now()
        draft = begun(kind, now, by)
        judged = evaluate(self._rule_set, self._book.record(person_id), draft, now)
        return _event(draft, self._desk.new_id(), now, judged)

    def keep(self, person_id: str, event: CheckIn) -> None:
        """Write a tapped event down, with the time of the tap. Raises NotWritten."""
        entry = self._desk.entry(person_id, EntryKind.CHECK_IN, event)
        self._desk.write([entry], event, event.assessment)

    def stop(self, person_id: str, event_id: str, by: str | None) -> CheckIn:
        """Keep that it ended at this very time. Raises NotWritten, and KeyError without it."""
        event = self.event(person_id, event_id)
        ran = self._desk.now().utc - event.at.utc
        return self._change(person_id, event, lasted(event, int(ran.total_seconds())), by)

    def end_not_known(self, person_id: str, event_id: str, by: str | None) -> CheckIn:
        """Keep that nobody saw the end. Raises NotWritten, and KeyError without the event."""
        event = self.event(person_id, event_id)
        return self._change(person_id, event, {f"more.{END_UNKNOWN}": True}, by)

    def tell(
        self, person_id: str, event_id: str, values: Mapping[str, object], by: str | None
    ) -> CheckIn:
        """Keep details of an event, judged anew; its level may rise by them and never falls.

        Raises NotWritten, and KeyError when there is no such event.
        """
        return self._change(person_id, self.event(person_id, event_id), values, by)

    def undo(self, person_id: str, event_id: str, by: str | None) -> None:
        """Take an event out of the record; the log keeps it. Raises NotWritten."""
        self._desk.take_back(person_id, (event_id,), by)

    def event(self, person_id: str, event_id: str) -> CheckIn:
        """Return an event as it stands; raise KeyError when there is none of this id."""
        for check_in in reversed(self._book.record(person_id).check_ins):
            if check_in.id == event_id:
                return check_in
        raise KeyError(f"no event has the id {event_id}")

    def running(self, person_id: str) -> tuple[CheckIn, ...]:
        """Return what was started and not stopped in the last 24 hours, the newest first."""
        start = self._desk.now().utc - _STILL_RUNNING
        found = []
        for check_in in reversed(self._book.record(person_id).check_ins):
            if check_in.at.utc < start:
                break
            if HAPPENED in check_in.more and is_running(check_in):
                found.append(check_in)
        return tuple(found)

    def _change(
        self, person_id: str, event: CheckIn, values: Mapping[str, object], by: str | None
    ) -> CheckIn:
        told = _with(event, values)
        judged = self._judged(person_id, told)
        changes = {
            name: (_plain(_value(event, name)), _plain(value))
            for name, value in values.items()
            if _value(event, name) != value
        }
        if not changes:
            return event
        if judged is not event.assessment:
            changes["assessment"] = (_plain(event.assessment), _plain(judged))
        told = replace(told, assessment=judged)
        entries = self._desk.corrections(person_id, event.id, by, _NEW_WORDS, changes)
        self._desk.write(entries, told, judged)
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
