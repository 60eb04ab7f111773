# SPDX-License-Identifier: MIT
"""What a pump gives a day: as the clinic set it, as the plan says, or as the profile does."""

from datetime import date
from decimal import Decimal

from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug
from caregiver_app.domain.plan import PlanRoute, step_on
from caregiver_app.domain.plan_versions import plan_in_force
from caregiver_app.domain.record import Record


def pump_amount(record: Record, now: Moment) -> Decimal | None:
    """Return what the pump gives a day in mcg, by what was written about it last."""
    told = _told(record, now)
    return told[0][1] if told else None


def pump_told_otherwise(record: Record, now: Moment) -> tuple[date | None, Decimal] | None:
    """Return what an earlier note says that the pump gives, with its day; None where none does."""
    told = _told(record, now)
    return told[1] if len(told) > 1 and told[1][1] != told[0][1] else None


def _told(record: Record, now: Moment) -> list[tuple[date | None, Decimal]]:
    """Return what the clinic last set and what the plan says, the later first; else the profile."""
    pump, found = record.person.pump, list[tuple[date | None, Decimal]]()
    set_to = [e for e in record.pump_events if e.dose_mcg_per_day is not None]
    if set_to and set_to[-1].dose_mcg_per_day is not None:
        found.append((set_to[-1].at.day, set_to[-1].dose_mcg_per_day))
    plan = plan_in_force(record.plans, Drug.BACLOFEN, PlanRoute.ITB, now.day)
    planned = plan.per_day_on(now.day) if plan else None
    if plan is not None and planned is not None:
        step = step_on(plan, now.day)
        found.append((step.from_ if step else plan.written_on, planned))
    if not found and pump is not None and pump.dose_mcg_per_day is not None:
        found.append((now.day, pump.dose_mcg_per_day))
    return sorted(found, key=lambda told: told[0] or date.min, reverse=True)
