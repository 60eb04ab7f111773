# SPDX-License-Identifier: MIT
"""What doses and pump events make of the last check-in, for every page that tells a level.

Today, the page of a shift and the sheets tell the same: a nurse or the next caregiver must not
read "no flags" of somebody whose missed dose stands on the start screen as WATCH.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.dosing.dose_entry import DoseEntryNumbers
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.happened import HAPPENED, Happening, begun, last_asked
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.domain.since_check import by_date, last_lost, newly_told, told_by_lines
from caregiver_app.services.record_book import RecordBook
from caregiver_app.system.clock import Clock, here_and_now

if TYPE_CHECKING:
    from caregiver_app.domain.entries import Entry

_TOLD = (EntryKind.DOSE, EntryKind.PUMP_EVENT)
_ID = "told-since"


class ToldSince:
    """Judge what was written down since the newest check-in; writes nothing.

    `numbers` say how old answers may be that are held to it, and which lines time alone makes
    an alert of.
    """

    def __init__(
        self, book: RecordBook, rule_set: RuleSet, numbers: DoseEntryNumbers, clock: Clock
    ) -> None:
        self._book = book
        self._rule_set = rule_set
        self._numbers = numbers
        self._clock = clock

    def seen_by(self, clock: Clock) -> "ToldSince":
        """Return the same as another clock sees it."""
        return ToldSince(self._book, self._rule_set, self._numbers, clock)

    def judged(self, person_id: str) -> Assessment | None:
        """Return what doses and pump events since the newest check-in make of it.

        None when that is nothing new. Without any, what was not written down since is told by the
        reminders; only a date of the pump that has passed is told here.
        """
        record, now = self._book.record(person_id), here_and_now(self._clock)
        is_newer = self._newest(person_id) is not None
        if not (is_newer or record.person.has_pump):
            return None
        found = newly_told(self._rule_set, record, now, self._numbers.carry)
        if is_newer or found is None:
            return found
        return by_date(found)

    def calls(self, person_id: str) -> Assessment | None:
        """Return this judgement where it is URGENT or worse, and somebody has to be called."""
        found = self.judged(person_id)
        return found if found is not None and found.level >= Level.URGENT else None

    def calls_by_time(self, person_id: str) -> Assessment | None:
        """Return what `calls` says where the hours alone may say it.

        Time calls nobody about lines that are old: the program was not used since.
        """
        newest, oldest = self._newest(person_id), self._clock.now() - self._numbers.alone
        if newest is not None and newest.utc < oldest:
            return None
        return self.calls(person_id)

    def event(self, person_id: str) -> CheckIn | None:
        """Return this judgement as what was told at the newest of these lines, or None."""
        judged, newest = self.judged(person_id), self._newest(person_id)
        if judged is None:
            return None
        before = self._book.record(person_id).last_check_in
        at = newest if newest is not None else here_and_now(self._clock)
        at = at if before is None else max(at, before.at)
        draft = begun(Happening.DOSE, at, None)
        return CheckIn(
            id=_ID, at=at, zone=at.zone, mode=draft.mode, more=draft.more, assessment=judged
        )

    def _newest(self, person_id: str) -> Moment | None:
        """Return when the newest dose or pump event was told that the newest check-in knew not.

        It was written down after it, also as a change of an older one: a dose that came up after
        all is told like a new line. Or it is about a later time, where the check-in is from a file
        or about an earlier time. Or it stood on another computer. None when there is none.
        """
        entries, record = self._book.entries(person_id), self._book.record(person_id)
        now, newest = here_and_now(self._clock), last_asked(record)
        told = [_written_since(entries, record), _not_known(entries, record)]
        if newest is None or newest.at <= now:  # else a clock was wrong: its time tells nothing
            told.append(last_lost(record, now))
        return max((at for at in told if at is not None), default=None)


def told_in_file(record: Record, now: Moment) -> CheckIn | None:
    """Return what the lines of a record in a file make of its newest check-in, or None."""
    from caregiver_app.content.dose_entry import load_dose_entry
    from caregiver_app.content.loader import load_rule_set

    return told_by_lines(load_rule_set(), record, now, load_dose_entry().carry)


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


def _not_known(entries: "Sequence[Entry]", record: Record) -> Moment | None:
    """Return when the newest line was written that stood on another computer."""
    if not record.order.not_known:
        return None
    lines = record.order.not_known & _standing(record)
    return next((one.recorded_at for one in reversed(entries) if one.payload["id"] in lines), None)


def _standing(record: Record) -> frozenset[str]:
    doses = (dose.id for dose in record.doses)
    return frozenset((*doses, *(event.id for event in record.pump_events)))


def _since_check_in(entries: "Sequence[Entry]", record: Record) -> "list[Entry]":
    """Return the doses, pump events and changes after the newest check-in, the newest first.

    What was tapped asked nothing about a dose: it lies between them.
    """
    newer: list[Entry] = []
    for entry in reversed(entries):
        if entry.kind is EntryKind.CHECK_IN and not _is_tap(entry) and _stands(record, entry):
            # Doses of the form are written with their check-in, and judged with it. The place
            # in the log tells what is newer, not a time: a clock may have been ahead.
            written = (entry.device, entry.recorded_at)
            return [one for one in newer if (one.device, one.recorded_at) != written]
        if entry.kind in _TOLD or entry.kind is EntryKind.CHANGE:
            newer.append(entry)
    return newer


def _stands(record: Record, entry: "Entry") -> bool:
    here = reversed(record.check_ins)
    return any(check_in.id == entry.payload["id"] for check_in in here)


def _kind_of(entries: "Sequence[Entry]", target: object) -> EntryKind | None:
    """Return the kind of what a change names: the id of the record, or of the log."""
    found = (one.kind for one in reversed(entries) if target in (one.payload.get("id"), one.id))
    return next(found, None)


def _is_tap(entry: "Entry") -> bool:
    """Say whether it was written at one tap, or by time alone, and asked nothing."""
    more = entry.payload.get("more")
    return isinstance(more, Mapping) and HAPPENED in more
