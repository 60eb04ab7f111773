# SPDX-License-Identifier: MIT
"""The dates of a pump as a strip: what is behind, what is ahead, and what nobody wrote down."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from caregiver_app.domain.events import PumpEvent, PumpEventKind
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Pump
from caregiver_app.domain.plan import PlanRoute
from caregiver_app.domain.pump.pump_dose import pump_amount, pump_told_otherwise
from caregiver_app.domain.pump.pump_state import pump_state
from caregiver_app.domain.record import Record


class PumpDay(StrEnum):
    """What a date of a pump is."""

    LAST_REFILL = "last_refill"
    APPOINTMENT = "refill_appointment"
    LOW_RESERVOIR = "low_reservoir_date"
    EMPTY = "empty_date"
    REPLACE_BY = "replace_by"


@dataclass(frozen=True, slots=True, kw_only=True)
class PumpDates:
    """The dates in force, by time; those not written down are in `missing`, in the usual order.

    `events` are the newest first. `set_to` is the mcg a day that was told last: by the clinic as an
    event, by the plan, else in the profile; `told_otherwise` what an earlier note says, with its
    day. `mri_told` is when a check-in told of an MRI since which nobody looked at the pump.
    """

    pump: Pump
    today: date
    days: tuple[tuple[PumpDay, date], ...]
    missing: tuple[PumpDay, ...]
    last_mri: PumpEvent | None
    is_mri_checked: bool
    mri_told: Moment | None
    set_to: Decimal | None
    told_otherwise: tuple[date | None, Decimal] | None
    events: tuple[PumpEvent, ...]

    def day(self, kind: PumpDay) -> date | None:
        """Return one of the dates, or None when nobody wrote it."""
        return dict(self.days).get(kind)


_SATURDAY = 5
_BY_REFILL = ("last_refill", "low_reservoir_date", "empty_date", "refill_appointment")


def told_since(record: Record) -> frozenset[str]:
    """Return the fields of a pump in the profile that something newer stands for.

    A refill brings dates of its own, or leaves them unknown; a plan or the clinic sets the dose.
    To change them in the profile would change nothing that anybody is told.
    """
    fields = set[str]()
    if any(event.kind is PumpEventKind.REFILL for event in record.pump_events):
        fields.update(_BY_REFILL)
    if any(plan.route is PlanRoute.ITB for plan in record.plans) or any(
        event.dose_mcg_per_day is not None for event in record.pump_events
    ):
        fields.add("dose_mcg_per_day")
    return frozenset(f"pump.{field}" for field in fields)


class RefillProblem(StrEnum):
    """What to ask the pump clinic about before the low-reservoir date."""

    NO_VISIT = "no_visit"
    VISIT_TOO_LATE = "visit_too_late"


@dataclass(frozen=True, slots=True, kw_only=True)
class RefillAhead:
    """The low-reservoir date is near: in how many days, what is wrong, and what day it is.

    `is_weekend` is true for a Saturday or a Sunday, when a clinic may be closed. `problem` is
    None when a visit stands in time.
    """

    on: date
    days: int
    problem: RefillProblem | None
    is_weekend: bool


def refill_ahead(dates: PumpDates, within_days: int) -> RefillAhead | None:
    """Return what to say before the low-reservoir date, on quiet days too; else None.

    From so many days before it to the day itself, as rule W13 counts them. It needs no check-in.
    """
    low, visit = dates.day(PumpDay.LOW_RESERVOIR), dates.day(PumpDay.APPOINTMENT)
    if low is None or not 0 <= (low - dates.today).days <= within_days:
        return None
    problem = None
    if visit is None or visit < dates.today:
        problem = RefillProblem.NO_VISIT
    elif visit > low:
        problem = RefillProblem.VISIT_TOO_LATE
    return RefillAhead(
        on=low,
        days=(low - dates.today).days,
        problem=problem,
        is_weekend=low.weekday() >= _SATURDAY,
    )


def pump_dates(record: Record, now: Moment) -> PumpDates:
    """Return the dates of a pump at a moment; a refill that named no new date leaves none."""
    state, pump = pump_state(record, None, now), record.person.pump or Pump()
    known = {
        PumpDay.LAST_REFILL: state.last_refill,
        PumpDay.APPOINTMENT: state.refill_appointment,
        PumpDay.LOW_RESERVOIR: state.low_reservoir_date,
        PumpDay.EMPTY: state.empty_date,
        PumpDay.REPLACE_BY: pump.replace_by,
    }
    events = tuple(event for event in reversed(record.pump_events) if event.at <= now)
    told_by_now = replace(record, pump_events=events[::-1])
    told = [(kind, day) for kind, day in known.items() if day is not None]
    return PumpDates(
        pump=pump,
        today=now.day,
        days=tuple(sorted(told, key=lambda pair: pair[1])),
        missing=tuple(kind for kind, day in known.items() if day is None),
        last_mri=next((event for event in events if event.kind is PumpEventKind.MRI), None),
        is_mri_checked=not state.mri_unchecked,
        mri_told=state.mri_told,
        set_to=pump_amount(told_by_now, now),
        told_otherwise=pump_told_otherwise(told_by_now, now),
        events=events,
    )
