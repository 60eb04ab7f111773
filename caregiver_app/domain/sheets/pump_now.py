# SPDX-License-Identifier: MIT
"""What the sheets say of a pump: its dose, its dates, its sounds."""

from datetime import date
from decimal import Decimal

from caregiver_app.domain.check_in import Draft, PumpAlarm
from caregiver_app.domain.events import PumpEventKind
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.pump.pump_dose import pump_amount, pump_told_otherwise
from caregiver_app.domain.pump.pump_state import pump_state, refill_overdue
from caregiver_app.domain.record import Record
from caregiver_app.domain.sheets.pump_alarms import (
    AnsweredAlarm,
    LastAnswer,
    alarm_answered,
    alarm_heard,
    last_answer,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PumpNow:
    """The pump with the dates in force after its events.

    `told_otherwise` is what it gives by what was written down earlier, with the day of that note;
    None where nothing says otherwise. `mri_told` is when a check-in told of an MRI since which
    nobody looked at the pump; its day may be known to nobody.
    """

    dose_mcg_per_day: Decimal | None
    told_otherwise: tuple[date | None, Decimal] | None
    last_refill: date | None
    low_reservoir_date: date | None
    empty_date: date | None
    refill_appointment: date | None
    refill_overdue_days: int | None
    alarm: PumpAlarm | None
    alarm_first: Moment | None
    alarm_answered: AnsweredAlarm | None
    last_answer: LastAnswer | None
    last_mri: Moment | None
    mri_unchecked: bool
    mri_told: Moment | None


def pump_now(record: Record, now: Moment) -> PumpNow:
    """Return the pump with the dates and the alarm in force."""
    last, events = record.last_check_in, record.pump_events
    state = pump_state(record, last, now)
    by = state.refill_by
    overdue = refill_overdue(state, last or Draft(), now.day)
    alarm, heard = alarm_heard(record)
    return PumpNow(
        dose_mcg_per_day=pump_amount(record, now),
        told_otherwise=pump_told_otherwise(record, now),
        last_refill=state.last_refill,
        low_reservoir_date=state.low_reservoir_date,
        empty_date=state.empty_date,
        refill_appointment=state.refill_appointment,
        refill_overdue_days=(now.day - by).days if by and overdue else None,
        alarm=alarm,
        alarm_first=heard,
        alarm_answered=alarm_answered(record, now),
        last_answer=last_answer(record),
        last_mri=next((e.at for e in reversed(events) if e.kind is PumpEventKind.MRI), None),
        mri_unchecked=state.mri_unchecked,
        mri_told=state.mri_told,
    )
