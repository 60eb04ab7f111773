# SPDX-License-Identifier: MIT
"""What is written down since makes of the last check-in, for every page that tells a level.

Today, the page of a shift and the sheets tell the same: a nurse or the next caregiver must not
read "no flags" of somebody whose missed dose stands on the start screen as WATCH.
"""

from datetime import timedelta
from typing import TYPE_CHECKING

from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.dosing.days_off import gap_over_days_off
from caregiver_app.domain.dosing.dose_clock import drugs_by_mouth, newest_kept
from caregiver_app.domain.dosing.dose_entry import DoseEntryNumbers
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.happened import Happening, begun, last_asked
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.domain.since_check import (
    both,
    by_date,
    last_logged,
    last_lost,
    newly_before,
    newly_told,
)
from caregiver_app.domain.timing.at_er import at_er_since
from caregiver_app.domain.timing.follow_up import left_standing
from caregiver_app.domain.timing.time_rules import TimeRules
from caregiver_app.services.log.record_book import RecordBook
from caregiver_app.system.clock import Clock, here_and_now

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caregiver_app.domain.entries import Entry

_DAY = timedelta(days=1)
_CHECK_IN = EntryKind.CHECK_IN
_TOLD = (EntryKind.DOSE, EntryKind.PUMP_EVENT)
_ID = "told-since"


class ToldSince:
    """Judge what was written down since the newest check-in; writes nothing.

    `numbers` say how old answers may be that are held to it, and which lines time alone makes
    an alert of; `times` how long an alert stands.
    """

    def __init__(
        self,
        book: RecordBook,
        rule_set: RuleSet,
        numbers: DoseEntryNumbers,
        times: TimeRules,
        clock: Clock,
    ) -> None:
        self._book = book
        self._rule_set = rule_set
        self._numbers = numbers
        self._times = times
        self._clock = clock

    def seen_by(self, clock: Clock) -> "ToldSince":
        """Return the same as another clock sees it."""
        return ToldSince(self._book, self._rule_set, self._numbers, self._times, clock)

    def judged(self, person_id: str) -> Assessment | None:
        """Return the level that a page tells beside that of the newest check-in, or None.

        What was told since, and what that check-in left open of an alert that nobody answered: it
        may be calm only because it did not ask.
        """
        record, now = self._book.record(person_id), here_and_now(self._clock)
        return both(self._newly(person_id), left_standing(self._times, record, now))

    def _newly(self, person_id: str) -> Assessment | None:
        """Return what doses, pump events and earlier times told since make of the newest check-in.

        None when that is nothing new. Where no dose was written down lately, what is not written
        down is told by the reminders; only a date of the pump that has passed is told here.
        """
        record, now = self._book.record(person_id), here_and_now(self._clock)
        is_newer = self._newest_line(person_id) is not None
        found = None
        if is_newer or record.person.has_pump:
            found = newly_told(self._rule_set, record, now, self._numbers.carry)
        if found is not None and not is_newer:
            found = by_date(found)
        if self._newest_earlier(person_id) is None and not self._lines_written(person_id):
            return found
        return both(found, newly_before(self._rule_set, record, now))

    def calls(self, person_id: str) -> Assessment | None:
        """Return this judgement where it is URGENT or worse, and somebody has to be called."""
        found = self._newly(person_id)
        return found if found is not None and found.level >= Level.URGENT else None

    def calls_by_time(self, person_id: str) -> Assessment | None:
        """Return what `calls` says where the hours alone may say it.

        Time calls nobody about lines that are old: the program was not used since. Nor about
        somebody who is at the ER: doses are given there.
        """
        record, now = self._book.record(person_id), here_and_now(self._clock)
        if at_er_since(record, now) is not None:
            return None
        newest = self._newest(person_id)
        if newest is not None and newest.utc < now.utc - self._lately(record, now):
            return None
        return self.calls(person_id)

    def event(self, person_id: str) -> CheckIn | None:
        """Return this judgement as what was told at the newest of these lines, or None."""
        judged = self.judged(person_id)
        if judged is None:
            return None
        newest = self._newest(person_id)
        before = self._book.record(person_id).last_check_in
        at = newest if newest is not None else here_and_now(self._clock)
        at = at if before is None else max(at, before.at)
        draft = begun(Happening.DOSE, at, None)
        return CheckIn(
            id=_ID, at=at, zone=at.zone, mode=draft.mode, more=draft.more, assessment=judged
        )

    def _newest(self, person_id: str) -> Moment | None:
        told = (self._newest_line(person_id), self._newest_earlier(person_id))
        return max((at for at in told if at is not None), default=None)

    def _newest_line(self, person_id: str) -> Moment | None:
        """Return when the newest dose or pump event was told that the newest check-in knew not.

        It was written down after it, also as a change of an older one: a dose that came up after
        all is told like a new line. Or it is about a later time, where the check-in is from a file
        or about an earlier time. Or it stood on another computer. Or it is one of the last
        two days, kept or not, since the person is known here: what is missing after it counts by
        the hours. None when there is none.
        """
        entries, record = self._book.entries(person_id), self._book.record(person_id)
        now, newest = here_and_now(self._clock), last_asked(record)
        told: list[Moment | None] = [*self._lines_written(person_id)]
        if newest is None or newest.at <= now:  # else a clock was wrong: its time tells nothing
            known_since = entries[0].recorded_at if entries else None
            told.append(last_lost(record, now))
            told.append(last_logged(record, now, self._lately(record, now), known_since))
        return max((at for at in told if at is not None), default=None)

    def _lately(self, record: Record, now: Moment) -> timedelta:
        """Return how old a line may be: a day longer than a plan itself gives nothing.

        Else the hours would never tell a dose that is missed in a plan of every other day.
        """
        most = int(self._rule_set.numbers["dose_clock.days_off"])
        newest = ((d, newest_kept(record, now, d)) for d in drugs_by_mouth(record, now.day))
        off = [gap_over_days_off(record, d, kept.at, now, most) for d, kept in newest if kept]
        return max((self._numbers.alone, *(found[0] + _DAY for found in off if found)))

    def _lines_written(self, person_id: str) -> tuple[Moment, ...]:
        """Return when lines were written that the newest check-in knew not, whatever their time."""
        entries, record = self._book.entries(person_id), self._book.record(person_id)
        told = (_written_since(entries, record), _not_known(entries, record))
        return tuple(at for at in told if at is not None)

    def _newest_earlier(self, person_id: str) -> Moment | None:
        """Return when an answer about a time before the newest check-in was last written after it.

        An earlier check-in, or a change of one; also one that stood on another computer.
        """
        entries, record = self._book.entries(person_id), self._book.record(person_id)
        newest = last_asked(record, here_and_now(self._clock))
        return None if newest is None else _earlier_since(entries, record, newest)


def _written_since(entries: "Sequence[Entry]", record: Record) -> Moment | None:
    """Return when the newest of the lines and changes after the newest check-in was written."""
    newer = _since_check_in(entries, record)
    if not newer:
        return None
    standing = _standing(record)
    lines = [one for one in newer if one.kind in _TOLD]
    # A line that was written after the check-in and taken back leaves nothing behind.
    gone = {key for one in lines for key in (one.id, one.payload["id"])}
    for one in newer:
        target = one.payload.get("target")
        if one.kind in _TOLD and one.payload["id"] in standing:
            return one.recorded_at
        if target is not None and target not in gone and _kind_of(entries, target) in _TOLD:
            return one.recorded_at
    return None


def _earlier_since(entries: "Sequence[Entry]", record: Record, newest: CheckIn) -> Moment | None:
    """Return when a check-in about an earlier time than the newest was last told after it."""
    unknown, is_since = record.order.not_known, True
    for entry in reversed(entries):
        key, target = entry.payload.get("id"), entry.payload.get("target")
        is_since = is_since and key != newest.id
        if not (is_since or unknown):
            return None
        if entry.kind is _CHECK_IN and (is_since or key in unknown):
            is_told = _stands(record, entry, before=newest.at)
        else:
            is_of_other = is_since and target not in (None, newest.id)
            is_told = is_of_other and _kind_of(entries, target) is _CHECK_IN
        if is_told:
            return entry.recorded_at
    return None


def _not_known(entries: "Sequence[Entry]", record: Record) -> Moment | None:
    """Return when the newest line was written that stood on another computer."""
    if not record.order.not_known:
        return None
    lines = record.order.not_known & _standing(record)
    found = (one.recorded_at for one in reversed(entries) if one.payload.get("id") in lines)
    return next(found, None)  # a plan from a file may have no id


def _standing(record: Record) -> frozenset[str]:
    doses = (dose.id for dose in record.doses)
    return frozenset((*doses, *(event.id for event in record.pump_events)))


def _since_check_in(entries: "Sequence[Entry]", record: Record) -> "list[Entry]":
    """Return the doses, pump events and changes after the newest check-in, the newest first.

    What was tapped asked nothing about a dose, and what is about an earlier time knew nothing of
    one that came after that: both lie between them.
    """
    newer: list[Entry] = []
    last = last_asked(record)
    for entry in reversed(entries):
        if last is not None and entry.kind is _CHECK_IN and entry.payload["id"] == last.id:
            # Doses of the form are written with their check-in, and judged with it. One that is
            # about an earlier time, with its doses, was not known to it.
            written = (entry.device, entry.recorded_at)
            return [one for one in newer if (one.device, one.recorded_at) != written]
        if entry.kind in _TOLD or entry.kind is EntryKind.CHANGE:
            newer.append(entry)
    return newer


def _stands(record: Record, entry: "Entry", before: Moment) -> bool:
    here = reversed(record.check_ins)
    found = next((one for one in here if one.id == entry.payload["id"]), None)
    return found is not None and found.at < before


def _kind_of(entries: "Sequence[Entry]", target: object) -> EntryKind | None:
    """Return the kind of what a change names: the id of the record, or of the log."""
    found = (one.kind for one in reversed(entries) if target in (one.payload.get("id"), one.id))
    return next(found, None)
