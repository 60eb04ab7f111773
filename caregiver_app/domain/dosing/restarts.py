# SPDX-License-Identifier: MIT
"""A kept dose after a long time without one: how long it was, and whether the dose is lower now."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal

from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.doses import KEPT, DoseEvent
from caregiver_app.domain.dosing.days_off import next_after_days_off
from caregiver_app.domain.dosing.dose_clock import drug_of, kept_doses, mg_of
from caregiver_app.domain.dosing.planned_times import doses_of_day
from caregiver_app.domain.dosing.slots import due_of, in_own_zone, slot_near, slots_between, zone_of
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.moments import Moment, at_place
from caregiver_app.domain.plan import PlanRoute, amount_of, step_on
from caregiver_app.domain.plan_versions import plan_in_force
from caregiver_app.domain.record import Record

# Doses given this close to each other on the wall are doses of the same time of day.
_SAME_TIME = timedelta(hours=2)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Restart:
    """A kept dose at the end of a time without one; amounts in mg, None when nobody wrote them.

    `before` is what its time of day had before the gap: as planned, or as last kept there.
    """

    dose: DoseEvent
    at: Moment
    gap: timedelta
    after: Decimal | None
    before: Decimal | None

    @property
    def is_lower(self) -> bool:
        """Say whether it is less than before; an amount that nobody wrote down counts as the same.

        A smaller dose of another time of day is no lower one: 10 mg in the morning, 20 at night.
        """
        return self.before is not None and self.after is not None and self.after < self.before


def restart(record: Record, dose: DoseEvent, least: timedelta, days_off: int) -> Restart | None:
    """Return the restart that a dose is, when nobody told of one kept for so long before it.

    A dose that a check-in tells as kept counts like one of the log. Up to so many `days_off` that
    the plan of then held between the two are no gap, unless it is more than before.
    """
    at = dose.when
    if at is None or dose.status not in KEPT:
        return None
    kept = kept_doses(record, drug_of(dose, record.person))
    logged = next((earlier for earlier, _dose in kept if earlier < at), None)
    if logged is None or at.utc - logged.utc < least:
        return None
    last = max((logged, *_told_kept(record, dose, logged, at)))
    if at.utc - last.utc < least:
        return None
    found = Restart(
        dose=dose,
        at=at,
        gap=at.utc - last.utc,
        after=mg_of(dose, record.person),
        before=min(_amounts_before(record, dose, last), default=None),
    )
    return None if _is_as_planned(record, found, last, days_off) else found


def _is_as_planned(record: Record, found: Restart, last: Moment, days_off: int) -> bool:
    """Say whether the plan that held at the last dose has this one as the next, and no more."""
    drug, due = drug_of(found.dose, record.person), due_of(found.dose)
    planned = next_after_days_off(record, drug, last, last.day, days_off)
    slot = slot_near(record, drug, due) if due is not None else None
    if slot is None or planned is None or slot.due.utc != planned:
        return False
    return found.after is None or found.before is None or found.after <= found.before


def _told_kept(record: Record, dose: DoseEvent, logged: Moment, at: Moment) -> Iterator[Moment]:
    """Yield the doses that check-ins tell as kept between two doses of the log.

    They answer for the drug that is being stepped down. A time close to the dose itself is the
    same dose, told from memory.
    """
    if drug_of(dose, record.person) is not record.person.drug:
        return
    first = bisect_right(record.check_ins, logged, key=_when)
    end = bisect_left(record.check_ins, at, key=_when)
    for check_in in record.check_ins[first:end]:
        told = _kept_by(record, check_in, logged)
        if told is not None and told.utc <= at.utc - _SAME_TIME:
            yield told


def _when(check_in: CheckIn) -> Moment:
    return check_in.at


def _kept_by(record: Record, check_in: CheckIn, logged: Moment) -> Moment | None:
    """Return the last kept dose as a check-in tells it; None when it tells none since the log.

    One that only says that none was missed tells the planned dose that was late by then; a newer
    one may have been still to come. Without planned times it tells of its own time, on a day on
    which nothing is to be given of nothing.
    """
    told = check_in.last_kept_dose_at
    if told is not None:
        return told if told <= check_in.at else None
    if check_in.doses_missed_in_row != 0:
        return None
    drug = record.person.drug
    plan = plan_in_force(record.plans, drug, PlanRoute.ORAL, check_in.at.day)
    step = step_on(plan, check_in.at.day) if plan is not None else None
    stopped = step is not None and amount_of(step, PlanRoute.ORAL) == 0
    if not stopped and not doses_of_day(plan, step):
        return check_in.at
    here, late = zone_of(record.person, check_in.at), check_in.at.utc - _SAME_TIME
    return next((slot.due for slot in slots_between(record, drug, logged.utc, late, here)), None)


def _amounts_before(record: Record, dose: DoseEvent, last: Moment) -> Iterator[Decimal]:
    """Yield what the time of day of a dose had before a gap: as planned, and as last kept.

    The plan is that of the day of the `last` kept dose. Only what is below both is lower.
    """
    drug, wall = drug_of(dose, record.person), _wall(record, dose, last)
    slot = slot_near(record, drug, wall)
    if slot is not None and slot.mg is not None:
        yield slot.mg
    kept = (earlier for at, earlier in kept_doses(record, drug) if at <= last)
    same = next((d for d in kept if _apart(_wall(record, d, last), wall) < _SAME_TIME), None)
    mg = mg_of(same, record.person) if same is not None else None
    if mg is not None:
        yield mg


def _wall(record: Record, dose: DoseEvent, day: Moment) -> Moment:
    """Return when a dose would be due at its own time of day on the day of another moment."""
    due = in_own_zone(dose.scheduled_for or dose.at or day, dose)
    here = zone_of(record.person, due)
    shown = due.utc.astimezone(here)
    there = day.utc.astimezone(here).date()
    wall = datetime.combine(there, time(shown.hour, shown.minute, shown.second), here)
    return at_place(wall.astimezone(UTC), here)


def _apart(one: Moment, two: Moment) -> timedelta:
    """Return how far apart two times of day are, round the clock."""
    between = abs(one.utc - two.utc) % _DAY
    return min(between, _DAY - between)
