# SPDX-License-Identifier: MIT
"""Planned doses of the last days beside what the log says of each, day by day."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.dosing.dose_clock import doses_of, mg_of
from caregiver_app.domain.dosing.newest_entries import without_replaced
from caregiver_app.domain.dosing.slots import (
    Slot,
    entry_for,
    slot_of_entries,
    slots_between,
    zone_of,
)
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
    """One day at the place: its planned doses by time, and what was given beside them."""

    day: date
    planned: tuple[PlannedDose, ...]
    besides: tuple[DoseEvent, ...]


def planned_and_given(record: Record, drug: Drug, now: Moment, days: int) -> tuple[DayOfDoses, ...]:
    """Return the last so many days, today first, with the planned doses that are due by now.

    A planned dose that was given ahead of its time is there as well. An entry that stands for no
    planned dose counts to the day of its own wall.
    """
    zone = zone_of(record.person, now)
    log = _entries(record, drug, now, days)
    slots = slots_between(record, drug, now.utc - _DAY * (days + 1), now.utc + _DAY, zone)
    found = [PlannedDose(slot=slot, entry=entry_for(slot, log)) for slot in slots]
    told = [one for one in found if one.slot.due <= now or one.entry is not None]
    used = {one.entry.id for one in told if one.entry is not None}
    loose = [dose for dose in log if dose.id not in used]
    return tuple(_day(now.day - _DAY * back, told, loose) for back in range(days))


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
    found = [*without_replaced(recent, slot_of_entries(record, drug))][::-1]
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
