# SPDX-License-Identifier: MIT
"""Cuts that nobody planned: the clinic set the pump to less, and somebody wrote it down."""

from datetime import timedelta

from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug
from caregiver_app.domain.plan import Cut, PlanRoute
from caregiver_app.domain.plan_versions import plan_in_force
from caregiver_app.domain.record import Record

_A_DAY = timedelta(days=1)


def pump_cuts(record: Record, now: Moment) -> tuple[tuple[Moment, Cut], ...]:
    """Return every setting of the pump to less up to now, in mcg a day, the oldest first.

    What it was set to before is told by the setting before it, else by the plan for the pump as
    of the day before, else by the profile. Where nothing tells it, it is not called a cut.
    """
    found = []
    set_to = [e for e in record.pump_events if e.dose_mcg_per_day is not None and e.at <= now]
    before = record.person.pump.dose_mcg_per_day if record.person.pump else None
    if set_to:
        day = set_to[0].at.day
        plan = plan_in_force(record.plans, Drug.BACLOFEN, PlanRoute.ITB, day)
        before = (plan.per_day_on(day - _A_DAY) if plan else None) or before
    for event in set_to:
        after = event.dose_mcg_per_day
        if before is not None and after is not None and after < before:
            # Where it was set it may be tomorrow already.
            on = min(event.at.day, now.day)
            found.append((event.at, Cut(on=on, before=before, after=after)))
        before = after
    return tuple(found)
