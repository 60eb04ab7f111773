# SPDX-License-Identifier: MIT
"""Planned doses of the last days beside what the log says of each, day by day."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.dosing.dose_clock import doses_of, mg_of
from caregiver_app.domain.dosing.newest_entries import all_that_happened
from caregiver_app.domain.dosing.slots import (
    Slot,
    entry_for,
    slot_of_entries,
    slots_between,
    zone_of,
)
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug
from caregiver_app.domain.record import Record

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedDose:
    """One planned dose and its newest entry; None while nobody wrote one."""

    slot: Slot
    entry: DoseEvent | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOfDoses:
    """One day at the place: its planned doses by time, and what was given beside them.

    `next_due` is when the next planned dose of the day is due. `is_before` says that doses were
    planned that day, all of them before anybody could have written one down here.
    """

    day: date
    planned: tuple[PlannedDose, ...]
    besides: tuple[DoseEvent, ...]
    next_due: Moment | None = None
    is_before: bool = False


def planned_and_given(
    record: Record, drug: Drug, now: Moment, days: int, typed_at: Moment | None = None
) -> tuple[DayOfDoses, ...]:
    """Return the last so many days, today first, with the planned doses that are due by now.

    A planned dose that was given ahead of its time is there as well. An entry that stands for no
    planned dose counts to the day of its own wall. Of what was planned before the plan was typed in
    at `typed_at`, and before the first entry for a planned dose, only entries are told: nobody
    could write the others down.
    """
    zone = zone_of(record.person, now)
    log = _entries(record, drug, now, days)
    slots = slots_between(record, drug, now.utc - _DAY * (days + 1), now.utc + _DAY, zone)
    found = [PlannedDose(slot=slot, entry=entry_for(slot, log)) for slot in slots]
    began = _began(record, drug, typed_at)
    told = [
        one
        for one in found
        if one.entry is not None or (one.slot.due <= now and not _is_before(one, began))
    ]
    used = {one.entry.id for one in told if one.entry is not None}
    loose = [dose for dose in log if dose.id not in used]
    days_told = (_day(now.day - _DAY * back, told, loose) for back in range(days))
    return tuple(_with_silent(day, found, now, began) for day in days_told)


def _began(record: Record, drug: Drug, typed_at: Moment | None) -> Moment | None:
    """Return from when on a planned dose could be written down; None when nobody knows.

    A record that was brought from elsewhere has its plan from that day, and older entries for it.
    """
    if typed_at is None:
        return None
    log = doses_of(record, drug)
    first = next((dose.scheduled_for for dose in log if dose.scheduled_for is not None), typed_at)
    return min(first, typed_at)


def _is_before(one: PlannedDose, began: Moment | None) -> bool:
    return began is not None and one.slot.due < began


def _with_silent(
    day: DayOfDoses, found: Sequence[PlannedDose], now: Moment, began: Moment | None
) -> DayOfDoses:
    """Return a day with what its planned doses are of which nothing is told."""
    own = [one for one in found if one.slot.due.day == day.day and one.entry is None]
    ahead = [one.slot.due for one in own if one.slot.due > now]
    is_before = not day.planned and any(_is_before(one, began) for one in own)
    return replace(day, next_due=min(ahead, default=None), is_before=is_before)


def _day(day: date, told: Sequence[PlannedDose], loose: Sequence[DoseEvent]) -> DayOfDoses:
    return DayOfDoses(
        day=day,
        planned=tuple(reversed([one for one in told if one.slot.due.day == day])),
        besides=tuple(dose for dose in loose if dose.when is not None and dose.when.day == day),
    )


def _entries(record: Record, drug: Drug, now: Moment, days: int) -> list[DoseEvent]:
    """Return the log of these days in its order, without what a newer entry takes back.

    Of a dose written in mL alone the mg are there where the strength is known.
    """
    start = now.utc - _DAY * (days + 2)
    recent = (
        dose
        for dose in reversed(doses_of(record, drug))
        if dose.when is not None and start <= dose.when.utc and dose.when <= now
    )
    found = [*all_that_happened(recent, slot_of_entries(record, drug))][::-1]
    return [replace(dose, mg=mg_of(dose, record.person)) for dose in found]


def is_as_planned(one: PlannedDose) -> bool:
    """Say whether a dose was given at its time with the amount that is planned, as far as told.

    An amount whose mg nobody knows, of mL or tablets without a strength, is not taken for it.
    """
    entry, planned = one.entry, one.slot.mg
    if entry is None or entry.status is not DoseStatus.TAKEN:
        return False
    is_untold = entry.mg is None and entry.ml is None and entry.tablets is None
    return planned is None or is_untold or entry.mg == planned
