# SPDX-License-Identifier: MIT
"""The planned doses of one day at one look: in their order, each with what is known of it."""

from collections.abc import Callable
from datetime import timedelta
from enum import StrEnum

from caregiver_app.domain.doses import DoseStatus
from caregiver_app.domain.dosing.dose_clock import drugs_by_mouth
from caregiver_app.domain.dosing.dose_entry import PlannedDose, due_now
from caregiver_app.domain.dosing.planned_and_given import planned_and_given
from caregiver_app.domain.dosing.slots import slots_between, zone_of
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug
from caregiver_app.domain.record import Record

_DAY = timedelta(days=1)


class DoseState(StrEnum):
    """What is known of a planned dose; each is drawn and said in a way of its own."""

    GIVEN = "given"
    LATE = "late"
    NOT_GIVEN = "not_given"
    IN_DOUBT = "in_doubt"
    NOT_WRITTEN = "not_written"
    BEFORE = "before"
    DUE = "due"
    AHEAD = "ahead"


_OF_ENTRIES = {
    DoseStatus.TAKEN: DoseState.GIVEN,
    DoseStatus.EXTRA: DoseState.GIVEN,
    DoseStatus.LATE: DoseState.LATE,
    DoseStatus.MISSED: DoseState.NOT_GIVEN,
    DoseStatus.REFUSED: DoseState.NOT_GIVEN,
    DoseStatus.PARTLY: DoseState.IN_DOUBT,
    DoseStatus.VOMITED: DoseState.IN_DOUBT,
    DoseStatus.UNSURE: DoseState.IN_DOUBT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TodaysDose:
    """One planned dose of the day and what is known of it."""

    dose: PlannedDose
    state: DoseState


def todays_doses(
    record: Record, now: Moment, typed_at: Callable[[Drug], Moment | None]
) -> tuple[TodaysDose, ...]:
    """Return the planned doses by mouth of the day of `now`, by time, those still to come too.

    One that was due before the plan was typed in (`typed_at`) stands there as such: nobody could
    write it down, and it may have been given. The amounts are those of the step in force that day.
    """
    found = [
        dose
        for drug in drugs_by_mouth(record, now.day)
        for dose in _of_drug(record, drug, now, typed_at(drug))
    ]
    due = due_now((dose for dose, _before in found), now)
    ordered = sorted(found, key=lambda one: (one[0].due, one[0].drug))
    return tuple(
        TodaysDose(dose=dose, state=_state(dose, dose in due, before, now))
        for dose, before in ordered
    )


def _of_drug(
    record: Record, drug: Drug, now: Moment, typed_at: Moment | None
) -> list[tuple[PlannedDose, bool]]:
    """Return the doses of the day, and of each whether it was due before the plan was typed in."""
    today = planned_and_given(record, drug, now, 1, typed_at)[0]
    told = {one.slot: one.entry for one in today.planned}
    zone = zone_of(record.person, now)
    slots = slots_between(record, drug, now.utc - _DAY, now.utc + _DAY, zone)
    return [
        (
            PlannedDose(
                drug=drug, due=slot.due, mg=slot.mg, reach=slot.reach, entry=told.get(slot)
            ),
            slot not in told and slot.due <= now,
        )
        for slot in slots
        if slot.due.day == now.day
    ]


def _state(dose: PlannedDose, is_due: bool, is_before: bool, now: Moment) -> DoseState:
    if dose.entry is not None:
        return _OF_ENTRIES[dose.entry.status]
    if dose.due > now:  # one that is near could be given, but nothing here says to be early
        return DoseState.AHEAD
    if is_due:
        return DoseState.DUE
    return DoseState.BEFORE if is_before else DoseState.NOT_WRITTEN
