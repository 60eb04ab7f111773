# SPDX-License-Identifier: MIT
"""Looking back: one day hour by hour, and correcting what was written without losing any of it.

A correction is written beside what it corrects. What was judged when a check-in was saved stays
as it was; what the rules say of the corrected answers stands beside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta, tzinfo
from itertools import pairwise
from zoneinfo import ZoneInfo

from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.back_dated import WRITTEN_AT, written_later
from caregiver_app.domain.check_in import CheckIn, Mode, asked
from caregiver_app.domain.doses import DoseEvent
from caregiver_app.domain.dosing.dose_clock import with_corrected_mg
from caregiver_app.domain.dosing.slots import zone_of
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.events import REMOVED, PumpEvent, PumpEventKind
from caregiver_app.domain.happened import ALERTS, HAPPENED, Happening, kind_of
from caregiver_app.domain.history.corrected_record import (
    begins_before,
    is_newest,
    with_other,
    without,
)
from caregiver_app.domain.history.corrections import (
    UNDO,
    Values,
    differences,
    is_answer,
)
from caregiver_app.domain.history.day_grid import DayGrid, day_grid, start_of
from caregiver_app.domain.history.story import Fact, is_event
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment, at_place, is_zone
from caregiver_app.domain.people.caregivers import Guarded
from caregiver_app.domain.record import Record
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.domain.rules.engine import at_of, evaluate, urgent_action
from caregiver_app.domain.since_check import both, newly_before, newly_told
from caregiver_app.exchange.portable import LISTS
from caregiver_app.services.care_team.caregivers import WhyNot
from caregiver_app.services.log.record_book import RecordBook
from caregiver_app.services.log.written import Desk, NotWritten
from caregiver_app.services.looking_back.change_log import Logged, key_of, kind_of_fact, logged
from caregiver_app.services.looking_back.edits import Edit, edits
from caregiver_app.services.looking_back.overview import main_plan, newest_cut
from caregiver_app.system.clock import Clock

_STANDS = timedelta(days=1)
"""For how long what was found is told as an alert (the clinical reference, "After an alert")."""

__all__ = ["Done", "Edit", "HistoryService", "NotWritten"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What was just written, for taking it back at once.

    `told` is what the rules make of it when somebody has to be called for something new; then
    `events` holds the entry that keeps it.
    """

    target: str
    values: Values
    events: tuple[str, ...] = ()
    told: Assessment | None = None


@dataclass(frozen=True, slots=True)
class _Log:
    """The changes of one person, worked out for so many entries and the last of them."""

    entries: tuple[int, str]
    lines: tuple[Logged, ...]


class HistoryService:
    """Read and correct the record of one data folder.

    `gap` is how long without a check-in is a gap; `carry` for how long the last check-in still
    says how somebody is.
    """

    def __init__(
        self,
        book: RecordBook,
        rule_set: RuleSet,
        gap: timedelta,
        carry: timedelta,
        clock: Clock,
        why_not: WhyNot | None = None,
    ) -> None:
        self._book = book
        self._why_not = why_not
        self._desk = Desk(book, clock)
        self._rule_set = rule_set
        self._carry = carry
        self._logs: dict[str, _Log] = {}
        self.gap = gap

    def now(self) -> Moment:
        """Return this instant as it reads on the wall here."""
        return self._desk.now()

    def home(self, person_id: str) -> tzinfo:
        """Return the zone in which days are read: the person's, else the one that is here."""
        person = self._book.record(person_id).person
        if person.zone and is_zone(person.zone):
            return ZoneInfo(person.zone)
        return zone_of(person, self.now())

    def day(self, person_id: str, day: date, hours: int) -> DayGrid:
        """Return one day at home in columns of so many hours."""
        record, place = self._book.record(person_id), self.home(person_id)
        return day_grid(record, day, place, self.now(), self.gap, hours)

    def days_since_cut(self, person_id: str, day: date) -> int | None:
        """Return how long ago the last cut of anything was on a day, or None."""
        record = self._book.record(person_id)
        then = at_place(start_of(day, self.home(person_id)), self.home(person_id))
        cut, _of = newest_cut(record, main_plan(record, then), then, self._rule_set.days_off)
        return (day - cut.on).days if cut is not None else None

    # ---- what was changed

    def log(self, person_id: str) -> tuple[Logged, ...]:
        """Return every correction, removal and return, the oldest first."""
        if not self._book.record(person_id).changes:
            return ()
        entries = self._book.entries(person_id)
        # What waited for the disk can be gone again: the number alone does not tell.
        seen, kept = (len(entries), entries[-1].id), self._logs.get(person_id)
        if kept is None or kept.entries != seen:
            kept = self._logs[person_id] = _Log(seen, logged(entries))
        return kept.lines

    def edits(self, person_id: str) -> tuple[Edit, ...]:
        """Return every newer profile and every newer version of a plan, the oldest first."""
        return edits(self._book.entries(person_id))

    def changes_of(self, person_id: str, fact: Fact) -> tuple[Logged, ...]:
        """Return what was changed in one entry, the oldest first."""
        kind = kind_of_fact(fact)
        return tuple(
            line
            for line in self.log(person_id)
            if line.kind is kind and line.fact is not None and line.fact.id == fact.id
        )

    def corrected(self, person_id: str) -> frozenset[tuple[str, str]]:
        """Return class and id of every entry that was corrected; to tell its end completes it."""
        return frozenset(
            (type(line.fact).__name__, line.fact.id)
            for line in self.log(person_id)
            if line.fact is not None and not line.told.is_end
            if any(c.field != REMOVED for c in line.told.answers)
        )

    def alerts_of(self, person_id: str, fact: Fact) -> tuple[CheckIn, ...]:
        """Return the alerts that an entry or its corrections made, as far as they still stand.

        Such an alert is written at one press with what made it, right after it.
        """
        entries, target = self._book.entries(person_id), self._target(person_id, fact)
        made = {
            key_of(after)
            for before, after in pairwise(entries)
            if after.kind is EntryKind.CHECK_IN
            and target in (key_of(before), before.id, before.payload.get("target"))
        }
        standing = self._book.record(person_id).check_ins
        return tuple(one for one in standing if one.id in made and kind_of(one) in ALERTS)

    # ---- what the rules say

    def judge(self, person_id: str, check_in: CheckIn) -> Assessment:
        """Return what the rules in use now say of answers at the time of their check-in.

        The same check-in at another time is not looked back on.
        """
        record = self._book.record(person_id)
        return evaluate(self._rule_set, without(record, check_in), check_in, at_of(check_in))

    def judged_again(self, person_id: str, check_in: CheckIn) -> Assessment | None:
        """Return what the rules say now, when the rules or the answers are others than then.

        None when a check-in stands as it was judged. What is stored does not change.
        """
        stored = check_in.assessment
        corrected = any(
            change.field != "note"  # no rule reads it
            for line in self.changes_of(person_id, check_in)
            for change in line.told.answers
        )
        newer = stored is None or stored.rule_set != self._rule_set.version
        if not (newer or corrected or self._looks_back_on_others(person_id, check_in)):
            return None
        judged = self.judge(person_id, check_in)
        alike = stored is not None and stored.level is judged.level
        # Of an event more is told bit by bit, and judged each time.
        if is_event(check_in) and alike:
            return None
        same = alike and stored is not None and _ids(stored) == _ids(judged)
        return None if same and not (newer or corrected) else judged

    def _looks_back_on_others(self, person_id: str, check_in: CheckIn) -> bool:
        """Say whether something before a check-in was corrected after it was written down."""
        written = (written_later(check_in) or check_in.at).utc
        return any(
            line.told.at.utc >= written and begins_before(line.told, line.fact, check_in.at)
            for line in self.log(person_id)
        )

    # ---- correcting

    def correct(
        self,
        person_id: str,
        before: Fact,
        after: Fact,
        reason: str,
        by: str | None,
    ) -> Done | None:
        """Write down what is corrected, and why; None when nothing is another one.

        What the rules newly call for is kept as an event of its own, so that what was done about
        it can be written down. Of a dose in other mL the mg are corrected with them. Raises
        NotWritten; then nothing is written.
        """
        if isinstance(before, DoseEvent) and isinstance(after, DoseEvent):
            person = self._book.record(person_id).person
            after = with_corrected_mg(before, after, person)
        values = differences(before, after)
        if not any(is_answer(field) for field in values):
            return None
        told = self._told(person_id, before, after)
        if told is None and isinstance(after, CheckIn):
            told, at = self._called_then(person_id, after), after.at
            return self._write(person_id, before, values, reason, by, told, at)
        return self._write(person_id, before, values, reason, by, told)

    def remove(self, person_id: str, fact: Fact, reason: str, by: str | None) -> Done:
        """Take an entry out of the record; the log keeps it. Raises NotWritten."""
        told = self._told(person_id, fact, None)
        return self._write(person_id, fact, {REMOVED: (False, True)}, reason, by, told)

    def put_back(self, person_id: str, fact: Fact, reason: str, by: str | None) -> Done:
        """Put a removed entry back into the record. Raises NotWritten."""
        told = self._told(person_id, fact, fact)
        return self._write(person_id, fact, {REMOVED: (True, False)}, reason, by, told)

    def take_back(self, person_id: str, done: Done, by: str | None) -> None:
        """Take back what was just written: it is written that it holds no more."""
        values = {field: (after, before) for field, (before, after) in done.values.items()}
        entries = self._desk.corrections(person_id, done.target, by, UNDO, values)
        for event in done.events:
            gone = {REMOVED: (False, True)}
            entries += self._desk.corrections(person_id, event, by, UNDO, gone)
        self._desk.write(entries)

    def _write(
        self,
        person_id: str,
        fact: Fact,
        values: Mapping[str, tuple[object, object]],
        reason: str,
        by: str | None,
        told: Assessment | None,
        at: Moment | None = None,
    ) -> Done:
        refused = self.why_not_corrected(person_id, fact)
        if refused is not None:
            raise NotWritten(refused)
        target = self._target(person_id, fact)
        entries = self._desk.corrections(person_id, target, by, reason, values)
        events: tuple[str, ...] = ()
        if told is not None:
            event = self._event(by, told, at)
            entries.append(self._desk.entry(person_id, EntryKind.CHECK_IN, event))
            events = (event.id,)
        self._desk.write(entries, told)
        return Done(target=target, values=values, events=events, told=told)

    def why_not_corrected(self, person_id: str, fact: Fact) -> str | None:
        """Return why aides and guests may not correct what the clinic did to a pump, or None."""
        if isinstance(fact, PumpEvent) and fact.kind is not PumpEventKind.ALARM and self._why_not:
            return self._why_not(person_id, Guarded.PLAN)
        return None

    def _told(self, person_id: str, before: Fact, after: Fact | None) -> Assessment | None:
        """Return what a correction newly calls for, when it is about how things are now."""
        record = self._book.record(person_id)
        judged: Assessment | None = None
        if isinstance(before, DoseEvent | PumpEvent):
            log = with_other(record, before, after)
            judged = newly_told(self._rule_set, log, self.now(), self._carry)
        elif isinstance(after, CheckIn) and is_newest(record, after):
            judged = self.judge(person_id, after)
            stored = after.assessment
            if stored is not None and not _calls_anew(judged, stored):
                judged = None
        elif isinstance(after, CheckIn):
            judged = self._told_by_earlier(record, before, after)
        return judged if judged is not None and judged.level >= Level.URGENT else None

    def _told_by_earlier(self, record: Record, before: Fact, after: CheckIn) -> Assessment | None:
        """Return what an earlier check-in newly calls for by now; time alone calls for nothing."""
        judged = self._newly(with_other(record, before, after))
        already = self._newly(record)
        known = _ids(already) if already is not None else set()
        return None if judged is None or _ids(judged) <= known else judged

    def _called_then(self, person_id: str, after: CheckIn) -> Assessment | None:
        """Return what an earlier check-in newly calls for at its own time, within a day, or None.

        A check-in that is told late says the same; a calm one behind it did not know of this.
        """
        stored, age = after.assessment, self.now().utc - after.at.utc
        if stored is None or not timedelta(0) <= age <= _STANDS or not asked(after):
            return None
        judged = self.judge(person_id, after)
        known = _ids(stored)
        anew = [f for f in judged.rules if f.id not in known and f.level >= Level.URGENT]
        if not anew:
            return None
        worst = max(finding.level for finding in anew)
        action = judged.action
        if worst is not judged.level:
            person = self._book.record(person_id).person
            action = urgent_action(person, {finding.id for finding in anew})
        return replace(judged, level=worst, action=action, rules=tuple(anew), missing=())

    def _newly(self, record: Record) -> Assessment | None:
        now = self.now()
        told = newly_told(self._rule_set, record, now, self._carry)
        return both(told, newly_before(self._rule_set, record, now))

    def _event(self, by: str | None, told: Assessment, at: Moment | None) -> CheckIn:
        """Return the line that tells it: as of now, or of a time before and written down now."""
        now = self.now()
        written = {} if at is None else {WRITTEN_AT: now.text}
        return CheckIn(
            id=self._desk.new_id(),
            at=at or now,
            zone=(at or now).zone,
            mode=Mode.QUICK,
            recorder=by or None,
            more={HAPPENED: Happening.CORRECTION.value, **written},
            assessment=told,
        )

    def _target(self, person_id: str, fact: Fact) -> str:
        """Return what a change names: the id of the record, or of the log where two share it."""
        kind, entries = kind_of_fact(fact), self._book.entries(person_id)
        same = [e for e in entries if e.kind in LISTS and key_of(e) == fact.id]
        if all(entry.kind is kind for entry in same):
            return fact.id
        return next(entry.id for entry in same if entry.kind is kind)


def _calls_anew(judged: Assessment, stored: Assessment) -> bool:
    """Say whether a judgement is worse than another, or has an alert that the other had not."""
    alerts = {finding.id for finding in judged.rules if finding.level >= Level.URGENT}
    return judged.level > stored.level or not alerts <= _ids(stored)


def _ids(assessment: Assessment) -> set[str]:
    return {finding.id for finding in assessment.rules}
